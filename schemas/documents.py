"""Documents and what a reader makes of their bytes: locators and blocks.

Belongs here: the address, time and hash of a document, and the format-free blocks that extractors work on.
Does not belong here: what the words mean (findings), how bytes are parsed (scrapers/readers).
Blocks may hold names of people: they live in memory only and are never stored or sent anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import DocumentKind, PublishedBy, ReadingOutcome, VisitOutcome


class LocatorFields(BaseModel):
    """Where in a document something stands: page and box, sheet and cell, or element path."""

    page: int | None = Field(default=None, ge=1, description="Page of a PDF or slide, counted from 1.")
    box: str | None = Field(
        default=None,
        max_length=80,
        description="Box on the page as x0,y0,x1,y1 in points (1/72 inch) from the page's top left corner.",
    )
    sheet: str | None = Field(default=None, max_length=120, description="Name of the sheet in a workbook.")
    cell: str | None = Field(default=None, max_length=40, description="Cell or cell range, such as B7 or A7:D7.")
    element_path: str | None = Field(
        default=None, max_length=600, description="Path of the element in a web page, or line of a text file."
    )


class Locator(NamedTuple):
    """A place in one document as readers give it, fields as in LocatorFields; a tuple, because there is one a cell."""

    page: int | None = None
    box: str | None = None
    sheet: str | None = None
    cell: str | None = None
    element_path: str | None = None


class Located(Protocol):
    """Whatever says where in a document it stands: locators, findings, evidence."""

    @property
    def page(self) -> int | None:
        """Page, counted from 1."""

    @property
    def box(self) -> str | None:
        """Box on the page."""

    @property
    def sheet(self) -> str | None:
        """Name of the sheet."""

    @property
    def cell(self) -> str | None:
        """Cell or range of cells."""

    @property
    def element_path(self) -> str | None:
        """Path of the element."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows; level 1 is the document's title, larger numbers stand lower."""

    text: str
    level: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or one line of it where the document breaks lines on purpose."""

    text: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; level counts nesting from 1."""

    text: str
    level: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its label, as on a poster or a row of figures."""

    value: str
    label: str
    locator: Locator


class Cell(NamedTuple):
    """One printed cell; row and column are its grid position from 0, spans count the grid places that it covers."""

    text: str
    row: int
    column: int
    locator: Locator
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order. hidden rows and columns of workbooks are left out by the reader."""

    cells: tuple[Cell, ...]
    locator: Locator
    caption: str | None = None

    def grid(self) -> list[list[str]]:
        """Return the texts as full rows of equal width, spans filled with the text of their cell."""
        height = max((cell.row + cell.row_span for cell in self.cells), default=0)
        width = max((cell.column + cell.column_span for cell in self.cells), default=0)
        rows = [[""] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = cell.text
        return rows


Block = Heading | Paragraph | ListItem | Tile | Table


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader made of one document's bytes.

    blocks come in reading order. alternatives are other readings of the same document, to be tried in this order when
    the first makes little sense; a lazy sequence is welcome. unread says why nothing could be read although the file is whole (an image without
    OCR, a useless text layer); warnings say what was cut or skipped, each naming the limit or the page.
    """

    blocks: tuple[Block, ...]
    media_type: str
    reader: str
    title: str | None = None
    address: str | None = None
    page_count: int | None = None
    unread: str | None = None
    warnings: tuple[str, ...] = ()
    alternatives: Sequence[tuple[Block, ...]] = ()


class CaptureFields(BaseModel):
    """One response kept in the archive, or one document keyed in by hand."""

    address: str | None = Field(default=None, max_length=4096, description="Address that was asked for.")
    final_address: str | None = Field(
        default=None, max_length=4096, description="Address that answered, after redirects."
    )
    http_status: int | None = Field(default=None, ge=100, le=599, description="HTTP status of the answer.")
    media_type: str | None = Field(default=None, max_length=200, description="Media type, from the bytes themselves.")
    byte_count: int | None = Field(default=None, ge=0, description="Size of the body in bytes.")
    sha256: str = Field(min_length=64, max_length=64, description="SHA-256 of the body, hexadecimal.")
    fetched_at: datetime | None = Field(
        default=None, description="When it was fetched (UTC); empty for transcriptions whose time was not kept."
    )
    parent_address: str | None = Field(default=None, max_length=4096, description="Page on which the link was found.")
    anchor_text: str | None = Field(default=None, max_length=400, description="Words of that link.")


class Capture(CaptureFields):
    """A line of the archive index: a response and the WARC record that holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    school_slug: str
    warc_file: str
    warc_offset: int = Field(ge=0)
    content_type: str | None = Field(default=None, description="Content-Type header as sent.")
    etag: str | None = None
    last_modified: str | None = None
    depth: int = Field(default=0, ge=0, description="Links between a start address and this page.")
    replayed_from: str | None = Field(
        default=None,
        max_length=4096,
        description="Address in a web archive that gave this state, which stood on the school's site at fetched_at; empty: "
        "fetched from the site itself.",
    )
    replayed_at: datetime | None = Field(default=None, description="When the web archive gave it (UTC).")

    @property
    def is_live(self) -> bool:
        """Whether the school's own site answered; what a web archive gave tells of the past, however lately it came."""
        return self.replayed_from is None


class DocumentFields(CaptureFields):
    """A document that findings rest on."""

    document_id: str = Field(max_length=16, description="Stable identifier, from school, address and SHA-256.")
    school_slug: str = Field(max_length=80, description="School whose pages it was found on.")
    kind: DocumentKind = Field(description="Fetched by the crawler, or keyed in by hand from a page.")
    published_by: PublishedBy = Field(description="Who published it.")
    title: str | None = Field(default=None, max_length=500, description="Title printed in the document.")
    reading: ReadingOutcome = Field(description="Whether the document could be read.")
    reading_note: str | None = Field(
        default=None, max_length=1000, description="Why it could not be read, or what was cut."
    )
    reading_confidence: float | None = Field(
        default=None, ge=0, le=1, description="How much sense the reading makes by itself, 0 to 1."
    )
    page_count: int | None = Field(default=None, ge=0, description="Pages of a PDF.")
    stated_date: date | None = Field(
        default=None, description="Date that the document gives for itself: as of, updated, last reviewed."
    )
    by_recognition: bool = Field(default=False, description="Whether its words had to be recognised in a picture.")
    placement_count: int = Field(default=0, ge=0, description="Placements found in it (rows, not people).")
    measure_count: int = Field(default=0, ge=0, description="Measures found in it.")
    statement_count: int = Field(default=0, ge=0, description="Statements found in it.")
    leftover_count: int = Field(default=0, ge=0, description="Rows or cells in scope that were not understood.")
    names_removed: int = Field(default=0, ge=0, description="Personal names dropped while reading.")
    link_depth: int | None = Field(
        default=None, ge=0, description="Links from the school's home page; empty if unknown."
    )
    notes: str | None = Field(default=None, max_length=4000, description="A maintainer's or transcriber's notes.")


class Document(DocumentFields):
    """A document record as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class VisitFields(BaseModel):
    """One address the crawler knew of for a school, and what became of it: a line of the search record."""

    school_slug: str = Field(max_length=80, description="School whose site was searched.")
    address: str = Field(max_length=4096, description="Address known to the crawler.")
    outcome: VisitOutcome = Field(description="What became of it.")
    detail: str | None = Field(default=None, max_length=500, description="The reason in words.")
    http_status: int | None = Field(default=None, ge=100, le=599, description="HTTP status, where one came.")
    score: float = Field(default=0.0, description="How much the link promised an outcome page; higher is better.")
    depth: int = Field(default=0, ge=0, description="Links from a start address.")
    visited_at: datetime | None = Field(default=None, description="When it was settled (UTC).")


class Visit(VisitFields):
    """A visit as the ledger reports it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CrawlRecordFields(BaseModel):
    """One school's search protocol in one crawl: how far it went and whether it was complete."""

    school_slug: str = Field(max_length=80, description="School whose site was searched.")
    started_at: datetime | None = Field(default=None, description="Start of the crawl (UTC).")
    finished_at: datetime | None = Field(default=None, description="End of the crawl (UTC).")
    complete: bool = Field(
        description="Whether known addresses, home page, sitemaps and every promising link were settled without failure."
    )
    incomplete_reason: str | None = Field(
        default=None, max_length=1000, description="What kept it from being complete."
    )
    fetched: int = Field(default=0, ge=0, description="Addresses fetched or found unchanged.")
    refused: int = Field(default=0, ge=0, description="Addresses refused by robots rules or the school file.")
    failed: int = Field(default=0, ge=0, description="Addresses that failed.")
    skipped: int = Field(default=0, ge=0, description="Addresses left because the budget was spent.")


class CrawlRecord(CrawlRecordFields):
    """A crawl record with its visits, as the crawl hands it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    visits: tuple[Visit, ...] = ()
