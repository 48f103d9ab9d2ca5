"""Sheets: the roles of a table's rows and columns: headers, sections, labels, data cells.

Belongs here: structure. Does not belong here: what cells mean (tables), forms of single cells (cells).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from schemas.documents import Locator, Table
from scrapers.extractors.audience import Audience
from scrapers.extractors.lexicon import institution_likeness, specialty_likeness
from scrapers.extractors.measures.cells import CellValue, values_of
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.subject_words import UNMATCHED
from scrapers.extractors.periods import periods_in

TOTAL = re.compile(
    r"^\W*(?:grand\s+|class\s+)?totals?(?:\s+(?:matched|students|graduates|matches|placements|seniors))?\W*$|^\W*(?:all\s+(?:students|specialties|graduates)|total)\W*$",
    re.IGNORECASE,
)
AOA = re.compile(r"\b(?:aoa|nms)\b", re.IGNORECASE)
LIKELY = 0.6
CORNER = re.compile(r"^\W*(?:level|step|exam|year|class|cycle|cohort|measure|item|outcome|campus)s?\b", re.IGNORECASE)
EXAM_CORNER = re.compile(r"^\W*(?:comlex(?:-usa)?\s+|usmle\s+)?(?:level|step)\W*$", re.IGNORECASE)
SHORT_CODE = 5
CERTAIN = 0.8
RESULT_WORDS = re.compile(
    r"\b(?:match\w*|plac\w+|military|primary|pass\w*|graduat\w*|attrition|unmatched|class|home|state|seek\w*|defer\w*|soap|gme|participat\w*|entered|employ\w*|withdr[ae]w\w*)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"^\W*(?:did\s+|were\s+|are\s+|is\s+)?(?:not|no|non)\b", re.IGNORECASE)
"""Labels of people who did not do something: "Not participating" is no field."""
FEWEST_SPECIALTIES = 3
ABSENT = re.compile(
    r"^\W*(?:not\s+\w+|no\s+(?:data|longer)\b.*|n/?a|none|pending|t\.?b\.?[ad]\.?|discontinued|suspended|postponed|cancell?ed|waived|unavailable|withheld|in\s+progress|forthcoming)\b",
    re.IGNORECASE,
)
"""What stands in a cell instead of a figure: a row of them is a row of data."""


@dataclass(slots=True)
class Place:
    """One data cell with the words that govern it."""

    row: int
    column: int
    value: CellValue
    locator: Locator
    label: str
    headers: tuple[str, ...]
    section: str
    is_listing: bool = False
    audience: Audience = Audience.school
    from_row: bool = False
    draft: Draft | None = None


@dataclass(slots=True)
class Sheet:
    """A table with its rows told apart: headers, sections, data; and what is true of all of it."""

    grid: list[list[str]]
    has_aoa: bool
    places: list[Place] = field(default_factory=list)
    columns: tuple[int, ...] = ()
    is_by_specialty: bool = False
    corners: tuple[str, ...] = ()
    """Headers over the labels that date the whole."""
    headers: tuple[str, ...] = ()
    """All words over its columns."""
    topics: tuple[str, ...] = ()
    """All headers over the labels: "USMLE Step 1" over rows of counts and rates."""


def sheet_of(table: Table) -> Sheet:
    """Tell header rows, section rows and data cells apart."""
    grid = table.grid()
    origin = {(cell.row, cell.column): cell for cell in table.cells}
    header_cells = {(cell.row, cell.column) for cell in table.cells if cell.is_header}
    title_rows = titles_of(grid)
    header_rows = header_rows_of(grid, header_cells, title_rows)
    sheet = Sheet(grid, any(AOA.search(cell.text) for cell in table.cells))
    sheet.corners = tuple(dict.fromkeys(row[0] for row in grid[title_rows:header_rows] if periods_in(row[0])))
    sheet.topics = tuple(dict.fromkeys(row[0] for row in grid[title_rows:header_rows] if row[0].strip()))
    section = grid[title_rows - 1][0] if title_rows else ""
    headers = list(grid[title_rows:header_rows])
    for index in range(header_rows, len(grid)):
        row = grid[index]
        cells = [(column, text) for column, text in enumerate(row) if (index, column) in origin]
        corner = headers[-1][0] if headers else ""
        labels = label_columns(row, corner)
        data = {column: values_of(text) for column, text in cells if column not in labels}
        if not any(data.values()):
            distinct = {text for _, text in cells if text.strip()}
            if len(distinct) == 1:
                section = distinct.pop()
            elif len(distinct) > 2 and all(not values_of(text) and not ABSENT.match(text) for text in distinct):
                headers = [row]
            continue
        label = " ".join(dict.fromkeys(row[column] for column in labels if row[column].strip()))
        is_card = not labels and not headers
        if is_card:
            label = " ".join(dict.fromkeys(text for _, text in cells if text.strip() and not values_of(text)))
        if EXAM_CORNER.match(corner) and len(label) <= SHORT_CODE:
            label = f"{corner} {label}"
        texts = {text.strip(" *†‡") for _, text in cells if text.strip() and not values_of(text)}
        is_listing = not TOTAL.match(label) and any(is_entry(text) for text in texts)
        for column, values in data.items():
            above = tuple(
                dict.fromkeys(header[column] for header in headers if column < len(header) and header[column].strip())
            )
            if is_card and (own := words_of(row[column]) or label):
                above = (own,)
            for value in values:
                sheet.places.append(
                    Place(index, column, value, origin[index, column].locator, label, above, section, is_listing)
                )
    distinct_labels = {place.label for place in sheet.places}
    sheet.is_by_specialty = (
        sum(specialty_likeness(label.strip(" *†‡")) >= LIKELY for label in distinct_labels) >= FEWEST_SPECIALTIES
    )
    sheet.headers = tuple(dict.fromkeys(header for place in sheet.places for header in place.headers))
    sheet.columns = tuple(sorted({place.column for place in sheet.places}))
    return sheet


def header_rows_of(grid: Sequence[Sequence[str]], header_cells: Collection[tuple[int, int]], title_rows: int) -> int:
    """Count the rows over the data: titles, then rows that are marked as headers or hold nothing but words."""
    header_rows = title_rows
    for index, row in enumerate(grid[title_rows:], start=title_rows):
        flagged = sum((index, column) in header_cells for column in range(len(row)))
        has_data = any(values_of(text) for column, text in enumerate(row) if column or len(row) == 1)
        if (flagged and flagged >= len({t for t in row if t}) > 1) or (
            not has_data and header_rows == index and len({t for t in row if t}) > 1
        ):
            header_rows = index + 1
        else:
            break
    return header_rows


def words_of(text: str) -> str:
    """Return the words that a cell prints beside its value: "National: 97%"; a card's cells have no other header."""
    return " ".join(re.findall(r"[A-Za-z][A-Za-z.'’-]+", text))


