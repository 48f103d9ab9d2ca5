"""Hostile clients over raw sockets: nothing fails, nothing leaks, others are served meanwhile."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from api import edition_files as opening
from api import limits
from schemas.public_service import Problem
from tests.api.conftest import of_files, served

LEAKS = (b"Traceback", b'File "', b"site-packages", b"sqlite", b"SELECT", b"/tmp", b"pydantic.dev")
HEAD = b"Host: matchwatch.example\r\nConnection: close\r\n\r\n"


def connected(address: str) -> socket.socket:
    where = urlsplit(address)
    return socket.create_connection((str(where.hostname), where.port or 0), timeout=30)


def told(connection: socket.socket) -> bytes:
    """All that the server says until it ends the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def sent(address: str, request: bytes) -> bytes:
    with closing(connected(address)) as connection:
        connection.sendall(request)
        return told(connection)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


MALFORMED = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no method": b" /v1/schools HTTP/1.1\r\n" + HEAD,
    "unknown method": b"BREW /v1/schools HTTP/1.1\r\n" + HEAD,
    "no version": b"GET /v1/schools HTTP/9.9\r\n" + HEAD,
    "space in the target": b"GET /v1/sch ools HTTP/1.1\r\n" + HEAD,
    "raw bytes in the target": b"GET /v1/schools/\xff\xfe HTTP/1.1\r\n" + HEAD,
    "half a percent": b"GET /v1/schools/%f HTTP/1.1\r\n" + HEAD,
    "overlong encoding": b"GET /downloads/real/%c0%ae%c0%ae%c0%af HTTP/1.1\r\n" + HEAD,
    "null in the path": b"GET /v1/schools/a%00b HTTP/1.1\r\n" + HEAD,
    "null in a value": b"GET /v1/search?q=%00 HTTP/1.1\r\n" + HEAD,
    "null in a header": b"GET /v1/nowhere HTTP/1.1\r\nAccept: text/\x00csv\r\n" + HEAD,
    "two lengths": b"POST /v1/schools HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + HEAD + b"x",
    "length below zero": b"POST /v1/schools HTTP/1.1\r\nContent-Length: -5\r\n" + HEAD,
    "length and chunks": b"POST /v1/schools HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n" + HEAD + b"0\r\n\r\n",
    "no chunks": b"POST /v1/schools HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HEAD + b"zz\r\n",
    "header without a colon": b"GET /v1/nowhere HTTP/1.1\r\nnonsense\r\n" + HEAD,
    "folded header": b"GET /v1/nowhere HTTP/1.1\r\nAccept: text/csv\r\n ,x\r\n" + HEAD,
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HEAD,
    "a trace": b"TRACE /v1/schools HTTP/1.1\r\n" + HEAD,
    "two slashes": b"GET //evil.example/v1/schools HTTP/1.1\r\n" + HEAD,
    "dots": b"GET /v1/../../etc/passwd HTTP/1.1\r\n" + HEAD,
}  # fmt: skip


@pytest.mark.parametrize("request_bytes", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_requests_are_refused(address: str, request_bytes: bytes) -> None:
    answer = sent(address, request_bytes)
    assert 400 <= status_of(answer) < 500, answer[:300]
    assert not [leak for leak in LEAKS if leak in answer]


@pytest.mark.parametrize("value", ["%ed%a0%80", "%ff%fe", "%f8%88%80%80%80", "%E2%80%AE", "%EF%BB%BF", "%u0041"])
def test_broken_texts_are_values_like_others(client: httpx.Client, value: str) -> None:
    answer = client.get(f"/v1/schools?q={value}")
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


ODD_HEADERS = (
    b"Accept: ,;,q=;*/*;q=nan, text/csv;q=inf",
    b"Accept-Encoding: br;q=x, gzip;;q, *;q=-1",
    b"If-None-Match: \xff\xfe, W/, \"",
    b"If-Modified-Since: Thu, 99 Foo 0000 99:99:99 GMT",
    b"If-Modified-Since: Thu, 01 Jan 0001 00:00:00 +9999",
    b"Range: bytes=-1-1,5-1,99999999999999999999-",
    b"X-Forwarded-For: ' OR 1=1 --, \xff",
    b"Upgrade: websocket\r\nConnection: upgrade",
    b"Content-Length: 0",
    b"Expect: 100-continue",
)  # fmt: skip


@pytest.mark.parametrize("header", ODD_HEADERS)
@pytest.mark.parametrize("path", [b"/v1/schools", b"/v1/schools.csv", b"/", b"/downloads/real/schools.csv"])
def test_odd_headers_do_no_harm(address: str, path: bytes, header: bytes) -> None:
    answer = sent(address, b"GET " + path + b" HTTP/1.1\r\n" + header + b"\r\n" + HEAD)
    assert status_of(answer) < 500, answer[:300]
    assert not [leak for leak in LEAKS if leak in answer]


@pytest.mark.parametrize("name", ["q", "after", "edition", "sort", "fields", "state", "colour"])
@pytest.mark.parametrize("path", ["/v1/schools", "/v1/schools.csv", "/schools", "/v1/nowhere"])
def test_lines_in_values_make_no_headers(address: str, path: str, name: str) -> None:
    target = f"{path}?{name}=x%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<script>alert(1)</script>"
    head, _, body = sent(address, f"GET {target} HTTP/1.1\r\n".encode() + HEAD).partition(b"\r\n\r\n")
    assert status_of(head) < 500
    assert b"set-cookie" not in head.lower()
    assert b"<script>alert(1)" not in body or b"application/problem+json" in head


def test_oversized_requests_are_refused(address: str, client: httpx.Client) -> None:
    long = sent(address, b"GET /v1/schools?q=" + b"x" * limits.LONGEST_TARGET + b" HTTP/1.1\r\n" + HEAD)
    assert status_of(long) == 414
    assert Problem.model_validate_json(long.partition(b"\r\n\r\n")[2]).type == "urn:matchwatch:problem:too-long"
    many = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 100) for number in range(2000))
    assert status_of(sent(address, b"GET /v1/schools HTTP/1.1\r\n" + many + HEAD)) == 431
    endless = b"GET /v1/schools HTTP/1.1\r\nX: " + b"y" * (2 * limits.LARGEST_HEAD)
    assert status_of(sent(address, endless)) == 431
    commas = client.get("/v1/schools", params={"state": ",".join(["VT"] * 200)})
    assert commas.status_code == 422
    deep = client.get(f"/v1/schools?{'&'.join(f'p{number}=1' for number in range(900))}")
    assert (deep.status_code, len(Problem.model_validate_json(deep.content).faults)) == (422, 900)


