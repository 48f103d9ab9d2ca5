"""The guard against any inner address in any spelling, and against any answer of a name server that holds one."""

import inspect
import ipaddress
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address, IPv6Address

import scrapers.arguments
import scrapers.part
import scrapers.parts
import scrapers.resolver
import scrapers.run
import scrapers.walking
from pipelines.settings import Settings
from scrapers import settings
from scrapers.addresses import canonical_address, is_public_ip, require_public_address
from scrapers.exceptions import AddressRefusedError, HostsMapError
from scrapers.resolver import GuardedResolver, load_hosts_map

INNER_4 = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
           "192.0.2.0/24", "192.88.99.0/24", "168.63.129.16/32", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"]  # fmt: skip
INNER_6 = ["::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
           "fec0::/10", "ff00::/8"]  # fmt: skip
inner_4 = st.sampled_from(INNER_4).flatmap(lambda network: st.ip_addresses(network=network))
inner_6 = st.sampled_from(INNER_6).flatmap(lambda network: st.ip_addresses(network=network))
outer = st.sampled_from(["8.8.8.8", "151.101.1.1", "2606:4700::1111"])


@st.composite
def spelled_4(draw: st.DrawFn) -> str:
    """An inner IPv4 address as inet_aton takes it: one to four parts, each decimal, octal or hexadecimal."""
    ip = int(draw(inner_4))
    parts = draw(st.integers(1, 4))
    numbers = [(ip >> (24 - 8 * place)) & 0xFF for place in range(parts - 1)]
    numbers.append(ip & ((1 << (8 * (5 - parts))) - 1))
    forms = (str, lambda number: f"0{number:o}", lambda number: f"0x{number:x}", lambda number: f"0X{number:08X}")
    written = ".".join(draw(st.sampled_from(forms))(number) for number in numbers)
    return written + draw(st.sampled_from(["", "."]))


@st.composite
def spelled_6(draw: st.DrawFn) -> str:
    """An inner IPv6 address, or an inner IPv4 address in an IPv6 address that carries it."""
    four = draw(inner_4)
    wrapped = [
        f"::ffff:{four}",
        f"::{four}",
        f"64:ff9b::{four}",
        f"2002:{int(four) >> 16:x}:{int(four) & 0xFFFF:x}::1",
    ]
    ip = ipaddress.IPv6Address(draw(st.sampled_from(wrapped))) if draw(st.booleans()) else draw(inner_6)
    written = draw(st.sampled_from([str(ip), ip.exploded, str(ip).upper()]))
    return f"[{written}{draw(st.sampled_from(['', '%25eth0', '%1']))}]"


@given(
    st.one_of(spelled_4(), spelled_6()),
    st.sampled_from(["", ":80", ":8080", ":443"]),
    st.sampled_from(["", "/", "/match.pdf", "?a=b", "#x"]),
)
def test_an_inner_address_is_refused_in_any_spelling(host: str, port: str, rest: str) -> None:
    with pytest.raises(AddressRefusedError):
        require_public_address(canonical_address(f"http://{host}{port}{rest}"))
    with pytest.raises(AddressRefusedError):
        require_public_address(canonical_address(f"//{host}{port}{rest}", base="http://school.example/"))
    with pytest.raises(AddressRefusedError):
        canonical_address(f"http://school.example@{host}{port}{rest}")


@given(st.lists(outer, max_size=3), st.one_of(inner_4, inner_6), st.randoms())
def test_a_name_whose_answer_holds_an_inner_address_leads_nowhere(public: list[str], inner: Any, random: Any) -> None:
    answers = [*public, str(inner)]
    random.shuffle(answers)
    passed: list[Any] = []

    def resolve(receiver: Any, _host: str, port: int, *_rest: Any) -> None:
        receiver.resolutionBegan(None)
        for one in answers:
            receiver.addressResolved((IPv6Address if ":" in one else IPv4Address)("TCP", one, port))
        receiver.resolutionComplete()

    receiver = SimpleNamespace(
        resolutionBegan=lambda _: None, addressResolved=passed.append, resolutionComplete=lambda: None
    )
    system = SimpleNamespace(nameResolver=SimpleNamespace(resolveHostName=resolve))
    GuardedResolver(system, None).resolveHostName(receiver, "name.example", 443)
    assert passed == []


@given(st.ip_addresses(v=6))
def test_what_python_calls_private_is_never_public_here(ip: ipaddress.IPv6Address) -> None:
    if is_public_ip(ip):
        assert ip.is_global or ip.sixtofour is not None


@pytest.mark.parametrize("port", [1, 7, 21, 22, 25, 110, 139, 445, 993, 3306, 5432, 6379, 6667, 11211, 27017, 0])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(AddressRefusedError, match="another service"):
        require_public_address(f"http://school.example:{port}/")


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 3000, 49152])
def test_ports_of_web_servers_pass(port: int) -> None:
    require_public_address(f"http://school.example:{port}/")


def test_in_production_nothing_admits_loopback(tmp_path: Any) -> None:
    """Only a hosts map does, which is asked for by name for one crawl or a rehearsal, and in which no name that could be real may stand."""
    assert settings.HOSTS_MAP is None
    assert scrapers.arguments.build_parser().get_default("hosts_map") is None
    for module in (scrapers.resolver, settings, scrapers.run, scrapers.walking, scrapers.parts, scrapers.part):
        read = [line for line in inspect.getsource(module).splitlines() if "environ" in line]
        assert not any("HOSTS" in line or "LOOPBACK" in line for line in read)
    assert [name for name in Settings.model_fields if "host" in name and "map" in name] == ["hosts_map"]
    assert Settings.model_fields["hosts_map"].default is None
    written = tmp_path / "hosts.json"
    for name in ("www.school.edu", "localhost.edu", "127.0.0.1", "school.example.com", "*"):
        written.write_text(f'{{"{name}": "127.0.0.1:80"}}')
        with pytest.raises(HostsMapError, match="could be a real host"):
            load_hosts_map(written)
