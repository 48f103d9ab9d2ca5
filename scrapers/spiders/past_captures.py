"""The spider of past captures: asks a web archive for earlier states of known outcome pages, and keeps them in the archive.

Belongs here: its requests and what becomes of the answers. Does not belong here: reading the index (web_archive.py), the process (past.py).
"""

import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from schemas.documents import Capture
from scrapers.addresses import host_of
from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.classify import media_type_of
from scrapers.exceptions import ArchiveError, WebArchiveError
from scrapers.failures import outcome_of
from scrapers.manners import Manners
from scrapers.middlewares import VisitRefusedError
from scrapers.pacing import Pace, retry_after_seconds
from scrapers.web_archive import Held, WebArchive, one_a_year, read_index

BUSY = (429, 503)
ATTEMPTS = 3
MOST_REDIRECTS = 3
NOTHING_HELD = 404
logger = logging.getLogger(__name__)


@dataclass
class PastWalk:
    """What one run shares: whom to ask, for which pages (school, address) and years, where to keep the answers."""

    source: WebArchive
    pages: Sequence[tuple[str, str]]
    years: range
    archive: Archive
    writer: ArchiveWriter
    pace: Pace
    settled: Callable[[], None]
    manners: Manners = field(default_factory=Manners)
    fetched: int = 0
    asked: int = 0
    failures: list[str] = field(default_factory=list)
    write_failure: str | None = None
    have: set[tuple[str, str, int]] = field(default_factory=set)

    def look(self) -> None:
        """Learn which states are in the archive already."""
        for one in self.archive.captures():
            if not one.is_live and one.fetched_at:
                self.have.add((one.school_slug, one.address or "", one.fetched_at.year))

    def fail(self, address: str, why: str) -> None:
        """Note what did not work; the rest goes on, and the next run tries again."""
        self.failures.append(f"{address}: {why}")
        logger.warning("%s: %s", address, why)


