"""How a reading is laid out for a person at a terminal.

Belongs here: tables of findings beside their places. Does not belong here: reading, options, exit codes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pipelines.explaining.documents import Reading
from schemas.documents import LocatorFields
from schemas.findings import Extraction, FindingFields, Leftover, Measure, Placement, Statement
from schemas.vocabulary import Qualifier, Unit

LONGEST_PATH = 40
PLACE_WIDTH = 16
WIDE = 120
"""Columns of a terminal that has room for the rules as well."""
PLACEMENT_COLUMNS = ("place", "class", "specialty", "program", "state", "position", "people", "rule")
LEFTOVER_COLUMNS = ("place", "kind", "reason")
NARROW = frozenset({"class", "state", "people"})
UNITS = {Unit.percent: " %", Unit.count: "", Unit.score: " points"}
QUALIFIERS = {Qualifier.at_least: "at least ", Qualifier.about: "about ", Qualifier.at_most: "at most "}


def show(reading: Reading, console: Console, limit: int | None = None) -> None:
    """Print what was found in one document.

    Args:
        reading: the document's name and what was found.
        console: where to print.
        limit: most findings of each kind; all where None.
    """
    extraction = reading.extraction
    console.rule(f"[bold]{escape(reading.name)}", align="left")
    for line in summary(extraction):
        console.print(line, soft_wrap=True)
    console.print()
    wide = console.width >= WIDE
    if extraction.placements:
        columns = PLACEMENT_COLUMNS if wide else PLACEMENT_COLUMNS[:-1]
        rows = [placement_row(item) for item in extraction.placements[:limit]]
        console.print(table("Placements", columns, rows, len(extraction.placements)))
    entries(console, "Measures", [measure_entry(item) for item in extraction.measures], limit)
    entries(console, "Statements", [statement_entry(item) for item in extraction.statements], limit)
    if extraction.leftovers:
        rows = [leftover_row(item) for item in extraction.leftovers[:limit]]
        console.print(table("Not understood", LEFTOVER_COLUMNS, rows, len(extraction.leftovers)))


def summary(extraction: Extraction) -> Iterable[str]:
    """Yield what is to be said of the document as a whole, a line each, marked up."""
    if extraction.error:
        yield f"[bold red]could not be read:[/] {escape(extraction.error)}"
        return
    if extraction.unread:
        yield f"[bold yellow]holds nothing readable:[/] {escape(extraction.unread)}"
        return
    about = [escape(part) for part in (extraction.title, extraction.media_type) if part]
    if extraction.page_count:
        about.append(f"{extraction.page_count} pages" if extraction.page_count > 1 else "1 page")
    if extraction.by_recognition:
        about.append("words recognised in pictures")
    yield " · ".join(about)
    people = sum(item.count for item in extraction.placements)
    found = (
        f"{len(extraction.placements)} placements of {people} people, " if extraction.placements else "no placements, "
    )
    yield (
        f"{found}{len(extraction.measures)} measures, {len(extraction.statements)} statements, "
        f"{len(extraction.leftovers)} leftovers; {extraction.names_removed} names of people dropped"
    )
    if extraction.confidence is not None:
        yield f"confidence of the reading: {extraction.confidence:.0%}"
    if extraction.held_back:
        yield f"[bold yellow]held back from publication:[/] {escape(extraction.held_back)}"
    if reasons := Counter(item.reason for item in extraction.leftovers):
        yield "not understood: " + "; ".join(f"{count} × {escape(reason)}" for reason, count in reasons.most_common(5))
    for warning in extraction.warnings:
        yield f"[yellow]note:[/] {escape(warning)}"


def placement_row(item: Placement) -> list[str]:
    """Cells of one placement."""
    where = ", ".join(part for part in (item.program, item.city) if part)
    sure = f"{item.rule} ({item.confidence:.0%})"
    return [
        place(item),
        text(item.class_year),
        text(item.specialty),
        where,
        text(item.state),
        text(item.position),
        str(item.count),
        sure,
    ]


def measure_entry(item: Measure) -> tuple[str, str, str]:
    """Heading, words and place of one measure; the heading says its basis."""
    name = " ".join(
        part for part in (item.measure.value, item.specialty, f"in {item.years} years" if item.years else None) if part
    )
    value = f"{QUALIFIERS.get(item.qualifier, '')}{item.value:g}{UNITS[item.unit]}"
    basis = [part.value for part in (item.exam, item.attempt, item.stage, item.denominator) if part]
    if item.numerator_n is not None or item.denominator_n is not None:
        basis.append(f"{text(item.numerator_n) or '?'} of {text(item.denominator_n) or '?'}")
    if item.national_value is not None:
        basis.append(f"national {item.national_value:g}")
    heading = f"[bold]{escape(name)} {item.period or 'without a year'}: {value}[/]"
    return heading + (f" ({escape(', '.join(basis))})" if basis else ""), text(item.quote), origin(item)


def statement_entry(item: Statement) -> tuple[str, str, str]:
    """Heading, words and place of one statement."""
    return f"[bold]{item.kind.value}[/] on {item.topic.value}", item.text, origin(item)


def leftover_row(item: Leftover) -> list[str]:
    """Cells of one leftover."""
    return [place(item), item.kind.replace("_", " "), item.reason]


def origin(item: FindingFields) -> str:
    """Say where a finding stands, which rule made it and how sure it is."""
    return f"{place(item)}; rule: {item.rule}; {item.confidence:.0%} sure"


def place(item: LocatorFields) -> str:
    """Say where a finding stands: page and box, sheet and cell, or the end of its element path."""
    if item.page:
        return f"page {item.page}" + (f" at {item.box}" if item.box else "")
    if item.sheet or item.cell:
        return "!".join(part for part in (item.sheet, item.cell) if part)
    path = item.element_path or ""
    if len(path) <= LONGEST_PATH:
        return path
    return "…/" + path[-LONGEST_PATH:].partition("/")[2] if "/" in path[-LONGEST_PATH:] else f"…{path[-LONGEST_PATH:]}"


def text(value: object) -> str:
    """A value as it is shown; nothing where it is missing."""
    return "" if value is None else str(value)


def entries(console: Console, title: str, found: Sequence[tuple[str, str, str]], limit: int | None) -> None:
    """Print findings that carry words: a heading, the words, and where they stand."""
    if not found:
        return
    console.print(f"[italic]{title} ({len(found)})[/]")
    for heading, words, where in found[:limit]:
        console.print(Padding(heading, (0, 0, 0, 2)))
        if words:
            console.print(Padding(f"“{escape(words)}”", (0, 0, 0, 4)))
        console.print(Padding(f"[dim]{escape(where)}[/]", (0, 0, 0, 4)))
    if limit is not None and len(found) > limit:
        console.print(f"  {len(found) - limit} more: --all shows them")
    console.print()


def table(title: str, columns: Sequence[str], rows: Sequence[list[str]], total: int) -> Table:
    """A table of some of all rows; columns that are empty in all of them are left out."""
    used = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    made = Table(
        title=f"{title} ({total})",
        title_justify="left",
        caption=f"{total - len(rows)} more: --all shows them" if total > len(rows) else None,
        caption_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        expand=False,
    )
    for index in used:
        made.add_column(
            columns[index],
            justify="right" if columns[index] == "people" else "left",
            overflow="fold",
            no_wrap=columns[index] in NARROW,
            min_width=PLACE_WIDTH if columns[index] == "place" else None,
        )
    for row in rows:
        made.add_row(*[escape(row[index]) for index in used])
    return made
