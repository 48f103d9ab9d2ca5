"""The same positions printed in many layouts, as web pages: what a reader of any of them must find."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple


class Row(NamedTuple):
    """One position of an invented class; hospital names are real ones."""

    specialty: str
    program: str
    city: str
    state: str


ROWS = tuple(
    Row(*line.split("|"))
    for line in (
        "Anesthesiology|Duke Univ Med Ctr-NC|Durham|NC",
        "Anesthesiology|U Iowa Hosps and Clinics|Iowa City|IA",
        "Child Neurology|Tufts Medical Center-MA|Boston|MA",
        "Emergency Medicine|Cook County Health and Hosps Sys-IL|Chicago|IL",
        "Emergency Medicine|Methodist Hospital-Houston|Houston|TX",
        "Family Medicine|In His Image Family Medicine|Tulsa|OK",
        "Family Medicine|Marshfield Clinic-WI|Marshfield|WI",
        "Internal Medicine|George Washington Univ-DC|Washington|DC",
        "Internal Medicine|Montefiore Med Ctr/Einstein-NY|Bronx|NY",
        "Internal Medicine|NYP Hosp-Weill Cornell Med Ctr-NY|New York|NY",
        "Medicine-Preliminary|Lankenau Med Ctr-PA|Wynnewood|PA",
        "Obstetrics-Gynecology|Sinai Hospital of Baltimore-MD|Baltimore|MD",
        "Orthopaedic Surgery|U Kentucky Med Ctr|Lexington|KY",
        "Pediatrics|Cincinnati Childrens Hosp Med Ctr-OH|Cincinnati|OH",
        "Pediatrics|Oregon Health & Science University|Portland|OR",
        "Psychiatry|Butler Hospital/Brown Univ-RI|Providence|RI",
        "Radiology-Diagnostic|UC San Diego Med Ctr-CA|San Diego|CA",
        "Transitional|Hennepin Co Med Ctr-MN|Minneapolis|MN",
    )
)
STATE_NAMES = {
    "CA": "California", "DC": "District of Columbia", "IA": "Iowa", "IL": "Illinois", "KY": "Kentucky", "MA": "Massachusetts",
    "MD": "Maryland", "MN": "Minnesota", "NC": "North Carolina", "NY": "New York", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "TX": "Texas", "WI": "Wisconsin",
}  # fmt: skip
NAMES = tuple(
    f"{first} {last}"
    for first in ("Amara", "Carlos", "Ingrid")
    for last in ("Quillfeather", "Brindlewood", "Ombrelune", "Vandersnoot", "Zabriskovic", "Pellworth")
)
Layout = Callable[[Sequence[Row]], str]
LAYOUTS: dict[str, Layout] = {}


def layout(make: Layout) -> Layout:
    """Put a layout on the list."""
    LAYOUTS[make.__name__] = make
    return make


def page(body: str, title: str = "Class of 2023 Residency Match Results") -> bytes:
    """Return a whole page."""
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>".encode()


def table(header: Sequence[str], rows: Iterable[Sequence[str]], mark: str = "th") -> str:
    """Return a table; without a header where that is empty."""
    top = "<tr>" + "".join(f"<{mark}>{cell}</{mark}>" for cell in header) + "</tr>" if header else ""
    return (
        f"<table>{top}"
        + "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
        + "</table>"
    )


def items(lines: Iterable[str]) -> str:
    """Return a list."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def by_specialty(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    return [(specialty, list(group)) for specialty, group in groupby(rows, key=lambda row: row.specialty)]


