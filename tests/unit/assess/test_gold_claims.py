"""Vague claims on the gold documents: what reaches a flag, and how each wording rule does."""

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipelines.steps.assess.flags.claims import vague_claims
from pipelines.steps.assess.view import SchoolView
from schemas.documents import Document
from schemas.findings import Extraction, Measure, Placement, Statement
from schemas.identifiers import identifier
from schemas.resolution import ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from scrapers.reading import read_and_extract
from tests.candour_tables import assert_kept, markdown_table
from tests.unit.assess import makers

ROOT = Path(__file__).parents[3]
LEAST_PRECISION = 0.95


def gold_folder() -> Path | None:
    """The gold documents: the copy among the tests, else those of the shared folder."""
    shared = os.environ.get("MATCHWATCH_SHARED")
    candidates = [ROOT / "tests" / "gold" / "html", *([Path(shared) / "gold" / "html"] if shared else [])]
    return next((one for one in candidates if one.is_dir()), None)


@dataclass
class Outcome:
    """What became of the gold documents."""

    flags: list[tuple[str, str, bool]] = field(default_factory=list)
    found: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    folder = gold_folder()
    if folder is None:
        pytest.skip("no gold documents: neither tests/gold/html nor MATCHWATCH_SHARED")
    result = Outcome()
    for path in sorted(folder.glob("*.html")):
        expected: dict[str, Any] = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
        if "statements" in expected.get("complete", ()):
            _judge(path, expected, result)
    return result


def _judge(path: Path, expected: dict[str, Any], result: Outcome) -> None:
    extraction = read_and_extract(
        path.read_bytes(), declared_type="text/html", address=expected["document"].get("source_url")
    )
    gold = list(expected.get("statements", ()))
    for one in extraction.statements:
        match = next((row for row in gold if _is_same(row, one.kind, one.topic, one.text)), None)
        result.found[one.kind.value, one.rule, match is not None] += 1
        if match is not None:
            gold.remove(match)
    result.missed.update(row["kind"] for row in gold)
    document = makers.page(path.stem)
    topics = {row["topic"] for row in expected.get("statements", ()) if row["kind"] == "vague_claim"}
    for raised in vague_claims(SchoolView(makers.case(_records(extraction, document), [document]))):
        topic = raised.rule.split("_")[1]
        result.flags.append((path.stem, topic, topic in topics))


def _is_same(row: dict[str, Any], kind: str, topic: str, text: str) -> bool:
    contains = " ".join(row["contains"].split()).casefold()
    return row["kind"] == kind and row["topic"] == topic and contains in " ".join(text.split()).casefold()


def _records(extraction: Extraction, document: Document) -> list[makers.Record]:
    def with_keys(kind: str, number: int, row: Placement | Measure | Statement) -> dict[str, object]:
        finding_id = identifier(kind, number)
        return {
            **row.model_dump(),
            "document_id": document.document_id,
            "school_slug": makers.SLUG,
            "finding_id": finding_id,
        }

    return [
        *(
            ResolvedPlacement.model_validate(with_keys("placement", number, row))
            for number, row in enumerate(extraction.placements)
        ),
        *(
            ResolvedMeasure.model_validate(with_keys("measure", number, row))
            for number, row in enumerate(extraction.measures)
        ),
        *(
            ResolvedStatement.model_validate(with_keys("statement", number, row))
            for number, row in enumerate(extraction.statements)
        ),
    ]


def test_what_reaches_a_flag_is_a_vague_claim(outcome: Outcome) -> None:
    wrong = [flag for flag in outcome.flags if not flag[2]]
    assert outcome.flags
    assert 1 - len(wrong) / len(outcome.flags) >= LEAST_PRECISION, wrong


def test_the_confusion_table_in_the_docs(outcome: Outcome) -> None:
    rows = []
    for kind, rule in sorted({(kind, rule) for kind, rule, _ in outcome.found}):
        right, wrong = outcome.found[kind, rule, True], outcome.found[kind, rule, False]
        rows.append([kind, rule, str(right), str(wrong)])
    rows += [[kind, "(missed)", "", str(number)] for kind, number in sorted(outcome.missed.items())]
    right = sum(flag[2] for flag in outcome.flags)
    rows.append(["vague_claim", "**reaches a flag**", str(right), str(len(outcome.flags) - right)])
    assert_kept("statements by rule", markdown_table(["kind", "wording rule", "right", "wrong"], rows))
