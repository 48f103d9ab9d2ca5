"""The ledger keeps everything through a reopening, and the report says when a search was complete."""

from pathlib import Path

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.crawl_report import build_record, read_record, summary, write_record
from scrapers.exceptions import LedgerError
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark, Found, Settlement

BASE = "http://a.example"


def settled(ledger: Ledger, path: str, outcome: VisitOutcome | None, status: int | None = 200, **fields: str) -> None:
    ledger.settle(Settlement("one", BASE + path, outcome, http_status=status, **fields), [], None)  # type: ignore[arg-type]


def begun(path: Path, *found: Found) -> Ledger:
    ledger = Ledger(path / "ledger.sqlite")
    ledger.begin("spring", ["one"])
    ledger.add([Found("one", f"{BASE}/", "home", 10, promising=True, linked=True), *found])
    settled(ledger, "/", VisitOutcome.fetched)
    return ledger


def link(path: str, score: float = 5.0, **fields: object) -> Found:
    return Found("one", BASE + path, "link", score, promising=score >= 2, depth=1, **fields)  # type: ignore[arg-type]


def test_what_was_not_settled_waits_again_after_a_reopening(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a"), link("/b"), link("/c", 0.5)) as ledger:
        ledger.settle(Settlement("one", f"{BASE}/a", VisitOutcome.fetched), [link("/d")], ArchiveMark("w", 5, 6))
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.unfinished_run() == "spring"
        assert ledger.mark() == ArchiveMark("w", 5, 6)
        ledger.begin("spring", ["one"])
        assert [one.address.removeprefix(BASE) for one in ledger.waiting(["one"])] == ["/b", "/c", "/d"]
        assert ledger.requests_made("one") == {"home": 1, "link": 1}
        assert ledger.totals() == (2, 5)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a")) as ledger:
        broken = Found("one", None, "link")  # type: ignore[arg-type]
        with pytest.raises(Exception, match="NOT NULL"):
            ledger.settle(
                Settlement("one", f"{BASE}/a", VisitOutcome.fetched), [link("/b"), broken], ArchiveMark("w", 1, 1)
            )
        assert [one.address for one in ledger.waiting(["one"])] == [f"{BASE}/a"]
        assert ledger.mark() is None


def test_addresses_are_known_once_and_a_better_score_is_told(tmp_path: Path) -> None:
    with begun(tmp_path) as ledger:
        assert len(ledger.add([link("/a", 1.0), link("/a", 1.0)])) == 1
        assert ledger.add([link("/a", 0.5)]) == []
        assert [one.score for one in ledger.add([link("/a", 7.0)])] == [7.0]
        settled(ledger, "/a", VisitOutcome.fetched)
        assert ledger.add([link("/a", 9.0)]) == []


def test_the_shortest_way_from_the_home_page_is_kept(tmp_path: Path) -> None:
    known = Found("one", f"{BASE}/list", "known", 10, promising=True)
    with begun(tmp_path, known) as ledger:
        settled(ledger, "/list", VisitOutcome.fetched)
        for depth in (4, 2, 3):
            ledger.add(
                [Found("one", f"{BASE}/list", "link", 5, depth=depth, linked=True, parent_address=f"{BASE}/{depth}")]
            )
        row = ledger.rows("one")[-1]
        assert (row["depth"], row["parent_address"], row["kind"]) == (2, f"{BASE}/2", "known")


def test_a_new_run_forgets_the_rows_of_the_old_one(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a")) as ledger:
        ledger.finish("one")
        assert ledger.unfinished_run() is None
        assert ledger.begin("summer", ["one"]) == ["one"]
        assert ledger.rows("one") == []


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_text("this is no database, but it is long enough to be looked at as one" * 20)
    with pytest.raises(LedgerError, match="move it away"):
        Ledger(path)


@pytest.mark.parametrize(
    ("outcome", "status", "complete"),
    [
        (VisitOutcome.fetched, 200, True),
        (VisitOutcome.not_modified, 304, True),
        (VisitOutcome.soft_404, 200, True),
        (VisitOutcome.client_error, 404, True),
        (VisitOutcome.client_error, 410, True),
        (VisitOutcome.wrong_type, 200, True),
        (VisitOutcome.client_error, 400, False),
        (VisitOutcome.client_error, 429, False),
        *[
            (outcome, None, False)
            for outcome in VisitOutcome
            if outcome.value not in ("fetched", "not_modified", "soft_404", "client_error", "wrong_type")
        ],
    ],
)
@pytest.mark.parametrize("kind", ["link", "known", "sitemap"])
def test_only_outcomes_beyond_dispute_make_a_search_complete(
    tmp_path: Path, kind: str, outcome: VisitOutcome, status: int | None, complete: bool
) -> None:
    with begun(tmp_path, link("/other"), Found("one", f"{BASE}/x", kind, 5, promising=True)) as ledger:
        settled(ledger, "/other", VisitOutcome.fetched)
        settled(ledger, "/x", outcome, status)
        record = build_record(ledger, "one")
    assert record.complete is complete
    assert (record.incomplete_reason is None) is complete
    if not complete:
        assert f"{BASE}/x" in (record.incomplete_reason or "")


def test_links_that_promise_nothing_may_fail(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a", 0.3)) as ledger:
        settled(ledger, "/a", VisitOutcome.timed_out, None)
        assert build_record(ledger, "one").complete


def test_redirects_end_where_they_lead(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a"), link("/b"), link("/c"), link("/d")) as ledger:
        settled(ledger, "/a", None, 301, led_to=f"{BASE}/b")
        settled(ledger, "/b", VisitOutcome.client_error, 404)
        settled(ledger, "/c", None, 301, led_to=f"{BASE}/d")
        settled(ledger, "/d", None, 301, led_to=f"{BASE}/c")
        visits = {visit.address.removeprefix(BASE): visit for visit in build_record(ledger, "one").visits}
    assert (visits["/a"].outcome, visits["/a"].http_status) == (VisitOutcome.client_error, 404)
    assert visits["/c"].outcome is VisitOutcome.redirect_refused


def test_a_home_page_that_cannot_be_had_is_named_even_if_known_addresses_were(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.begin("spring", ["one"])
        ledger.add(
            [Found("one", f"{BASE}/", "home", promising=True), Found("one", f"{BASE}/k", "known", promising=True)]
        )
        settled(ledger, "/", VisitOutcome.timed_out, None)
        settled(ledger, "/k", VisitOutcome.fetched)
        assert "home page: 1 timed out" in (build_record(ledger, "one").incomplete_reason or "")


def test_a_search_without_any_link_is_not_complete(tmp_path: Path) -> None:
    with begun(tmp_path) as ledger:
        assert "no link" in (build_record(ledger, "one").incomplete_reason or "")


def test_records_are_written_whole_and_read_back(tmp_path: Path) -> None:
    with begun(tmp_path, link("/a")) as ledger:
        settled(ledger, "/a", VisitOutcome.refused_by_robots, None)
        record = build_record(ledger, "one")
    path = write_record(tmp_path / "crawls", record)
    assert read_record(path) == record
    assert [one.name for one in path.parent.iterdir()] == ["one.json"]
    assert (record.fetched, record.refused, record.failed, record.skipped) == (1, 1, 0, 0)
    assert "one: promising link: 1 refused by robots rules" in summary([record])
