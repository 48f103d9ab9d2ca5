"""Lists in lines: other signs, numbers, orders and names than the usual ones give the same positions."""

from collections.abc import Callable, Iterable

import pytest

from schemas.findings import Placement
from scrapers.reading import read_and_extract
from tests.unit.extractors.layouts import NAMES, Row, page

ROWS = tuple(
    Row(*line.split("|"))
    for line in (
        "Anesthesiology|Duke University Hospital|Durham|NC",
        "Family Medicine|Indiana University School of Medicine|Indianapolis|IN",
        "Family Medicine|University Hospital|Newark|NJ",
        "Internal Medicine|Johns Hopkins Hospital|Baltimore|MD",
        "Internal Medicine|Denver Health|Denver|CO",
        "Obstetrics and Gynecology|Orlando Health|Orlando|FL",
        "Ophthalmology|Walter Reed National Military Medical Center|Bethesda|MD",
        "Otolaryngology (ENT)|Oregon Health & Science University|Portland|OR",
        "Pediatrics|University of California, Irvine|Orange|CA",
        "Surgery|Mayo Clinic|Rochester|MN",
    )
)
LINES: dict[str, Callable[[int, Row], str]] = {
    "numbers alone": lambda place, row: f"{place} {row.specialty} – {row.program}, {row.city}, {row.state}",
    "numbers with dashes": lambda place, row: f"{place} - {row.specialty} – {row.program}, {row.city}, {row.state}",
    "numbers in brackets": lambda place, row: f"({place}) {row.specialty} – {row.program}, {row.city}, {row.state}",
    "numbers with nought": lambda place, row: f"#{place:03d} {row.specialty}, {row.program}, {row.city}, {row.state}",
    "students by number": lambda place, row: (
        f"Student {place}: {row.specialty}, {row.program}, {row.city}, {row.state}"
    ),
    "semicolons": lambda _, row: f"{row.specialty}; {row.program}; {row.city}, {row.state}",
    "specialty in brackets": lambda _, row: f"{row.program} ({row.specialty}), {row.city}, {row.state}",
    "institution first": lambda _, row: f"{row.program}, {row.city}, {row.state} - {row.specialty}",
    "name, then brackets": lambda place, row: (
        f"{NAMES[place]} ({row.specialty}), {row.program}, {row.city}, {row.state}"
    ),
}
UNDER: dict[str, Callable[[int, Row], str]] = {
    "institution and state": lambda _, row: f"{row.program}, {row.state}",
    "state without comma": lambda _, row: f"{row.program} {row.state}",
    "place first": lambda _, row: f"{row.city}, {row.state} – {row.program}",
    "numbered": lambda _, row: f"1. {row.program}, {row.state}",
    "name first": lambda place, row: f"{NAMES[place]}, {row.program}, {row.city}, {row.state}",
}
HEADINGS: dict[str, Callable[[str], str]] = {
    "heading": lambda specialty: f"<h3>{specialty}</h3>",
    "plain line": lambda specialty: f"<p>{specialty}</p>",
    "count before": lambda specialty: f"<h3>1 {specialty}</h3>",
    "bold with colon": lambda specialty: f"<p><b>{specialty}:</b></p>",
}


def placements_in(body: str) -> list[Placement]:
    site = "<header><a href='/'>Wren Hollow School of Medicine</a></header>"
    extraction = read_and_extract(page(body).replace(b"<main>", site.encode() + b"<main>"), declared_type="text/html")
    assert not any(name.split()[1] in extraction.model_dump_json() for name in NAMES)
    return extraction.placements


def told(rows: Iterable[Row]) -> list[tuple[str, str, str, int]]:
    return sorted((row.specialty, row.program, row.state, 1) for row in rows)


def found(body: str) -> list[tuple[str | None, str | None, str | None, int]]:
    return sorted(((item.specialty, item.program, item.state, item.count) for item in placements_in(body)), key=repr)


@pytest.mark.parametrize("form", LINES)
def test_one_line_a_position(form: str) -> None:
    lines = [LINES[form](place, row) for place, row in enumerate(ROWS, 1)]
    assert found("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>") == told(ROWS)


@pytest.mark.parametrize("form", UNDER)
@pytest.mark.parametrize("heading", HEADINGS)
def test_institutions_under_specialties(heading: str, form: str) -> None:
    singles = [
        row for place, row in enumerate(ROWS) if row.specialty not in {other.specialty for other in ROWS[:place]}
    ]
    body = "".join(
        f"{HEADINGS[heading](row.specialty)}<p>{UNDER[form](place, row)}</p>" for place, row in enumerate(singles)
    )
    assert found(body) == told(singles)


def test_two_institutions_of_general_words_stay_two() -> None:
    lines = ["Cascade Valley Hospital", "University Hospital", "Mayo Clinic", "University Medical Center"]
    body = "<h3>Neurology</h3>" + "".join(f"<p>{line}</p>" for line in lines)
    assert [item.program for item in placements_in(body)] == lines


def test_institutions_with_one_and_with_several_specialties_in_a_definition_list() -> None:
    body = (
        "<dl><dt>Mayo Clinic, Rochester, MN</dt><dd>Neurology (2)</dd><dd>Urology</dd>"
        "<dt>Denver Health, Denver, CO</dt><dd>Pediatrics</dd><dt>Orlando Health, Orlando, FL</dt><dd>Surgery (3)</dd>"
        "<dt>Duke University Hospital, Durham, NC</dt><dd>Psychiatry</dd><dd>Dermatology</dd></dl>"
    )
    assert found(body) == [
        ("Dermatology", "Duke University Hospital", "NC", 1), ("Neurology", "Mayo Clinic", "MN", 2),
        ("Pediatrics", "Denver Health", "CO", 1), ("Psychiatry", "Duke University Hospital", "NC", 1),
        ("Surgery", "Orlando Health", "FL", 3), ("Urology", "Mayo Clinic", "MN", 1),
    ]  # fmt: skip


def test_a_grid_of_cells_that_hold_a_position_each() -> None:
    cells = [
        f"<b>{name}</b><br>{row.specialty}<br>{row.program}, {row.state}"
        for name, row in zip(NAMES, ROWS, strict=False)
    ]
    rows = ["".join(f"<td>{cell}</td>" for cell in cells[start : start + 2]) for start in range(0, len(cells), 2)]
    assert found("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>") == told(ROWS)


@pytest.mark.parametrize("cell", ["{0} ({1})", "{0}: {1}", "{0} – {1}", "{1} {0}"])
def test_a_grid_of_cells_that_hold_a_count_each(cell: str) -> None:
    counts = {"Neurology": 3, "Otolaryngology": 2, "Pediatrics": 11, "Psychiatry": 6, "Urology": 1, "Surgery": 4}
    texts = [cell.format(name, count) for name, count in counts.items()]
    rows = ["".join(f"<td>{text}</td>" for text in texts[start : start + 3]) for start in (0, 3)]
    got = placements_in("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    assert {item.specialty: item.count for item in got} == counts
