"""Tamarack State University College of Osteopathic Medicine: the exemplary DO school, and its branch campus.

The branch reports its outcomes together with the main campus and says so.
"""

from collections.abc import Callable
from random import Random

from sample.generator.cohorts import DO_WEIGHTS, Destination, Row, destinations, draw_class, specialty_counts
from sample.generator.everyday import everyday_pages
from sample.generator.figures import (
    NRMP_DO_SENIORS,
    MatchYear,
    comlex_tables,
    graduation_table,
    percent,
)
from sample.generator.listing import count_states, grouped, short_name, stay_in
from sample.generator.markup import bullets, heading, link, paragraphs, record_table, table
from sample.generator.pdf import headings_in_two_columns
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.registry import Expectation
from schemas.vocabulary import Control, Degree

Class = tuple[MatchYear, int]
"""A class in the NRMP match, and how many of its graduates hold a position from the military match besides."""

CLASSES: list[Class] = [
    (MatchYear(2026, not_seeking=1, matched=86, soap=5, unmatched=1), 3),
    (MatchYear(2025, not_seeking=1, matched=84, soap=5, unmatched=1), 2),
    (MatchYear(2024, not_seeking=2, matched=82, soap=7, unmatched=0), 4),
    (MatchYear(2023, not_seeking=0, matched=80, soap=7, unmatched=1), 3),
    (MatchYear(2022, not_seeking=1, matched=79, soap=7, unmatched=1), 2),
]
PLACEMENT_COLUMNS: dict[str, Callable[[Class], object]] = {
    "Class": lambda entry: entry[0].year,
    "Graduates": lambda entry: entry[0].graduates + entry[1],
    "Not seeking": lambda entry: entry[0].not_seeking,
    "Seeking": lambda entry: entry[0].participants + entry[1],
    "Placed": lambda entry: entry[0].placed + entry[1],
    "Of these military": lambda entry: entry[1],
    "Unplaced": lambda entry: entry[0].unmatched,
    "Placement rate": lambda entry: percent(entry[0].placed + entry[1], entry[0].participants + entry[1]),
}
NRMP_COLUMNS: dict[str, Callable[[Class], object]] = {
    "Class": lambda entry: entry[0].year,
    "Active NRMP applicants": lambda entry: entry[0].participants,
    "Matched before SOAP": lambda entry: entry[0].matched,
    "Match rate before SOAP": lambda entry: entry[0].match_rate,
    "National match rate, DO seniors, before SOAP": lambda entry: NRMP_DO_SENIORS[entry[0].year],
    "Placed in SOAP": lambda entry: entry[0].soap,
}
LEVEL_1 = [("2025-2026", 101, 97), ("2024-2025", 99, 93), ("2023-2024", 98, 93), ("2022-2023", 97, 89),
           ("2021-2022", 96, 90)]  # fmt: skip
LEVEL_2 = [("2025-2026", 97, 93), ("2024-2025", 96, 92), ("2023-2024", 94, 88), ("2022-2023", 95, 91),
           ("2021-2022", 92, 88)]  # fmt: skip
LEVEL_3 = [("2025", 90, 88), ("2024", 92, 89), ("2023", 88, 84), ("2022", 87, 85), ("2021", 85, 82)]
ENTERED = [("2022", 100, 92, None), ("2021", 99, 90, None), ("2020", 98, 91, 96), ("2019", 96, 88, 93)]
NEAR = {"OR": 16, "WA": 10, "ID": 8, "CA": 4, "MT": 4, "NV": 3, "UT": 3}
UPDATED = "July 20, 2026"
TRAIL = (("Outcomes", "/outcomes/"),)
NAME = "Tamarack State University College of Osteopathic Medicine"


def class_rows(year: MatchYear, military: int) -> list[Row]:
    """Return the positions of one class; military positions come from the military match in December."""
    rows = draw_class(f"tamarack {year.year}", year.placed, DO_WEIGHTS, NEAR)
    random = Random(f"tamarack military {year.year}")
    hospitals: list[Destination] = [place for place in destinations() if place.kind == "military"]
    drawn = [
        Row(random.choice(("Family Medicine", "Internal Medicine", "Psychiatry")), random.choice(hospitals), "Military",
            1000 + number)
        for number in range(military)
    ]  # fmt: skip
    return rows + sorted(drawn, key=lambda row: (row.specialty, row.destination.name))


def _list_groups(rows: list[Row]) -> list[tuple[str, list[str]]]:
    civilian = grouped([row for row in rows if row.position != "Military"], short_name)
    military = grouped([row for row in rows if row.position == "Military"], short_name)
    return civilian + [(f"{name} - Military", lines) for name, lines in military]


def _placement_page(site: Site) -> None:
    newest, military = CLASSES[0]
    rows = class_rows(newest, military)
    site.page(
        "/outcomes/gme-placement/",
        "GME Placement",
        paragraphs(
            "The placement rate is the share of graduates seeking a residency who held a position on July 1, "
            "whether through the NRMP match, SOAP or the military match. It is not a match rate; the match "
            "rate before SOAP stands in the second table."
        ),
        record_table(PLACEMENT_COLUMNS, CLASSES, "GME placement by class, as of July 1"),
        record_table(NRMP_COLUMNS, CLASSES, "NRMP Main Residency Match by class"),
        heading("Class of 2026 by specialty"),
        table(["Specialty", "Graduates"], [*specialty_counts(rows), ("Total", newest.placed + military)]),
        paragraphs(
            f"The graduates of 2026 train in {count_states(rows)} states; {stay_in(rows, 'OR')} of them stay in "
            "Oregon."
        ),
        heading("Match lists"),
        bullets(
            link(f"/documents/match-list-{y.year}.pdf", f"Where our graduates train: class of {y.year} (PDF)")
            for y, _ in CLASSES[:3]
        ),
        updated=UPDATED,
        trail=TRAIL,
    )


