"""An edition of realistic size for benchmarks: invented schools, ten classes each, some 350,000 placements.

Belongs here: making it, quickly and always the same. Does not belong here: what is measured on it.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.steps.publish.database import Tables, write_database
from pipelines.steps.publish.pointer import DATABASE_NAME, POINTER_NAMES
from schemas.documents import Document
from schemas.editions import SCHEMA_VERSION, Edition, SchoolState
from schemas.identifiers import identifier
from schemas.registry import School
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.tables import (
    DocumentRow,
    EditionRow,
    InstitutionRow,
    MeasureRow,
    PlacementRow,
    SchoolRow,
    SchoolStateRow,
    SpecialtyRow,
)
from schemas.vocabulary import (
    Collection,
    Degree,
    DocumentKind,
    Maturity,
    MeasureName,
    PublishedBy,
    ReadingOutcome,
    Unit,
)
from scrapers.reference import institutions, specialties

SEED = 20260320
YEARS = range(2017, 2027)
ROWS_A_CLASS = 147
BUILT = datetime(2026, 6, 4, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """How large an edition is made."""

    schools: int = 238
    rows_a_class: int = ROWS_A_CLASS


def write_large_edition(editions: Path, size: Size = Size()) -> str:
    """Write an edition below a folder, make it the current sample one, and return its identifier."""
    name = f"sample-{BUILT.date().isoformat()}-{size.schools}x{size.rows_a_class}"
    folder = editions / name
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / DATABASE_NAME).is_file():
        write_database(folder / DATABASE_NAME, _tables(name, size))
    pointer = editions / POINTER_NAMES[Collection.sample]
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(name)
    return name


def _tables(name: str, size: Size) -> Tables:
    draw = random.Random(SEED)
    slugs = [f"school-{number:03}" for number in range(size.schools)]
    documents = [_document(slug, year) for slug in slugs for year in YEARS]
    placements = [row for document in documents for row in _placements(document, size.rows_a_class, draw)]
    measures = [_measure(document, draw) for document in documents]
    edition = Edition(
        edition_id=name,
        collection=Collection.sample,
        invented=True,
        notice="Invented data for benchmarks.",
        built_at=BUILT,
        as_of=BUILT.date(),
        schema_version=SCHEMA_VERSION,
        content_sha256=hashlib.sha256(name.encode()).hexdigest(),
        crawled=False,
        school_count=len(slugs),
        document_count=len(documents),
        placement_count=len(placements),
        measure_count=len(measures),
        flag_count=0,
    )
    return {
        EditionRow: [dict(edition)],
        SchoolRow: [_school(number, slug) for number, slug in enumerate(slugs)],
        SchoolStateRow: [dict(SchoolState(school_slug=slug, crawl_state="not_crawled")) for slug in slugs],
        DocumentRow: documents,
        PlacementRow: placements,
        MeasureRow: measures,
        SpecialtyRow: [_columns(row.model_dump()) for row in specialties()],
        InstitutionRow: [_columns(row.model_dump()) for row in institutions()],
        **_empty(),
    }


def _empty() -> Tables:
    from schemas.tables import TABLES

    filled = {
        EditionRow,
        SchoolRow,
        SchoolStateRow,
        DocumentRow,
        PlacementRow,
        MeasureRow,
        SpecialtyRow,
        InstitutionRow,
    }
    return {table: [] for table in TABLES if table not in filled}


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    fields.pop("aliases", None)
    return fields


def _school(number: int, slug: str) -> dict[str, Any]:
    school = School(
        slug=slug,
        name=f"Invented School of Medicine {number:03}",
        short_name=f"Invented {number:03}",
        degree=Degree.MD if number % 3 else Degree.DO,
        city="Inventville",
        state="VT",
        maturity=Maturity.established,
    )
    fields = dict(school)
    for name in ("known_addresses", "crawl", "expectations"):
        del fields[name]
    return fields


def _document(slug: str, year: int) -> dict[str, Any]:
    digest = hashlib.sha256(f"{slug} {year}".encode()).hexdigest()
    address = f"https://www.{slug}.example/match-list-{year}.pdf"
    return dict(
        Document(
            document_id=identifier(slug, year),
            school_slug=slug,
            kind=DocumentKind.crawled,
            published_by=PublishedBy.school,
            address=address,
            final_address=address,
            http_status=200,
            media_type="application/pdf",
            byte_count=120_000,
            sha256=digest,
            fetched_at=BUILT,
            title=f"Match list {year}",
            reading=ReadingOutcome.read,
            page_count=4,
            placement_count=ROWS_A_CLASS,
            measure_count=1,
        )
    )


def _placements(document: dict[str, Any], rows: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    places, fields = institutions(), specialties()
    year = int(document["title"].removeprefix("Match list "))
    for number in range(rows):
        place, field = places[draw.randrange(len(places))], fields[draw.randrange(len(fields))]
        line = {
            "finding_id": identifier(document["document_id"], number),
            "document_id": document["document_id"],
            "school_slug": document["school_slug"],
            "class_year": year,
            "specialty": field.canonical_name,
            "program": place.name[:300],
            "city": place.city,
            "state": place.state,
            "count": 1,
            "page": 1 + number // 40,
            "box": f"72,{100 + number % 40 * 15},540,{112 + number % 40 * 15}",
            "quote": f"{field.canonical_name} {place.name}"[:600],
            "rule": "table_row",
            "confidence": 0.98,
            "specialty_slug": field.slug,
            "specialty_confidence": 1.0,
            "specialty_method": "exact",
            "institution_slug": place.slug,
            "institution_confidence": 0.97,
            "institution_method": "alias",
            "resolved_state": place.state,
        }
        yield {**dict.fromkeys(ResolvedPlacement.model_fields), **line}


def _measure(document: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    return dict(
        ResolvedMeasure(
            finding_id=identifier(document["document_id"], "rate"),
            document_id=document["document_id"],
            school_slug=document["school_slug"],
            measure=MeasureName.match_rate,
            period=document["title"].removeprefix("Match list "),
            value=round(draw.uniform(85, 100), 1),
            unit=Unit.percent,
            page=1,
            quote="matched before SOAP",
        )
    )
