"""Discovery on the sample web with all known addresses withheld, and what it writes into a school file."""

from pathlib import Path
from statistics import median

import pytest
from typer.testing import CliRunner

from pipelines.cli.main import build_app
from pipelines.discovering import Candidate, Discovery, discover, with_addresses
from pipelines.exceptions import DiscoveryError
from pipelines.stores import ReadingStore
from sample.server import SampleServer
from scrapers.registry import load_schools
from tests.candour_tables import assert_kept, markdown_table
from tests.conftest import Built
from tests.integration.crawl.conftest import ROOT, school

pytestmark = pytest.mark.crawl
REQUESTS_ALLOWED = 25
BANDS = (5, 10, 15, 20, 25)
"""Requests as the docs tell them: where a school's documents are on two hosts, their order is not always the same."""


def outcome_documents() -> dict[str, set[str]]:
    lines = Path(__file__).with_name("outcome_documents.txt").read_text().splitlines()
    found: dict[str, set[str]] = {}
    for slug, address in (line.split() for line in lines if not line.startswith("#")):
        found.setdefault(slug, set()).add(address)
    return found


@pytest.fixture(scope="module")
def discovered(tmp_path_factory: pytest.TempPathFactory, sample_edition: Built) -> dict[str, Discovery]:
    folder = tmp_path_factory.mktemp("discovery")
    schools = load_schools(ROOT / "sample" / "schools").values()
    with SampleServer() as server:
        server.write_hosts_map(folder / "hosts.json")
        found = discover(schools, folder / "discover", page_budget=120, delay=0, hosts_map=folder / "hosts.json", workers=2,
                         read_before=ReadingStore(sample_edition.work / "sample" / "extractions"), withhold_known=True)  # fmt: skip
    return {one.school.slug: one for one in found}


def requests_until_all(found: Discovery, documents: set[str]) -> int:
    return max(one.asked_as for one in found.proposed if one.address in documents)


def banded(requests: int) -> str:
    return next((f"at most {most}" for most in BANDS if requests <= most), f"more than {BANDS[-1]}")


def test_every_outcome_document_is_found_within_its_requests(discovered: dict[str, Discovery]) -> None:
    documents = outcome_documents()
    missed = {slug: sought - {one.address for one in discovered[slug].proposed} for slug, sought in documents.items()}
    assert not any(missed.values()), missed
    assert median(requests_until_all(discovered[slug], documents[slug]) for slug in documents) <= REQUESTS_ALLOWED


def test_nothing_else_is_proposed(discovered: dict[str, Discovery]) -> None:
    documents = outcome_documents()
    for slug, found in discovered.items():
        assert {one.address for one in found.proposed} <= documents.get(slug, set()), slug


def test_each_candidate_says_why(discovered: dict[str, Discovery]) -> None:
    for found in discovered.values():
        for one in found.candidates:
            assert one.reasons
            assert found.requests[one.asked_as - 1] == one.address


def test_the_table_of_the_docs_is_what_happened(discovered: dict[str, Discovery]) -> None:
    documents = outcome_documents()
    rows = [
        (slug, str(len(documents[slug])), f"{len(documents[slug] & {one.address for one in found.proposed})}",
         f"{len({one.address for one in found.proposed} - documents[slug])}", banded(requests_until_all(found, documents[slug])),
         str(len(found.requests)), str(found.useless_requests))
        for slug, found in discovered.items() if slug in documents
    ]  # fmt: skip
    header = ("school", "outcome documents", "found", "proposed beside them", "requests until all were found",
              "requests in all", "of which useless")  # fmt: skip
    assert_kept("discovery", markdown_table(header, rows), "crawler.md")


def candidate(address: str) -> Candidate:
    return Candidate(address, 8.0, 5.0, ("+4",), 45, 2, 0, 7)


KNOWN = [{"address": "http://www.alderholt.example/match/"}]


@pytest.mark.parametrize(
    "text",
    [
        "slug: a\n# a remark that stays\nwebsite_domain: alderholt.example   # and this one\n",
        "slug: a\nknown_addresses: []\n# a remark that stays\ncrawl:\n  page_budget: 7   # and this one\n",
    ],
)
def test_new_addresses_go_into_a_file_whose_remarks_stay(text: str) -> None:
    written = with_addresses(text, school(), [candidate("http://www.alderholt.example/list.pdf")])
    assert "- address: http://www.alderholt.example/list.pdf" in written
    assert "found by matchwatch discover: 45 placements, 2 measures" in written
    assert written.count("# a remark that stays") == 1
    assert written.count("# and this one") == 1
    assert with_addresses(written, school(known_addresses=[{"address": "http://www.alderholt.example/list.pdf"}]), [
        candidate("http://www.alderholt.example/list.pdf")]) == written  # fmt: skip


def test_addresses_that_are_known_stay_first_and_are_not_repeated() -> None:
    text = "slug: a\nknown_addresses:\n- address: http://www.alderholt.example/match/\n\nnotes: x\n"
    written = with_addresses(
        text, school(known_addresses=KNOWN), [candidate(KNOWN[0]["address"]), candidate("http://b.example/")]
    )
    assert written.index("alderholt") < written.index("b.example")
    assert written.count("alderholt") == 1
    assert written.endswith("notes: x\n")


def test_remarks_among_the_addresses_are_not_lost_in_silence() -> None:
    text = "known_addresses:\n# the dean's page\n- address: http://www.alderholt.example/match/\n"
    with pytest.raises(DiscoveryError, match="by hand"):
        with_addresses(text, school(known_addresses=KNOWN), [candidate("http://b.example/")])


def test_the_command_writes_only_when_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real command on a school of the real collection whose domain cannot resolve: nothing proposed, nothing written."""
    folder = tmp_path / "schools"
    folder.mkdir()
    nowhere = "slug: nowhere\nname: Nowhere\nshort_name: Nowhere\ndegree: MD\ncity: X\nstate: TX\nwebsite_domain: nowhere.invalid\n"
    (folder / "nowhere.yaml").write_text(nowhere)
    monkeypatch.setenv("MATCHWATCH_SCHOOLS", str(folder))
    monkeypatch.setenv("MATCHWATCH_WORK", str(tmp_path / "work"))
    monkeypatch.setenv("MATCHWATCH_DELAY", "0.1")
    ran = CliRunner().invoke(build_app(), ["discover", "nowhere", "--write"])
    assert ran.exit_code == 3, ran.output
    assert "0 addresses proposed" in ran.output
    assert (folder / "nowhere.yaml").read_text() == nowhere
