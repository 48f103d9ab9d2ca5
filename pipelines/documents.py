"""From captures to documents: which stand on a school's pages now, which were superseded or are gone.

Belongs here: what a capture and the search record say of a document. Does not belong here: reading, findings.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from schemas.documents import Capture, CrawlRecord, Document, Visit
from schemas.findings import Extraction
from schemas.identifiers import identifier
from schemas.registry import School
from schemas.vocabulary import DocumentKind, PublishedBy, ReadingOutcome, VisitOutcome
from scrapers.archive import Archive, time_of
from scrapers.scope import Scope

GONE_STATUSES = frozenset({404, 410})
GONE_OUTCOMES = frozenset({VisitOutcome.soft_404, VisitOutcome.login_required, VisitOutcome.empty})
"""Outcomes of a visit after which a page that once stood there is no longer public; a failure proves nothing."""
NOTE_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class SchoolCaptures:
    """Captures of one school, each content once: those that stand there now, and the earlier ones."""

    present: tuple[Capture, ...] = ()
    earlier: tuple[Capture, ...] = ()


def captures_by_school(archive: Archive) -> dict[str, list[Capture]]:
    """All captures of the archive by school, oldest first, in one pass over its index.

    Raises:
        ArchiveError: the index is damaged.
    """
    found: dict[str, list[Capture]] = defaultdict(list)
    for capture in archive.captures():
        found[capture.school_slug].append(capture)
    return dict(found)


def permitted(captures: Iterable[Capture], school: School) -> list[Capture]:
    """Leave out captures of paths that the school file forbids: what was taken down is in no edition, whenever it was fetched."""
    scope = Scope(school)
    return [
        capture
        for capture in captures
        if not any(scope.is_forbidden(address) for address in (capture.address, capture.final_address) if address)
    ]


def sort_captures(captures: Iterable[Capture], record: CrawlRecord | None) -> SchoolCaptures:
    """Tell what stands on a school's pages now from what stood there before.

    The newest capture of an address stands, by its time and among those that the site itself gave, unless the latest search
    found the address gone, or completed without coming across it. What a web archive gave is always earlier. An address that
    failed keeps what was last seen there. Equal content counts once, nearest to the home page.
    """
    newest: dict[str | None, Capture] = {}
    older: list[Capture] = []
    for capture in sorted(captures, key=time_of):
        if not capture.is_live:
            older.append(capture)
            continue
        replaced = {newest.pop(address, None) for address in (capture.final_address, capture.address)} - {None}
        older += [one for one in replaced if one is not None]
        newest[capture.final_address] = capture
    visits = {visit.address: visit for visit in record.visits} if record else {}
    present: list[Capture] = []
    gone: list[Capture] = []
    for capture in newest.values():
        (gone if _is_gone(capture, visits, record) else present).append(capture)
    standing = _each_content_once(present)
    hashes = {capture.sha256 for capture in standing}
    earlier = [capture for capture in _each_content_once([*older, *gone]) if capture.sha256 not in hashes]
    return SchoolCaptures(tuple(standing), tuple(earlier))


def document_of(capture: Capture, school: School, extraction: Extraction, visit: Visit | None = None) -> Document:
    """The document record of a capture and of what was found in it; visit is the latest search's word on its address."""
    return Document(
        **{name: getattr(capture, name) for name in _SHARED},
        document_id=identifier(school.slug, capture.final_address or capture.address, capture.sha256),
        school_slug=school.slug,
        kind=DocumentKind.crawled,
        published_by=_publisher(capture, school),
        title=extraction.title[:500] if extraction.title else None,
        reading=_outcome(extraction),
        reading_note=_note(extraction),
        reading_confidence=extraction.confidence,
        page_count=extraction.page_count,
        stated_date=extraction.stated_date,
        by_recognition=extraction.by_recognition,
        placement_count=len(extraction.placements),
        measure_count=len(extraction.measures),
        statement_count=len(extraction.statements),
        leftover_count=len(extraction.leftovers),
        names_removed=extraction.names_removed,
        link_depth=_link_depth(capture, visit),
    )


def is_worth_keeping(document: Document) -> bool:
    """Whether a document says anything to the purpose, or could not be read and so might."""
    found = document.placement_count + document.measure_count + document.statement_count + document.leftover_count
    return found > 0 or document.reading is not ReadingOutcome.read


_SHARED = ("address", "final_address", "http_status", "media_type", "byte_count", "sha256", "fetched_at", "parent_address",
           "anchor_text")  # fmt: skip


def _is_gone(capture: Capture, visits: dict[str, Visit], record: CrawlRecord | None) -> bool:
    visit = visits.get(capture.final_address or "") or visits.get(capture.address or "")
    if visit is None:
        return record is not None and record.complete
    return visit.http_status in GONE_STATUSES or visit.outcome in GONE_OUTCOMES


def _each_content_once(captures: Sequence[Capture]) -> list[Capture]:
    found: dict[str, Capture] = {}
    for capture in sorted(
        captures, key=lambda one: (not one.is_live, one.depth, one.final_address or "", one.address or "")
    ):
        found.setdefault(capture.sha256, capture)
    return list(found.values())


def _link_depth(capture: Capture, visit: Visit | None) -> int | None:
    """Links from the home page: the shortest way that the search knew at its end, which is shorter than at the capture.

    Unknown where only a school file or a sitemap led to the address.
    """
    depth = capture.depth if visit is None else visit.depth
    parent = urlsplit(capture.parent_address or "").path
    only_listed = capture.parent_address is None or parent.endswith((".xml", ".xml.gz"))
    return None if only_listed and depth == capture.depth else depth


def _publisher(capture: Capture, school: School) -> PublishedBy:
    """The school, unless its file names another publisher for the address: the crawl follows the school's own links."""
    for known in school.known_addresses:
        if known.published_by and known.address in (capture.address, capture.final_address):
            return known.published_by
    return PublishedBy.school


def _outcome(extraction: Extraction) -> ReadingOutcome:
    if extraction.error:
        return ReadingOutcome.error
    if extraction.unread:
        return ReadingOutcome.unread
    return ReadingOutcome.held_back if extraction.held_back else ReadingOutcome.read


def _note(extraction: Extraction) -> str | None:
    parts = [extraction.error, extraction.unread, extraction.held_back, *extraction.warnings]
    return "; ".join(part for part in parts if part)[:NOTE_LENGTH] or None
