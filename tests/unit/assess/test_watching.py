"""Captures of one page compared: exactly the events that happened."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipelines.steps.assess.view import SchoolView
from pipelines.steps.assess.watching import Capture, captures_of, page_events, watch_school
from rules.published import Published
from schemas.disclosure import ChangeEvent
from schemas.documents import Document
from schemas.identifiers import identifier
from schemas.resolution import ResolvedFindings
from schemas.vocabulary import ChangeKind
from scrapers.reading import read_and_extract
from tests.unit.assess import makers

ADDRESS = f"{makers.HOME}match-list"


def capture(day: int, **fields: object) -> Document:
    values: dict[str, object] = {
        "address": ADDRESS,
        "final_address": ADDRESS,
        "document_id": identifier("capture", day),
        "sha256": identifier(day).ljust(64, "0"),
        "fetched_at": datetime(2026, 5, day, tzinfo=UTC),
    }
    return makers.page("match-list", **(values | fields))


def findings_of(document: Document, findings: ResolvedFindings) -> Capture:
    return captures_of(Published.of([document], findings))[0]


def told(events: list[ChangeEvent]) -> list[tuple[str, str]]:
    return [(event.kind.value, event.subject) for event in events]


def test_posted_shortened_removed() -> None:
    first, second, third = (capture(day) for day in (1, 8, 15))
    states = [
        findings_of(first, makers.findings(*makers.match_list(first, people=40))),
        findings_of(second, makers.findings(*makers.match_list(second, people=31))),
        findings_of(third, makers.findings()),
    ]
    events = page_events(makers.SLUG, ADDRESS, states, gone=False)
    assert told(events) == [(kind, "match list 2026") for kind in ("appeared", "shrank", "vanished")]
    assert (events[1].before, events[1].after) == ("40 people in 40 rows", "31 people in 31 rows")
    assert events[2].before_document_id == second.document_id
    assert len({event.event_id for event in events}) == 3


def test_a_page_that_is_gone_takes_its_list_with_it() -> None:
    first = capture(1)
    states = [findings_of(first, makers.findings(*makers.match_list(first)))]
    assert told(page_events(makers.SLUG, ADDRESS, states, gone=True))[-1] == ("vanished", "match list 2026")


def test_a_silent_edit_of_a_published_figure() -> None:
    first, second = capture(1), capture(8)
    states = [
        findings_of(first, makers.findings(makers.rate(first, 91.2))),
        findings_of(second, makers.findings(makers.rate(second, 96.4))),
    ]
    event = page_events(makers.SLUG, ADDRESS, states, gone=False)[-1]
    assert (event.kind, event.before, event.after) == (ChangeKind.changed, "91.2 %", "96.4 %")


def test_rows_that_were_exchanged_are_a_change() -> None:
    first, second = capture(1), capture(8)
    rows = makers.match_list(second)
    rows[3] = rows[3].model_copy(update={"program": "Another Hospital"})
    states = [
        findings_of(first, makers.findings(*makers.match_list(first))),
        findings_of(second, makers.findings(*rows)),
    ]
    assert told(page_events(makers.SLUG, ADDRESS, states, gone=False))[-1] == ("changed", "match list 2026")


@given(st.permutations(range(20)), st.data())
def test_order_case_space_and_place_change_nothing(order: list[int], data: st.DataObject) -> None:
    first, second = capture(1), capture(8)
    rows = makers.match_list(first, people=20)
    dress = data.draw(st.sampled_from([str.upper, str.title, lambda text: f"  {text.replace(' ', '   ')}"]))
    redressed = [
        row.model_copy(
            update={
                "document_id": second.document_id,
                "program": dress(row.program or ""),
                "element_path": f"/html/body/table/tr[{place}]",
                "quote": "set anew",
            }
        )
        for place, row in enumerate(rows[index] for index in order)
    ]
    states = [findings_of(first, makers.findings(*rows)), findings_of(second, makers.findings(*redressed))]
    assert told(page_events(makers.SLUG, ADDRESS, states, gone=False)) == [("appeared", "match list 2026")]


def view(
    earlier: Sequence[makers.Record], now: Sequence[makers.Record], documents: Sequence[Document], **more: object
) -> SchoolView:
    return SchoolView(makers.case(now, documents, earlier=([capture(1)], earlier), **more))  # type: ignore[arg-type]


class TestSchool:
    """Over all pages of a school."""

    def test_what_moved_to_another_page_has_not_vanished(self) -> None:
        elsewhere = makers.page("archive")
        events = watch_school(view(makers.match_list(capture(1)), makers.match_list(elsewhere), [elsewhere]))
        assert [kind for kind, _ in told(list(events))] == ["appeared", "appeared"]

    def test_what_was_removed_has(self) -> None:
        events = watch_school(view(makers.match_list(capture(1)), [makers.rate(makers.page())], [makers.page()]))
        assert ("vanished", "match list 2026") in told(list(events))

    def test_an_incomplete_search_removes_nothing(self) -> None:
        given_view = view(makers.match_list(capture(1)), [], [makers.page()], search=makers.crawl(complete=False))
        assert all(event.kind is ChangeKind.appeared for event in watch_school(given_view))

    def test_a_capture_that_was_not_understood_removes_nothing(self) -> None:
        misread = capture(8, leftover_count=40)
        given_view = view(makers.match_list(capture(1)), [], [misread])
        assert told(list(watch_school(given_view))) == [("appeared", "match list 2026")]

    def test_a_transcription_is_no_capture(self) -> None:
        typed = capture(1, kind="transcribed", fetched_at=None)
        crawled = capture(8)
        given_view = view(
            [], [makers.rate(typed), makers.rate(typed, 90, "2025"), makers.rate(crawled)], [typed, crawled]
        )
        assert [event.kind for event in watch_school(given_view)] == [ChangeKind.appeared]

    def test_a_secondary_source_is_not_watched(self) -> None:
        outlet = makers.page("story", published_by="news_outlet")
        assert watch_school(view([], [makers.rate(outlet)], [outlet])) == ()


def test_restyling_and_date_stamps_give_no_event() -> None:
    """Through the real reader: the same figures in another dress, with another date."""
    plain = b"<html><body><h1>Match 2026</h1><p>Of 82 participants, 78 matched before SOAP.</p><p>As of May 1, 2026</p></body></html>"
    dressed = (
        b"<html><head><style>p{color:red}</style></head><body><main class='new'><h1>Match 2026</h1>"
        b"<p>Of <b>82</b>  participants, 78 matched before SOAP.</p><p>Last updated: June 9, 2026</p></main></body></html>"
    )
    readings = [read_and_extract(content, declared_type="text/html", address=ADDRESS) for content in (plain, dressed)]
    assert readings[0].stated_date != readings[1].stated_date
    states = []
    for day, reading in enumerate(readings, start=1):
        document = capture(day)
        records = [
            makers.measure(document, one.measure, one.value, one.period, unit=one.unit, stage=one.stage)
            for one in reading.measures
        ]
        states.append(findings_of(document, makers.findings(*records)))
    assert {event.kind for event in page_events(makers.SLUG, ADDRESS, states, gone=False)} <= {ChangeKind.appeared}
