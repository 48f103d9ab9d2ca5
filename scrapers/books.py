"""The books of a crawl: archive, ledger and the records of searches, and the order of writing that makes a kill harmless.

Belongs here: archive first, then index, then one ledger transaction; what a crawl has to be told of earlier. Does not belong here: deciding
what an answer means (spiders/site_walk.py), the files themselves (archive.py, ledger.py), several processes (parts.py).
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from schemas.documents import Capture, CrawlRecord
from schemas.vocabulary import VisitOutcome
from scrapers.archive import ArchiveWriter, Exchange
from scrapers.crawl_report import build_record, write_record
from scrapers.exceptions import ArchiveError
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark, Found, Settlement

Event = dict[str, object]


@dataclass(frozen=True, slots=True)
class Visited:
    """One address settled. exchange is archived; media_type is set if it holds a page or document worth a capture."""

    found: Found
    settlement: Settlement
    exchange: Exchange | None = None
    media_type: str | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    new: list[Found] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Search:
    """How far the search of a school has come in this run.

    known are all its addresses, walked those links that count towards traps, both in the order in which they were found;
    unpromising counts links that promised nothing, made requests by kind; waiting is still to be visited.
    """

    known: list[str]
    walked: list[str]
    unpromising: int
    made: dict[str, int]
    waiting: list[Found]


class BookKeeping(Protocol):
    """What a walk asks of the books, in whatever process they are kept. Each may raise ArchiveError: nothing can be written."""

    def absences(self) -> dict[str, str]:
        """Per host: the sketch of what it answers for a page that does not exist."""

    def take_up(self, school: str, starts: list[Found]) -> Search:
        """Begin or resume the search of a school from these addresses."""

    def settle(self, item: Visited) -> list[Found]:
        """Write one visit; returns those of its new addresses that are to be visited."""

    def leave(self, addresses: list[tuple[str, str]], outcome: VisitOutcome, detail: str) -> None:
        """Settle addresses (school, address) that will not be asked for."""

    def finish(self, school: str) -> None:
        """End the search of a school."""

    def tell(self, event: Event) -> None:
        """Pass an event on to whoever listens."""


class Books:
    """The books as they are written: the only writer of archive and ledger while a crawl runs."""

    def __init__(
        self, ledger: Ledger, writer: ArchiveWriter, records: Path, listener: Callable[[Event], None]
    ) -> None:
        """Open them.

        Args:
            ledger: begun for the run.
            writer: of the archive.
            records: folder of the records of searches.
            listener: called with each event.
        """
        self._ledger = ledger
        self._writer = writer
        self._folder = records
        self.tell = listener
        self.records: dict[str, CrawlRecord] = {}

    def absences(self) -> dict[str, str]:
        """Per host: the sketch of what it answers for a page that does not exist."""
        return self._ledger.absence_sketches()

    def take_up(self, school: str, starts: list[Found]) -> Search:
        """Begin or resume the search of a school from these addresses."""
        self._ledger.add(starts)
        return Search(
            self._ledger.addresses(school),
            self._ledger.walked_links(school),
            self._ledger.unpromising_links(school),
            self._ledger.requests_made(school),
            list(self._ledger.waiting([school])),
        )

    def settle(self, item: Visited) -> list[Found]:
        """Write one visit; returns those of its new addresses that are to be visited.

        Raises:
            ArchiveError: nothing can be written, such as for a full disk; what was settled before is safe.
        """
        try:
            if item.exchange is not None:
                place = self._writer.store(item.exchange)
                if item.media_type is not None:
                    self._writer.index(_capture(item, item.exchange, item.media_type, place))
            return self._ledger.settle(item.settlement, item.new, ArchiveMark(*self._writer.position))
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(str(error)) from error

    def leave(self, addresses: Iterable[tuple[str, str]], outcome: VisitOutcome, detail: str) -> None:
        """Settle addresses (school, address) that will not be asked for."""
        self._ledger.settle_many(addresses, outcome, detail)

    def finish(self, school: str) -> None:
        """End the search of a school, and write its record."""
        self._ledger.finish(school)
        record = build_record(self._ledger, school)
        write_record(self._folder, record)
        self.records[school] = record
        self.tell({"event": "school_done", "school": school, "complete": record.complete, "fetched": record.fetched})


def _capture(item: Visited, exchange: Exchange, media_type: str, place: tuple[str, int]) -> Capture:
    found = item.found
    return Capture(
        school_slug=found.school,
        address=found.asked_address or found.address,
        final_address=found.address,
        http_status=exchange.status,
        media_type=media_type,
        byte_count=len(exchange.body),
        sha256=hashlib.sha256(exchange.body).hexdigest(),
        fetched_at=exchange.fetched_at,
        parent_address=found.parent_address,
        anchor_text=found.anchor_text,
        warc_file=place[0],
        warc_offset=place[1],
        content_type=item.content_type,
        etag=item.etag,
        last_modified=item.last_modified,
        depth=found.depth,
    )
