"""Which changes between captures are news, measured by the edition before."""

from pathlib import Path

from pipelines.previous import PreviousEdition
from schemas.disclosure import ChangeEvent
from schemas.vocabulary import ChangeKind, Collection, DocumentKind
from tests import edition_records as records
from tests.editions import publish_edition


def event(kind: ChangeKind, before: str | None, after: str | None, school: str = "alderbrook") -> ChangeEvent:
    return ChangeEvent(
        event_id=f"{kind}-{after}"[:16],
        school_slug=school,
        kind=kind,
        subject="match list 2026",
        before_document_id=before,
        after_document_id=after,
    )


def test_what_is_seen_for_the_first_time_is_no_news() -> None:
    nothing = PreviousEdition(Path("no-editions"), Collection.sample)
    assert not nothing.is_news(event(ChangeKind.appeared, None, "a"), {"a": "0a"})
    assert nothing.is_news(event(ChangeKind.appeared, "a", "b"), {"b": "0b"})
    assert nothing.is_news(event(ChangeKind.vanished, "a", None), {})


def test_a_new_page_is_news_where_the_search_before_was_complete(tmp_path: Path) -> None:
    publish_edition(tmp_path)
    previous = PreviousEdition(tmp_path, Collection.sample)
    (known,) = {
        (str(row["document_id"]), str(row["sha256"])) for row in previous.documents if row["kind"] == "crawled"
    }
    standing = {known[0]: known[1], "new": "0d", "moved": known[1]}
    assert previous.is_news(event(ChangeKind.appeared, None, "new"), standing)
    assert previous.is_news(event(ChangeKind.appeared, None, "new", school="briarholt"), standing)
    assert not previous.is_news(event(ChangeKind.appeared, None, "new", school="cinderford"), standing)
    assert not previous.is_news(event(ChangeKind.appeared, None, "new", school="dunlin"), standing)
    assert not previous.is_news(event(ChangeKind.appeared, None, known[0]), standing)
    assert not previous.is_news(event(ChangeKind.appeared, None, "moved"), standing)


def test_an_earlier_capture_that_no_edition_kept_is_no_news(tmp_path: Path) -> None:
    publish_edition(tmp_path)
    previous = PreviousEdition(tmp_path, Collection.sample)
    assert not previous.is_news(event(ChangeKind.appeared, None, "superseded"), {"standing now": "0c"})


def test_news_once_told_stay_told(tmp_path: Path) -> None:
    publish_edition(tmp_path)
    previous = PreviousEdition(tmp_path, Collection.sample)
    page = records.document("alderbrook", "https://www.alderbrook.example/outcomes", DocumentKind.crawled)
    told = str(records.changes("alderbrook", page)[0].event_id)
    again = event(ChangeKind.appeared, None, "superseded").model_copy(update={"event_id": told})
    assert previous.is_news(again, {})