def test_bodies_that_nobody_asked_for_are_not_awaited(address: str) -> None:
    with closing(connected(address)) as connection:
        connection.sendall(b"POST /v1/schools HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 405")
        connection.sendall(b"x" * 1000)
        assert told(connection) is not None


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, editions: Path) -> Iterator[str]:
    monkeypatch.setattr(limits, "SECONDS_FOR_HEAD", 0.5)
    monkeypatch.setattr(limits, "SECONDS_WITHOUT_READING", 0.5)
    with served(editions) as found:
        yield found


def test_slow_clients_are_ended_and_others_served(impatient: str) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(connected(impatient))) for _ in range(60)]
        silent = [stack.enter_context(closing(connected(impatient))) for _ in range(20)]
        for connection in slow:
            connection.sendall(b"GET /v1/schools HTTP/1.1\r\nX-Slow: ")
        with httpx.Client(base_url=impatient) as client:
            assert all(client.get("/v1/schools").status_code == 200 for _ in range(20))
        assert [status_of(told(connection)) for connection in slow] == [408] * len(slow)
        assert [told(connection) for connection in silent] == [b""] * len(silent)


def test_clients_that_do_not_read_are_ended(impatient: str) -> None:
    with closing(connected(impatient)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /downloads/sample/matchwatch.sqlite HTTP/1.1\r\nHost: x\r\n\r\n"
        with pytest.raises((ConnectionResetError, BrokenPipeError)):  # noqa: PT012 - whichever call meets the end first
            while True:
                connection.sendall(request * 100)


def test_an_idle_server_keeps_no_connection(impatient: str) -> None:
    with closing(connected(impatient)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nX: ")
        assert told(connection).count(b"HTTP/1.1") == 2  # the answer, and the refusal of the half request


def test_rate_by_client_is_stated_and_held(editions: Path) -> None:
    with (
        served(editions, requests_a_minute=20, limit_own_requests=True) as address,
        httpx.Client(base_url=address) as client,
    ):
        answers = [client.get("/v1/schools") for _ in range(30)]
        assert [answer.status_code for answer in answers[:20]] == [200] * 20
        assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"client";q=20;w=60'}
        refused = answers[-1]
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 4
        assert refused.headers["access-control-allow-origin"] == "*"
        assert Problem.model_validate_json(refused.content).type == "urn:matchwatch:problem:too-many-requests"


def test_own_requests_are_spared_unless_told_otherwise(editions: Path) -> None:
    with served(editions, requests_a_minute=1) as address, httpx.Client(base_url=address) as client:
        assert [client.get("/v1/schools").status_code for _ in range(5)] == [200] * 5


@of_files
def test_statements_end_when_their_time_is_up(editions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "STEPS_BETWEEN_LOOKS", 10)
    with served(editions) as address, httpx.Client(base_url=address) as client:
        assert client.get("/v1/placements?edition=sample").status_code == 200
        monkeypatch.setattr(limits, "SECONDS_A_STATEMENT", -1.0)
        late = client.get("/v1/placements?edition=sample&sort=count")
        assert (late.status_code, late.headers["retry-after"]) == (503, "60")
        assert Problem.model_validate_json(late.content).type == "urn:matchwatch:problem:took-too-long"
        monkeypatch.undo()
        assert client.get("/v1/placements?edition=sample&sort=count").status_code == 200
