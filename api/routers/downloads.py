"""Downloads: the files of an edition, whole.

Belongs here: which files may be sent. Does not belong here: what is in them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import orjson
from fastapi import APIRouter, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse

from api.answers import PROBLEMS
from api.caching import edition_headers, is_unchanged
from api.dependencies import EditionKey, Editions
from api.editions import DATABASE_NAME, OpenEdition
from api.problems import not_found
from schemas.report import REPORT_FILES

router = APIRouter(tags=["downloads"])

PACKAGE_NAME = "datapackage.json"
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".sqlite": "application/vnd.sqlite3",
}
FileName = Annotated[
    str, PathParameter(pattern=r"^[A-Za-z0-9_.-]{1,100}$", description="Name of a file.", examples=["measures.csv"])
]


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """A file that may be sent, with its size in bytes."""

    name: str
    path: Path
    byte_count: int


def files_of(edition: OpenEdition) -> list[DownloadFile]:
    """The files of an edition: the data package, what it lists, the same as Parquet, the database, and the report."""
    package = edition.folder / PACKAGE_NAME
    try:
        resources = orjson.loads(package.read_bytes())["resources"]
        listed = [str(resource["path"]) for resource in resources]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        listed = []
    names = [PACKAGE_NAME, DATABASE_NAME]
    for name in listed:
        if Path(name).name == name:
            names += [name, str(Path(name).with_suffix(".parquet"))]
    names += REPORT_FILES
    found = [edition.folder / name for name in dict.fromkeys(names)]
    return [DownloadFile(path.name, path, path.stat().st_size) for path in found if path.is_file()]


@router.get("/downloads/{edition_id}/{file_name}", response_class=FileResponse, responses=PROBLEMS)
@router.head("/downloads/{edition_id}/{file_name}", include_in_schema=False)
def download(request: Request, editions: Editions, edition_id: EditionKey, file_name: FileName) -> Response:
    """A file of an edition: `datapackage.json` lists all tables; each is there as .csv and .parquet, all as SQLite."""
    edition = editions.choose(edition_id)
    files = {file.name: file for file in files_of(edition)}
    if file_name not in files:
        raise not_found("file", file_name, sorted(files))
    record = edition.record
    headers = {
        "ETag": f'"{record.content_sha256[:16]}.{files[file_name].byte_count}.{file_name}"',
        **edition_headers(edition, edition_id),
    }
    if is_unchanged(headers["ETag"], None, request.headers.get("if-none-match"), None):
        return Response(status_code=304, headers=headers)
    name = f"invented-{file_name}" if record.invented else file_name
    media_type = MEDIA_TYPES.get(Path(file_name).suffix, "application/octet-stream")
    return FileResponse(files[file_name].path, headers=headers, media_type=media_type, filename=name)
