"""Match lists of the gold set, read end to end: files in, findings out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.evaluation.gold import GoldDocument, gold_documents
from pipelines.evaluation.report import Evaluation, evaluation_of
from pipelines.evaluation.scoring import DocumentScore, score
from scrapers.reading import ReadingJob, read_many

LISTS = Path(__file__).parent.parent.parent / "gold" / "lists"
EDGE = LISTS.parent / "edge"
NEEDS_RECOGNITION = frozenset({"none", "broken"})


def is_quick(document: GoldDocument) -> bool:
    """Pictures take a minute each on a small machine; `matchwatch evaluate` covers them."""
    return document.expected["document"].get("text_layer") not in NEEDS_RECOGNITION


def scores_of(documents: list[GoldDocument]) -> Iterator[DocumentScore]:
    jobs = [ReadingJob(str(d.path), d.path.read_bytes(), address=d.path.as_uri()) for d in documents]
    readings = {result.key: result.extraction for result in read_many(jobs)}
    return (score(document, readings[str(document.path)]) for document in documents)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluation_of(scores_of([document for document in gold_documents([LISTS, EDGE]) if is_quick(document)]))


def test_lists_are_understood(evaluation: Evaluation) -> None:
    placements = evaluation.summary()["placements"]
    assert placements["f1"] >= 0.99
    assert placements["macro_f1"] >= 0.97


def test_no_planted_name_comes_through(evaluation: Evaluation) -> None:
    assert evaluation.leaks == []


def test_damaged_files_are_reported(evaluation: Evaluation) -> None:
    reported, damaged = evaluation.damaged
    assert reported == damaged > 0


def test_what_passes_the_gate_is_right(evaluation: Evaluation) -> None:
    assert evaluation.gate.passed.precision >= 0.995
