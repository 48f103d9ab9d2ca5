"""The last look: where a reading took a person for a place, the row is missed and the name does not come out."""

import pytest

from schemas.documents import Block, Cell, Heading, Locator, Paragraph, ReadDocument, Table
from schemas.findings import Extraction
from scrapers.extractors.extraction import extract

PLACE = Locator()
PEOPLE = ("Quillfeather, Mateo", "Ashworthy, Rohan", "Lindqvist, Emily", "Oyelaran, Tobias", "Nakagawara, Ingrid")
SITES = ("Mayo Clinic", "Henry Ford Hospital", "Boston Medical Center", "Denver Health", "Cooper University Hospital")


def found_in(*blocks: Block) -> Extraction:
    """What a list of 2021 with these blocks says."""
    return extract(ReadDocument((Heading("Class of 2021 Match List", 1, PLACE), *blocks), "application/pdf", "pdf"))


def assert_nameless(found: Extraction) -> None:
    told = found.model_dump_json()
    assert not [name for name in PEOPLE if name.split(",")[0] in told]


def test_columns_read_by_turns_give_no_names() -> None:
    """Names stand between institutions, as where newspaper columns were taken for those of a table."""
    rows = [("Specialty", "Institution")]
    for name, site in zip(PEOPLE, SITES, strict=True):
        rows += [("Pediatrics", site), ("Pediatrics", name)]
    cells = [Cell(text, row, column, PLACE) for row, line in enumerate(rows) for column, text in enumerate(line)]
    found = found_in(Table(tuple(cells), PLACE))
    assert_nameless(found)
    assert {item.program for item in found.placements} == set(SITES)
    assert found.held_back is not None


@pytest.mark.parametrize("glue", [" ", ", "])
def test_a_name_that_ran_into_its_site_is_not_kept(glue: str) -> None:
    lines: list[Block] = [Heading("Pediatrics", 2, PLACE)]
    for place, (name, site) in enumerate(zip(PEOPLE, SITES, strict=True)):
        together = place == 2
        lines += [Paragraph(text, PLACE) for text in ([f"{name}{glue}{site}"] if together else [name, site])]
    assert_nameless(found_in(*lines))


def test_few_lines_under_each_heading_vouch_for_names_together() -> None:
    """Tyler and Park are places too: alone under their heading the two words would tell no person."""
    people = ("Tyler Park", "Rohan Ashworthy", "Emily Lindqvist", "Tobias Oyelaran", "Ingrid Nakagawara")
    lines: list[Block] = []
    for name, site, specialty in zip(
        people, SITES, ("Urology", "Pediatrics", "Neurology", "Pathology", "Psychiatry"), strict=True
    ):
        lines += [Heading(specialty, 2, PLACE), Paragraph(name, PLACE), Paragraph(site, PLACE)]
    found = found_in(*lines)
    assert "Tyler Park" not in found.model_dump_json()
    assert [item.program for item in found.placements] == list(SITES)


def test_a_hospital_that_shares_the_name_of_a_person_stays() -> None:
    """A student is called like the founder of a hospital."""
    rows = [("Student", "Specialty", "Institution")]
    people = ("Henry Ford", "Rohan Ashworthy", "Emily Lindqvist", "Tobias Oyelaran", "Ingrid Nakagawara")
    rows += [(name, "Pediatrics", site) for name, site in zip(people, SITES, strict=True)]
    cells = [Cell(text, row, column, PLACE) for row, line in enumerate(rows) for column, text in enumerate(line)]
    assert [item.program for item in found_in(Table(tuple(cells), PLACE)).placements] == list(SITES)


def test_specialties_that_ran_together_in_a_cell_are_parted() -> None:
    rows = (
        ("Institution", "Residency"),
        ("Mayo Clinic", "Emergency Medicine Emergency Medicine"),
        ("Denver Health", "Family Medicine Obstetrics and Gynecology Internal Medicine"),
        ("Boston Medical Center", "Physical Medicine and Rehabilitation"),
    )
    cells = [Cell(text, row, column, PLACE) for row, line in enumerate(rows) for column, text in enumerate(line)]
    told = [item.specialty for item in found_in(Table(tuple(cells), PLACE)).placements]
    assert told == [
        "Emergency Medicine",
        "Emergency Medicine",
        "Family Medicine",
        "Obstetrics and Gynecology",
        "Internal Medicine",
        "Physical Medicine and Rehabilitation",
    ]


@pytest.mark.parametrize(
    "mixed",
    [
        "Mercy Quillfeather, MD/PhD Pediatrics Temple University Hospital",
        "Family Medicine Rohan Ashworthy Internal Medicine",
        "Oyelaran Denver Health",
        "Denver Health Oyelaran",
    ],
)
def test_a_name_among_specialties_or_beside_a_site_is_not_kept(mixed: str) -> None:
    """Columns of names and of specialties, read by turns, run together."""
    rows = [("Specialty", "Institution")]
    for name, site in zip(PEOPLE, SITES, strict=True):
        rows += [("Pediatrics", site), ("Pediatrics", name)]
    rows.append(("Urology", mixed))
    cells = [Cell(text, row, column, PLACE) for row, line in enumerate(rows) for column, text in enumerate(line)]
    found = found_in(Table(tuple(cells), PLACE))
    assert_nameless(found)
    assert {item.program for item in found.placements} == set(SITES)
