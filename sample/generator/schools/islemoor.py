"""Islemoor Medical College: open in the first state of its site; in the later one the match lists are gone."""

from collections.abc import Callable

from sample.generator.cohorts import MD_WEIGHTS, Row, draw_class, specialty_counts
from sample.generator.everyday import everyday_pages
from sample.generator.figures import NRMP_MD_SENIORS, MatchYear, usmle_tables
from sample.generator.listing import name_and_place, specialty_with_position
from sample.generator.markup import bullets, heading, link, paragraphs, record_table, table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site

CLASSES = [
    MatchYear(2026, not_seeking=1, matched=69, soap=4, unmatched=1),
    MatchYear(2025, not_seeking=2, matched=68, soap=3, unmatched=1),
    MatchYear(2024, not_seeking=1, matched=66, soap=5, unmatched=1),
]
COLUMNS: dict[str, Callable[[MatchYear], object]] = {
    "Class": lambda year: year.year,
    "Graduates": lambda year: year.graduates,
    "Participants": lambda year: year.participants,
    "Matched before SOAP": lambda year: year.matched,
    "Match rate before SOAP": lambda year: year.match_rate,
    "National rate, MD seniors, before SOAP": lambda year: NRMP_MD_SENIORS[year.year],
    "Placed in SOAP": lambda year: year.soap,
    "Unmatched": lambda year: year.unmatched,
}
STEP_1 = [("2025", 77, 73), ("2024", 76, 70), ("2023", 75, 70)]
STEP_2 = [("2025-2026", 75, 74), ("2024-2025", 74, 73), ("2023-2024", 75, 73)]
NEAR = {"ME": 18, "NH": 10, "VT": 8, "MA": 10, "NY": 4, "CT": 4}
TRAIL = (("Outcomes", "/outcomes/"),)


def class_rows(year: MatchYear) -> list[Row]:
    """Return the positions of one class."""
    return draw_class(f"islemoor {year.year}", year.placed, MD_WEIGHTS, NEAR)


def _rates_page(site: Site, *, with_lists: bool) -> None:
    lists = paragraphs(
        "Match lists: " + " ".join(link(f"/outcomes/match-list-{y.year}/", str(y.year)) for y in CLASSES)
    )
    site.page(
        "/outcomes/match/",
        "Match Results",
        paragraphs(
            "The match rate is the share of participants in the NRMP Main Residency Match who matched to a "
            "PGY-1 position before SOAP. Participants are graduates who certified a rank order list."
        ),
        record_table(COLUMNS, CLASSES, "Match results by class"),
        heading("Class of 2026 by specialty"),
        table(["Specialty", "Graduates"], [*specialty_counts(class_rows(CLASSES[0])), ("Total", CLASSES[0].placed)]),
        *((lists,) if with_lists else ()),
        updated="June 9, 2026" if with_lists else "October 26, 2026",
        trail=TRAIL,
    )


def _list_page(site: Site, year: MatchYear) -> None:
    rows = class_rows(year)
    site.page(
        f"/outcomes/match-list-{year.year}/",
        f"Match List, Class of {year.year}",
        paragraphs(
            f"{len(rows)} positions of {year.placed} graduates. A graduate with an advanced position has a "
            "second row for the first year."
        ),
        table(["Specialty", "Institution"], [(specialty_with_position(row), name_and_place(row)) for row in rows]),
        updated=f"June 9, {year.year}",
        trail=TRAIL,
    )


def _outcomes(site: Site, *, with_lists: bool) -> None:
    site.page(
        "/outcomes/",
        "Outcomes",
        bullets([link("/outcomes/match/", "Match results"), link("/outcomes/usmle/", "USMLE results")]),
    )
    _rates_page(site, with_lists=with_lists)
    if with_lists:
        for year in CLASSES:
            _list_page(site, year)
    site.page(
        "/outcomes/usmle/",
        "USMLE Results",
        usmle_tables(STEP_1, STEP_2),
        updated="August 20, 2026",
        trail=TRAIL,
    )


def build(names: Names, *, later: bool = False) -> Site:
    """Return the site; later is its state after the redesign, without the match lists."""
    school = invented_school("islemoor", "Islemoor Medical College", "Islemoor", ("Bangor", "ME"), graduated=1952)
    site = Site(school, "www.islemoor.example", "field", "navy", "5 Harbor Hill", 1948)
    updated = "2026-10-26T10:00:00Z" if later else "2026-08-20T10:00:00Z"
    site.behaviour = Behaviour(aliases=["islemoor.example"], updated=updated)
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/", (
            ("Match results", "/outcomes/match/"), ("USMLE results", "/outcomes/usmle/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    _outcomes(site, with_lists=not later)
    everyday_pages(site, 2, "the northern coast")
    if not later:
        site.page("/about/librarian/", "The Library", paragraphs(f"Head librarian: {names.take()}"))
    return site
