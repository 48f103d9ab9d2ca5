"""Addresses: their canonical form, and the guard that keeps the crawler on the public web.

Belongs here: what can be told from an address alone. Does not belong here: what a name resolves to (resolver.py),
which hosts belong to a school (scope.py).
"""

import ipaddress
import re
import socket
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import tldextract
from w3lib.url import canonicalize_url

from scrapers.exceptions import AddressRefusedError

MAXIMUM_LENGTH = 2000
REMEMBERED = 50_000
DEFAULT_PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024
PORTS_OF_OTHER_SERVICES = frozenset(
    {1719, 1720, 1723, 2049, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900, 6000, 6379, 6566, 6679, 6697, 9200, 10080,
     11211, 27017, *range(6665, 6670)}
)  # fmt: skip
"""Ports from 1024 on at which no browser asks for pages (WHATWG Fetch, bad ports), and those of databases and desktops."""
RESERVED_TOP_LEVEL = ("example", "test", "invalid", "localhost")
TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_ga|_gl|_hs\w+|igshid|phpsessid|jsessionid|aspsessionid\w*|sid|"
    r"session_?id|cfid|cftoken|nocache|cachebuster|print|share)$",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";(jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
HOST_FORM = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+(%[\w.-]+)?")
DOT_SEGMENT = re.compile(r"/\.{1,2}(/|$)")
EMBEDDED_IPV4 = {
    ipaddress.IPv6Network("2002::/16"): 80,
    ipaddress.IPv6Network("64:ff9b::/96"): 0,
}
"""Networks whose addresses carry an IPv4 address, and how many bits stand to the right of it."""
NEVER_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "64:ff9b:1::/48", "100::/64", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
"""Networks that are not for the public internet and that not every Python knows: protocol assignments (one cloud keeps its
metadata there), 6to4 relays, another cloud's inner service, local NAT64, discard, documentation, SRv6."""

_public_suffixes = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())


def canonical_address(address: str, base: str | None = None) -> str:
    """Return the one form in which an address is known: absolute, no fragment, no session, no tracking, sorted query.

    Raises:
        AddressRefusedError: it is not an http or https address with a host, or longer than any page needs.
    """
    try:
        absolute = urljoin(base, address.strip()) if base else address.strip()
    except ValueError as error:
        raise AddressRefusedError(f"{address[:200]}: is no address; correct it") from error
    return _canonical(absolute)


@lru_cache(maxsize=REMEMBERED)
def _canonical(address: str) -> str:
    """The canonical form of an absolute address; remembered, because the menus of a site stand on all its pages."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise AddressRefusedError(f"{address[:200]}: is no address; correct it") from error
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        raise AddressRefusedError(f"{address[:200]}: only http and https addresses with a host are fetched")
    if not HOST_FORM.fullmatch(host):
        raise AddressRefusedError(f"{host[:200]}: is no name of a host; correct it")
    if parts.username is not None or parts.password is not None:
        raise AddressRefusedError(f"{host}: addresses that carry a user name are not fetched")
    scheme = parts.scheme.lower()
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(name)
    ]
    path = SESSION_IN_PATH.sub("", parts.path) or "/"
    if DOT_SEGMENT.search(path):
        path = urlsplit(urljoin(f"{scheme}://{netloc}", path)).path or "/"
    canonical = str(canonicalize_url(urlunsplit((scheme, netloc, path, urlencode(kept), ""))))
    if len(canonical) > MAXIMUM_LENGTH:
        raise AddressRefusedError(f"{canonical[:200]}: longer than {MAXIMUM_LENGTH} characters; not fetched")
    return canonical


def host_of(address: str) -> str:
    """The host of a canonical address, lower case, without port; empty if there is none."""
    return (urlsplit(address).hostname or "").rstrip(".")


def origin_of(address: str) -> str:
    """Scheme, host and port of a canonical address: what robots rules hold for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=REMEMBERED)
def registered_domain(host: str) -> str:
    """The domain under which somebody registered this host; for reserved names the last two labels."""
    known = str(_public_suffixes(host).top_domain_under_public_suffix)
    return known or ".".join(host.split(".")[-2:])


def literal_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a host spells, in any form a resolver takes (dotted, decimal, hexadecimal, octal), or None."""
    try:
        return ipaddress.ip_address(host.strip("[]").split("%")[0])
    except ValueError:
        pass
    if not re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public_ip(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an IP address is on the public internet; IPv4 addresses wrapped in IPv6 are judged by what they wrap."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public_ip(ip.ipv4_mapped)
        if ip.teredo is not None or ip.is_site_local:
            return False
        for network, shift in EMBEDDED_IPV4.items():
            if ip in network:
                return is_public_ip(ipaddress.IPv4Address((int(ip) >> shift) & 0xFFFFFFFF))
        if int(ip) >> 32 == 0:
            return False
    if any(ip in network for network in NEVER_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def require_public_address(address: str) -> None:
    """Refuse an address whose host is an IP address outside the public internet, or whose port is no web server's.

    Raises:
        AddressRefusedError: the host is a loopback, private, link-local, multicast or otherwise reserved address, or the port
            belongs to another service than the web.
    """
    host = host_of(address)
    port = urlsplit(address).port
    if port is not None and not _is_web_port(port):
        raise AddressRefusedError(f"{host}: port {port} belongs to another service than the web; never asked")
    ip = literal_ip(host)
    if ip is not None and not is_public_ip(ip):
        raise AddressRefusedError(f"{host}: not an address of the public internet; never fetched")


def _is_web_port(port: int) -> bool:
    return port in DEFAULT_PORTS.values() or (port >= FIRST_FREE_PORT and port not in PORTS_OF_OTHER_SERVICES)


def is_reserved_name(host: str) -> bool:
    """Whether a host lies under a top-level domain that can never be registered (RFC 2606, RFC 6761)."""
    return host.rsplit(".", 1)[-1].lower() in RESERVED_TOP_LEVEL
