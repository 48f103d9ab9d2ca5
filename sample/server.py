"""Serves the sample web on loopback: one server, many invented hosts, told apart by the Host header.

Belongs here: turning a site's folder and its behaviour file into answers. Does not belong here: what the sites say
(sample/sites), how they were written (sample/generator). Run it by hand with: python -m sample.server --help
"""

import argparse
import hashlib
import json
import mimetypes
import signal
import sys
import threading
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, unquote, urlsplit

SITES = Path(__file__).parent / "sites"
LATER = Path(__file__).parent / "later"
BEHAVIOUR_FILE = "_behaviour.toml"
FALLBACK_TIME = datetime(2026, 9, 14, 8, tzinfo=UTC)
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".csv": "text/csv; charset=utf-8",
    ".js": "text/javascript",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".gz": "application/gzip",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Answer:
    """A response before it is sent."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Host:
    """One invented host: its folders, the first of which wins, and what it does besides serving files."""

    name: str
    folders: tuple[Path, ...]
    updated: datetime = FALLBACK_TIME
    aliases: tuple[str, ...] = ()
    status: int | None = None
    retry_after: int | None = None
    soft_404: str | None = None
    redirects: dict[str, str] = field(default_factory=dict)
    login: dict[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def file_at(self, path: str) -> Path | None:
        """Return the file that answers for a path, or None; paths that leave the folder find nothing."""
        relative = path.lstrip("/")
        if path in self.removed or any(part.startswith(("_", ".")) for part in relative.split("/")):
            return None
        names = [relative + "index.html"] if path.endswith("/") else [relative, relative + ".html"]
        for folder in self.folders:
            for name in names:
                candidate = (folder / name).resolve()
                if candidate.is_relative_to(folder.resolve()) and candidate.is_file():
                    return candidate
        return None

    def answer(self, target: str) -> Answer:
        """Return the answer for a request target."""
        if self.status is not None:
            headers = {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}
            return _page(self.status, HTTPStatus(self.status).phrase, headers)
        path = unquote(urlsplit(target).path) or "/"
        if path in self.redirects:
            return Answer(301, headers={"Location": self.redirects[path]})
        for prefix, login_page in self.login.items():
            if path.startswith(prefix):
                return Answer(302, headers={"Location": f"{login_page}?next={quote(path)}"})
        found = self.file_at(path)
        if found is None and not path.endswith("/") and self.file_at(path + "/"):
            return Answer(301, headers={"Location": quote(path) + "/"})
        if found is None and self.soft_404:
            found = self.file_at(self.soft_404)
        if found is None:
            return _page(404, "Page not found")
        return self._file(found)

    def _file(self, found: Path) -> Answer:
        body = found.read_bytes()
        media_type = MEDIA_TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        headers = {
            "Content-Type": media_type,
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"',
            "Last-Modified": format_datetime(self.updated, usegmt=True),
        }
        return Answer(200, body, headers)


def _page(status: int, title: str, headers: dict[str, str] | None = None) -> Answer:
    body = f"<!DOCTYPE html><html lang=en><title>{title}</title><h1>{title}</h1></html>\n".encode()
    return Answer(status, body, {"Content-Type": "text/html; charset=utf-8", **(headers or {})})


def load_hosts(root: Path, overlay: Path | None) -> dict[str, Host]:
    """Return the hosts under root, each covered by the folder of the same name under overlay, aliases included.

    Raises FileNotFoundError when root is not a folder, and tomllib.TOMLDecodeError for a broken behaviour file.
    """
    if not root.is_dir():
        raise FileNotFoundError(f"no sample sites in {root}: write them with python -m sample.generate")
    hosts: dict[str, Host] = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        covering = overlay / folder.name if overlay and (overlay / folder.name).is_dir() else None
        host = _load_host(folder, covering)
        hosts[host.name] = host
        for alias in host.aliases:
            hosts[alias] = host
    return hosts


def _load_host(folder: Path, covering: Path | None) -> Host:
    folders = (covering, folder) if covering else (folder,)
    settings: dict[str, Any] = {}
    for place in reversed(folders):
        file = place / BEHAVIOUR_FILE
        if file.is_file():
            settings |= tomllib.loads(file.read_text(encoding="utf-8"))
    settings["aliases"] = tuple(settings.get("aliases", ()))
    settings["removed"] = frozenset(settings.get("removed", ()))
    return Host(name=folder.name, folders=folders, **settings)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the hosts of its server."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: "_Server"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        name = self.headers.get("Host", "").rsplit(":", 1)[0].lower()
        host = self.server.hosts.get(name)
        if host is None:
            answer = _page(421, "This host is not part of the sample")
        elif name in host.aliases:
            answer = Answer(301, headers={"Location": f"http://{host.name}{self.path}"})
        else:
            answer = self._unless_unchanged(host.answer(self.path))
        self.send_response(answer.status)
        for key, value in answer.headers.items():
            self.send_header(key, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)

    def _unless_unchanged(self, answer: Answer) -> Answer:
        if answer.status != HTTPStatus.OK:
            return answer
        wanted = self.headers.get("If-None-Match")
        if wanted is not None:
            unchanged = "*" in wanted or answer.headers["ETag"] in {tag.strip(" W/") for tag in wanted.split(",")}
        else:
            unchanged = self._not_newer_than(self.headers.get("If-Modified-Since"), answer)
        return Answer(304, headers=answer.headers) if unchanged else answer

    @staticmethod
    def _not_newer_than(since: str | None, answer: Answer) -> bool:
        if not since:
            return False
        try:
            return parsedate_to_datetime(answer.headers["Last-Modified"]) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name set by the base class
        """Log only when asked to: host and address, which never hold names of people."""
        if self.server.verbose:
            sys.stderr.write(f"{self.headers.get('Host', '-')} {format % args}\n")


class _Server(ThreadingHTTPServer):
    """A threaded server that knows the hosts."""

    daemon_threads = True
    request_queue_size = 128
    hosts: dict[str, Host]
    verbose: bool

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client has gone away; anything else is reported as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class SampleServer:
    """Serves the sample on 127.0.0.1 while the context lasts.

    overlay is a folder of later states (sample/later): its files cover those of the same host and path, and what its
    behaviour file lists as removed is gone. port 0 lets the system choose.
    """

    def __init__(
        self, root: Path = SITES, overlay: Path | None = None, port: int = 0, *, verbose: bool = False
    ) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler, bind_and_activate=False)
        self._server.hosts = load_hosts(root, overlay)
        self._server.verbose = verbose
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._server.server_bind()
        self._server.server_activate()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def hosts_map(self) -> dict[str, str]:
        """Return where every host of the sample is served: host name to address:port."""
        return dict.fromkeys(sorted(self._server.hosts), f"127.0.0.1:{self.port}")

    def write_hosts_map(self, path: Path) -> None:
        """Write the hosts map as JSON, the form that the crawler reads."""
        path.write_text(json.dumps(self.hosts_map(), indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Serve until interrupted, so that the sample can be looked at by hand."""
    parser = argparse.ArgumentParser(prog="python -m sample.server", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; default: one that is free")
    parser.add_argument("--later", action="store_true", help="serve the later state of the sites that have one")
    parser.add_argument("--hosts-map", type=Path, metavar="FILE", help="write the map of hosts for the crawler here")
    parser.add_argument("--verbose", action="store_true", help="print every request")
    options = parser.parse_args()
    overlay = LATER if options.later else None
    with SampleServer(overlay=overlay, port=options.port, verbose=options.verbose) as server:
        if options.hosts_map:
            server.write_hosts_map(options.hosts_map)
        hosts = "\n".join(f"  {name}" for name in server.hosts_map())
        sys.stdout.write(f"{hosts}\nServed at 127.0.0.1:{server.port}. See one with:\n")
        sys.stdout.write(
            f"  curl -H 'Host: www.larkmere.example' http://127.0.0.1:{server.port}/\nStop with Ctrl-C.\n"
        )
        sys.stdout.flush()
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        stop.wait()


if __name__ == "__main__":
    main()
