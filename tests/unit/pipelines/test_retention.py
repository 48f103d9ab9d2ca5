"""The retention rule: each reason by itself, and what stands on a school's pages is told alike before and after."""

import sqlite3
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents import sort_captures
from pipelines.exceptions import StoreError
from pipelines.layers import Layers
from pipelines.retention import Cited, Reason, cited_by, forbidden_captures, reasons_of, sort_exchanges
from pipelines.settings import Settings
from schemas.documents import Capture, CrawlRecord, Visit
from schemas.registry import School
from schemas.vocabulary import Collection, VisitOutcome
from scrapers.archive_pruning import Stored

SCHOOL = "alder"
BASE = "http://www.alder.example"
SINCE = datetime(2024, 1, 1, tzinfo=UTC)
NOTHING = Cited(frozenset(), frozenset())


def capture(number: int, at: datetime, path: str = "/a", content: str = "", **fields: Any) -> Capture:
    digest = sha256((content or str(number)).encode()).hexdigest()
    given = {"address": f"{BASE}{path}", "final_address": f"{BASE}{path}", **fields}
    return Capture(
        school_slug=SCHOOL,
        sha256=digest,
        fetched_at=at,
        warc_file="matchwatch-00001.warc.gz",
        warc_offset=number,
        **given,
    )


def day(year: int, month: int = 5, number: int = 1) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def reason(one: Capture, every: list[Capture], cited: Cited = NOTHING) -> Reason | None:
    return reasons_of(every, cited, SINCE).get((one.warc_file, one.warc_offset))


def test_each_reason_holds_by_itself() -> None:
    old, later, newest = (capture(number, day(2019 + number)) for number in range(3))
    young = capture(3, day(2025), "/b")
    youngest = capture(4, day(2026), "/b")
    past = capture(5, day(2015), "/b", replayed_from="http://archive.example/1")
    gone = capture(6, day(2018), "/only-once")
    every = [old, later, newest, young, youngest, past, gone]
    told = [reason(one, every) for one in every]
    assert told == [None, None, Reason.newest, Reason.recent, Reason.newest, Reason.past, Reason.newest]
    assert reason(old, every, Cited(frozenset({(SCHOOL, old.sha256)}), frozenset())) is Reason.cited
    assert reason(old, every, Cited(frozenset({("birch", old.sha256)}), frozenset())) is None


def test_of_every_year_the_last_state_of_an_outcome_page_stays() -> None:
    every = [capture(0, day(2019, 3)), capture(1, day(2019, 9)), capture(2, day(2020)), capture(3, day(2021))]
    cited = Cited(frozenset(), frozenset({(SCHOOL, f"{BASE}/a")}))
    assert [reason(one, every, cited) for one in every] == [None, Reason.yearly, Reason.yearly, Reason.newest]


def test_answers_without_a_capture_stay_until_they_are_old_and_places_that_two_captures_share_go_only_together() -> (
    None
):
    old, young = (Stored(("matchwatch-00001.warc.gz", start), start + 10, at)
                  for start, at in ((100, day(2020)), (200, day(2025))))  # fmt: skip
    shared = capture(300, day(2019))
    twin = shared.model_copy(update={"replayed_from": "http://archive.example/1"})
    place = Stored(("matchwatch-00001.warc.gz", 300), 310, day(2019))
    found = sort_exchanges([old, young, place], [shared, capture(0, day(2020)), twin], NOTHING, SINCE)
    assert (found.stays, found.goes) == ((young, place), (old,))
    assert found.bytes_gone == 10


def test_what_was_taken_down_goes_whatever_cites_it() -> None:
    kept, secret = capture(0, day(2026)), capture(1, day(2026), "/private/list")
    every, stored = [kept, secret], [Stored((one.warc_file, one.warc_offset), one.warc_offset + 1, day(2026)) for one in
                                     (kept, secret)]  # fmt: skip
    school = School.model_validate({"slug": SCHOOL, "name": "Alder Example", "short_name": "Alder", "degree": "MD", "city": "Nowhere",
        "state": "TX", "website_domain": "alder.example", "crawl": {"forbidden_paths": ["/private/"]}})  # fmt: skip
    cited = Cited(frozenset({(SCHOOL, secret.sha256)}), frozenset())
    found = sort_exchanges(stored, every, cited, SINCE, forbidden_captures(every, {SCHOOL: school}))
    assert found.captures == (secret,)
    assert sort_exchanges(stored, every, cited, SINCE).captures == ()


PATHS = ("/a", "/b", "/c")
CAPTURES = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.sampled_from(PATHS),
        st.integers(0, 3000),
        st.sampled_from("stuvwxyz"),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)
VISITS = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([VisitOutcome.fetched, VisitOutcome.soft_404]))


@settings(max_examples=300, deadline=None)
@given(drawn=CAPTURES, visits=VISITS, complete=st.booleans(), cited=st.sets(st.sampled_from("stuvwxyz")))
def test_what_stands_now_and_what_is_cited_of_before_is_the_same_after(
    drawn: list[tuple[str, str, int, str, bool]], visits: dict[str, VisitOutcome], complete: bool, cited: set[str]
) -> None:
    every = [
        capture(number, day(2015) + timedelta(days=days), content=content, address=BASE + asked, final_address=BASE + final,
                replayed_from=None if live else "http://archive.example/1")
        for number, (asked, final, days, content, live) in enumerate(drawn)
    ]  # fmt: skip
    record = CrawlRecord(school_slug=SCHOOL, complete=complete, visits=tuple(
        Visit(school_slug=SCHOOL, address=BASE + path, outcome=outcome) for path, outcome in visits.items()))  # fmt: skip
    contents = {(SCHOOL, sha256(one.encode()).hexdigest()) for one in cited}
    reasons = reasons_of(every, Cited(frozenset(contents), frozenset()), datetime(2030, 1, 1, tzinfo=UTC))
    kept = [one for one in every if (one.warc_file, one.warc_offset) in reasons]
    before, after = sort_captures(every, record), sort_captures(kept, record)
    for name in ("present", "earlier"):
        stood, stands = getattr(before, name), getattr(after, name)
        assert [one for one in stands if (SCHOOL, one.sha256) in contents] == [
            one for one in stood if (SCHOOL, one.sha256) in contents
        ]
    assert [one.sha256 for one in before.present] == [one.sha256 for one in after.present]


def test_every_edition_is_asked_what_it_cites_also_a_held_one_and_one_that_cannot_be_read_stops_it(
    tmp_path: Path,
) -> None:
    settings = Settings(work=tmp_path)
    edition = settings.editions_folder / "real-2020-01-01-abc" / "matchwatch.sqlite"
    edition.parent.mkdir(parents=True)
    layers = Layers(settings, Collection.sample)
    with sqlite3.connect(edition) as database:
        database.execute("CREATE TABLE documents (school_slug, sha256, address, final_address)")
        database.execute("INSERT INTO documents VALUES ('alder', 'aa', 'http://a.example/', NULL)")
    cited = cited_by(layers)
    assert cited.contents == {("alder", "aa")}
    assert ("alder", "http://a.example/") in cited.pages
    assert {slug for slug, _ in cited.pages} > {"alder"}, "the pages that school files name"
    held = settings.editions_folder / ".held" / "sample-2020-01-02-def" / "matchwatch.sqlite"
    held.parent.mkdir(parents=True)
    held.write_bytes(b"rubbish")
    with pytest.raises(StoreError, match="what it cites"):
        cited_by(layers)
