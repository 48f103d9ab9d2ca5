"""Canonical addresses and the guard around the public internet."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.addresses import (
    canonical_address,
    host_of,
    is_public_ip,
    literal_ip,
    registered_domain,
    require_public_address,
)
from scrapers.exceptions import AddressRefusedError

PATHS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t"), max_size=40)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://WWW.School.EXAMPLE:80/Match#top", "http://www.school.example/Match"),
        ("https://school.example:443", "https://school.example/"),
        ("http://school.example./a/../b/./c", "http://school.example/b/c"),
        ("http://school.example/m?b=2&a=1&utm_source=x&fbclid=y", "http://school.example/m?a=1&b=2"),
        ("http://school.example/m;jsessionid=12AB?x=1", "http://school.example/m?x=1"),
        ("http://münchen.example/ä b", "http://xn--mnchen-3ya.example/%C3%A4%20b"),
        ("http://school.example:8080/", "http://school.example:8080/"),
    ],
)
def test_one_form_for_each_address(written: str, canonical: str) -> None:
    assert canonical_address(written) == canonical


def test_links_are_made_absolute() -> None:
    assert (
        canonical_address("../files/a.pdf", base="http://school.example/x/y/") == "http://school.example/x/files/a.pdf"
    )


@given(PATHS, PATHS)
def test_the_canonical_form_of_a_canonical_address_is_itself(path: str, query: str) -> None:
    try:
        once = canonical_address(f"http://school.example/{path}?{query}")
    except AddressRefusedError:
        return
    assert canonical_address(once) == once


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        canonical = canonical_address(text, base="http://school.example/")
    except AddressRefusedError:
        return
    assert canonical.startswith(("http://", "https://"))
    assert host_of(canonical)


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://user:word@a.example/",
                "http://a.example:99999/", "http://[::1/", "http://a.example/" + "x" * 3000],
)  # fmt: skip
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(AddressRefusedError):
        canonical_address(address)


INNER = [
    "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "10.0.0.8", "172.16.3.4", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:192.168.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip


@pytest.mark.parametrize("host", INNER)
def test_inner_addresses_are_refused_in_every_spelling(host: str) -> None:
    literal = f"[{host}]" if ":" in host else host
    with pytest.raises(AddressRefusedError):
        require_public_address(canonical_address(f"http://{literal}/"))


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_pass(host: str) -> None:
    literal = f"[{host}]" if ":" in host else host
    require_public_address(f"http://{literal}/")


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_ipv6_is_judged_like_itself(ip: ipaddress.IPv4Address) -> None:
    for wrapped in (f"::ffff:{ip}", f"64:ff9b::{ip}", f"2002:{int(ip) >> 16:x}:{int(ip) & 0xFFFF:x}::"):
        assert is_public_ip(ipaddress.IPv6Address(wrapped)) == is_public_ip(ip)
    assert literal_ip(str(int(ip))) == ip
    assert literal_ip(hex(int(ip))) == ip


def test_names_are_no_literal_addresses() -> None:
    assert literal_ip("face.example") is None
    assert literal_ip("dead.beef.cafe") is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [("www.med.school.edu", "school.edu"), ("a.b.co.uk", "b.co.uk"), ("www.school.example", "school.example")],
)
def test_registered_domains(host: str, domain: str) -> None:
    assert registered_domain(host) == domain
