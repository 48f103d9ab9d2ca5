"""Layouts of lists seen from other producers: heading rows in narrow grids, counts side by side, names that open entries."""

from schemas.documents import Block, Cell, Heading, Locator, Paragraph, ReadDocument, Table
from schemas.findings import Extraction
from scrapers.extractors.extraction import extract

PLACE = Locator()
SITES = ("Mayo Clinic", "Henry Ford Hospital", "Boston Medical Center", "Denver Health", "Cooper University Hospital")
PEOPLE = ("Quillfeather, Mateo", "Ashworthy, Rohan", "Lindqvist, Emily", "Oyelaran, Tobias", "Nakagawara, Ingrid")
FIELDS = ("Urology", "Pediatrics", "Neurology", "Pathology", "Psychiatry")


def found_in(*blocks: Block) -> Extraction:
    return extract(ReadDocument((Heading("Class of 2021 Match List", 1, PLACE), *blocks), "application/pdf", "pdf"))


def grid(*rows: tuple[str, ...]) -> Table:
    cells = [Cell(text, row, column, PLACE) for row, line in enumerate(rows) for column, text in enumerate(line)]
    return Table(tuple(cells), PLACE)


def test_rows_of_a_specialty_and_its_count_head_the_institutions_beneath() -> None:
    found = found_in(
        grid(("Pediatrics", "3"), ("Mayo Clinic", "1"), ("Denver Health", "2"), ("Urology", "1"), (SITES[2], "1"))
    )
    assert [(item.specialty, item.program, item.count) for item in found.placements] == [
        ("Pediatrics", "Mayo Clinic", 1),
        ("Pediatrics", "Denver Health", 2),
        ("Urology", "Boston Medical Center", 1),
    ]


def test_counts_by_specialty_beside_counts_by_institution_are_both_read() -> None:
    counts = zip(("3", "1", "4", "1", "5"), ("2", "6", "5", "3", "5"), strict=True)
    rows = [(field, ours, site, n) for field, site, (ours, n) in zip(FIELDS, SITES, counts, strict=True)]
    found = found_in(grid(("By Specialty", "", "By Institution", ""), *rows))
    told = {(item.specialty, item.program, item.count) for item in found.placements}
    assert told == {(row[0], None, int(row[1])) for row in rows} | {(None, row[2], int(row[3])) for row in rows}


def test_names_that_open_entries_tell_what_stands_over_what() -> None:
    lines: list[Block] = [Paragraph("Boston University School of Medicine congratulates", PLACE)]
    for name, field, site in zip(PEOPLE, FIELDS, SITES, strict=True):
        lines += [Heading(name, 2, PLACE), Paragraph(field, PLACE), Paragraph(site, PLACE)]
    found = found_in(*lines)
    assert [(item.specialty, item.program) for item in found.placements] == list(zip(FIELDS, SITES, strict=True))


def test_specialties_with_counts_under_an_institution_are_each_a_placement() -> None:
    lines: list[Block] = []
    for site in SITES:
        lines += [Heading(site, 2, PLACE), Paragraph("Urology (2), Family Medicine (1)", PLACE)]
    found = found_in(*lines)
    assert [(item.specialty, item.program, item.count) for item in found.placements] == [
        entry for site in SITES for entry in (("Urology", site, 2), ("Family Medicine", site, 1))
    ]


def test_a_city_that_columns_ran_into_keeps_no_name() -> None:
    rows = [(field, site, f"Denver CO {name}") for field, site, name in zip(FIELDS, SITES, PEOPLE, strict=True)]
    found = found_in(grid(("Specialty", "Hospital", "City"), *rows))
    told = found.model_dump_json()
    assert found.placements
    assert not [name for name in PEOPLE if name.split(",")[0] in told]
