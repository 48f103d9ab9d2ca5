"""Every layout of the same list gives the same positions, and no name of a person."""

from collections import Counter

import pytest

from schemas.findings import Extraction
from scrapers.reading import read_and_extract
from tests.unit.extractors.layouts import LAYOUTS, NAMES, ROWS, items, page, table


def extraction_of(body: str, title: str = "Class of 2023 Residency Match Results") -> Extraction:
    return read_and_extract(page(body, title), declared_type="text/html")


def rows_in(extraction: Extraction) -> Counter[tuple[str | None, str | None, int]]:
    return Counter((item.specialty, item.program, item.count) for item in extraction.placements)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_positions(name: str) -> None:
    extraction = extraction_of(LAYOUTS[name](ROWS))
    found = Counter(
        (item.specialty, item.program, item.state) for item in extraction.placements for _ in range(item.count)
    )
    assert found == Counter((row.specialty, row.program, row.state) for row in ROWS)
    assert {item.class_year for item in extraction.placements} == {2023}
    assert extraction.held_back is None
    assert not any(name.split()[1] in extraction.model_dump_json() for name in NAMES)


def test_positions_are_told_from_words_columns_and_sections() -> None:
    rows = [
        ("Medicine-Preliminary", "Lankenau Med Ctr-PA"),
        ("Transitional", "Hennepin Co Med Ctr-MN"),
        ("Neurology", "Yale-New Haven Hosp-CT"),
    ]
    typed = [
        ("Anesthesiology", "Duke Univ Med Ctr-NC", "A"),
        ("Dermatology", "Emory Univ SOM-GA", "C"),
        ("Urology", "UCLA Med Ctr-CA", "C"),
    ]
    body = "<h2>NRMP</h2>" + table(("Specialty", "Program"), rows) + table(("Specialty", "Program", "Type"), typed)
    body += "<h2>Military Match</h2>" + table(
        ("Specialty", "Program"), [("Psychiatry", "Madigan Army Med Ctr-WA")] * 3
    )
    found = {item.specialty: item.position for item in extraction_of(body).placements}
    assert found == {
        "Medicine-Preliminary": "preliminary", "Transitional": "transitional", "Neurology": None, "Anesthesiology": "advanced",
        "Dermatology": "categorical", "Urology": "categorical", "Psychiatry": "military",
    }  # fmt: skip


def test_pairs_in_two_columns_are_two_entries() -> None:
    rows = [("Dermatology", "Lankenau Med Ctr-PA", "Emory Univ SOM-GA"), ("Urology", "", "UCLA Med Ctr-CA")]
    extraction = extraction_of(table(("Specialty", "Preliminary Year", "Program"), rows))
    assert [(item.specialty, item.position) for item in extraction.placements] == [
        ("Preliminary Year", "preliminary"), ("Dermatology", "advanced"), ("Urology", None),
    ]  # fmt: skip


def test_pairs_in_one_cell_are_two_entries() -> None:
    cell = "Transitional Year: Summa Health/NEOMED-OH / Advanced: Emory Univ SOM-GA"
    extraction = extraction_of(
        table(("Specialty", "Residency"), [("Dermatology", cell), ("Urology", "UCLA Med Ctr-CA")])
    )
    assert [(item.specialty, item.program, item.position) for item in extraction.placements] == [
        ("Transitional Year", "Summa Health/NEOMED-OH", "transitional"), ("Dermatology", "Emory Univ SOM-GA", "advanced"),
        ("Urology", "UCLA Med Ctr-CA", None),
    ]  # fmt: skip


def test_pairs_part_by_part_in_one_row_are_two_entries() -> None:
    body = "<tr><td>Transitional Year; Dermatology</td><td>Hennepin Co Med Ctr-MN; Emory Univ SOM-GA</td></tr>"
    body += "<tr><td>Urology</td><td>UCLA Med Ctr-CA</td></tr><tr><td>Neurology</td><td>Duke Univ Med Ctr-NC</td></tr>"
    extraction = extraction_of(f"<table><tr><th>Specialty</th><th>Program</th></tr>{body}</table>")
    found = [(item.specialty, item.program, item.position) for item in extraction.placements]
    assert ("Transitional Year", "Hennepin Co Med Ctr-MN", "transitional") in found
    assert ("Dermatology", "Emory Univ SOM-GA", "advanced") in found


@pytest.mark.parametrize("mark", ["(3)", "x3", "× 3", "- 3", "(three)", "(3 students)"])
def test_repeat_marks(mark: str) -> None:
    lines = [f"Duke Univ Med Ctr-NC {mark}", "Emory Univ SOM-GA", "UCLA Med Ctr-CA"]
    assert rows_in(extraction_of("<h3>Neurology</h3>" + items(lines))) == Counter(
        {
            ("Neurology", "Duke Univ Med Ctr-NC", 3): 1,
            ("Neurology", "Emory Univ SOM-GA", 1): 1,
            ("Neurology", "UCLA Med Ctr-CA", 1): 1,
        }
    )