def by_state(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    ordered = sorted(rows, key=lambda row: STATE_NAMES[row.state])
    return [(STATE_NAMES[state], list(group)) for state, group in groupby(ordered, key=lambda row: row.state)]


@layout
def four_columns(rows: Sequence[Row]) -> str:
    return table(("Specialty", "Institution", "City", "State"), rows)


@layout
def numbered_rows(rows: Sequence[Row]) -> str:
    return table(
        ("#", "Specialty", "Program", "City/State"),
        [(str(n), r.specialty, r.program, f"{r.city}, {r.state}") for n, r in enumerate(rows, 1)],
    )


@layout
def other_order_plain_header(rows: Sequence[Row]) -> str:
    return table(
        ("Program Name", "Program Type", "City", "ST"),
        [(r.program, r.specialty, r.city, r.state) for r in rows],
        mark="td",
    )


@layout
def no_header(rows: Sequence[Row]) -> str:
    return table((), [(r.program, f"{r.city}, {r.state}", r.specialty) for r in rows])


@layout
def names_in_two_columns(rows: Sequence[Row]) -> str:
    cells = [(*reversed(name.split()), r.specialty, r.program, r.state) for name, r in zip(NAMES, rows, strict=True)]
    return table(("Last Name", "First Name", "Specialty", "Institution", "State"), cells)


@layout
def two_people_on_a_row(rows: Sequence[Row]) -> str:
    half = len(rows) // 2
    cells = [
        (a.specialty, f"{a.program} ({a.state})", b.specialty, f"{b.program} ({b.state})")
        for a, b in zip(rows[:half], rows[half:], strict=True)
    ]
    return table(("Specialty", "Institution") * 2, cells)


@layout
def merged_specialty_cells(rows: Sequence[Row]) -> str:
    body = ""
    for specialty, group in by_specialty(rows):
        for place, row in enumerate(group):
            first = f"<td rowspan={len(group)}>{specialty}</td>" if place == 0 else ""
            body += (
                f"<tr>{first}<td>{escape(row.program)}</td><td>{row.city}</td><td>{STATE_NAMES[row.state]}</td></tr>"
            )
    return f"<table><tr><th>Residency</th><th>Where</th><th>City</th><th>State</th></tr>{body}</table>"


@layout
def specialty_printed_once(rows: Sequence[Row]) -> str:
    cells = [
        (r.specialty if place == 0 else "", r.program, f"{r.city}, {r.state}")
        for _, group in by_specialty(rows)
        for place, r in enumerate(group)
    ]
    return table(("Specialty", "Residency Program", "Location"), cells)


@layout
def state_bands(rows: Sequence[Row]) -> str:
    body = ""
    for state, group in by_state(rows):
        body += f"<tr><td colspan=3><b>{state.upper()}</b></td></tr>"
        body += "".join(f"<tr><td>{escape(r.program)}</td><td>{r.city}</td><td>{r.specialty}</td></tr>" for r in group)
    return f"<table><tr><th>Hospital</th><th>City</th><th>Field</th></tr>{body}</table>"


@layout
def table_under_each_specialty(rows: Sequence[Row]) -> str:
    return "".join(
        f"<h3>{specialty}</h3>" + table(("Program", "City", "State"), [row[1:] for row in group])
        for specialty, group in by_specialty(rows)
    )


@layout
def specialty_headings(rows: Sequence[Row]) -> str:
    return "".join(
        f"<h3>{specialty}</h3>" + items(f"{r.program} – {r.city}, {r.state}" for r in group)
        for specialty, group in by_specialty(rows)
    )


@layout
def counted_headings(rows: Sequence[Row]) -> str:
    return "".join(
        f"<h4>{specialty} ({len(group)})</h4>" + items(f"{r.program} ({r.city}, {r.state})" for r in group)
        for specialty, group in by_specialty(rows)
    )


@layout
def bold_lines_and_breaks(rows: Sequence[Row]) -> str:
    return "".join(
        f"<p><strong>{specialty}</strong><br>"
        + "<br>".join(escape(f"{r.program}, {r.city}, {r.state}") for r in group)
        + "</p>"
        for specialty, group in by_specialty(rows)
    )


@layout
def state_headings(rows: Sequence[Row]) -> str:
    return "".join(
        f"<h3>{state}</h3>" + items(f"{r.program}, {r.city} – {r.specialty}" for r in group)
        for state, group in by_state(rows)
    )


@layout
def institution_headings(rows: Sequence[Row]) -> str:
    return "".join(
        f"<h3>{escape(r.program)}</h3><p>{r.city}, {r.state}</p>" + items([r.specialty])
        for r in sorted(rows, key=lambda row: row.program)
    )


@layout
def definition_list(rows: Sequence[Row]) -> str:
    return (
        "<dl>"
        + "".join(
            f"<dt>{specialty}</dt>" + "".join(f"<dd>{escape(r.program)} ({r.state})</dd>" for r in group)
            for specialty, group in by_specialty(rows)
        )
        + "</dl>"
    )


@layout
def one_line_specialty_first(rows: Sequence[Row]) -> str:
    return items(f"{r.specialty} | {r.program} | {r.city}, {r.state}" for r in rows)


@layout
def one_line_specialty_last(rows: Sequence[Row]) -> str:
    return items(f"{r.program}, {r.city}, {r.state} — {r.specialty}" for r in rows)


@layout
def one_line_with_name(rows: Sequence[Row]) -> str:
    return items(
        f"{name} – {r.specialty} – {r.program}, {r.city}, {r.state}" for name, r in zip(NAMES, rows, strict=True)
    )


@layout
def cards(rows: Sequence[Row]) -> str:
    return "".join(
        f"<div><h4>{name}</h4><p>{r.specialty}</p><p>{escape(r.program)}, {r.city}, {r.state}</p></div>"
        for name, r in zip(NAMES, rows, strict=True)
    )


@layout
def run_in_specialties(rows: Sequence[Row]) -> str:
    return "".join(
        f"<p><b>{specialty}:</b> " + "; ".join(escape(f"{r.program} ({r.state})") for r in group) + "</p>"
        for specialty, group in by_specialty(rows)
    )


@layout
def institutions_in_one_cell(rows: Sequence[Row]) -> str:
    cells = [
        (specialty, "; ".join(f"{r.program} ({r.state})" for r in group)) for specialty, group in by_specialty(rows)
    ]
    return table(("Specialty", "Programs"), cells)
