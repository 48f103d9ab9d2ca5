"""The server: hosts told apart, revalidation, planted behaviours, and nothing outside its folders."""

import http.client
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sample.server import LATER, SITES, SampleServer, load_hosts


def ask(
    server: SampleServer, host: str, path: str = "/", method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **names})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def site(folder: Path, host: str, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = folder / host / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    behaviour = (
        'updated = 2026-05-01T00:00:00Z\naliases = ["a.example"]\n'
        '[redirects]\n"/old" = "/new/"\n[login]\n"/intranet/" = "/login/"\n'
    )
    site(tmp_path, "www.a.example", {"index.html": "A", "new/index.html": "new", "_behaviour.toml": behaviour})
    site(tmp_path, "www.b.example", {"index.html": "B", "gone.html": "soft", "_behaviour.toml": 'soft_404 = "/gone"'})
    return site(tmp_path, "www.c.example", {"_behaviour.toml": "status = 503\nretry_after = 1"})


def test_hosts_are_told_apart(small: Path) -> None:
    with SampleServer(small) as server:
        assert ask(server, "www.a.example")[1] == b"A"
        assert ask(server, f"www.b.example:{server.port}")[1] == b"B"
        assert ask(server, "elsewhere.example")[0].status == 421


def test_alias_redirects_to_the_host(small: Path) -> None:
    with SampleServer(small) as server:
        response, _ = ask(server, "a.example", "/new/")
    assert (response.status, response.headers["Location"]) == (301, "http://www.a.example/new/")


def test_unchanged_pages_are_not_sent_again(small: Path) -> None:
    with SampleServer(small) as server:
        first, body = ask(server, "www.a.example")
        by_tag, empty = ask(server, "www.a.example", If_None_Match=first.headers["ETag"])
        by_date, _ = ask(server, "www.a.example", If_Modified_Since=first.headers["Last-Modified"])
        other_tag, again = ask(server, "www.a.example", If_None_Match='"other"')
    assert first.headers["Last-Modified"] == "Fri, 01 May 2026 00:00:00 GMT"
    assert (by_tag.status, empty, by_date.status) == (304, b"", 304)
    assert (other_tag.status, again) == (200, body)


def test_unreadable_date_is_ignored(small: Path) -> None:
    with SampleServer(small) as server:
        assert ask(server, "www.a.example", If_Modified_Since="yesterday")[0].status == 200


def test_head_sends_length_without_body(small: Path) -> None:
    with SampleServer(small) as server:
        response, body = ask(server, "www.a.example", method="HEAD")
    assert (response.status, response.headers["Content-Length"], body) == (200, "1", b"")


@pytest.mark.parametrize(
    ("host", "path", "status", "location"),
    [
        ("www.a.example", "/old", 301, "/new/"),
        ("www.a.example", "/new", 301, "/new/"),
        ("www.a.example", "/intranet/list", 302, "/login/?next=/intranet/list"),
        ("www.a.example", "/nothing", 404, None),
        ("www.a.example", "/_behaviour.toml", 404, None),
        ("www.a.example", "/../www.b.example/index.html", 404, None),
        ("www.a.example", "/%2e%2e/www.b.example/index.html", 404, None),
        ("www.b.example", "/nothing", 200, None),
        ("www.c.example", "/robots.txt", 503, None),
    ],
)
def test_planted_behaviour(small: Path, host: str, path: str, status: int, location: str | None) -> None:
    with SampleServer(small) as server:
        response, _ = ask(server, host, path)
    assert (response.status, response.headers["Location"]) == (status, location)


def test_failing_host_says_when_to_come_back(small: Path) -> None:
    with SampleServer(small) as server:
        assert ask(server, "www.c.example")[0].headers["Retry-After"] == "1"


def test_overlay_covers_and_removes(small: Path, tmp_path: Path) -> None:
    overlay = site(
        tmp_path / "overlay", "www.a.example", {"index.html": "later", "_behaviour.toml": 'removed = ["/new/"]'}
    )
    with SampleServer(small, overlay) as server:
        assert ask(server, "www.a.example")[1] == b"later"
        assert ask(server, "www.a.example", "/new/")[0].status == 404
        assert ask(server, "www.b.example")[1] == b"B"


def test_media_types_of_the_sample() -> None:
    expected = {
        ("www.larkmere.example", "/files/match-list-2026.pdf"): "application/pdf",
        ("www.larkmere.example", "/files/match-lists-2022-2026.xlsx"): (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        ("www.larkmere.example", "/sitemap-1.xml.gz"): "application/gzip",
        ("www.larkmere.example", "/outcomes/"): "text/html; charset=utf-8",
        ("www.vantry.example", "/files/match-list-2026.png"): "image/png",
        ("www.larkmere.example", "/robots.txt"): "text/plain; charset=utf-8",
    }
    with SampleServer() as server:
        found = {key: ask(server, *key)[0].headers["Content-Type"] for key in expected}
    assert found == expected


def test_map_names_every_host_and_alias(tmp_path: Path) -> None:
    with SampleServer(overlay=LATER) as server:
        server.write_hosts_map(tmp_path / "hosts.json")
        written = json.loads((tmp_path / "hosts.json").read_text(encoding="utf-8"))
        assert written == server.hosts_map()
        assert set(written.values()) == {f"127.0.0.1:{server.port}"}
    assert {folder.name for folder in SITES.iterdir()} <= written.keys()
    assert "larkmere.example" in written


def test_missing_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m sample\.generate"):
        load_hosts(tmp_path / "absent", None)


def test_help_explains_the_options() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "sample.server", "--help"], capture_output=True, text=True, check=True
    )
    assert "--hosts-map" in answer.stdout
    assert "--later" in answer.stdout
