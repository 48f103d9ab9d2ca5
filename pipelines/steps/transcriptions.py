"""Figures keyed in by hand from schools' pages, as documents of kind *transcribed*.

Belongs here: the mapping from reference/transcriptions to documents and findings. Does not belong here: conclusions;
from a transcription nothing follows about what a school does not publish.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from schemas.documents import Document
from schemas.findings import Extraction, Measure, Placement
from schemas.identifiers import identifier
from schemas.reading import DocumentReading
from schemas.vocabulary import DocumentKind, PublishedBy, ReadingOutcome
from scrapers.exceptions import ReferenceTableError
from scrapers.reference import rows_of

Row = Mapping[str, str | None]
NEVER_A_DISCLOSURE = frozenset({PublishedBy.lookalike, PublishedBy.forum})
"""Hosts that copy or garble a release: their figures do not enter the flow at all."""

OTHER_SCHOOL = re.compile(r"\[([a-z0-9+-]+)\]\s*")
READING_NOTE = "Transcribed by hand from the beginning of the page; what stands lower down, in images or in linked files was not seen."


def transcribed_readings(folder: Path) -> dict[str, list[DocumentReading]]:
    """Read the tables of a folder into documents with findings, by school slug.

    A row whose note names another school or campus goes to that school, with a document of its own; a row pooled over
    several goes to each of them and says so. Pages without a school, from other countries, from forums and from
    look-alike hosts are left out.

    Raises:
        ReferenceTableError: a table is absent or a row does not hold its form.
    """
    measures = _by_document(folder / "measures.csv")
    placements = _by_document(folder / "placements.csv")
    found: dict[str, list[DocumentReading]] = defaultdict(list)
    for page in rows_of(folder / "documents.csv"):
        if page["jurisdiction"] != "US" or PublishedBy(page["published_by"] or "") in NEVER_A_DISCLOSURE:
            continue
        key = page["document_id"] or ""
        for slug, (own_measures, own_placements) in _by_school(page, measures[key], placements[key]).items():
            found[slug].append(_reading(folder, slug, page, own_measures, own_placements))
    return dict(found)


def _by_document(path: Path) -> dict[str, list[tuple[int, Row]]]:
    grouped: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for line, row in enumerate(rows_of(path), start=2):
        grouped[row["document_id"] or ""].append((line, row))
    return grouped


def _by_school(
    page: Row, measures: Iterable[tuple[int, Row]], placements: Iterable[tuple[int, Row]]
) -> dict[str, tuple[list[tuple[int, Row]], list[tuple[int, Row]]]]:
    page_slug = page["school_slug"]
    shares: dict[str, tuple[list[tuple[int, Row]], list[tuple[int, Row]]]] = {}
    if page_slug:
        shares[page_slug] = ([], list(placements))
    for line, row in measures:
        named = OTHER_SCHOOL.match(row["cohort_note"] or "")
        slugs = named[1].split("+") if named else [page_slug] if page_slug else []
        for slug in slugs:
            shares.setdefault(slug, ([], []))[0].append((line, row))
    return shares


def _reading(
    folder: Path, slug: str, page: Row, measures: list[tuple[int, Row]], placements: list[tuple[int, Row]]
) -> DocumentReading:
    extraction = Extraction(
        measures=[_measure(folder, line, row) for line, row in measures],
        placements=[_placement(folder, line, row) for line, row in placements],
        title=None,
        media_type="text/csv",
    )
    content = repr((sorted(page.items()), measures, placements)).encode("utf-8")
    digest = hashlib.sha256(content).hexdigest()
    document = Document(
        document_id=identifier(slug, page["url"], digest),
        school_slug=slug,
        kind=DocumentKind.transcribed,
        published_by=PublishedBy(page["published_by"] or ""),
        address=page["url"],
        final_address=page["url"],
        sha256=digest,
        media_type="text/csv",
        byte_count=len(content),
        reading=ReadingOutcome.read,
        reading_note=READING_NOTE,
        placement_count=len(extraction.placements),
        measure_count=len(extraction.measures),
        notes=page["notes"],
    )
    return DocumentReading(document=document, extraction=extraction)


def _measure(folder: Path, line: int, row: Row) -> Measure:
    fields: dict[str, object] = {
        name: value for name, value in row.items() if name in Measure.model_fields and value is not None
    }
    note = row["cohort_note"]
    named = OTHER_SCHOOL.match(note or "")
    if note and named:
        pooled = f"pooled over {named[1].replace('+', ' and ')}: " if "+" in named[1] else ""
        note = pooled + note[named.end() :]
    fields |= {"note": note or None, "element_path": f"measures.csv line {line}", "rule": "transcribed"}
    try:
        return Measure.model_validate(fields)
    except ValidationError as error:
        raise _fault(folder / "measures.csv", line, error) from error


def _placement(folder: Path, line: int, row: Row) -> Placement:
    fields: dict[str, object] = {
        name: value for name, value in row.items() if name in Placement.model_fields and value is not None
    }
    fields |= {"element_path": f"placements.csv line {line}", "rule": "transcribed"}
    try:
        return Placement.model_validate(fields)
    except ValidationError as error:
        raise _fault(folder / "placements.csv", line, error) from error


def _fault(path: Path, line: int, error: ValidationError) -> ReferenceTableError:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return ReferenceTableError(
        f"{path} line {line}: {where}: {first['msg']} (got {first['input']!r}); correct the row"
    )
