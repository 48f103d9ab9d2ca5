"""The sample web, crawled, read and published: every table is filled, every row has its origin, nobody is named."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.steps.publish.edition import read_edition, rows_of_edition
from schemas.tables import (
    TABLES,
    AssessmentRow,
    ChangeEventRow,
    CrawlRow,
    CriterionRow,
    DocumentRow,
    EvidenceRow,
    FlagRow,
    MeasureRow,
    OutcomeRow,
    PlacementRow,
    SchoolRow,
    SchoolStateRow,
    StatementRow,
    VisitRow,
)
from schemas.vocabulary import DocumentKind
from scrapers.archive import Archive
from tests.conftest import ROOT, Built

pytestmark = pytest.mark.crawl
PLANTED = (ROOT / "sample" / "planted_names.txt").read_text().splitlines()


def test_every_table_is_filled_and_marked_as_invented(sample_edition: Built) -> None:
    empty = {table for table in TABLES if not rows_of_edition(sample_edition.edition, table)}
    assert empty == {ChangeEventRow}, "nothing has changed on pages that were seen once"
    record = read_edition(sample_edition.edition)
    assert (record.invented, record.crawled, record.school_count) == (True, True, 17)


def test_every_finding_has_a_crawled_document_and_a_place(sample_edition: Built) -> None:
    documents = {row["document_id"]: row for row in rows_of_edition(sample_edition.edition, DocumentRow)}
    assert {row["kind"] for row in documents.values()} == {DocumentKind.crawled}
    captured = {capture.sha256 for capture in Archive(sample_edition.work / "sample" / "archive").captures()}
    for table in (PlacementRow, MeasureRow, StatementRow):
        for row in rows_of_edition(sample_edition.edition, table):
            document = documents[row["document_id"]]
            assert document["sha256"] in captured
            assert document["school_slug"] == row["school_slug"]
            assert row["page"] or row["sheet"] or row["element_path"] or row["cell"]


def test_every_school_is_judged_on_every_criterion_that_applies(sample_edition: Built) -> None:
    criteria = rows_of_edition(sample_edition.edition, CriterionRow)
    schools = rows_of_edition(sample_edition.edition, SchoolRow)
    wanted = {
        (school["slug"], one["criterion_id"])
        for school in schools for one in criteria if one["applies_to"] in ("both", school["degree"])
    }  # fmt: skip
    judged = rows_of_edition(sample_edition.edition, AssessmentRow)
    assert {(row["school_slug"], row["criterion_id"]) for row in judged} == wanted
    assert len(judged) == len(wanted)


def test_adverse_flags_lead_to_evidence_down_to_the_place(sample_edition: Built) -> None:
    evidence = {row["subject_id"]: row for row in rows_of_edition(sample_edition.edition, EvidenceRow)}
    adverse = [row for row in rows_of_edition(sample_edition.edition, FlagRow) if row["severity"] != "note"]
    assert adverse
    assert all(row["flag_id"] in evidence for row in adverse)
    outcomes = rows_of_edition(sample_edition.edition, OutcomeRow)
    assert any(row["outcome_id"] in evidence for row in outcomes)


def test_searches_that_were_not_completed_say_why(sample_edition: Built) -> None:
    states = {row["school_slug"]: row for row in rows_of_edition(sample_edition.edition, SchoolStateRow)}
    assert states["umberlake"]["crawl_state"] == "unreachable"
    assert states["rookhope"]["crawl_state"] == "incomplete"
    assert all(row["crawl_reason"] for row in states.values() if row["crawl_state"] != "complete")
    assert states["larkmere"]["crawl_state"] == "complete"
    crawled = {row["school_slug"] for row in rows_of_edition(sample_edition.edition, CrawlRow)}
    assert crawled == set(states)
    assert {row["school_slug"] for row in rows_of_edition(sample_edition.edition, VisitRow)} == crawled


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, path.read_bytes().decode("utf-8", errors="ignore")


def test_no_person_is_named_outside_the_archive(sample_edition: Built) -> None:
    """Whole names, in every file that is written: readings, layers, logs, databases, downloads."""
    leaks = {
        str(path.relative_to(sample_edition.work)): name
        for path, text in texts(sample_edition.work) if "archive" not in path.parts
        for name in PLANTED if name in text
    }  # fmt: skip
    assert leaks == {}
    assert not any(name in sample_edition.output for name in PLANTED)
    archived = " ".join(Archive(sample_edition.work / "sample" / "archive").content(capture).decode(errors="ignore")
                        for capture in Archive(sample_edition.work / "sample" / "archive").captures("harrowick"))  # fmt: skip
    assert any(name in archived for name in PLANTED), "the names are there to be found"


def test_downloads_hold_the_same_rows_as_the_database(sample_edition: Built) -> None:
    with sqlite3.connect(f"file:{sample_edition.edition / 'matchwatch.sqlite'}?mode=ro", uri=True) as database:
        for name in ("placements", "measures", "flags", "visits"):
            with (sample_edition.edition / f"{name}.csv").open(newline="", encoding="utf-8") as file:
                assert (
                    sum(1 for _ in csv.DictReader(file))
                    == database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                )


def test_the_summary_says_what_is_new_what_failed_and_what_is_next(sample_edition: Built) -> None:
    told = sample_edition.output
    assert f"Published edition {sample_edition.edition.name}" in told
    assert "Not reached\n  umberlake: no start page could be fetched" in told
    assert "Not searched to the end" in told
    assert "\nNext\n" in told
    assert "please report it" not in told, "no stage broke on a school"
