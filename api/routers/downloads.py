"""Downloads: the files of an edition, whole.

Belongs here: which files may be sent. Does not belong here: what is in them.
"""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse

from api.answers import PROBLEMS, answer
from api.caching import edition_headers, is_unchanged
from api.dependencies import EditionKey, Editions
from api.editions import DATABASE_NAME, OpenEdition
from api.keeping import made_once
from api.parameters.base import EditionParameters
from api.problems import not_found
from schemas.public_service import CitationAnswer, DownloadAnswer, DownloadListing
from schemas.report import REPORT_FILES

router = APIRouter(tags=["downloads"])

PACKAGE_NAME = "datapackage.json"
TITLE = "What US medical schools publish about residency matches and licensing exams"
LICENSE = "ODC-By 1.0"
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


def sha256_of(edition: OpenEdition, file: DownloadFile) -> str:
    """The checksum of a file, taken once: an edition does not change."""

    def taken() -> str:
        with file.path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()

    return made_once(("sha256", edition.identity, file.name), taken)


def citation_of(edition: OpenEdition) -> CitationAnswer:
    """How the edition is cited."""
    record = edition.record
    invented = "invented sample, " if record.invented else ""
    return CitationAnswer(
        text=f"MatchWatch ({record.built_at.year}). {TITLE} [{invented}edition {record.edition_id}, as of {record.as_of.isoformat()}]. {LICENSE}.",
        edition_id=record.edition_id,
        as_of=record.as_of,
        license=LICENSE,
        path=f"/downloads/{record.edition_id}/{PACKAGE_NAME}",
    )


@router.get("/v1/downloads", response_model=DownloadListing, responses=PROBLEMS)
def list_downloads(
    request: Request, editions: Editions, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """The files of an edition with their checksums, and how to cite it."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    items = [
        DownloadAnswer(
            name=file.name,
            media_type=_media_type(file.name).partition(";")[0],
            bytes=file.byte_count,
            sha256=sha256_of(edition, file),
            path=f"/downloads/{edition.record.edition_id}/{file.name}",
        ).model_dump()
        for file in files_of(edition)
    ]
    citation = citation_of(edition).model_dump(mode="json")
    return answer(request, edition, parameters, {"citation": citation, "count": len(items), "items": items})


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
        "Repr-Digest": f"sha-256=:{_base64(sha256_of(edition, files[file_name]))}:",
        **edition_headers(edition, edition_id),
    }
    if is_unchanged(headers["ETag"], None, request.headers.get("if-none-match"), None):
        return Response(status_code=304, headers=headers)
    name = f"invented-{file_name}" if record.invented else file_name
    return FileResponse(files[file_name].path, headers=headers, media_type=_media_type(file_name), filename=name)


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")


def _base64(digest: str) -> str:
    return base64.b64encode(bytes.fromhex(digest)).decode()
