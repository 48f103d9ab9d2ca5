"""Watching: what appeared, shrank, changed or vanished between captures of a school's pages.

Belongs here: comparing what two captures say. Does not belong here: telling captures apart (pipelines/documents.py), flags.
Only what is said is compared, never markup: order, layout, spelling of cases and date stamps change nothing. Two spellings of
one hospital or specialty are the same thing. Rows of a page that were not understood leave doubt: a loss that they may explain is none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipelines.steps.assess.search import is_mostly_leftover
from pipelines.steps.assess.view import SchoolView
from rules.published import Published
from schemas.disclosure import ChangeEvent
from schemas.documents import Document
from schemas.identifiers import identifier
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import ChangeKind, DocumentKind, ReadingOutcome, Unit

LIST = "match list"
COUNTS = ("counts by specialty", "counts by place")
EPOCH = datetime(1, 1, 1, tzinfo=UTC)
Row = tuple[str, ...]
"""Specialty and place of a row, each by what it was taken to mean, else as printed."""


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that a capture says: people by row for lists and counts, a value for measures."""

    subject: str
    rows: Counter[Row] | None = None
    values: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it says, short."""
        return (
            " and ".join(self.values) if self.rows is None else f"{self.rows.total()} people in {len(self.rows)} rows"
        )


@dataclass(frozen=True, slots=True)
class Capture:
    """One state of one page: its document and what that says, by subject."""

    document: Document
    contents: Mapping[str, Content]

    @property
    def day(self) -> date | None:
        """Day on which it was taken."""
        return self.document.fetched_at.date() if self.document.fetched_at else None


def watch_school(view: SchoolView) -> tuple[ChangeEvent, ...]:
    """Events over all captures of a school, page by page, oldest first.

    What vanished from one page and stands on another now has moved, and is no event. What an incomplete search or an
    unread capture does not show has not vanished.
    """
    before, now = captures_of(view.earlier), captures_of(view.published)
    standing = [content for capture in now for content in capture.contents.values()]
    addresses = {one.final_address or one.address for one in view.published.documents.values()}
    events: list[ChangeEvent] = []
    for address, chain in _by_address([*before, *now]).items():
        gone = view.day if address not in addresses and view.search.complete else None
        events += page_events(view.school.slug, address, chain, gone_on=gone)
    return tuple(
        event for event in events if not (event.kind is ChangeKind.vanished and _has_moved(event, standing, before))
    )


def page_events(
    slug: str, address: str | None, captures: Sequence[Capture], *, gone_on: date | None = None
) -> list[ChangeEvent]:
    """Events over the captures of one page, oldest first; gone_on is the day of the search that no longer found the page."""
    events: list[ChangeEvent] = []
    last: Capture | None = None
    for capture in captures:
        events += _between(slug, address, last, capture)
        last = capture
    if gone_on and last:
        events += [
            _event(slug, address, ChangeKind.vanished, content, None, last, None, gone_on)
            for content in last.contents.values()
        ]
    return events


def captures_of(published: Published) -> list[Capture]:
    """What each fetched document says; documents that were not understood as a whole are left out.

    So are transcriptions: a person keys in a part of a page, and what is not in it has not vanished.
    """
    rows: dict[str, list[ResolvedPlacement]] = defaultdict(list)
    measures: dict[str, list[ResolvedMeasure]] = defaultdict(list)
    for placement in published.placements:
        rows[placement.document_id].append(placement)
    for measure in published.measures:
        measures[measure.document_id].append(measure)
    return [
        Capture(document, contents_of(rows[key], measures[key]))
        for key, document in published.documents.items()
        if document.kind is DocumentKind.crawled
        and document.reading is ReadingOutcome.read
        and not is_mostly_leftover(document)
    ]


def contents_of(placements: Iterable[ResolvedPlacement], measures: Iterable[ResolvedMeasure]) -> dict[str, Content]:
    """Everything that is said, by subject."""
    lists: dict[str, Counter[Row]] = defaultdict(Counter)
    for row in placements:
        kind = LIST if row.specialty and row.program else COUNTS[0] if row.specialty else COUNTS[1]
        words = (row.specialty_slug or _plain(row.specialty), *_place(row))
        lists[f"{kind} {row.class_year or ''}".strip()][words] += row.count
    values: dict[str, set[str]] = defaultdict(set)
    for one in measures:
        values[_subject(one)].add(f"{one.value:g}{' %' if one.unit is Unit.percent else ''}")
    found = {subject: Content(subject, rows=rows) for subject, rows in lists.items()}
    return found | {subject: Content(subject, values=tuple(sorted(words))) for subject, words in values.items()}


def _between(slug: str, address: str | None, before: Capture | None, after: Capture) -> Iterator[ChangeEvent]:
    old = before.contents if before else {}
    for subject in sorted({*old, *after.contents}):
        left, right = old.get(subject), after.contents.get(subject)
        if _follows_from_list(subject, after.contents if right is None else old):
            continue
        if left is None and right is not None:
            yield _event(slug, address, ChangeKind.appeared, None, right, before, after)
        elif left is not None and right is None:
            if not _may_be_unread(left, None, after):
                yield _event(slug, address, ChangeKind.vanished, left, None, before, after)
        elif left is not None and right is not None and left != right and not _may_be_unread(left, right, after):
            kind = ChangeKind.shrank if _is_part_of(right, left) else ChangeKind.changed
            yield _event(slug, address, kind, left, right, before, after)


def _follows_from_list(subject: str, other: Mapping[str, Content]) -> bool:
    """Whether counts stand on one side only because the list that they sum up stands on the other."""
    kind, _, year = subject.rpartition(" ")
    return kind in COUNTS and subject not in other and f"{LIST} {year}" in other


def _may_be_unread(old: Content, new: Content | None, after: Capture) -> bool:
    """Whether all that is gone may stand among the rows of the new capture that were not understood."""
    unread = after.document.leftover_count
    if not unread or (new is not None and new.rows is None):
        return False
    if old.rows is None:
        return True
    lost = old.rows - (new.rows if new and new.rows else Counter())
    return lost.total() <= unread


def _is_part_of(after: Content, before: Content) -> bool:
    """Whether rows were only taken away."""
    return after.rows is not None and before.rows is not None and after.rows <= before.rows


def _event(
    slug: str,
    address: str | None,
    kind: ChangeKind,
    old: Content | None,
    new: Content | None,
    before: Capture | None,
    after: Capture | None,
    noticed_on: date | None = None,
) -> ChangeEvent:
    subject = (new or old or Content("")).subject
    documents = (before.document.document_id if before else None, after.document.document_id if after else None)
    return ChangeEvent(
        event_id=identifier("change", slug, address, subject, kind, *documents),
        school_slug=slug,
        kind=kind,
        subject=subject[:120],
        address=address,
        before=old.words[:300] if old else None,
        after=new.words[:300] if new else None,
        before_document_id=documents[0],
        after_document_id=documents[1],
        last_seen_on=before.day if before else None,
        noticed_on=noticed_on or (after.day if after else None),
    )


def _by_address(captures: Iterable[Capture]) -> dict[str | None, list[Capture]]:
    """The captures of each page, oldest first; one that was redirected is the page to which it leads now."""
    grouped: dict[str | None, list[Capture]] = {}
    moves: dict[str | None, str | None] = {}
    for capture in sorted(captures, key=lambda one: one.document.fetched_at or EPOCH):
        asked, final = capture.document.address, capture.document.final_address or capture.document.address
        while asked in moves:
            asked = moves[asked]
        if asked in grouped and final not in grouped:
            moves[asked] = final
            grouped[final] = grouped.pop(asked)
        grouped.setdefault(final, []).append(capture)
    return grouped


def _has_moved(event: ChangeEvent, standing: Sequence[Content], before: Iterable[Capture]) -> bool:
    """Whether the very thing that vanished from a page stands on the school's pages now."""
    return any(
        capture.document.document_id == event.before_document_id and capture.contents.get(event.subject) in standing
        for capture in before
    )


def _subject(row: ResolvedMeasure) -> str:
    """A measure by everything that makes it one thing; its value left out."""
    parts = (row.exam, row.attempt, row.measure, row.stage, row.denominator, row.years, row.specialty, row.period)
    return " ".join(str(part) for part in parts if part is not None)


def _place(row: ResolvedPlacement) -> tuple[str, ...]:
    """Where a row leads: the hospital; the state only where there is none."""
    if row.institution_slug or row.program:
        return (row.institution_slug or _plain(row.program),)
    return ("", _plain(row.state), _plain(row.city))


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
