"""Which changes between captures are news, measured by the edition before."""

from pathlib import Path

from pipelines.previous import PreviousEdition
from schemas.disclosure import ChangeEvent
from schemas.vocabulary import ChangeKind, Collection
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
    assert not nothing.is_news(event(ChangeKind.appeared, None, "a"))
    assert nothing.is_news(event(ChangeKind.appeared, "a", "b"))
    assert nothing.is_news(event(ChangeKind.vanished, "a", None))


def test_a_new_page_of_a_school_that_was_looked_at_before_is_news(tmp_path: Path) -> None:
    publish_edition(tmp_path)
    previous = PreviousEdition(tmp_path, Collection.sample)
    known = {str(row["document_id"]) for row in previous.documents if row["kind"] == "crawled"}
    assert previous.is_news(event(ChangeKind.appeared, None, "new"))
    assert not any(previous.is_news(event(ChangeKind.appeared, None, document)) for document in known)
    assert not previous.is_news(event(ChangeKind.appeared, None, "new", school="briarholt"))


def test_news_once_told_stay_told(tmp_path: Path) -> None:
    publish_edition(tmp_path)
    previous = PreviousEdition(tmp_path, Collection.sample)
    told = next(iter(previous._told_changes))
    (known,) = {str(row["document_id"]) for row in previous.documents if row["kind"] == "crawled"}
    again = event(ChangeKind.appeared, None, known).model_copy(update={"event_id": told})
    assert previous.is_news(again)
