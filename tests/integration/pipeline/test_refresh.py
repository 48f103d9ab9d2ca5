"""Refreshing again: nothing new is read, a removal is seen, a narrowed run leaves the others, no network loses nothing."""

import json
import re
import shutil
from pathlib import Path

import pytest

from pipelines.cli.exit_codes import ExitCode
from pipelines.crawling import CrawlEnd, Event
from pipelines.defs.resources import SampleState
from pipelines.refreshing import RefreshRequest, refresh
from pipelines.settings import Settings
from pipelines.steps.publish.difference import difference
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.steps.publish.pointer import current_edition
from pipelines.watching import Watcher
from schemas.tables import AssessmentRow, DocumentRow, FlagRow, PlacementRow, SchoolStateRow
from schemas.vocabulary import Collection
from tests.conftest import ROOT, Built, matchwatch

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.filterwarnings("ignore:AssetExecutionContext.run_id is deprecated"),  # Dagster's own call
]


class Hearing(Watcher):
    """Remembers what a refresh told."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.events: list[Event] = []
        self.readings: list[tuple[int, int]] = []

    def stage(self, name: str, schools: int) -> None:
        assert schools > 0
        self.stages.append(name)

    def crawl(self, event: Event) -> None:
        self.events.append(event)

    def reading(self, settled: int, documents: int, findings: int) -> None:
        assert findings >= 0
        self.readings.append((settled, documents))


def settings(work: Path) -> Settings:
    return Settings(work=work)


def test_a_second_run_reads_no_unchanged_document_again(work: Path, sample_edition: Built) -> None:
    hearing = Hearing()
    result = refresh(settings(work), RefreshRequest(Collection.sample), hearing)
    assert not result.is_new
    assert result.edition.edition_id == sample_edition.edition.name
    settled, documents = hearing.readings[0]
    assert settled == documents > 100, "the first word on reading is that all is read"
    assert len(hearing.readings) == 1
    assert result.crawl is CrawlEnd.SOME_SCHOOLS_FAILED
    assert sum(event["event"] == "school_done" for event in hearing.events) == 17
    assert hearing.stages[-1] == "edition"


def test_an_offline_run_comes_to_the_same(work: Path, sample_edition: Built) -> None:
    hearing = Hearing()
    result = refresh(settings(work), RefreshRequest(Collection.sample, offline=True), hearing)
    assert (result.is_new, result.crawl, hearing.events) == (False, None, [])


def test_a_page_that_disappears_is_flagged_and_the_others_stay_as_they_were(work: Path, sample_edition: Built) -> None:
    request = RefreshRequest(Collection.sample, schools=("islemoor",), sample_state=SampleState.later)
    result = refresh(settings(work), request, Hearing())
    changed = [table for table in difference(sample_edition.edition, result.folder) if not table.is_empty]
    rows = [row for table in changed for row in (*table.added, *table.removed, *table.changed)]
    assert {row.get("school_slug", row.get("slug")) for row in rows} == {"islemoor"}
    rules = {row["rule"] for row in rows_of_edition(result.folder, FlagRow) if row["school_slug"] == "islemoor"}
    assert "disclosure_removed" in rules


def test_two_schools_apart_are_refreshed_in_one_edition(work: Path, sample_edition: Built) -> None:
    request = RefreshRequest(Collection.sample, offline=True, schools=("larkmere", "wexcombe"))
    assert not refresh(settings(work), request, Hearing()).is_new


def assert_stages_are_told_in_json(logged: str) -> None:
    told = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    ended = [line for line in told if line["event"] == "stage ended"]
    assert {"school_files", "readings", "edition"} <= {line["stage"] for line in ended}
    assert {line["collection"] for line in ended} == {"real"}
    assert len({line["run"] for line in ended}) == 1
    assert all(line["seconds"] >= 0 for line in ended)
    assert not [line for line in told if line["logger"].startswith("alembic")]


def test_no_network_loses_nothing_and_says_so(work: Path, tmp_path: Path) -> None:
    """The invented hosts as real schools: outside of the sample server nothing answers for them."""
    (work / "sample").rename(work / "real")
    (work / "real" / "ledger.sqlite").unlink()
    for path in work.glob("real/ledger.sqlite*"):
        path.unlink()
    schools = tmp_path / "schools"
    schools.mkdir()
    for slug in ("larkmere", "stavely"):
        shutil.copy(ROOT / "sample" / "schools" / f"{slug}.yaml", schools)
    environment = {"MATCHWATCH_SCHOOLS": str(schools), "MATCHWATCH_DELAY": "0.1"}
    built = matchwatch(work, "--log-format", "json", "refresh", "--offline", "--as-of", "2026-11-16", **environment)
    assert built.returncode == ExitCode.OK, built.stdout + built.stderr
    assert_stages_are_told_in_json(built.stderr)
    before = current_edition(work / "editions", Collection.real)
    done = matchwatch(work, "refresh", "--as-of", "2026-11-16", **environment)
    assert done.returncode == ExitCode.NO_NETWORK, done.stdout + done.stderr
    assert "No network: no host could be reached" in done.stdout
    after = current_edition(work / "editions", Collection.real)
    states = rows_of_edition(after, SchoolStateRow)
    assert {(row["crawl_state"], row["kept_from_edition"]) for row in states} == {("unreachable", before.name)}
    assert rows_of_edition(after, PlacementRow) == rows_of_edition(before, PlacementRow)
    assert rows_of_edition(after, DocumentRow) == rows_of_edition(before, DocumentRow)
    flags = [
        {row["flag_id"] for row in rows_of_edition(folder, FlagRow) if row["severity"] != "note"}
        for folder in (before, after)
    ]
    assert flags[1] <= flags[0], "nothing adverse follows from a search that reached nothing"
    judged = rows_of_edition(after, AssessmentRow)
    assert "not_met" not in {row["status"] for row in judged}


def test_an_edition_that_would_be_empty_is_held_back(work: Path, sample_edition: Built) -> None:
    (work / "sample" / "archive" / "index.jsonl").unlink()
    done = matchwatch(work, "refresh", "--sample", "--offline")
    assert done.returncode == ExitCode.HELD_BACK, done.stdout + done.stderr
    assert re.search(
        r"^error: the edition was held back, the one before stays current: .*no document is left",
        done.stderr,
        re.MULTILINE,
    )
    assert current_edition(work / "editions", Collection.sample).name == sample_edition.edition.name
