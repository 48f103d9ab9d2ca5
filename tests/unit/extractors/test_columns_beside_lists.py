"""Columns that stand beside the specialty and the institution of a list or of counts, and what they must not become."""

from collections.abc import Sequence

import pytest

from schemas.findings import Placement
from scrapers.reading import read_and_extract
from tests.unit.extractors.layouts import ROWS, Row, page, table

BESIDE = {
    "Student ID": [str(4000 + place) for place in range(len(ROWS))],
    "ID": [str(place * 7919 % 9973 + 10000) for place in range(len(ROWS))],
    "Student": [str(place * 7 % 19 + 1) for place in range(len(ROWS))],
    "Anon. ID": [f"S{place:03d}" for place in range(len(ROWS))],
    "Program Code": [f"{1200 + place * 37}140C0" for place in range(len(ROWS))],
    "ACGME ID": [str(1400500000 + place * 911) for place in range(len(ROWS))],
    "Zip": [str(27700 + place * 41) for place in range(len(ROWS))],
    "Length (yrs)": [str(3 + place % 3) for place in range(len(ROWS))],
    "Choice": [str(1 + place % 3) for place in range(len(ROWS))],
    "Initials": [f"{'ABCDEFG'[place % 7]}{'QXYZ'[place % 4]}" for place in range(len(ROWS))],
    "Gender": ["FM"[place % 2] for place in range(len(ROWS))],
    "Undergraduate": ["Kenyon College", "Ohio State University"] * (len(ROWS) // 2),
    "Hometown": ["Dayton, OH", "Troy, MI"] * (len(ROWS) // 2),
    "Match": ["NRMP", "SF Match", "AUA"] * (len(ROWS) // 3),
    "": [str(place + 1) for place in range(len(ROWS))],
}


def placements_in(header: Sequence[str], rows: Sequence[Sequence[str]], mark: str = "td") -> list[Placement]:
    return read_and_extract(page(table(header, rows, mark)), declared_type="text/html").placements


@pytest.mark.parametrize("header", BESIDE)
@pytest.mark.parametrize("first", [True, False])
def test_other_columns_do_not_count_and_are_no_places(header: str, *, first: bool) -> None:
    def row_of(row: Row, other: str) -> list[str]:
        own = [row.specialty, row.program, row.city, row.state]
        return [other, *own] if first else [*own, other]

    own = ["Specialty", "Hospital", "City", "State"]
    rows = [row_of(row, other) for row, other in zip(ROWS, BESIDE[header], strict=True)]
    found = placements_in([header, *own] if first else [*own, header], rows)
    assert [(item.specialty, item.program, item.state, item.count) for item in found] == [
        (row.specialty, row.program, row.state, 1) for row in ROWS
    ]


@pytest.mark.parametrize("header", ["Count", "No. of students", "# Matched", "Students"])
def test_columns_of_people_count_listed_positions(header: str) -> None:
    rows = [[row.specialty, row.program, str(1 + place % 3)] for place, row in enumerate(ROWS)]
    found = placements_in(["Specialty", "Program", header], rows)
    assert [item.count for item in found] == [1 + place % 3 for place in range(len(ROWS))]


def test_counts_by_institution_have_the_place_of_their_row() -> None:
    rows = [[row.program, row.city, row.state, str(1 + place % 4)] for place, row in enumerate(ROWS)]
    found = placements_in(["Institution", "City", "State", "Class of 2022"], rows)
    assert [(item.program, item.city, item.state, item.count) for item in found] == [
        (row.program, row.city, row.state, 1 + place % 4) for place, row in enumerate(ROWS)
    ]


COUNTS = {"Neurology": 3, "Otolaryngology (ENT)": 2, "Pediatrics": 11, "Psychiatry": 6, "Urology": 1, "Surgery": 4}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (("Specialty", "Students (%)"), lambda name, count: [name, f"{count} ({count * 4}%)"]),
        (("Specialty", "% (n)"), lambda name, count: [name, f"{count * 4}.5% ({count})"]),
        (("Specialty", "Women", "Men", "Total"), lambda name, count: [name, "1", str(count - 1), str(count)]),
        (("Specialty", "Our students", "National"), lambda name, count: [name, str(count), str(count * 317)]),
        (("#", "Specialty", "Matched"), lambda name, count: [str([*COUNTS].index(name) + 1), name, str(count)]),
    ],
)
def test_counts_by_specialty_beside_other_figures(header, cells) -> None:  # type: ignore[no-untyped-def]
    found = placements_in(header, [cells(name, count) for name, count in COUNTS.items()])
    assert {item.specialty: item.count for item in found} == COUNTS


def test_counts_in_two_blocks_side_by_side() -> None:
    pairs = list(COUNTS.items())
    rows = [[left[0], str(left[1]), right[0], str(right[1])] for left, right in zip(pairs[:3], pairs[3:], strict=True)]
    found = placements_in(["Specialty", "#", "Specialty", "#"], rows)
    assert {item.specialty: item.count for item in found} == COUNTS


def test_specialties_across_and_institutions_down() -> None:
    rows = [
        ["Mayo Clinic", "1", "", "2"],
        ["Duke University Hospital", "", "3", ""],
        ["Emory University", "1", "", ""],
    ]
    found = placements_in(["Institution", "Neurology", "Pediatrics", "Urology"], rows)
    assert {(item.program, item.specialty): item.count for item in found} == {
        ("Mayo Clinic", "Neurology"): 1, ("Mayo Clinic", "Urology"): 2, ("Duke University Hospital", "Pediatrics"): 3,
        ("Emory University", "Neurology"): 1,
    }  # fmt: skip


@pytest.mark.parametrize("sign", [" / ", " + ", "/", " and "])
def test_pairs_parted_by_the_same_sign_in_both_cells(sign: str) -> None:
    rows = [
        [f"Physical Medicine & Rehabilitation{sign}Transitional Year", f"Emory University, GA{sign}Mayo Clinic, MN"],
        ["Neurology", "Duke University Hospital, NC"],
    ]
    found = placements_in(["Specialty", "Program"], rows, "th")
    assert [(item.specialty, item.program, item.state, item.position) for item in found] == [
        ("Physical Medicine & Rehabilitation", "Emory University", "GA", "advanced"),
        ("Transitional Year", "Mayo Clinic", "MN", "transitional"), ("Neurology", "Duke University Hospital", "NC", None),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "#{}. "])
def test_numbers_of_lines_are_no_part_of_them(number: str) -> None:
    lines = "".join(
        f"<p>{number.format(place)}{row.specialty} - {row.program}, {row.city}, {row.state}</p>"
        for place, row in enumerate(ROWS, 1)
    )
    found = read_and_extract(page(lines), declared_type="text/html").placements
    assert [(item.specialty, item.state, item.count) for item in found] == [
        (row.specialty, row.state, 1) for row in ROWS
    ]
