"""Scope: which hosts and paths of the web belong to the search of one school, and which addresses are traps.

Belongs here: what a school file says about hosts and paths, and the shapes of endless address spaces.
Does not belong here: how promising a link is (frontier.py), robots rules (robots.py).
"""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from schemas.registry import School
from scrapers.addresses import host_of, registered_domain

MAXIMUM_SEGMENTS = 12
MAXIMUM_PARAMETERS = 4
MAXIMUM_QUERIES_PER_PATH = 30
MAXIMUM_SAME_SHAPE = 60
CALENDAR_PATH = re.compile(
    r"/(calendars?|events?|agenda)(/[^/]+)*/(\d{4}[-/]\d{1,2}([-/]\d{1,2})?|month|week|day|list|today)(/|$)",
    re.IGNORECASE,
)
CALENDAR_PARAMETER = re.compile(
    r"^(date|day|month|week|ical|outlook-ical|tribe-bar-date|eventdisplay|start_?date|end_?date|cal\w*)$",
    re.IGNORECASE,
)
FACET_PARAMETER = re.compile(
    r"(\[\]|\[\d+\]|^f\[|^filter|^facet|^sort(_?by)?$|^order(_?by)?$|^tag(s)?$|^view$)", re.IGNORECASE
)
ENDLESS_PATH = re.compile(
    r"/(search|tag|author|feed|wp-json|wp-admin|cart|xmlrpc\.php|_layouts|cdn-cgi|trackback|replytocom)(/|$)",
    re.IGNORECASE,
)


class Scope:
    """The part of the web that a crawl walks for one school."""

    def __init__(self, school: School) -> None:
        self._forbidden = tuple(school.crawl.forbidden_paths)
        self._exact = {host_of(known.address) for known in school.known_addresses if known.is_own_release}
        self._exact |= {host_of(address) for address in school.crawl.start_addresses}
        self._trees = {host.lower().rstrip(".") for host in school.crawl.allowed_hosts}
        if school.website_domain:
            self._trees.add(_bare(school.website_domain.lower()))
        self._wider = {registered_domain(host) for host in (*self._trees, *self._exact) if host}
        self._queries: Counter[str] = Counter()
        self._shapes: Counter[str] = Counter()

    @property
    def registered_domains(self) -> frozenset[str]:
        """The registered domains that the search may walk."""
        return frozenset(self._wider)

    def is_home_ground(self, host: str) -> bool:
        """Whether a host is the school's own: its domain, its allowed hosts, and those of its known addresses."""
        return host in self._exact or any(host == tree or host.endswith("." + tree) for tree in self._trees)

    def is_wider_ground(self, host: str) -> bool:
        """Whether a host shares the school's registered domain: walked for promising links only."""
        return registered_domain(host) in self._wider

    def is_forbidden(self, address: str) -> bool:
        """Whether the school file forbids this path."""
        path = urlsplit(address).path
        return any(path.startswith(prefix) for prefix in self._forbidden)

    def trap(self, address: str) -> str | None:
        """Name the trap that an address belongs to, or None; counts the address, so ask once for each."""
        parts = urlsplit(address)
        segments = [segment for segment in parts.path.split("/") if segment]
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
        if len(segments) > MAXIMUM_SEGMENTS:
            return "path with too many segments"
        if _repeats(segments):
            return "path that repeats itself"
        if CALENDAR_PATH.search(parts.path) or any(CALENDAR_PARAMETER.match(name) for name in names):
            return "calendar"
        if ENDLESS_PATH.search(parts.path):
            return "search, tag or feed page"
        if len(names) > MAXIMUM_PARAMETERS or any(FACET_PARAMETER.search(name) for name in names):
            return "faceted list"
        return self._too_many_alike(parts.netloc, parts.path, bool(names))

    def _too_many_alike(self, host: str, path: str, has_query: bool) -> str | None:
        if has_query:
            self._queries[host + path] += 1
            if self._queries[host + path] > MAXIMUM_QUERIES_PER_PATH:
                return "endless parameters"
        shape = host + re.sub(r"\d+", "0", path.rsplit("/", 1)[0] if "/" in path.strip("/") else path)
        if re.search(r"\d", path):
            self._shapes[shape] += 1
            if self._shapes[shape] > MAXIMUM_SAME_SHAPE:
                return "endless numbered pages"
        return None


def _bare(domain: str) -> str:
    """A domain without a leading www, so that both forms of the host are within it."""
    return domain.removeprefix("www.").rstrip(".")


def _repeats(segments: list[str]) -> bool:
    """Whether a segment stands three times, or a run of two or more segments follows itself."""
    if any(count >= 3 for count in Counter(segments).values()):
        return True
    return any(
        segments[start : start + size] == segments[start + size : start + 2 * size]
        for size in (2, 3, 4)
        for start in range(len(segments) - 2 * size + 1)
    )
