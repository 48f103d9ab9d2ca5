"""Captures of one page compared: exactly the events that happened."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
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
    events = page_events(makers.SLUG, ADDRESS, states)
    assert told(events) == [(kind, "match list 2026") for kind in ("appeared", "shrank", "vanished")]
    assert (events[1].before, events[1].after) == ("40 people in 40 rows", "31 people in 31 rows")
    assert events[2].before_document_id == second.document_id
    assert len({event.event_id for event in events}) == 3
    assert [(event.last_seen_on, event.noticed_on) for event in events] == [
        (None, date(2026, 5, 1)),
        (date(2026, 5, 1), date(2026, 5, 8)),
        (date(2026, 5, 8), date(2026, 5, 15)),
    ]


def test_a_page_that_is_gone_takes_its_list_with_it() -> None:
    first = capture(1)
    states = [findings_of(first, makers.findings(*makers.match_list(first)))]
    event = page_events(makers.SLUG, ADDRESS, states, gone_on=date(2026, 5, 20))[-1]
    assert told([event]) == [("vanished", "match list 2026")]
    assert (event.last_seen_on, event.noticed_on) == (date(2026, 5, 1), date(2026, 5, 20))


def test_a_silent_edit_of_a_published_figure() -> None:
    first, second = capture(1), capture(8)
    states = [
        findings_of(first, makers.findings(makers.rate(first, 91.2))),
        findings_of(second, makers.findings(makers.rate(second, 96.4))),
    ]
    event = page_events(makers.SLUG, ADDRESS, states)[-1]
    assert (event.kind, event.before, event.after) == (ChangeKind.changed, "91.2 %", "96.4 %")


def test_rows_that_were_exchanged_are_a_change() -> None:
    first, second = capture(1), capture(8)
    rows = makers.match_list(second)
    rows[3] = rows[3].model_copy(update={"program": "Another Hospital"})
    states = [
        findings_of(first, makers.findings(*makers.match_list(first))),
        findings_of(second, makers.findings(*rows)),
    ]
    assert told(page_events(makers.SLUG, ADDRESS, states))[-1] == ("changed", "match list 2026")


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
    assert told(page_events(makers.SLUG, ADDRESS, states)) == [("appeared", "match list 2026")]


def test_another_spelling_of_a_hospital_is_no_change() -> None:
    first, second = capture(1), capture(8)
    rows = [
        row.model_copy(update={"institution_slug": "hospital-of-the-valley", "specialty_slug": "pediatrics"})
        for row in makers.match_list(first, people=1)
    ]
    respelled = [
        row.model_copy(update={"document_id": second.document_id, "program": "Valley Hosp.", "specialty": "Peds"})
        for row in rows
    ]
    states = [findings_of(first, makers.findings(*rows)), findings_of(second, makers.findings(*respelled))]
    assert told(page_events(makers.SLUG, ADDRESS, states)) == [("appeared", "match list 2026")]


@pytest.mark.parametrize(("lost", "unread", "expected"), [(9, 0, "shrank"), (9, 5, "shrank"), (5, 9, None)])
def test_rows_that_were_not_understood_may_be_the_lost_ones(lost: int, unread: int, expected: str | None) -> None:
    first, second = capture(1), capture(8, leftover_count=unread, placement_count=40 - lost)
    states = [
        findings_of(first, makers.findings(*makers.match_list(first, people=40))),
        findings_of(second, makers.findings(*makers.match_list(second, people=40 - lost))),
    ]
    kinds = [kind for kind, _ in told(page_events(makers.SLUG, ADDRESS, states))]
    assert kinds == ["appeared", *([expected] if expected else [])]


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

    @pytest.mark.parametrize("other_first", [True, False])
    def test_a_redirected_page_has_moved_whatever_other_pages_say_of_its_subject(self, other_first: bool) -> None:
        moved = capture(8, final_address=f"{makers.HOME}outcomes/match-list")
        other = makers.page("department")
        pages = [other, moved] if other_first else [moved, other]
        rows = [*makers.match_list(moved), *makers.match_list(other, people=7)]
        events = watch_school(view(makers.match_list(capture(1)), rows, pages))
        assert {kind for kind, _ in told(list(events))} == {"appeared"}

    @pytest.mark.parametrize(
        ("people", "kinds"), [(24, ["appeared"]), (20, ["appeared", "shrank"]), (30, ["appeared", "changed"])]
    )
    def test_a_page_that_was_redirected_goes_on_at_its_new_address(self, people: int, kinds: list[str]) -> None:
        moved = capture(8, final_address=f"{makers.HOME}outcomes/match-list")
        before, now = makers.match_list(capture(1), people=24), makers.match_list(moved, people=people)
        events = watch_school(view(before, now, [moved]))
        assert [kind for kind, _ in told(list(events))] == kinds
        assert {event.address for event in events} == {f"{makers.HOME}outcomes/match-list"}

    def test_a_page_that_was_redirected_twice_is_still_one(self) -> None:
        places = [ADDRESS, f"{makers.HOME}new", f"{makers.HOME}newer"]
        pages = [capture(day, final_address=place) for day, place in enumerate(places, start=1)]
        case = makers.case(
            makers.match_list(pages[2], people=22),
            pages[2:],
            earlier=(
                pages[:2],
                [
                    row
                    for page, people in zip(pages, (20, 21), strict=False)
                    for row in makers.match_list(page, people=people)
                ],
            ),
        )
        events = watch_school(SchoolView(case))
        assert [kind for kind, _ in told(list(events))] == ["appeared", "changed", "changed"]
        assert {event.address for event in events} == {places[2]}

    def test_a_page_that_leads_to_one_that_was_there_is_another(self) -> None:
        """The lists of two classes would seem to follow each other."""
        archive = makers.page(
            "archive", fetched_at=datetime(2026, 5, 2, tzinfo=UTC), document_id=identifier("archive")
        )
        led = capture(8, final_address=archive.final_address)
        before = [*makers.match_list(capture(1), year=2024), *makers.match_list(archive, year=2025)]
        case = makers.case(makers.match_list(led, year=2025), [led], earlier=([capture(1), archive], before))
        events = told(list(watch_school(SchoolView(case))))
        assert events == [
            ("appeared", "match list 2024"),
            ("vanished", "match list 2024"),
            ("appeared", "match list 2025"),
        ]

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

    @pytest.mark.parametrize("reading", ["unread", "error", "held_back"])
    def test_a_capture_that_could_not_be_read_removes_nothing(self, reading: str) -> None:
        given_view = view(makers.match_list(capture(1)), [], [capture(8, reading=reading)])
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