def test_years_come_from_columns_headings_and_bands() -> None:
    rows = [("Neurology", "Duke Univ Med Ctr-NC"), ("Urology", "UCLA Med Ctr-CA"), ("Pediatrics", "Emory Univ SOM-GA")]
    by_column = table(("Year", "Specialty", "Program"), [(str(2019 + place), *row) for place, row in enumerate(rows)])
    assert [item.class_year for item in extraction_of(by_column, "Match results").placements] == [2019, 2020, 2021]
    by_heading = "".join(f"<h2>{year}</h2>" + table(("Specialty", "Program"), rows) for year in (2021, 2022))
    assert Counter(item.class_year for item in extraction_of(by_heading, "Match results").placements) == {
        2021: 3,
        2022: 3,
    }


COUNTS = [
    ("Internal Medicine", "40", "31"),
    ("Pediatrics", "22", "–"),
    ("Neurology", "9", "12"),
    ("Urology", "3", "1"),
]


def test_counts_by_year_without_totals() -> None:
    extraction = extraction_of(table(("Specialty", "2022", "2023"), [*COUNTS, ("Total", "74", "44")]), "Match results")
    found = {(item.specialty, item.class_year): item.count for item in extraction.placements}
    assert found == {
        ("Internal Medicine", 2022): 40, ("Internal Medicine", 2023): 31, ("Pediatrics", 2022): 22, ("Neurology", 2022): 9,
        ("Neurology", 2023): 12, ("Urology", 2022): 3, ("Urology", 2023): 1,
    }  # fmt: skip


def test_a_summary_beside_the_full_list_is_not_counted_twice() -> None:
    summary = Counter(row.specialty for row in ROWS)
    body = table(("Specialty", "Count"), [(name, str(count)) for name, count in summary.items()])
    extraction = extraction_of(body + "<h2>Full list</h2>" + LAYOUTS["four_columns"](ROWS))
    assert sum(item.count for item in extraction.placements) == len(ROWS)


def test_a_list_printed_twice_is_counted_once() -> None:
    extraction = extraction_of(LAYOUTS["four_columns"](ROWS) + "<h2>Mobile view</h2>" + LAYOUTS["four_columns"](ROWS))
    assert sum(item.count for item in extraction.placements) == len(ROWS)


OTHERS = {
    "clerkship sites": ("Clerkship Sites", LAYOUTS["specialty_headings"](ROWS)),
    "incoming residents": ("Meet our residents", table(("Name", "Specialty", "Medical School"), [("A. Quillfeather", r.specialty, r.program) for r in ROWS])),
    "faculty": ("Our Faculty", table(("Name", "Specialty", "Hospital"), [("A. Quillfeather", r.specialty, r.program) for r in ROWS])),
    "programs on offer": ("Graduate Medical Education", "<h2>Our Residency Programs</h2>" + table(("Program", "Length", "Positions"), [(name, "3 years", count) for name, count, _ in COUNTS])),
    "positions filled": ("Match 2023", table(("Program", "Quota", "Matched"), COUNTS)),
    "applications": ("Specialties our students applied to, 2023", table(("Specialty", "Applicants"), [row[:2] for row in COUNTS])),
    "inventory": ("Surplus Property", table(("Item", "Department", "Quantity"), [("chair", name, count) for name, count, _ in COUNTS * 3])),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_lists_about_others_give_no_placements(name: str) -> None:
    title, body = OTHERS[name]
    assert extraction_of(body, title).placements == []


def test_a_list_that_does_not_say_what_it_is_waits_for_a_person() -> None:
    extraction = extraction_of(LAYOUTS["no_header"](ROWS), "Springfield")
    assert extraction.placements
    assert extraction.held_back is not None


def test_lines_of_two_columns_read_by_turns_wait_for_a_person() -> None:
    half = len(ROWS) // 2
    mixed = [
        row
        for pair in zip(
            sorted(ROWS[:half], key=lambda r: r.program), sorted(ROWS[half:], key=lambda r: r.program), strict=True
        )
        for row in pair
    ]
    body = (
        "<h3>Neurology</h3>"
        + items(row.program for row in mixed[:9])
        + "<h3>Urology</h3><h3>Surgery</h3>"
        + items(row.program for row in mixed[9:])
    )
    assert extraction_of(body).held_back is not None


def test_a_heading_that_ran_into_its_first_line_opens_its_own_list() -> None:
    lines = ["Emory Univ SOM-GA", "Psychiatry Duke Univ Med Ctr-NC", "UCLA Med Ctr-CA"]
    extraction = extraction_of("<h3>Neurology</h3>" + items(lines))
    assert [(item.specialty, item.program) for item in extraction.placements] == [
        ("Neurology", "Emory Univ SOM-GA"), ("Psychiatry", "Duke Univ Med Ctr-NC"), ("Psychiatry", "UCLA Med Ctr-CA"),
    ]  # fmt: skip
