"""Brackenfell University School of Medicine: open on the match, with its files on another host; boasts on exams."""

from sample.generator.cohorts import MD_WEIGHTS, Row, draw_class, specialty_counts
from sample.generator.everyday import Story, everyday_pages
from sample.generator.figures import MatchYear, percent
from sample.generator.listing import count_states, full_rows, stay_in
from sample.generator.markup import bullets, heading, link, paragraphs
from sample.generator.pdf import ruled_table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Control

CLASSES = [
    MatchYear(2026, not_seeking=4, matched=153, soap=8, unmatched=3),
    MatchYear(2025, not_seeking=2, matched=150, soap=9, unmatched=2),
    MatchYear(2024, not_seeking=3, matched=147, soap=11, unmatched=2),
]
NEAR = {"TX": 40, "LA": 5, "OK": 5, "NM": 4, "AR": 3}
FILES_HOST = "cdn.campusfiles.example"
TRAIL = (("Students", "/students/"), ("Residency Match", "/students/match/"))


def class_rows(year: MatchYear) -> list[Row]:
    """Return the positions of one class."""
    return draw_class(f"brackenfell {year.year}", year.placed, MD_WEIGHTS, NEAR)


def _year_page(site: Site, year: MatchYear) -> None:
    rows = class_rows(year)
    students = [f"{name}: {count} {'student' if count == 1 else 'students'}" for name, count in specialty_counts(rows)]
    site.page(
        f"/students/match/{year.year}/",
        f"Match Results {year.year}",
        paragraphs(
            f"{year.graduates} students graduated in the class of {year.year}. Of the {year.participants} who took "
            f"part in the Match, {year.matched} ({year.match_rate}) matched before SOAP. {year.soap} accepted a "
            f"position in SOAP, which brought the match rate after SOAP to {year.placement_rate}; "
            f"{year.unmatched} were unmatched at the end of the week.",
            f"They will train in {count_states(rows)} states. {stay_in(rows, 'TX')} graduates "
            f"({percent(stay_in(rows, 'TX'), year.placed)} of those placed) stay in Texas.",
        ),
        heading(f"Class of {year.year} by specialty"),
        bullets(students),
        paragraphs(
            link(
                f"http://{FILES_HOST}/brackenfell/match-list-{year.year}.pdf",
                f"Download the {year.year} match list (PDF)",
            )
        ),
        updated=f"June 5, {year.year}",
        trail=TRAIL,
        related=tuple((f"Match Results {y.year}", f"/students/match/{y.year}/") for y in CLASSES),
    )


def files_host() -> dict[str, bytes]:
    """Return the files on the host that stores them for the school."""
    files = {"_behaviour.toml": b"updated = 2026-06-05T12:00:00Z\n", "robots.txt": b"User-agent: *\nDisallow:\n"}
    for year in CLASSES:
        rows = class_rows(year)
        files[f"brackenfell/match-list-{year.year}.pdf"] = ruled_table(
            f"Brackenfell University School of Medicine: Match List {year.year}",
            [f"{len(rows)} positions of {year.placed} graduates, as of June 5, {year.year}. An invented school."],
            ["Specialty", "Residency Program", "City", "State", "Type"],
            full_rows(rows),
            "Office of Student Affairs",
            (28, 52, 24, 10, 18),
            ruled=False,
        )
    return files


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "brackenfell",
        "Brackenfell University School of Medicine",
        "Brackenfell Medicine",
        ("Corpus Christi", "TX"),
        control=Control.public,
        graduated=1981,
    )
    site = Site(school, "www.brackenfell.example", "entry", "brick", "1700 Shoreline Drive", 1977)
    site.behaviour = Behaviour(aliases=["brackenfell.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/", (("Board Exams", "/curriculum/board-exams/"),)),
        MenuEntry("Students", "/students/", (("Residency Match", "/students/match/"),)),
        MenuEntry("News", "/news/"),
    ]
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/students/",
        "Students",
        paragraphs("Student affairs, housing and the registrar share one corridor."),
        bullets([link("/students/match/", "Residency Match")]),
    )
    site.page(
        "/students/match/",
        "Residency Match",
        paragraphs("The results of the last three classes, by year."),
        bullets(
            [
                *(link(f"/students/match/{y.year}/", f"Match results {y.year}") for y in CLASSES),
                link("/students/match/2019/", "Match results 2019 (archive)"),
            ]
        ),
        heading("Advising"),
        paragraphs(
            "Every student has a specialty mentor from the spring of the third year, and the office of student "
            "affairs holds mock interviews in the autumn."
        ),
    )
    for year in CLASSES:
        _year_page(site, year)
    site.page(
        "/curriculum/board-exams/",
        "Board Exams",
        paragraphs(
            "Our students consistently score well above the national average on the USMLE Step examinations, a "
            "record that we are proud of year after year.",
            "The calendar keeps eight weeks free before Step 1, and tutors meet small groups twice a week.",
        ),
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(
        site,
        2,
        "the Coastal Bend",
        (
            Story(
                "March 20, 2026",
                "envelopes-by-the-bay",
                "Envelopes by the bay",
                (
                    f"Photo: {names.take()} (left) and {names.take()} open their envelopes on the seawall.",
                    (
                        'The class learned on Friday where it will train. <a href="/students/match/2026/">Match results 2026</a>'
                        " lists every specialty."
                    ),
                ),
            ),
        ),
    )
    return site
