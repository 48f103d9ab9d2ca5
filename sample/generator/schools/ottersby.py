"""Ottersby College of Osteopathic Medicine: lists its matches, names and all; publishes no COMLEX result."""

from collections.abc import Callable
from random import Random

from sample.generator.cohorts import DO_WEIGHTS, Row, draw_class
from sample.generator.everyday import everyday_pages
from sample.generator.figures import MatchYear
from sample.generator.markup import bullets, heading, link, paragraphs, record_table
from sample.generator.pdf import aligned_columns
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from sample.generator.workbook import comma_separated
from schemas.vocabulary import Degree

CLASSES = [
    MatchYear(2026, not_seeking=1, matched=60, soap=5, unmatched=1),
    MatchYear(2025, not_seeking=0, matched=57, soap=7, unmatched=1),
    MatchYear(2024, not_seeking=1, matched=55, soap=6, unmatched=2),
]
COLUMNS: dict[str, Callable[[MatchYear], object]] = {
    "Graduating class": lambda year: year.year,
    "Graduates": lambda year: year.graduates,
    "Not seeking": lambda year: year.not_seeking,
    "Seeking": lambda year: year.participants,
    "Placed": lambda year: year.placed,
    "Placement rate after SOAP": lambda year: year.placement_rate,
}
NEAR = {"KY": 20, "TN": 8, "IN": 8, "OH": 6, "WV": 5, "MO": 4}
HEAD = ("Name", "Specialty", "Hospital", "City", "State")
WIDTHS = (44.0, 66.0, 84.0, 38.0, 14.0)


def class_rows(year: MatchYear) -> list[Row]:
    """Return the positions of one class."""
    return draw_class(f"ottersby {year.year}", year.placed, DO_WEIGHTS, NEAR)


def _named_rows(year: MatchYear, names: Names) -> list[list[str]]:
    """Return the rows as the college prints them: a graduate's name first, in the order of the names."""
    rows = class_rows(year)
    people = sorted({row.person for row in rows})
    Random(f"ottersby names {year.year}").shuffle(people)
    called = {person: names.take_last_first() for person in people}
    lines = [
        [called[row.person], row.specialty, row.destination.name, row.destination.city, row.destination.state]
        for row in rows
    ]
    return sorted(lines)


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "ottersby",
        "Ottersby College of Osteopathic Medicine",
        "Ottersby COM",
        ("Owensboro", "KY"),
        degree=Degree.DO,
        graduated=2009,
    )
    site = Site(school, "www.ottersby.example", "entry", "ochre", "9 Riverfront Way", 2005, sitemap=None)
    site.behaviour = Behaviour(aliases=["ottersby.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Student Services", "/student-services/", (
            ("Residency Placement", "/student-services/residency-placement/"),
            ("Learning Support", "/student-services/learning-support/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/student-services/",
        "Student Services",
        bullets(
            [
                link("/student-services/residency-placement/", "Residency placement"),
                link("/student-services/learning-support/", "Learning support"),
            ]
        ),
    )
    site.page(
        "/student-services/residency-placement/",
        "Residency Placement",
        paragraphs("The placement rate is the share of graduates seeking a residency who held a position after SOAP."),
        record_table(COLUMNS, CLASSES, "Residency placement"),
        heading("Match lists"),
        bullets(
            [
                link("/wp-content/uploads/2026/05/match-list-2026.pdf", "2026 match list"),
                link("/wp-content/uploads/2025/05/match-list-2025.pdf", "2025 match list"),
                link("/wp-content/uploads/2024/06/match-list-2024.csv", "2024 match list (spreadsheet)"),
            ]
        ),
        updated="May 29, 2026",
    )
    site.page(
        "/student-services/learning-support/",
        "Learning Support",
        paragraphs(
            "Learning specialists help students plan the weeks before COMLEX-USA. The college buys a question "
            "bank for every student, and anybody who falls behind gets a tutor."
        ),
    )


def _lists(site: Site, names: Names) -> None:
    for year in CLASSES[:2]:
        site.files[f"wp-content/uploads/{year.year}/05/match-list-{year.year}.pdf"] = aligned_columns(
            f"Match List, Class of {year.year}",
            ["Ottersby College of Osteopathic Medicine (an invented school)"],
            HEAD,
            _named_rows(year, names),
            f"Student Services, May {year.year}",
            WIDTHS,
        )
    site.files["wp-content/uploads/2024/06/match-list-2024.csv"] = comma_separated(
        ("Class year", "Specialty", "Hospital", "City", "State"),
        [
            (2024, row.specialty, row.destination.name, row.destination.city, row.destination.state)
            for row in class_rows(CLASSES[2])
        ],
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    _lists(site, names)
    everyday_pages(site, 2, "the Ohio valley")
    return site
