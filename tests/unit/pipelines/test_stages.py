"""From captures to an edition: bad documents, schools that broke, schools that were not asked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines import stages
from pipelines.previous import PreviousEdition
from pipelines.readings import read_schools
from pipelines.steps.derive.school import derive_outcomes
from pipelines.steps.publish.difference import difference
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.steps.publish.pointer import DATABASE_NAME
from schemas.tables import DocumentRow, FlagRow, PlacementRow, SchoolRow, SchoolStateRow
from schemas.vocabulary import Collection, VisitOutcome
from scrapers.crawl_report import write_record
from tests.unit.pipelines.workshop import AS_OF, PAGE, Workshop, school

DAMAGED_PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path, school("alder"), school("birch"), school("cedar"))
    made.fetch("alder", "/match/", PAGE)
    made.searched("alder", "/match/")
    return made


def test_damaged_empty_and_mistaken_documents_are_told_and_harm_no_other(workshop: Workshop) -> None:
    workshop.fetch("alder", "/list.pdf", DAMAGED_PDF, "application/pdf")
    workshop.fetch("alder", "/empty/", b"")
    workshop.fetch("alder", "/zip.pdf", b"PK\x03\x04 not a workbook", "application/pdf")
    workshop.searched("alder", "/match/", "/list.pdf", "/empty/", "/zip.pdf")
    layers = workshop.run()
    documents = {(one.address or "").rsplit(".example")[-1]: one for one in stages.documents(layers, "alder")}
    assert documents["/match/"].placement_count == 3
    assert {documents[path].reading.value for path in documents if path != "/match/"} <= {"error", "unread"}
    assert documents["/list.pdf"].reading_note
    assert all("\n" not in (one.reading_note or "") for one in documents.values())


def test_a_document_that_the_archive_cannot_give_back_is_told_and_asked_for_again(workshop: Workshop) -> None:
    archive = workshop.layers.folder / "archive" / "matchwatch-00001.warc.gz"
    whole = archive.read_bytes()
    archive.write_bytes(whole[:100])
    layers = workshop.run()
    assert "restore the archive" in (stages.documents(layers, "alder")[0].reading_note or "")
    archive.write_bytes(whole)
    assert stages.documents(workshop.run(), "alder")[0].placement_count == 3


def test_an_unchanged_document_is_not_read_again(workshop: Workshop) -> None:
    assert read_schools(workshop.layers, workshop.slugs, lambda *_: None).read_now == 1
    assert read_schools(workshop.layers, workshop.slugs, lambda *_: None).read_now == 0
    workshop.fetch("alder", "/match/", PAGE.replace(b"Rochester", b"Phoenix"))
    assert read_schools(workshop.layers, workshop.slugs, lambda *_: None).read_now == 1


def test_equal_content_gives_no_new_edition(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    second = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.folder == second.folder


def test_schools_that_are_not_asked_keep_what_the_edition_before_had(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    workshop.fetch("alder", "/match/", PAGE.replace(b"Rochester", b"Phoenix"))
    workshop.fetch("birch", "/match/", PAGE)
    workshop.searched("birch", "/match/")
    second = stages.publish_edition(workshop.run(), ["birch"], AS_OF)
    changed = {row["school_slug"] for table in difference(first.folder, second.folder) for row in (*table.added, *table.removed)
               if "school_slug" in row}  # fmt: skip
    assert changed == {"birch"}


def test_a_school_that_cannot_be_reached_keeps_what_was_known_and_is_not_judged(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    workshop.searched("alder", "/", "/match/", outcome=VisitOutcome.name_not_resolved, complete=False)
    second = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    state = next(row for row in rows_of_edition(second.folder, SchoolStateRow) if row["school_slug"] == "alder")
    assert (state["crawl_state"], state["kept_from_edition"]) == ("unreachable", first.edition.edition_id)
    assert rows_of_edition(second.folder, PlacementRow) == rows_of_edition(first.folder, PlacementRow)
    flags = [row for row in rows_of_edition(second.folder, FlagRow) if row["school_slug"] == "alder"]
    assert {row["severity"] for row in flags} <= {"note"}
    third = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    assert third.edition.edition_id == second.edition.edition_id


def test_a_school_on_which_a_stage_breaks_keeps_what_was_known(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    whole = derive_outcomes

    def breaks(school, *others):  # type: ignore[no-untyped-def]
        if school.slug == "alder":
            raise ZeroDivisionError("words that could hold a name")
        return whole(school, *others)

    monkeypatch.setattr(stages, "derive_outcomes", breaks)
    layers = workshop.run()
    failure = layers.failures.read("alder")
    assert failure is not None
    assert (failure.stage, failure.error) == ("derive", "ZeroDivisionError")
    second = stages.publish_edition(layers, workshop.slugs, AS_OF)
    assert rows_of_edition(second.folder, DocumentRow) == rows_of_edition(first.folder, DocumentRow)
    monkeypatch.undo()
    assert workshop.run().failures.read("alder") is None


def test_the_edition_before_is_empty_where_there_is_none(workshop: Workshop) -> None:
    previous = PreviousEdition(workshop.settings.editions_folder, Collection.real)
    assert (previous.edition_id, previous.states, previous.flags, previous.documents) == (None, {}, {}, [])


def test_a_page_that_did_not_change_gives_no_new_edition(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    record = workshop.layers.crawl_record("alder")
    assert record is not None
    visits = tuple(
        one.model_copy(update={"outcome": VisitOutcome.not_modified, "http_status": 304, "detail": "did not change"})
        for one in record.visits
    )
    write_record(workshop.layers.crawl_records, record.model_copy(update={"visits": visits}))
    assert stages.publish_edition(workshop.run(), workshop.slugs, AS_OF).folder == first.folder


def test_an_edition_of_another_version_is_left_aside(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    with closing(sqlite3.connect(first.folder / DATABASE_NAME)) as database:
        database.execute("ALTER TABLE flags DROP COLUMN explanation")
    previous = PreviousEdition(workshop.settings.editions_folder, Collection.real)
    assert (previous.edition_id, previous.states) == (None, {})
    assert stages.tables(workshop.layers, ["birch"])[SchoolRow]
