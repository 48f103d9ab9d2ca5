"""A network of its own with a public address, inner addresses and a name server, in which the crawler runs as in production.

Belongs here: what listens there. Does not belong here: what must come of it (test_guard.py).
Run it in new network and mount namespaces only: it gives the loopback device public addresses and covers /etc/resolv.conf.
"""

import socket
import socketserver
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from twisted.names import dns

from tests.integration.crawl.site import html, link

PUBLIC_4, PUBLIC_6 = "23.34.45.56", "2600:1234::56"
INNER = ("127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00:ec2::254")
DOMAIN = "rightful.school.test"
ANSWERS: dict[str, tuple[str, ...]] = {
    "www": (PUBLIC_4, PUBLIC_6),
    "six": (PUBLIC_6,),
    "loopback": ("127.0.0.1",),
    "private": ("10.0.0.8",),
    "metadata": ("169.254.169.254",),
    "loopback6": ("::1",),
    "mapped6": ("::ffff:127.0.0.1",),
    "nat64": ("64:ff9b::7f00:1",),
    "unique6": ("fd00:ec2::254",),
    "mixed": (PUBLIC_4, "127.0.0.1"),
    "rebound": (PUBLIC_4,),
    "alias": ("127.0.0.1",),
}


class Trap:
    """An HTTP server that must not be asked, and remembers who did."""

    def __init__(self, address: str, port: int = 0, answer: Any = None) -> None:
        self.asked: list[str] = []
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.headers.get("Host", "").rsplit(":", 1)[0]
                trap.asked.append(name + self.path)
                status, body, kind = answer(name, self.path) if answer else (200, b"inner", "text/plain")
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name set by the base class
                pass

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
            daemon_threads = True

        self._server = Server((address, port), Handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class NameServer(socketserver.ThreadingUDPServer):
    """Answers names of DOMAIN; `rebound` leads outside for the first connection and inside ever after."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 53), _Query)
        self.turned = False

    def records(self, name: str, kind: int) -> list[Any]:
        """The records of a type that a name has now."""
        label = name.removesuffix("." + DOMAIN)
        addresses = ANSWERS.get(label, ()) if name.endswith("." + DOMAIN) else ()
        if label == "rebound" and self.turned:
            addresses = ("127.0.0.1",)
        records: Any = dns
        four = [records.Record_A(one, ttl=0) for one in addresses if ":" not in one]
        six = [records.Record_AAAA(one, ttl=0) for one in addresses if ":" in one]
        return four if kind == dns.A else six if kind == dns.AAAA else []


class _Query(socketserver.BaseRequestHandler):
    server: NameServer

    def handle(self) -> None:
        data, answering = self.request
        message: Any = dns.Message()
        message.fromStr(data)
        message.answer = 1
        query = message.queries[0]
        name = str(query.name).lower()
        message.answers = [
            dns.RRHeader(query.name.name, payload.TYPE, ttl=0, payload=payload)
            for payload in self.server.records(name, query.type)
        ]
        answering.sendto(message.toStr(), self.client_address)


def outer_page(names: NameServer) -> Any:
    """The public server's pages: each host has its match list; asking `rebound` for anything turns its name inside."""

    def answer(name: str, path: str) -> tuple[int, bytes, str]:
        if name.startswith("rebound."):
            names.turned = True
        if path not in ("/", "/match/"):
            return 404, b"", "text/plain"
        inward = [link(f"http://{one}.{DOMAIN}/match-list.pdf", "Match list pdf") for one in ANSWERS]
        spelled = [
            link("http://127.0.0.1/match-list.pdf", "Match list pdf"),
            link("http://[::1]/match.pdf", "Match pdf"),
        ]
        return 200, html("Match list", link("/match/", "Match list"), *inward, *spelled).body, "text/html"

    return answer


def main() -> int:
    """Build the network, crawl in it, write down who was asked."""
    folder = Path(sys.argv[1])
    for command in (
        "ip link set lo up",
        *(f"ip addr add {one}/{128 if ':' in one else 32} dev lo nodad" for one in (PUBLIC_6, INNER[4])),
        *(f"ip addr add {one}/32 dev lo" for one in (PUBLIC_4, *INNER[1:3])),
    ):
        subprocess.run(command.split(), check=True)
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(folder / "resolv.conf"), "/etc/resolv.conf"], check=True)
    with NameServer() as names:
        threading.Thread(target=names.serve_forever, daemon=True).start()
        outer = [Trap(one, 80, outer_page(names)) for one in (PUBLIC_4, PUBLIC_6)]
        inner = [Trap(one, 80) for one in INNER]
        for server in (*outer, *inner):
            server.__enter__()
        crawl = [sys.executable, "-m", "scrapers.run", "--schools", str(folder / "schools"), "--work", str(folder / "work"),
                 "--delay", "0.1"]  # fmt: skip
        code = subprocess.run(crawl, check=False, timeout=90).returncode
        (folder / "trapped.txt").write_text("\n".join(asked for trap in inner for asked in trap.asked))
        (folder / "asked.txt").write_text("\n".join(asked for server in outer for asked in server.asked))
    return code


if __name__ == "__main__":
    sys.exit(main())