def titles_of(grid: Sequence[Sequence[str]]) -> int:
    """Count the first rows that are one cell across the whole table: they head it, and what follows are its headers."""
    rows = 0
    while rows < len(grid) - 1 and len(grid[rows]) > 1 and len(set(grid[rows])) == 1 and grid[rows][0].strip():
        rows += 1
    return rows


def is_entry(text: str) -> bool:
    """Tell whether a cell names a specialty or a hospital: the counts of its row are placements."""
    if UNMATCHED.search(text):
        return False
    if specialty_likeness(text) >= CERTAIN and not DENIED.match(text):
        return (
            re.fullmatch(
                r"\W*(?:military(?:\s+match)?|primary\s+care|deferred|unmatched|research|other)\W*",
                text,
                re.IGNORECASE,
            )
            is None
        )
    return institution_likeness(text) >= CERTAIN and not RESULT_WORDS.search(text)


def label_columns(row: Sequence[str], corner: str = "") -> list[int]:
    """Return the leading columns of a row that hold words, periods or nothing: they label it.

    Args:
        row: the row's texts.
        corner: the header over its first column; where it says "Level" or "Class", what stands below labels the row.
    """
    columns = []
    for column, text in enumerate(row):
        is_label = column == 0 and len(row) > 1 and (is_index(text) or CORNER.match(corner))
        if values_of(text) and not is_label:
            break
        columns.append(column)
    return columns


def is_index(text: str) -> bool:
    """Tell whether a first cell is a running number rather than a figure."""
    return re.fullmatch(r"\s*\d{1,3}[.)]\s*", text) is not None
