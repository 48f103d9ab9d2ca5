"""Which captures stand on a school's pages now, and which were superseded or are gone."""

from datetime import UTC, datetime, timedelta

from pipelines.documents import document_of, is_worth_keeping, permitted, sort_captures
from schemas.documents import Capture, CrawlRecord, Visit
from schemas.findings import Extraction, Leftover
from schemas.registry import CrawlRules, KnownAddress, School
from schemas.vocabulary import Degree, PublishedBy, ReadingOutcome, VisitOutcome

SITE = "http://www.alder.example"
SCHOOL = School(
    slug="alder",
    name="Alder College of Medicine",
    short_name="Alder",
    degree=Degree.MD,
    city="Alder Falls",
    state="VT",
    known_addresses=[
        KnownAddress(address="http://hospital.example/alder", published_by=PublishedBy.hospital_system),
    ],
)


def capture(path: str, body: str, hours: int = 0, *, asked: str | None = None, depth: int = 1) -> Capture:
    return Capture(
        school_slug="alder",
        address=f"{SITE}{asked or path}",
        final_address=f"{SITE}{path}",
        sha256=body.ljust(64, "0"),
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC) + timedelta(hours=hours),
        warc_file="matchwatch-00001.warc.gz",
        warc_offset=0,
        depth=depth,
        parent_address=SITE,
    )


def record(*visits: tuple[str, VisitOutcome, int | None], complete: bool = True) -> CrawlRecord:
    return CrawlRecord(
        school_slug="alder",
        complete=complete,
        fetched=1,
        visits=tuple(
            Visit(school_slug="alder", address=f"{SITE}{path}", outcome=outcome, http_status=status)
            for path, outcome, status in visits
        ),
    )


def bodies(captures: tuple[Capture, ...]) -> list[str]:
    return sorted(one.sha256.strip("0") for one in captures)


def test_the_newest_capture_of_an_address_stands_and_the_older_is_earlier() -> None:
    found = sort_captures(
        [capture("/match", "a"), capture("/match", "b", 1)], record(("/match", VisitOutcome.fetched, 200))
    )
    assert (bodies(found.present), bodies(found.earlier)) == (["b"], ["a"])


def test_what_a_web_archive_gave_is_history_wherever_it_stands_in_the_index() -> None:
    live, older = capture("/match", "b", 2), capture("/match", "a", 1)
    past = capture("/match", "p", 3).model_copy(update={"replayed_from": f"http://archive.example/{SITE}/match"})
    only_past = capture("/gone", "q").model_copy(update={"replayed_from": f"http://archive.example/{SITE}/gone"})
    again = past.model_copy(update={"sha256": live.sha256})
    visits = record(("/match", VisitOutcome.fetched, 200), complete=False)
    for order in ([live, older, past, only_past, again], [again, only_past, past, older, live]):
        found = sort_captures(order, visits)
        assert found.present == (live,)
        assert bodies(found.earlier) == ["a", "p", "q"]


def test_a_page_that_is_gone_is_earlier() -> None:
    captures = [capture("/match", "a"), capture("/exams", "b"), capture("/list", "c")]
    visits = record(
        ("/match", VisitOutcome.client_error, 404),
        ("/exams", VisitOutcome.soft_404, 200),
        ("/list", VisitOutcome.login_required, 302),
    )
    found = sort_captures(captures, visits)
    assert (bodies(found.present), bodies(found.earlier)) == ([], ["a", "b", "c"])


def test_a_page_that_failed_keeps_what_was_last_seen_there() -> None:
    captures = [capture("/match", "a"), capture("/exams", "b"), capture("/list", "c")]
    visits = record(
        ("/match", VisitOutcome.timed_out, None),
        ("/exams", VisitOutcome.server_error, 503),
        ("/list", VisitOutcome.client_error, 403),
    )
    assert bodies(sort_captures(captures, visits).present) == ["a", "b", "c"]


def test_a_page_that_a_complete_search_did_not_come_across_is_earlier() -> None:
    assert bodies(sort_captures([capture("/match", "a")], record(complete=True)).earlier) == ["a"]
    assert bodies(sort_captures([capture("/match", "a")], record(complete=False)).present) == ["a"]
    assert bodies(sort_captures([capture("/match", "a")], None).present) == ["a"]


