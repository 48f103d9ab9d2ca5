"""The rules of the gold format: when two findings are the same, and that the totals equal those of the format's own script."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.evaluation.gold import GoldDocument, gold_documents
from pipelines.evaluation.report import evaluation_of
from pipelines.evaluation.scoring import DocumentScore, score
from schemas.findings import Extraction, Measure, Placement, Statement

SHARED = os.environ.get("MATCHWATCH_SHARED")
PLACEMENT = {
    "class_year": 2020,
    "specialty": "Pediatrics",
    "program": "Mayo Clinic",
    "state": "MN",
    "position": None,
    "count": 1,
}
MEASURE = {
    "measure": "match_rate",
    "period": "2020",
    "value": 93.2,
    "unit": "percent",
    "qualifier": "exact",
    "stage": "unstated",
    "denominator": "participants",
}
STATEMENT = {"kind": "vague_claim", "topic": "match", "contains": "bound for leading hospitals"}


def scored(expected: dict[str, Any], extraction: Extraction, outcome: str = "findings") -> DocumentScore:
    """Score one reading of an imagined document that is complete in all sections."""
    whole = {"document": {"outcome": outcome}, "complete": ["placements", "measures", "statements"], **expected}
    return score(GoldDocument(Path("x.html"), whole), extraction)


def found(**changes: Any) -> Extraction:
    """A reading with one placement that differs from PLACEMENT in some fields."""
    return Extraction(placements=[Placement.model_validate({**PLACEMENT, **changes})])


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, 1),
        ({"specialty": " pediatrics* "}, 1),
        ({"program": "MAYO  CLINIC"}, 1),
        ({"state": None}, 0),
        ({"position": "categorical"}, 0),
        ({"count": 2}, 0),
        ({"class_year": 2021}, 0),
    ],
)
def test_a_placement_counts_when_all_its_fields_agree(changes: dict[str, Any], hit: int) -> None:
    section = scored({"placements": [PLACEMENT]}, found(**changes)).sections["placements"]
    assert (section.hit, len(section.missed), len(section.extra)) == (hit, 1 - hit, 1 - hit)


def test_core_scores_leave_out_state_and_position() -> None:
    result = scored({"placements": [PLACEMENT]}, found(state=None, position="categorical"))
    assert result.core["placements"].hit == 1


def test_rows_that_differ_in_nothing_else_are_added_up() -> None:
    twice = Extraction(placements=[Placement.model_validate(PLACEMENT)] * 2)
    assert scored({"placements": [{**PLACEMENT, "count": 2}]}, twice).sections["placements"].hit == 1


def test_rows_without_specialty_and_program_are_ignored() -> None:
    nothing = Extraction(placements=[Placement(state="MN", count=3)])
    assert scored({"placements": []}, nothing).sections["placements"].f1 is None


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, 1),
        ({"value": 93.2004}, 1),
        ({"value": 93.3}, 0),
        ({"stage": "before_soap"}, 0),
        ({"qualifier": "about"}, 0),
        ({"period": "2021"}, 0),
    ],
)
def test_a_measure_counts_when_all_its_fields_agree(changes: dict[str, Any], hit: int) -> None:
    extraction = Extraction(measures=[Measure.model_validate({**MEASURE, **changes})])
    assert scored({"measures": [MEASURE]}, extraction).sections["measures"].hit == hit


def test_periods_are_compared_in_one_spelling() -> None:
    extraction = Extraction(measures=[Measure.model_validate({**MEASURE, "period": "2021-2022"})])
    assert scored({"measures": [{**MEASURE, "period": "2021–22"}]}, extraction).sections["measures"].hit == 1


def test_attributes_are_counted_over_the_measures_found() -> None:
    extraction = Extraction(measures=[Measure.model_validate({**MEASURE, "denominator": "seeking"})])
    assert scored({"measures": [{**MEASURE, "numerator_n": 3}]}, extraction).attributes == {
        "denominator": (0, 1), "attempt": (0, 0), "numerator_n": (0, 1), "denominator_n": (0, 0), "national_value": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "hit"),
    [
        ("Our graduates are bound for leading hospitals.", "vague_claim", 1),
        ("leading hospitals", "vague_claim", 1),
        ("They are leading, and bound for other hospitals", "vague_claim", 1),
        ("Nothing of the kind", "vague_claim", 0),
        ("Our graduates are bound for leading hospitals.", "support", 0),
    ],
)
def test_a_statement_counts_when_its_words_overlap(text: str, kind: str, hit: int) -> None:
    extraction = Extraction(statements=[Statement.model_validate({"kind": kind, "topic": "match", "text": text})])
    assert scored({"statements": [STATEMENT]}, extraction).sections["statements"].hit == hit


def test_what_is_beyond_counts_only_where_the_pair_is_complete() -> None:
    partial = GoldDocument(Path("x.html"), {"complete": [], "placements": []})
    assert score(partial, found()).sections["placements"].extra == []
    assert len(scored({"placements": []}, found()).sections["placements"].extra) == 1


def test_a_document_rightly_declared_unreadable_is_left_out() -> None:
    result = scored({"placements": [PLACEMENT]}, Extraction(unread="no text"), "findings_by_ocr_or_unreadable")
    assert result.left_out
    assert evaluation_of([result]).summary()["declared_unread"] == 1
    assert evaluation_of([result]).tallies["placements"].missed == 0


def test_a_planted_name_in_the_output_is_a_leak() -> None:
    assert scored({"must_not_contain": ["Quillfeather"]}, found(program="quillfeather Hospital")).leaks == [
        "Quillfeather"
    ]
    assert scored({"must_not_contain": ["Quillfeather"]}, found()).leaks == []


def test_the_gate_is_judged_by_what_it_lets_through() -> None:
    good = scored({"placements": [PLACEMENT]}, found())
    poor = scored({"placements": [PLACEMENT]}, found(program="Elsewhere"))
    caught = scored(
        {"placements": [PLACEMENT]}, found(program="Elsewhere").model_copy(update={"held_back": "makes no sense"})
    )
    needless = scored({"placements": [PLACEMENT]}, found().model_copy(update={"held_back": "makes no sense"}))
    empty = scored({"placements": [PLACEMENT]}, Extraction())
    assert evaluation_of([good, poor, caught, needless, empty]).gate.summary() == {
        "placements_precision": 0.5, "poor_documents": 2, "poor_held_back": 1, "held_back_share": 0.5, "good_held_back": 1, "nothing_found": 1,
    }  # fmt: skip


def spoiled(expected: dict[str, Any], chance: random.Random) -> Extraction:
    """A reading that has most of what a pair expects, some of it wrong, some missing, some invented."""
    placements = [{**row} for row in expected.get("placements") or [] if chance.random() > 0.1]
    measures = [{**row} for row in expected.get("measures") or [] if chance.random() > 0.1]
    statements = [{**row} for row in expected.get("statements") or [] if chance.random() > 0.2]
    for row in placements:
        if chance.random() < 0.1:
            row[chance.choice(["state", "position", "class_year", "program"])] = None
        row["specialty"] = row["specialty"] and row["specialty"].upper()
    for row in measures:
        if chance.random() < 0.1:
            row["value"] += 1
        if chance.random() < 0.1:
            row.update(denominator="unstated", national_value=None)
    if chance.random() < 0.3:
        placements.append({**PLACEMENT, "program": "Invented Hospital"})
        statements.append(STATEMENT)
    return Extraction(
        placements=[
            Placement.model_validate({**row, "count": row.get("count") or 1})
            for row in placements
            if row["specialty"] or row["program"]
        ],
        measures=[
            Measure.model_validate({name: value for name, value in row.items() if value is not None})
            for row in measures
        ],
        statements=[
            Statement.model_validate(
                {"kind": row["kind"], "topic": row["topic"], "text": f"They say: {row['contains']}."}
            )
            for row in statements
        ],
    )


@pytest.mark.skipif(SHARED is None, reason="MATCHWATCH_SHARED names no folder with the gold documents")
def test_the_totals_equal_those_of_the_format_s_own_script(tmp_path: Path) -> None:
    folders = [Path(SHARED or "") / "gold" / name for name in ("html", "edge", "lists")]
    documents = gold_documents(folders)
    chance = random.Random(7)
    readings = [spoiled(document.expected, chance) for document in documents]
    answers = tmp_path / "answers.jsonl"
    lines = [
        json.dumps({"file": str(d.path), **r.model_dump(mode="json")})
        for d, r in zip(documents, readings, strict=True)
    ]
    answers.write_text("\n".join(lines), encoding="utf-8")
    reprint = f"import pathlib; print(pathlib.Path({str(answers)!r}).read_text(encoding='utf-8'))"
    script = Path(SHARED or "") / "gold" / "score.py"
    command = [sys.executable, str(script), *map(str, folders), "--", sys.executable, "-c", reprint]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = evaluation_of(
        score(document, reading) for document, reading in zip(documents, readings, strict=True)
    ).summary()
    for name in (
        "placements",
        "placements_core",
        "measures",
        "measures_core",
        "statements",
        "attributes",
        "declared_unread",
        "documents",
    ):
        assert ours[name] == theirs[name], name
    assert [list(leak) for leak in ours["leaks"]] == theirs["leaks"]
