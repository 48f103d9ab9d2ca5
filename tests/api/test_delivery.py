"""HEAD, conditional requests, compression, headers, downloads."""

import base64
import csv
import hashlib
import io
import sqlite3
from pathlib import Path

import httpx
import pytest

from schemas.public_service import DownloadListing

PATHS = ["/v1/schools", "/v1/schools/alderbrook/placements?edition=sample", "/schools/alderbrook", "/report"]


@pytest.mark.parametrize("path", PATHS)
def test_unchanged_answers_are_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for condition in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", {tag.removeprefix("W/")}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = client.get(path, headers=condition)
        assert again.status_code == 304, condition
        assert again.content == b""
        assert again.headers["etag"] == tag
    for condition in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]},
        {"If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"If-Modified-Since": "not a date"},
    ):
        assert client.get(path, headers=condition).status_code == 200, condition


def test_tags_differ_by_query_and_edition(client: httpx.Client) -> None:
    tags = {
        client.get("/v1/schools", params=query).headers["etag"]
        for query in ({}, {"limit": 5}, {"edition": "sample"}, {"degree": "MD"})
    }
    assert len(tags) == 4


@pytest.mark.parametrize("path", [*PATHS, "/v1/nothing", "/healthz", "/v1/openapi.json", "/static/style.css"])
def test_head_is_get_without_body(client: httpx.Client, path: str) -> None:
    got = client.get(path, headers={"Accept-Encoding": "identity"})
    head = client.head(path, headers={"Accept-Encoding": "identity"})
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("path", PATHS)
def test_compressed_answers_are_the_same(client: httpx.Client, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0, br;q=0"})
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert refused.content == plain.content
    for accepted, coding in (("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0.5, gzip", "gzip"), ("*", "br")):
        small = client.get(path, headers={"Accept-Encoding": accepted})
        assert small.headers["content-encoding"] == coding, accepted
        assert small.content == plain.content
        assert int(small.headers["content-length"]) < len(plain.content)
        assert "Accept-Encoding" in small.headers["vary"]


@pytest.mark.parametrize(
    "path", [*PATHS, "/v1/nothing", "/nothing", "/static/style.css", "/downloads/real/edition.csv"]
)
def test_headers_of_every_answer(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_lifetimes(client: httpx.Client) -> None:
    current = client.get("/v1/schools")
    assert current.headers["cache-control"] == "public, max-age=60"
    fixed = client.get("/v1/schools", params={"edition": current.json()["edition"]["id"]})
    assert fixed.headers["cache-control"] == "public, max-age=86400"
    assert client.get("/v1/nothing").headers["cache-control"] == "no-store"


def test_preflight_and_writing(client: httpx.Client) -> None:
    preflight = client.options("/v1/schools", headers={"Origin": "https://elsewhere.example"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD"
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        refused = client.request(method, "/v1/schools")
        assert refused.status_code == 405
        assert refused.headers["content-type"] == "application/problem+json"


def test_downloads_are_the_files_of_the_edition(client: httpx.Client, editions: Path) -> None:
    edition = client.get("/v1/editions", params={"edition": "sample"}).json()["edition"]["id"]
    package = client.get(f"/downloads/{edition}/datapackage.json").json()
    for resource in package["resources"]:
        answer = client.get(f"/downloads/{edition}/{resource['path']}")
        assert len(answer.content) == resource["bytes"]
        assert answer.headers["matchwatch-data"] == "invented"
        assert f'filename="invented-{resource["path"]}"' in answer.headers["content-disposition"]
        parquet = client.get(f"/downloads/{edition}/{resource['path'].replace('.csv', '.parquet')}")
        assert parquet.content[:4] == b"PAR1"
    rows = list(csv.DictReader(io.StringIO(client.get(f"/downloads/{edition}/schools.csv").text)))
    assert len(rows) == client.get("/v1/schools", params={"edition": "sample"}).json()["total"]


def test_database_can_be_downloaded_whole(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    path.write_bytes(client.get("/downloads/sample/matchwatch.sqlite").content)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT invented FROM edition").fetchone() == (1,)
    connection.close()


def test_downloads_can_be_resumed_and_revalidated(client: httpx.Client) -> None:
    whole = client.get("/downloads/sample/placements.csv")
    part = client.get("/downloads/sample/placements.csv", headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == whole.content[10:20]
    again = client.get("/downloads/sample/placements.csv", headers={"If-None-Match": whole.headers["etag"]})
    assert again.status_code == 304
    head = client.head("/downloads/sample/placements.csv")
    assert head.headers["content-length"] == str(len(whole.content))


def test_downloads_are_listed_with_checksums_and_a_citation(client: httpx.Client) -> None:
    listing = DownloadListing.model_validate_json(client.get("/v1/downloads?edition=sample").content)
    names = {item.name for item in listing.items}
    assert {"datapackage.json", "matchwatch.sqlite", "placements.csv", "placements.parquet"} <= names
    assert listing.edition.id in listing.citation.text
    assert "invented" in listing.citation.text
    for item in listing.items[:6]:
        answer = client.get(item.path)
        digest = hashlib.sha256(answer.content)
        assert (len(answer.content), digest.hexdigest()) == (item.bytes, item.sha256)
        assert answer.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    package = client.get("/downloads/sample/datapackage.json").json()
    assert listing.edition.id in package["citation"]
