"""What passes between spider, queue and ledger: addresses found, and what became of them.

Belongs here: the records alone. Does not belong here: keeping them (ledger.py), the records of the data set (schemas).
"""

from dataclasses import dataclass

from schemas.vocabulary import VisitOutcome


@dataclass(frozen=True, slots=True)
class Found:
    """An address that became known. kind is known, home, sitemap, probe or link; score says how much it promises.

    promising addresses must be settled for the search to be complete. linked says that depth counts from the home page,
    not from a known address or a sitemap. hops counts redirects, asked_address is where they began. external marks one
    document on a host that is not the school's. outcome is set if the address must not be visited.
    """

    school: str
    address: str
    kind: str
    score: float = 0.0
    promising: bool = False
    depth: int = 0
    linked: bool = False
    hops: int = 0
    external: bool = False
    asked_address: str | None = None
    parent_address: str | None = None
    anchor_text: str | None = None
    outcome: VisitOutcome | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of an address. led_to names the address it redirects to, whose outcome then is its own.

    attempted is False when no request was sent. absence is the sketch of what a host answers for a page that is not there.
    """

    school: str
    address: str
    outcome: VisitOutcome | None
    detail: str | None = None
    http_status: int | None = None
    sha256: str | None = None
    led_to: str | None = None
    attempted: bool = True
    absence: str | None = None
    absence_host: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveMark:
    """How far the archive was written when the last response was settled: the open WARC file and two sizes in bytes."""

    warc_file: str
    warc_bytes: int
    index_bytes: int
