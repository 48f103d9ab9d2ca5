"""School files made from the compiled table of schools.

Belongs here: the mapping from reference/schools.csv and the transcribed pages to school files. Does not belong here:
facts; they stand in the tables. Files that a maintainer has changed are left alone unless overwriting is asked for.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from schemas.registry import KnownAddress, School
from schemas.vocabulary import PublishedBy
from scrapers.exceptions import RegistryError
from scrapers.reference import rows_of
from scrapers.registry import school_path, school_yaml

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Slugs by what became of their file."""

    written: list[str]
    unchanged: list[str]
    kept: list[str]


def schools_from_tables(schools_table: Path, documents_table: Path | None = None) -> list[School]:
    """Make one School a row, with the addresses at which the school's own releases were read.

    Raises:
        RegistryError: a row does not hold the form of a school.
    """
    rows = list(rows_of(schools_table))
    slug_of = {row["short_name"]: row["slug"] for row in rows}
    read_at = _addresses_read(documents_table) if documents_table else {}
    return [_school(row, slug_of, read_at) for row in rows]


def import_schools(schools: list[School], folder: Path, *, overwrite: bool = False) -> ImportResult:
    """Write school files; a file that differs from what the table gives is kept unless overwrite is set."""
    folder.mkdir(parents=True, exist_ok=True)
    result = ImportResult([], [], [])
    for school in schools:
        path, text = school_path(folder, school.slug), school_yaml(school)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            result.unchanged.append(school.slug)
        elif path.is_file() and not overwrite:
            result.kept.append(school.slug)
        else:
            path.write_text(text, encoding="utf-8")
            result.written.append(school.slug)
    return result


def _addresses_read(documents_table: Path) -> dict[str, list[KnownAddress]]:
    found: dict[str, list[KnownAddress]] = {}
    for row in rows_of(documents_table):
        slug, address, publisher = row.get("school_slug"), row.get("url"), row.get("published_by")
        if slug and address and publisher == PublishedBy.school and row.get("jurisdiction") == "US":
            note = f"read for transcription {row['document_id']}"
            found.setdefault(slug, []).append(KnownAddress(address=address, note=note))
    return found


def _known_addresses(row: Row, read_at: dict[str, list[KnownAddress]]) -> list[KnownAddress]:
    addresses = (row.get("outcome_urls") or "").split(" | ")
    kinds = (row.get("outcome_url_kinds") or "").split(" | ")
    listed = [
        KnownAddress(address=address, published_by=PublishedBy.school if kind == "official" else None)
        for address, kind in zip(addresses, kinds, strict=True)
        if address
    ]
    known = {entry.address: entry for entry in listed}
    for entry in read_at.get(row["slug"] or "", []):
        known.setdefault(entry.address, entry)
    return list(known.values())


def _school(row: Row, slug_of: dict[str | None, str | None], read_at: dict[str, list[KnownAddress]]) -> School:
    fields: dict[str, object] = {name: value for name, value in row.items() if name in School.model_fields}
    fields |= {
        "parent_slug": slug_of.get(row.get("parent_short_name")) if row.get("parent_short_name") else None,
        "listing_source": row.get("source_url"),
        "maturity": row.get("maturity_2026") or "unknown",
        "maturity_year": 2026,
        "known_addresses": _known_addresses(row, read_at),
    }
    try:
        return School.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise RegistryError(f"{row.get('slug')}: {first['loc']}: {first['msg']}; correct the table") from error
