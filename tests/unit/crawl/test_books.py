"""The books say how far a search has come, keep what was visited, and tell of its end."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.books import Books, Event, Search, Visited
from scrapers.exceptions import ArchiveError
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark, Found, Settlement

HOME = "http://a.example/"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@contextmanager
def opened(folder: Path, events: list[Event]) -> Iterator[tuple[Books, Ledger, ArchiveWriter]]:
    """Books of a run that has begun for one school."""
    with Ledger(folder / "ledger.sqlite") as ledger, closing(ArchiveWriter(folder / "archive")) as writer:
        ledger.begin("spring", ["one"])
        yield Books(ledger, writer, folder / "crawls", events.append), ledger, writer


def link(path: str, *, promising: bool, external: bool = False) -> Found:
    return Found("one", HOME + path, "link", 5.0, promising=promising, external=external)


def visit(found: Found, *new: Found) -> Visited:
    exchange = Exchange(found.address, 200, "OK", b"<p>words", NOW)
    settlement = Settlement("one", found.address, VisitOutcome.fetched, http_status=200)
    return Visited(found, settlement, exchange, "text/html", "text/html; charset=utf-8", new=list(new))


def test_a_search_is_taken_up_where_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, []) as (books, ledger, writer):
        home = Found("one", HOME, "home", 10.0, promising=True, linked=True)
        assert books.take_up("one", [home]) == Search([HOME], [], 0, {}, [home])
        new = [link("a", promising=True), link("b", promising=False), link("c", promising=False, external=True)]
        assert books.settle(visit(home, *new)) == new
        books.leave([("one", f"{HOME}b")], VisitOutcome.skipped_budget, "spent")
        taken_up = books.take_up("one", [home])
        assert taken_up == Search(
            [HOME, *(one.address for one in new)], [f"{HOME}a", f"{HOME}b"], 2, {"home": 1}, [new[0], new[2]]
        )
        captures = list(Archive(tmp_path / "archive").captures("one"))
        assert [(one.address, one.fetched_at) for one in captures] == [(HOME, NOW)]
        assert Archive(tmp_path / "archive").content(captures[0]) == b"<p>words"
        assert ledger.mark() == ArchiveMark(*writer.position)


def test_the_end_of_a_search_is_written_and_told(tmp_path: Path) -> None:
    events: list[Event] = []
    with opened(tmp_path, events) as (books, _, _):
        home = Found("one", HOME, "home", 10.0, promising=True, linked=True)
        books.take_up("one", [home])
        books.settle(visit(home, link("a", promising=True)))
        books.settle(visit(link("a", promising=True)))
        books.finish("one")
        assert books.records["one"].finished_at is not None
        assert (tmp_path / "crawls" / "one.json").is_file()
        assert events == [{"event": "school_done", "school": "one", "complete": True, "fetched": 2}]


def test_what_cannot_be_written_is_an_error_of_the_archive(tmp_path: Path) -> None:
    with opened(tmp_path, []) as (books, ledger, _):
        home = Found("one", HOME, "home", 10.0, promising=True, linked=True)
        books.take_up("one", [home])
        broken = Found("one", None, "link")  # type: ignore[arg-type]
        with pytest.raises(ArchiveError, match="NOT NULL"):
            books.settle(visit(home, broken))
        assert [one.address for one in ledger.waiting(["one"])] == [HOME], "it is asked for again"
