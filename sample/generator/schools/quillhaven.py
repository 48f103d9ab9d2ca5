"""Quillhaven University College of Medicine: established and silent. Nothing on the match, nothing on exams."""

from sample.generator.everyday import Story, everyday_pages
from sample.generator.markup import bullets, link, paragraphs
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "quillhaven", "Quillhaven University College of Medicine", "Quillhaven", ("Chattanooga", "TN"), graduated=1974
    )
    site = Site(school, "www.quillhaven.example", "columns", "navy", "88 Ridge Avenue", 1969)
    site.behaviour = Behaviour(aliases=["quillhaven.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Academics", "/curriculum/", (("Curriculum", "/curriculum/"), ("Calendar", "/academics/calendar/"))),
        MenuEntry("Student Affairs", "/student-affairs/", (
            ("Match Day", "/student-affairs/match-day/"), ("Wellness", "/student-affairs/wellness/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/academics/calendar/",
        "Academic Calendar",
        bullets(
            [
                "August 3: orientation",
                "December 18: winter recess begins",
                "March 19: Match Day",
                "May 16: commencement",
            ]
        ),
    )
    site.page(
        "/student-affairs/",
        "Student Affairs",
        paragraphs(
            "The office looks after housing, student organizations and the lending closet for interview clothes."
        ),
        bullets([link("/student-affairs/match-day/", "Match Day"), link("/student-affairs/wellness/", "Wellness")]),
    )
    site.page(
        "/student-affairs/match-day/",
        "Match Day",
        paragraphs(
            "Match Day is held in the Ridge Avenue atrium. Doors open at eleven; envelopes are opened at noon. "
            "Guests are asked to park in the west garage.",
            f"Photographs of {link('/student-affairs/match-day-2022/', 'earlier years')} are kept by the "
            "yearbook office.",
        ),
        related=(("Student Affairs", "/student-affairs/"), ("Wellness", "/student-affairs/wellness/")),
    )
    site.page("/student-affairs/wellness/", "Wellness", paragraphs("The counseling center is open on every weekday."))


def _story(first: str, second: str) -> Story:
    gathering = (
        "Fourth-year students gathered with their families on Friday to learn where they will spend the coming years. "
        "A string quartet played until the clock struck twelve."
    )
    nation = (
        "Across the country 48,050 applicants took part in this year's Match for 44,344 positions, and 93.5 percent of "
        "the seniors of MD schools matched, according to the NRMP."
    )
    pair = f"{first} and {second}, who met in the anatomy laboratory, opened their envelopes together."
    return Story("March 20, 2026", "noon-in-the-atrium", "Noon in the atrium", (gathering, nation, pair))


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 1, "southeast Tennessee", (_story(names.take(), names.take()),))
    return site
