"""Watching: what appeared, shrank, changed or vanished between captures of a school's pages.

Belongs here: comparing what two captures say. Does not belong here: telling captures apart (pipelines/documents.py), flags.
Only what is said is compared, never markup: order, layout, spelling of cases and date stamps change nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.steps.assess.view import SchoolView
from rules.published import Published
from schemas.disclosure import ChangeEvent
from schemas.documents import Document
from schemas.identifiers import identifier
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import ChangeKind, DocumentKind, Unit

EPOCH = datetime(1, 1, 1, tzinfo=UTC)
Row = tuple[str, str, str]


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


def watch_school(view: SchoolView) -> tuple[ChangeEvent, ...]:
    """Events over all captures of a school, page by page, oldest first.

    What vanished from one page and stands on another now has moved, and is no event. What an incomplete search or an
    unread capture does not show has not vanished.
    """
    before, now = captures_of(view.earlier), captures_of(view.published)
    standing = {subject: content for capture in now for subject, content in capture.contents.items()}
    addresses = {one.final_address or one.address for one in view.published.documents.values()}
    events: list[ChangeEvent] = []
    for address, chain in _by_address([*before, *now]).items():
        gone = address not in addresses and view.search.complete
        events += page_events(view.school.slug, address, chain, gone=gone)
    return tuple(
        event for event in events if not (event.kind is ChangeKind.vanished and _has_moved(event, standing, before))
    )


def page_events(slug: str, address: str | None, captures: Sequence[Capture], *, gone: bool) -> list[ChangeEvent]:
    """Events over the captures of one page, oldest first; gone says that the page itself is no longer there."""
    events: list[ChangeEvent] = []
    last: Capture | None = None
    for capture in captures:
        events += _between(slug, address, last, capture)
        last = capture
    if gone and last:
        events += [
            _event(slug, address, ChangeKind.vanished, content, None, last, None) for content in last.contents.values()
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
        if document.kind is DocumentKind.crawled and not document.leftover_count
    ]


def contents_of(placements: Iterable[ResolvedPlacement], measures: Iterable[ResolvedMeasure]) -> dict[str, Content]:
    """Everything that is said, by subject."""
    lists: dict[str, Counter[Row]] = defaultdict(Counter)
    for row in placements:
        kind = (
            "match list"
            if row.specialty and row.program
            else "counts by specialty"
            if row.specialty
            else "counts by place"
        )
        words = (_plain(row.specialty), _plain(row.program), _plain(row.state))
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
        if left is None and right is not None:
            yield _event(slug, address, ChangeKind.appeared, None, right, before, after)
        elif left is not None and right is None:
            yield _event(slug, address, ChangeKind.vanished, left, None, before, after)
        elif left is not None and right is not None and left != right:
            kind = ChangeKind.shrank if _is_part_of(right, left) else ChangeKind.changed
            yield _event(slug, address, kind, left, right, before, after)


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
    )


def _by_address(captures: Iterable[Capture]) -> dict[str | None, list[Capture]]:
    grouped: dict[str | None, list[Capture]] = defaultdict(list)
    for capture in sorted(captures, key=lambda one: one.document.fetched_at or EPOCH):
        grouped[capture.document.final_address or capture.document.address].append(capture)
    return dict(grouped)


def _has_moved(event: ChangeEvent, standing: Mapping[str, Content], before: Iterable[Capture]) -> bool:
    """Whether the very thing that vanished from a page stands on the school's pages now."""
    now = standing.get(event.subject)
    return now is not None and any(
        capture.document.document_id == event.before_document_id and capture.contents.get(event.subject) == now
        for capture in before
    )


def _subject(row: ResolvedMeasure) -> str:
    """A measure by everything that makes it one thing; its value left out."""
    parts = (row.exam, row.attempt, row.measure, row.stage, row.denominator, row.years, row.specialty, row.period)
    return " ".join(str(part) for part in parts if part is not None)


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
