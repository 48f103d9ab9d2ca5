"""The search record: whether absence may be concluded from it, and if not, why.

Belongs here: the rule that "not found" is not "not published". Does not belong here: how a site is searched (scrapers).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.documents import CrawlRecord, Document, Visit
from schemas.vocabulary import DocumentKind, ReadingOutcome, VisitOutcome
from scrapers.frontier import PROMISING

SETTLED = frozenset({VisitOutcome.fetched, VisitOutcome.not_modified, VisitOutcome.soft_404, VisitOutcome.wrong_type})
REACHED = frozenset({VisitOutcome.login_required, VisitOutcome.needs_browser})
GONE = frozenset({404, 410})
NOT_UNDERSTOOD = {
    ReadingOutcome.unread: "could not be read",
    ReadingOutcome.error: "are damaged or broke a limit",
    ReadingOutcome.held_back: "were held back for a person to look at",
    ReadingOutcome.read: "hold rows that were not understood",
}
MANY_LEFTOVERS = 8
"""Rows that were not understood from which a document that gave fewer findings may hold what was not found."""
NEVER_SEARCHED = "the school's site has not been searched yet"
NAMED = 3


@dataclass(frozen=True, slots=True)
class Search:
    """How far a school's site was searched.

    Attributes:
        complete: whether what was not found there is not there.
        reason: why it is not complete; None where it is.
        was_made: whether the site was searched at all; else only transcriptions are known.
        crawl_complete: whether every promising address was settled, whatever could be read of it.
        unread: promising documents that were had and not understood.
        logins: promising addresses that the school keeps behind a login.
        shells: promising addresses of pages that were had and show nothing without a browser.
        visits: addresses that say most of the search, the most promising first.
    """

    complete: bool
    reason: str | None
    was_made: bool
    crawl_complete: bool
    unread: tuple[Document, ...] = ()
    logins: tuple[Visit, ...] = ()
    shells: tuple[str, ...] = ()
    visits: tuple[Visit, ...] = ()
    fetched: int = 0


def search_of(crawl: CrawlRecord | None, documents: Sequence[Document]) -> Search:
    """Judge a search by its record and by what was made of the documents that it brought."""
    if crawl is None:
        return Search(complete=False, reason=NEVER_SEARCHED, was_made=False, crawl_complete=False)
    crawl_complete = crawl.complete or _all_was_reached(crawl)
    promising = sorted((visit for visit in crawl.visits if visit.score >= PROMISING), key=lambda one: -one.score)
    shells = tuple(visit.address for visit in promising if visit.outcome is VisitOutcome.needs_browser)
    unread = tuple(document for document in documents if _is_open(document, crawl))
    reasons = [] if crawl_complete else [crawl.incomplete_reason or "the search was not finished"]
    if crawl_complete and shells:
        reasons.append(f"pages that need a browser: {_some(shells)}")
    if unread:
        reasons.append(_unread_reason(unread))
    return Search(
        complete=not reasons,
        reason="; ".join(reasons)[:400] or None,
        was_made=True,
        crawl_complete=crawl_complete,
        unread=unread,
        logins=tuple(visit for visit in promising if visit.outcome is VisitOutcome.login_required),
        shells=shells,
        visits=tuple(promising),
        fetched=crawl.fetched,
    )


def _all_was_reached(crawl: CrawlRecord) -> bool:
    """Whether nothing but logins and pages that need a browser kept the search from being complete.

    What is behind a login is not public; a page that needs a browser was had, only not read.
    """
    still_open = [
        visit for visit in crawl.visits if not _is_settled(visit) and (visit.score >= PROMISING or visit.depth == 0)
    ]
    return (
        bool(still_open)
        and crawl.fetched > 0
        and all(visit.outcome in REACHED and visit.depth > 0 for visit in still_open)
    )


def _is_settled(visit: Visit) -> bool:
    gone = visit.outcome is VisitOutcome.client_error and visit.http_status in GONE
    return gone or visit.outcome in SETTLED


def _is_open(document: Document, crawl: CrawlRecord) -> bool:
    """Whether a document promised outcomes and was not understood; one that the record does not name is taken to promise."""
    understood = document.reading is ReadingOutcome.read and not is_mostly_leftover(document)
    if document.kind is not DocumentKind.crawled or understood:
        return False
    addresses = {document.address, document.final_address}
    scores = [visit.score for visit in crawl.visits if visit.address in addresses]
    return not scores or max(scores) >= PROMISING


def is_mostly_leftover(document: Document) -> bool:
    """Whether most of a document's rows were not understood."""
    return document.leftover_count >= max(MANY_LEFTOVERS, document.placement_count + document.measure_count)


def _unread_reason(unread: Sequence[Document]) -> str:
    parts = []
    for outcome, words in NOT_UNDERSTOOD.items():
        names = [
            document.final_address or document.address or "" for document in unread if document.reading is outcome
        ]
        if names:
            parts.append(f"documents that {words}: {_some(names)}")
    return "; ".join(parts)


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