def test_an_address_that_now_leads_elsewhere_is_superseded() -> None:
    captures = [capture("/match", "a"), capture("/match-2026", "b", 1, asked="/match")]
    found = sort_captures(
        captures, record(("/match", VisitOutcome.fetched, 200), ("/match-2026", VisitOutcome.fetched, 200))
    )
    assert (bodies(found.present), bodies(found.earlier)) == (["b"], ["a"])


def test_equal_content_counts_once_nearest_to_the_home_page() -> None:
    captures = [capture("/archive/list.pdf", "a", depth=3), capture("/list.pdf", "a", 1, depth=1)]
    found = sort_captures(captures, None)
    assert [one.final_address for one in found.present] == [f"{SITE}/list.pdf"]
    assert found.earlier == ()


def test_content_that_stands_elsewhere_now_is_not_earlier_too() -> None:
    captures = [capture("/old", "a"), capture("/new", "a", 1)]
    found = sort_captures(
        captures, record(("/old", VisitOutcome.client_error, 404), ("/new", VisitOutcome.fetched, 200))
    )
    assert (bodies(found.present), bodies(found.earlier)) == (["a"], [])


def test_a_document_says_what_became_of_its_reading() -> None:
    outcomes = {
        ReadingOutcome.error: Extraction(error="damaged"),
        ReadingOutcome.unread: Extraction(unread="an image"),
        ReadingOutcome.held_back: Extraction(held_back="columns make no sense", confidence=0.2),
        ReadingOutcome.read: Extraction(),
    }
    for outcome, extraction in outcomes.items():
        document = document_of(capture("/match", "a", depth=2), SCHOOL, extraction)
        assert document.reading is outcome
        assert is_worth_keeping(document) == (outcome is not ReadingOutcome.read)
        assert (document.link_depth, document.published_by) == (2, PublishedBy.school)
    assert document_of(capture("/match", "a"), SCHOOL, outcomes[ReadingOutcome.unread]).reading_note == "an image"


def test_rows_left_over_are_worth_keeping() -> None:
    extraction = Extraction(leftovers=[Leftover(kind="line", reason="no specialty")])
    assert is_worth_keeping(document_of(capture("/match", "a"), SCHOOL, extraction))


def test_the_school_file_says_who_else_publishes() -> None:
    elsewhere = capture("/x", "a").model_copy(update={"final_address": "http://hospital.example/alder"})
    assert document_of(elsewhere, SCHOOL, Extraction()).published_by is PublishedBy.hospital_system


def test_the_depth_of_a_page_nobody_links_to_is_unknown() -> None:
    start = capture("/match", "a", depth=0).model_copy(update={"parent_address": None})
    assert document_of(start, SCHOOL, Extraction()).link_depth is None


def test_the_depth_is_that_of_the_shortest_way_the_search_knew_at_its_end() -> None:
    shorter = Visit(school_slug="alder", address=f"{SITE}/match", outcome=VisitOutcome.fetched, depth=1)
    assert document_of(capture("/match", "a", depth=3), SCHOOL, Extraction(), shorter).link_depth == 1


def test_the_depth_of_a_page_that_only_a_sitemap_names_is_unknown() -> None:
    listed = capture("/match", "a", depth=1).model_copy(update={"parent_address": f"{SITE}/sitemap.xml"})
    visit = Visit(school_slug="alder", address=f"{SITE}/match", outcome=VisitOutcome.fetched, depth=1)
    assert document_of(listed, SCHOOL, Extraction(), visit).link_depth is None
    linked = visit.model_copy(update={"depth": 2})
    assert document_of(listed, SCHOOL, Extraction(), linked).link_depth == 2


def test_what_a_school_file_forbids_is_left_out_whenever_it_was_fetched() -> None:
    school = SCHOOL.model_copy(update={"crawl": CrawlRules(forbidden_paths=["/people/"])})
    taken_down = [capture("/people/list", "a"), capture("/list", "b", asked="/people/list"), capture("/match", "c", 1)]
    assert bodies(tuple(permitted(taken_down, school))) == ["c"]
    assert bodies(tuple(permitted(taken_down, SCHOOL))) == ["a", "b", "c"]
