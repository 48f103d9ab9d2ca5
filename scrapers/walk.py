"""The walk: the state that one crawl shares: schools, scopes, books, archive, queue, pace, budgets.

Belongs here: beginning and ending the search of a school, and settling addresses that are not asked for.
Does not belong here: answers (spiders/site_walk.py), what a settled search means (crawl_report.py).
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from schemas.documents import Capture
from schemas.registry import School
from schemas.vocabulary import VisitOutcome
from scrapers.addresses import canonical_address, host_of, origin_of
from scrapers.archive import Archive, newest_live
from scrapers.books import BookKeeping
from scrapers.exceptions import AddressRefusedError
from scrapers.manners import Manners
from scrapers.pacing import Pace
from scrapers.scheduler import Budget, Queue
from scrapers.scope import Scope
from scrapers.settlements import Found

KNOWN_SCORE = 10.0
SEARCHED_WORDS = ("residency match list", "usmle comlex pass rates", "student outcomes")
"""What the search of a site is asked for."""
DEAD_AFTER = 4
UNLINKED = 1_000_000
DEAD = frozenset(
    {
        VisitOutcome.name_not_resolved,
        VisitOutcome.connection_refused,
        VisitOutcome.timed_out,
        VisitOutcome.tls_failed,
    }
)
"""Failures of a host to answer; a forbidden address says nothing of the other addresses of its host."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a crawl may cost for one school: requests, seconds, links from a start page, sitemaps, addresses noted."""

    pages: int = 120
    seconds: float = 3600.0
    depth: int = 6
    sitemaps: int = 50
    unpromising: int = 1500


@dataclass
class Walk:
    """One crawl under way."""

    schools: dict[str, School]
    books: BookKeeping
    archive: Archive
    pace: Pace
    limits: Limits
    manners: Manners = field(default_factory=Manners)
    requests_made: int = 0
    queue: Queue = field(default_factory=Queue)
    budgets: dict[str, Budget] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)
    absences: dict[str, str] = field(default_factory=dict)
    before: dict[tuple[str, str], Capture] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    probed: set[str] = field(default_factory=set)
    told: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    written: set[tuple[str, str]] = field(default_factory=set)
    known: int = 0
    write_failure: str | None = None

    def resume(self) -> None:
        """Take up every school: its start addresses if they are not known yet, and all that waits in the ledger."""
        self.absences = self.books.absences()
        self.before = newest_live(one for one in self.archive.captures() if one.school_slug in self.schools)
        for slug, school in self.schools.items():
            self.scopes[slug] = Scope(school)
            search = self.books.take_up(slug, start_addresses(school))
            self.written.update((slug, address) for address in search.known)
            for address in search.walked:
                self.scopes[slug].trap(address)  # counted again, so that an endless list does not begin anew
            self.noted[slug] = search.unpromising
            pages = school.crawl.page_budget or self.limits.pages
            self.requests_made += sum(search.made.values())
            self.budgets[slug] = Budget(pages, self.limits.seconds, self.limits.sitemaps, search.made)
            self.added(search.waiting)
            if not search.waiting:
                self.books.finish(slug)

    def added(self, found: Iterable[Found]) -> None:
        """Queue addresses that the books have just taken in."""
        for one in found:
            self.known += self.queue.push(one)

    def refusal(self, found: Found) -> tuple[VisitOutcome, str] | None:
        """Why an address is not asked for, by the manners of the crawl or the budgets, or None; counts it if it is."""
        most = self.manners.most_requests
        if most is not None and self.requests_made >= most:
            return VisitOutcome.skipped_budget, f"the budget of {most} requests for all schools is spent"
        spent = self.budgets[found.school].refusal(found)
        if spent is not None:
            return VisitOutcome.skipped_budget, spent
        self.budgets[found.school].spend(found)
        self.requests_made += 1
        return None

    def told_before(self, school: str, address: str, score: float, depth: int | None) -> bool:
        """Whether a link to this address was told already that promised as much from as near; remembers it if not.

        Spares the ledger the menus, which stand on every page. depth is None if it does not count from the home page.
        """
        best_score, least_depth = self.told.get((school, address), (float("-inf"), UNLINKED))
        near = UNLINKED if depth is None else depth
        if score <= best_score and near >= least_depth:
            return True
        self.told[(school, address)] = max(score, best_score), min(near, least_depth)
        return False

    def leave(self, found: Found, outcome: VisitOutcome, detail: str) -> None:
        """Settle an address that will not be asked for."""
        self.books.leave([(found.school, found.address)], outcome, detail)
        self.done_with(found.school, found.address)

    def close_host(self, host: str, outcome: VisitOutcome, detail: str) -> None:
        """Settle all that waits for a host that must not be asked any more."""
        dropped = self.queue.drop(host=host)
        self.books.leave(dropped, outcome, detail)
        logger.info("%s: %s; %d addresses left", host, detail, len(dropped))
        for school, address in dropped:
            self.done_with(school, address)

    def judge_host(self, host: str, outcome: VisitOutcome | None) -> None:
        """Count failures in a row, and give a host up that does not answer at all."""
        if outcome not in DEAD:
            self.failures[host] = 0
            return
        self.failures[host] = self.failures.get(host, 0) + 1
        if self.failures[host] >= DEAD_AFTER:
            self.close_host(host, outcome, f"given up after {self.failures[host]} failures in a row")

    def done_with(self, school: str, address: str) -> None:
        """Count an address of a school as settled, and finish the school when none is left."""
        if self.queue.settled(school, address):
            self.books.finish(school)

    def probe_for(self, school: str, address: str) -> Found | None:
        """The address that surely does not exist, by which a host shows what it answers then; None if it was asked."""
        host = host_of(address)
        if host in self.probed or host in self.absences:
            return None
        self.probed.add(host)
        name = hashlib.sha256(host.encode()).hexdigest()[:12]
        return Found(school, f"{origin_of(address)}/no-such-page-{name}", "probe")


