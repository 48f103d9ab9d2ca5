"""`archive prune` over what a real crawl left: the same edition is made of it, and the next crawl asks only what changed."""

import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.layers import Layers
from pipelines.settings import Settings
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection, VisitOutcome
from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.archive_checking import record_faults
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark
from tests.conftest import matchwatch
from tests.integration.crawl.test_kill import assert_valid_for_warcio

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes minutes: make test-long"),
]
SILENT, REFUSALS = 6, 4
"""How many pages are given an earlier state that says nothing, and how many old refusals there are."""
ROWS = "".join(
    f"<tr><td>{name}</td><td>Example Hospital {name}</td></tr>" for name in ("Pediatrics", "Surgery", "Neurology")
)
LIST = f"""<html><title>Match list 2019</title><h1>Residency match list, class of 2019</h1><table><tr><th>Specialty</th>
<th>Hospital</th></tr>{ROWS}</table></html>""".encode()
NEWS = [f"<html><h1>Campus news {number}</h1><p>Spring.</p></html>".encode() for number in range(SILENT)]


def age(work: Path) -> None:
    """Give the archive a past: earlier states of pages, one of them with a list, and refusals."""
    pages = [one for one in Archive(work / "archive").captures() if one.media_type == "text/html"]
    listed = next(one for one in pages if "match" in (one.final_address or ""))
    writer = ArchiveWriter(work / "archive")
    at = datetime(2019, 6, 1, tzinfo=UTC)
    for one, body in zip([*pages[:SILENT], listed], [*NEWS, LIST], strict=True):
        place = writer.store(Exchange(one.final_address or "", 200, "OK", body, at, [("Content-Type", "text/html")]))
        made = {"sha256": sha256(body).hexdigest(), "byte_count": len(body), "fetched_at": at}
        writer.index(one.model_copy(update={**made, "warc_file": place[0], "warc_offset": place[1]}))
    for number in range(REFUSALS):
        writer.store(Exchange(f"http://www.example/{number}", 403, "Forbidden", b"no", at))
    with Ledger(work / "ledger.sqlite") as ledger:
        ledger.set_mark(ArchiveMark(*writer.position))
    writer.close()


def hashes(work: Path) -> list[str]:
    return [one.sha256 for one in Archive(work / "sample" / "archive").captures()]


def sound(work: Path) -> None:
    folder = work / "sample" / "archive"
    assert not [*Archive(folder).verify(), *record_faults(folder, lambda _: None)]
    assert_valid_for_warcio(folder)


def edition(work: Path) -> str:
    return current_edition(work / "editions", Collection.sample).name


def unchanged_pages(work: Path) -> int:
    layers = Layers(Settings(work=work), Collection.sample)
    records = [layers.crawl_record(slug) for slug in layers.schools]
    return sum(visit.outcome is VisitOutcome.not_modified for one in records if one for visit in one.visits)


def test_a_pruned_archive_makes_the_same_edition_and_the_next_crawl_asks_only_what_changed(work: Path) -> None:
    age(work / "sample")
    assert matchwatch(work, "refresh", "--sample", "--offline").returncode == 0
    before, listed = edition(work), hashes(work)
    silent = {sha256(body).hexdigest() for body in NEWS}
    would = matchwatch(work, "archive", "prune", "--sample", "--json").stdout.splitlines()
    assert {json.loads(line)["sha256"] for line in would} == silent
    assert hashes(work) == listed
    done = matchwatch(work, "archive", "prune", "--sample", "--yes")
    assert done.returncode == 0, done.stderr
    assert f"{REFUSALS} answers without a capture" in done.stdout
    assert hashes(work) == [one for one in listed if one not in silent]
    assert sha256(LIST).hexdigest() in hashes(work), "it is cited"
    sound(work)
    assert matchwatch(work, "refresh", "--sample", "--offline").returncode == 0
    assert edition(work) == before
    crawled = matchwatch(work, "refresh", "--sample")
    assert edition(work) == before, crawled.stdout
    assert "older than the ledger" not in (work / "sample" / "crawl.log").read_text()
    assert unchanged_pages(work) > 100
    sound(work)