def _lists(site: Site) -> None:
    for year, count in CLASSES[:3]:
        rows = class_rows(year, count)
        pairs = len(rows) - year.placed - count
        site.files[f"documents/match-list-{year.year}.pdf"] = headings_in_two_columns(
            f"Class of {year.year}: Residency Placements",
            [
                (
                    f"All {year.placed + count} graduates placed by July 1, {year.year}. {pairs} of them hold an advanced "
                    f"position and appear a second time with their first year. {year.unmatched} unplaced and "
                    f"{year.not_seeking} not seeking a residency are not listed. Numbers in parentheses count graduates."
                )
            ],
            _list_groups(rows),
            f"{NAME} (an invented school), as of July 1, {year.year}",
        )


def _comlex_page(site: Site) -> None:
    site.page(
        "/outcomes/comlex-usa/",
        "COMLEX-USA First-Time Pass Rates",
        paragraphs(
            "As reported to the college by the NBOME on July 8, 2026. The rates count first attempts of "
            "students of both campuses. Testing cycles run from May to April for Level 1 and from June to May "
            "for Level 2-CE; Level 3, which is taken in residency, is shown by calendar year."
        ),
        comlex_tables(LEVEL_1, LEVEL_2, LEVEL_3),
        updated=UPDATED,
        trail=TRAIL,
    )


def _other_pages(site: Site) -> None:
    site.page(
        "/outcomes/graduation/",
        "Graduation Rates and Class Size",
        graduation_table(ENTERED),
        paragraphs(f"Class size, class of 2026: {CLASSES[0][0].graduates + CLASSES[0][1]} graduates."),
        updated=UPDATED,
        trail=TRAIL,
    )
    site.page(
        "/student-support/",
        "Student Support",
        heading("Preparing for COMLEX"),
        paragraphs(
            "Students have six weeks of dedicated study time before Level 1 and three before Level 2-CE, a "
            "question bank paid by the college, and a practice examination each spring. Those at risk work "
            "with a learning specialist on a remediation plan."
        ),
        heading("Preparing for the match"),
        paragraphs(
            "Each specialty has a faculty mentor on either campus. The advising office reviews every "
            "application and holds mock interviews by video for students on rotation."
        ),
    )


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "tamarack",
        NAME,
        "Tamarack State COM",
        ("Bend", "OR"),
        degree=Degree.DO,
        control=Control.public,
        graduated=1998,
        expectations=(Expectation(class_year=2026, minimum_placements=80),),
    )
    site = Site(school, "www.tamarack.example", "landmark", "teal", "14 Juniper Loop", 1994)
    site.behaviour = Behaviour(aliases=["tamarack.example"], updated="2026-07-20T15:00:00Z")
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/", (
            ("COMLEX-USA pass rates", "/outcomes/comlex-usa/"), ("GME placement", "/outcomes/gme-placement/"),
            ("Graduation rates", "/outcomes/graduation/"))),
        MenuEntry("Student Support", "/student-support/"),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/outcomes/",
        "Outcomes",
        paragraphs(
            "The college publishes these results for applicants and for its accreditor. Students of the "
            f"{link('http://www.tamarack-basin.example/', 'Klamath Basin campus')} are included in every "
            "figure."
        ),
        bullets(
            [
                link("/outcomes/comlex-usa/", "COMLEX-USA first-time pass rates"),
                link("/outcomes/gme-placement/", "GME placement and match lists"),
                link("/outcomes/graduation/", "Graduation rates and class size"),
            ]
        ),
        updated=UPDATED,
    )
    _placement_page(site)
    _lists(site)
    _comlex_page(site)
    _other_pages(site)


def build(names: Names) -> Site:
    """Return the site of the main campus."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 1, "the high desert")
    site.page(
        "/about/leadership/",
        "Leadership",
        paragraphs(f"Dean: {names.take()}, DO", f"Associate dean for clinical education: {names.take()}, DO"),
    )
    return site


def build_branch() -> Site:
    """Return the site of the branch campus, which reports with the main campus."""
    school = invented_school(
        "tamarack-basin",
        f"{NAME} - Klamath Basin",
        "Tamarack State COM, Klamath Basin",
        ("Klamath Falls", "OR"),
        degree=Degree.DO,
        control=Control.public,
        graduated=2020,
        parent="tamarack",
    )
    site = Site(
        school, "www.tamarack-basin.example", "landmark", "teal", "3 Marsh Road", 2016, sitemap=None, robots=None
    )
    site.behaviour = Behaviour(aliases=["tamarack-basin.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/"),
        MenuEntry("News", "/news/"),
    ]
    site.page(
        "/outcomes/",
        "Outcomes",
        paragraphs(
            "Klamath Basin is a branch campus of Tamarack State University College of Osteopathic Medicine. "
            "COMLEX-USA pass rates, GME placement and graduation rates of both campuses are reported together "
            f"by the main campus: {link('http://www.tamarack.example/outcomes/', 'outcomes of the college')}."
        ),
    )
    everyday_pages(site, 2, "the Klamath basin")
    return site
