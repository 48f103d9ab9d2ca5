"""A web archive in every kind of trouble: what can be had is kept, what cannot is told by its kind, and nothing is asked for twice."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.settings import DOWNLOAD_MAXSIZE
from tests.integration.crawl.site import HOST, Asked, Reply, Web, html
from tests.integration.crawl.test_kill import assert_valid_for_warcio
from tests.integration.crawl.test_past_captures import PAGE, REPLAY, as_lines, fetch, needs_pywb, replaying

pytestmark = pytest.mark.crawl
WAIT = 1
CDX = "/cdx?url={}&output=json&from=2020&to=2025"


def busy_once(reply: Reply) -> Callable[[Asked], Reply]:
    """Ask for patience at the first request, then answer."""
    left = [Reply(b"slow down", 429, {"Retry-After": str(WAIT)})]
    return lambda _: left.pop() if left else reply


def years(work: Path) -> list[int]:
    return sorted(one.fetched_at.year for one in Archive(work / "archive").captures() if one.fetched_at)


def test_five_years_come_from_an_archive_in_trouble_and_the_rest_is_told(web: Web, tmp_path: Path) -> None:
    stamps = {year: f"{year}0615000000" for year in range(2020, 2026)}
    held = web.hosts.setdefault(REPLAY, {})
    held[CDX.format(quote(PAGE, safe=""))] = busy_once(Reply(as_lines([(stamp, stamp) for stamp in stamps.values()])))
    held[CDX.format(quote(f"http://{HOST}/other", safe=""))] = Reply(b'{"timestamp": "20230601000000", "url": "ht')
    for year, stamp in stamps.items():
        held[f"/{stamp}id_/{PAGE}"] = html("Match", f"Class of {year}")
    held[f"/{stamps[2020]}id_/{PAGE}"] = Reply(bytes(DOWNLOAD_MAXSIZE + 1), headers={"Content-Type": "text/html"})
    held[f"/{stamps[2021]}id_/{PAGE}"] = busy_once(html("Match", "Class of 2021"))
    held[f"/{stamps[2022]}id_/{PAGE}"] = Reply(b"", 302, {"Location": f"http://{REPLAY}/20220701000000id_/{PAGE}"})
    held[f"/20220701000000id_/{PAGE}"] = html("Match", "Class of 2022, in July")
    hosts = web.write_hosts_map(tmp_path / "hosts.json")
    code, told, log = fetch(tmp_path, hosts, first=2020)
    assert (code, told["fetched"], years(tmp_path / "work")) == (3, 5, [2021, 2022, 2023, 2024, 2025]), log
    large, damaged = sorted(told["failures"], key=lambda line: "other" in line)
    assert f"{stamps[2020]}id_/" in large
    assert "larger than" in large or "too large" in large
    assert damaged.startswith(f"http://{HOST}/other: the index cannot be read")
    for path in (CDX.format(quote(PAGE, safe="")), f"/{stamps[2021]}id_/{PAGE}"):
        first, second = (one.moment for one in web.asked if one.path == path)
        assert second - first >= WAIT, "it asked for patience"
    archive = Archive(tmp_path / "work" / "archive")
    july = next(one for one in archive.captures() if one.fetched_at and one.fetched_at.year == 2022)
    assert f"{july.fetched_at:%m}" == "07", "it is a state of the day to which the replay led"
    assert not list(archive.verify())
    assert_valid_for_warcio(tmp_path / "work" / "archive")
    before = len(web.asked)
    assert fetch(tmp_path, hosts, first=2020)[1]["fetched"] == 0
    again = {one.path for one in web.asked[before:] if "id_/" in one.path}
    assert again == {f"/{stamps[2020]}id_/{PAGE}"}, "only what was not to be had"


def revisit(writer: WARCWriter, stamp: str, of: str, body: bytes) -> None:
    """Write the record of a page that stood as it did at an earlier time, without its body."""
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    held = writer.create_warc_record(PAGE, "response", io.BytesIO(body), len(body), http_headers=headers)
    writer.ensure_digest(held, block=False, payload=True)
    digest = held.rec_headers.get_header("WARC-Payload-Digest")
    writer.write_record(writer.create_revisit_record(
        PAGE, digest, PAGE, of, http_headers=headers, warc_headers_dict={"WARC-Date": stamp}
    ))  # fmt: skip


@needs_pywb
def test_pages_that_stood_unchanged_come_from_a_real_pywb_once(tmp_path: Path) -> None:
    bodies = {year: html("Match", f"Class of {min(year, 2022)}").body for year in range(2019, 2026)}
    writer = ArchiveWriter(tmp_path / "held")
    for year in (2019, 2021, 2022):
        at = datetime(year, 6, 15, tzinfo=UTC)
        writer.store(Exchange(PAGE, 200, "OK", bodies[year], at, [("Content-Type", "text/html")]))
    writer.close()
    with (tmp_path / "held" / "matchwatch-00001.warc.gz").open("ab") as file:
        for year, of in ((2020, 2019), (2023, 2022), (2024, 2022), (2025, 2022)):
            stamp, earlier = (f"{one}-06-15T00:00:00Z" for one in (year, of))
            revisit(WARCWriter(file, gzip=True), stamp, earlier, bodies[of])
    with replaying(tmp_path) as hosts:
        first = fetch(tmp_path, hosts, "/matchwatch", first=2020)
        second = fetch(tmp_path, hosts, "/matchwatch", first=2020)
    work = tmp_path / "work"
    assert (first[0], first[1]["fetched"], first[1]["failures"]) == (0, 6, []), first[2]
    assert years(work) == [2020, 2021, 2022, 2023, 2024, 2025]
    assert (second[0], second[1]["fetched"]) == (0, 0)
    archive = Archive(work / "archive")
    for one in archive.captures():
        assert one.fetched_at is not None
        assert archive.content(one) == bodies[2019 if one.fetched_at.year == 2020 else one.fetched_at.year]
    places = {(one.warc_file, one.warc_offset) for one in archive.captures()}
    assert len(places) == 3, "states of one content are kept once"
    assert first[1]["requests"] == 2 + len(places)
    assert_valid_for_warcio(work / "archive")