def start_addresses(school: School) -> list[Found]:
    """Where the search of a school begins: home page (or start addresses), sitemaps, known addresses.

    Known addresses of secondary publishers are left out; forbidden paths hold for known addresses too.
    """
    homes = list(school.crawl.start_addresses)
    if not homes and school.website_domain:
        homes = [f"https://{school.website_domain}/"]
    scope = Scope(school)
    found: list[Found] = []
    for kind, addresses in (
        ("home", homes),
        ("known", [known.address for known in school.known_addresses if known.is_own_release]),
    ):
        for address in addresses:
            one = _start(school.slug, address, kind)
            if one.outcome is None and scope.is_forbidden(one.address):
                detail = "the school file forbids this path"
                one = Found(school.slug, one.address, kind, KNOWN_SCORE, promising=True,
                            outcome=VisitOutcome.forbidden_by_school_file, detail=detail)  # fmt: skip
            found.append(one)
            if kind == "home" and one.outcome is None:
                found.append(Found(school.slug, f"{origin_of(one.address)}/sitemap.xml", "sitemap"))
    return found + list(_site_searches(school))


def _site_searches(school: School) -> Iterator[Found]:
    """Pages of results of the site's own search; asked for only where the school file gives its address."""
    for words in SEARCHED_WORDS if school.crawl.site_search else ():
        address = str(school.crawl.site_search).replace("{words}", quote_plus(words))
        yield Found(school.slug, canonical_address(address), "link", KNOWN_SCORE - 1)


def _start(slug: str, address: str, kind: str) -> Found:
    try:
        return Found(slug, canonical_address(address), kind, KNOWN_SCORE, promising=True, linked=kind == "home")
    except AddressRefusedError as error:
        outcome = VisitOutcome.address_refused
        return Found(slug, address, kind, KNOWN_SCORE, promising=True, outcome=outcome, detail=str(error)[:500])
