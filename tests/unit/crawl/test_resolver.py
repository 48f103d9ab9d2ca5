"""The resolver: which connections it allows, with a stand-in only for the name server it asks."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from scrapers.exceptions import HostsMapError
from scrapers.resolver import GuardedResolver, HostsMap, load_hosts_map, refusal_of


class NameServer:
    """Answers every name with the addresses it was given, and counts how often it was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers
        self.asked = 0

    def resolveHostName(self, receiver: Any, _host: str, port: int, *_rest: Any) -> Any:  # noqa: N802
        self.asked += 1
        receiver.resolutionBegan(None)
        for answer in self.answers:
            receiver.addressResolved((IPv6Address if ":" in answer else IPv4Address)("TCP", answer, port))
        receiver.resolutionComplete()
        return None


def resolve(host: str, server: NameServer, hosts: HostsMap | None = None) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    receiver = SimpleNamespace(
        resolutionBegan=lambda _: None,
        addressResolved=lambda address: found.append((address.host, address.port)),
        resolutionComplete=lambda: found.append(("complete", 0)),
    )
    GuardedResolver(SimpleNamespace(nameResolver=server), hosts).resolveHostName(receiver, host, 443)
    assert found.pop() == ("complete", 0)
    return found


def test_public_answers_pass() -> None:
    assert resolve("public.example", NameServer("8.8.8.8", "2606:4700::1111")) == [
        ("8.8.8.8", 443),
        ("2606:4700::1111", 443),
    ]
    assert refusal_of("public.example") is None


@pytest.mark.parametrize(
    "inner", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:127.0.0.1"]
)
def test_a_name_that_leads_inside_is_refused_whole_and_the_reason_is_kept(inner: str) -> None:
    assert resolve("rebound.example", NameServer("8.8.8.8", inner)) == []
    assert "not on the public internet" in (refusal_of("rebound.example") or "")


def test_a_name_is_judged_anew_at_every_connection() -> None:
    server = NameServer("8.8.8.8")
    assert resolve("moody.example", server)
    server.answers = ("192.168.0.1",)
    assert resolve("moody.example", server) == []


def test_with_a_hosts_map_only_its_names_resolve_and_nobody_is_asked() -> None:
    server = NameServer("8.8.8.8")
    hosts = {"www.school.example": ("127.0.0.1", 8123)}
    assert resolve("WWW.school.example", server, hosts) == [("127.0.0.1", 8123)]
    assert resolve("www.real.edu", server, hosts) == []
    assert server.asked == 0


@pytest.mark.parametrize(
    "written",
    [
        {"www.real.edu": "127.0.0.1:80"},
        {"www.school.example": "127.0.0.1"},
        {"www.school.example": "localhost:80"},
        ["www.school.example"],
        "nonsense",
    ],
)
def test_a_hosts_map_of_another_form_or_for_real_names_is_refused(tmp_path: Path, written: Any) -> None:
    path = tmp_path / "hosts.json"
    path.write_text(json.dumps(written))
    with pytest.raises(HostsMapError, match=r"hosts\.json"):
        load_hosts_map(path)
