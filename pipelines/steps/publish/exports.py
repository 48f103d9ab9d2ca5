"""The edition's files beside the database: CSV and Parquet of every table, and the data package that describes them.

Belongs here: file formats of an edition. Does not belong here: which rows there are, the database.
"""

import hashlib
from pathlib import Path

import orjson
import polars as pl
from sqlmodel import SQLModel

from pipelines.exceptions import PublishError
from pipelines.steps.publish.database import Tables, plain
from pipelines.steps.publish.dictionary import Column, columns, sql_table
from schemas.editions import Edition

POLARS_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us", "UTC"),
}
LICENSE = {
    "name": "ODC-By-1.0",
    "title": "Open Data Commons Attribution License v1.0",
    "path": "https://opendatacommons.org/licenses/by/1-0/",
}
PACKAGE_NAME = "datapackage.json"


def write_files(folder: Path, tables: Tables, edition: Edition) -> None:
    """Write CSV and Parquet of every table and datapackage.json into the edition's folder.

    Raises:
        PublishError: a file cannot be written (disk full, no permission).
    """
    resources = []
    try:
        for table, rows in tables.items():
            found = columns(table)
            name = sql_table(table).name
            schema = {column.name: POLARS_TYPES[column.type] for column in found}
            frame = pl.DataFrame(
                [[plain(row.get(column.name)) for column in found] for row in rows], schema=schema, orient="row"
            )
            frame.write_csv(folder / f"{name}.csv", datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ", quote_style="necessary")
            frame.write_parquet(folder / f"{name}.parquet", compression="zstd", statistics=True)
            resources.append(_resource(folder, table, found))
        (folder / PACKAGE_NAME).write_bytes(orjson.dumps(_package(edition, resources), option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise PublishError(
            f"{folder.name}: files cannot be written ({error}); the edition before stays current"
        ) from error


def _resource(folder: Path, table: type[SQLModel], found: list[Column]) -> dict[str, object]:
    name = sql_table(table).name
    path = folder / f"{name}.csv"
    return {
        "name": name.replace("_", "-"),
        "path": path.name,
        "profile": "tabular-data-resource",
        "description": (table.__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "schema": {
            "fields": [_field(column) for column in found],
            "primaryKey": [column.name for column in found if column.is_key],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.vocabulary:
        constraints["enum"] = list(column.vocabulary)
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def _package(edition: Edition, resources: list[dict[str, object]]) -> dict[str, object]:
    about = (
        "What US medical schools publish about residency matches and licensing exams, with evidence for every figure."
    )
    return {
        "profile": "tabular-data-package",
        "name": f"matchwatch-{edition.edition_id}",
        "id": edition.edition_id,
        "title": f"MatchWatch edition {edition.edition_id}",
        "description": f"{edition.notice} {about}" if edition.notice else about,
        "version": str(edition.schema_version),
        "created": edition.built_at.isoformat(),
        "licenses": [LICENSE],
        "citation": f"MatchWatch ({edition.built_at.year}), edition {edition.edition_id}, as of {edition.as_of.isoformat()}, {LICENSE['name']}",
        "invented": edition.invented,
        "contentSha256": edition.content_sha256,
        "resources": resources,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