class PastCapturesSpider(Spider):
    """Asks the index for each page, then the replay for the chosen states, one request at a time."""

    name = "past_captures"

    def __init__(self, walk: PastWalk, **options: Any) -> None:
        super().__init__(**options)
        self.walk = walk

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every page of which a year is missing."""
        self.walk.look()
        for slug, address in self.walk.pages:
            missing = [year for year in self.walk.years if (slug, address, year) not in self.walk.have]
            if missing:
                yield self._request(self.walk.source.query(address, self.walk.years), self.listed,
                                    slug=slug, page=address, years=missing)  # fmt: skip

    def listed(self, response: Response) -> Iterator[Request]:
        """Choose among the states that the index lists; states of one content are asked for once."""
        slug, page, years = (response.meta[name] for name in ("slug", "page", "years"))
        if response.status in BUSY:
            yield from self._again(response)
            return
        if response.status == NOTHING_HELD:
            return
        if response.status // 100 != 2:
            self.walk.fail(page, f"the index of the web archive answered {response.status}")
            return
        try:
            chosen = one_a_year(read_index(response.body.decode("utf-8", errors="replace")), years)
        except WebArchiveError as error:
            self.walk.fail(page, str(error))
            return
        groups: dict[str, list[Held]] = {}
        for held in chosen:
            groups.setdefault(held.digest or held.stamp, []).append(held)
        for same in groups.values():
            address = self.walk.source.address_of(same[0])
            yield self._request(address, self.replayed, slug=slug, page=page, same=same)

    def replayed(self, response: Response) -> Iterator[Request]:
        """Keep a state, or say why not."""
        same: list[Held] = response.meta["same"]
        why = self._fault(response, same[0])
        if response.status in BUSY:
            yield from self._again(response)
        elif response.status in (301, 302, 303, 307, 308):
            yield from self._follow(response, same)
        elif why:
            self.walk.fail(response.url, why)
        else:
            self._keep(response, same)

    def failed(self, failure: Failure) -> None:
        """Note a request that got no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error: Any = failure.value
        detail = error.detail if isinstance(error, VisitRefusedError) else outcome_of(error, host_of(request.url))[1]
        self.walk.fail(request.url, detail or type(error).__name__)

    def _request(self, address: str, then: Callable[[Response], Iterator[Request]], **meta: Any) -> Request:
        self.walk.asked += 1
        return Request(address, callback=then, errback=self.failed, meta=meta, dont_filter=True)

    def _again(self, response: Response) -> Iterator[Request]:
        """Wait as long as a busy web archive asks for, and try again a few times."""
        attempt = response.meta.get("attempt", 0) + 1
        asked = retry_after_seconds((response.headers.get("Retry-After") or b"").decode("latin-1"))
        wait = asked if asked is not None else self.walk.pace.backoff(attempt - 1)
        self.walk.pace.hold(host_of(response.url), wait)
        if attempt < ATTEMPTS:
            request: Any = response.request
            yield request.replace(meta={**request.meta, "attempt": attempt})
        else:
            self.walk.fail(response.url, f"answered {response.status} {attempt} times; run the same command later")

    def _follow(self, response: Response, same: list[Held]) -> Iterator[Request]:
        """Follow a redirect within the replay to a state of the same year; any other leads away from what was chosen."""
        target = urljoin(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
        state, hops = self.walk.source.replayed(target), response.meta.get("hops", 0) + 1
        if state is None or state[0].year != same[0].captured_at.year or hops > MOST_REDIRECTS:
            self.walk.fail(response.url, f"leads to {target[:300]}, which is no state of that page in that year")
            return
        first = Held(state[0], state[1], same[0].digest)
        meta = {**response.meta, "hops": hops, "same": [first, *same[1:]]}
        yield self._request(target, self.replayed, **{key: meta[key] for key in ("slug", "page", "same", "hops")})

    def _fault(self, response: Response, held: Held) -> str | None:
        """Why an answer is not the state that was asked for, or None."""
        if response.status != 200:
            return f"the replay answered {response.status}"
        if not response.body:
            return "the replay gave nothing"
        told = response.headers.get("Memento-Datetime")
        try:
            moment = parsedate_to_datetime(told.decode("latin-1")) if told else held.captured_at
        except ValueError:
            return "the replay does not say of when its answer is"
        if moment.year != held.captured_at.year:
            return f"the replay gave a state of {moment.year}"
        if _media_type(response, held) is None:
            return "holds nothing that a reader takes"
        return None

    def _keep(self, response: Response, same: list[Held]) -> None:
        """Write a state once, and a line of the index for every time at which the page stood so."""
        walk, held = self.walk, same[0]
        headers = [(name.decode("latin-1"), value.decode("latin-1"))
                   for name, values in response.headers.items() for value in values]  # fmt: skip
        exchange = Exchange(held.address, 200, "OK", response.body, held.captured_at, headers)
        try:
            file, offset = walk.writer.store(exchange)
            for one in same:
                walk.writer.index(
                    Capture(
                        school_slug=response.meta["slug"],
                        address=response.meta["page"],
                        final_address=one.address,
                        http_status=200,
                        media_type=_media_type(response, held),
                        byte_count=len(response.body),
                        sha256=hashlib.sha256(response.body).hexdigest(),
                        fetched_at=one.captured_at,
                        warc_file=file,
                        warc_offset=offset,
                        content_type=_declared(response),
                        replayed_from=walk.source.address_of(one),
                        replayed_at=datetime.now(UTC),
                    )
                )
                walk.fetched += 1
            walk.settled()
        except (ArchiveError, OSError) as error:
            walk.write_failure = str(error)
            raise


def _declared(response: Response) -> str | None:
    declared = response.headers.get("Content-Type")
    return declared.decode("latin-1") if declared else None


def _media_type(response: Response, held: Held) -> str | None:
    declared = (_declared(response) or "").split(";")[0].strip().lower()
    return media_type_of(response.body, declared or None, urlsplit(held.address).path)
