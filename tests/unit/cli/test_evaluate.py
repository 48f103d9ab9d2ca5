"""`matchwatch evaluate`: scores printed, floors that only rise, faults told by exit code."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli import evaluate
from pipelines.evaluation.floors import FloorError, read_floors
from pipelines.evaluation.gold import GoldError, gold_documents
from pipelines.evaluation.written import END, START, PageError

PAGE = "<h1>Class of 2020</h1><p>In all, 97 percent of the seniors who took part in the match were matched.</p><p>Board scores remain strong.</p>"
EXPECTED = {
    "document": {"layout": "news prose", "degree": "MD"},
    "complete": ["placements", "measures", "statements"],
    "placements": [],
    "measures": [
        {
            "measure": "match_rate",
            "period": "2020",
            "value": 97,
            "unit": "percent",
            "qualifier": "exact",
            "stage": "unstated",
            "denominator": "participants",
        }
    ],
    "statements": [{"kind": "vague_claim", "topic": "exam", "contains": "Board scores remain strong"}],
    "must_not_contain": ["Quillfeather"],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one pair."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.html").write_text(PAGE, encoding="utf-8")
    (folder / "one.expected.json").write_text(json.dumps(EXPECTED), encoding="utf-8")
    return folder


def run(*arguments: str) -> tuple[int, str, str, BaseException | None]:
    """Exit code, output, messages and error of the command."""
    app = typer.Typer()
    app.callback()(lambda: None)
    evaluate.register(app)
    result = CliRunner().invoke(app, ["evaluate", *arguments])
    return result.exit_code, result.stdout, result.stderr, result.exception


def test_scores_are_printed_for_a_person_and_as_json(gold: Path) -> None:
    code, output, _, _ = run(str(gold))
    assert code == 0
    assert "page: running text" in output
    assert "names of people that reached the output: 0" in output
    code, output, _, _ = run("--json", str(gold))
    answer = json.loads(output)
    assert code == 0
    assert answer["statements"]["f1"] == 1.0
    assert answer["measures"]["f1"] == 1.0
    assert answer["detail"]["one.html"]["measures"] == {"hit": 1, "missed": [], "extra": []}


def test_misses_of_the_worst_documents_are_shown(gold: Path) -> None:
    wrong = {**EXPECTED, "statements": [{"kind": "withheld", "topic": "exam", "contains": "nothing"}]}
    (gold / "one.expected.json").write_text(json.dumps(wrong), encoding="utf-8")
    code, output, _, _ = run("--verbose", str(gold))
    assert code == 0
    assert "statements missed" in output
    assert "statements beyond" in output


def test_a_broken_floor_ends_with_code_1_and_floors_only_rise(gold: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor.toml"
    floor.write_text(
        "[statements]\nf1 = 0.5\n[measures]\nmacro_f1 = 0.5\n[gate]\nplacements_precision = 0.9\n", encoding="utf-8"
    )
    assert run("--floor", str(floor), str(gold))[0] == 0
    assert run("--floor", str(floor), "--raise-floor", str(gold))[0] == 0
    assert read_floors(floor) == {
        "statements": {"f1": 1.0},
        "measures": {"macro_f1": 1.0},
        "gate": {"placements_precision": 1.0},
    }
    (gold / "one.html").write_text(PAGE.replace("Board scores remain strong.", ""), encoding="utf-8")
    code, _, messages, _ = run("--floor", str(floor), "--raise-floor", str(gold))
    assert code == 1
    assert "statements f1: 0.0000 is below its floor 1.0000" in messages
    assert read_floors(floor)["statements"]["f1"] == 1.0


def test_a_name_that_comes_through_is_always_a_fault(gold: Path) -> None:
    (gold / "one.html").write_text(PAGE.replace("<p>In all", "<title>quillfeather</title><p>In all"), encoding="utf-8")
    code, _, messages, _ = run(str(gold))
    assert code == 1
    assert "a planted name reached the output" in messages
    assert "Quillfeather" not in messages


@pytest.mark.parametrize(
    ("content", "said"),
    [("[statements", "is no TOML"), ("[statements]\nf1 = 'high'\n", "numbers only"), ("top = 1\n", "numbers only")],
)
def test_a_floor_file_that_does_not_hold_its_form_is_told(tmp_path: Path, content: str, said: str) -> None:
    floor = tmp_path / "floor.toml"
    floor.write_text(content, encoding="utf-8")
    with pytest.raises(FloorError, match=said):
        read_floors(floor)


def test_a_floor_for_a_score_that_there_is_not_is_told(gold: Path, tmp_path: Path) -> None:
    floor = tmp_path / "floor.toml"
    floor.write_text("[statements]\nbeauty = 0.5\n", encoding="utf-8")
    assert "no score [statements] beauty" in str(run("--floor", str(floor), str(gold))[3])
    assert "cannot be read" in str(run("--floor", str(tmp_path / "none.toml"), str(gold))[3])


def test_raising_needs_a_floor_file(gold: Path) -> None:
    code, _, messages, _ = run("--raise-floor", str(gold))
    assert code == 2
    assert "--floor" in messages


def test_folders_that_hold_no_pairs_are_told(tmp_path: Path, gold: Path) -> None:
    with pytest.raises(GoldError, match="holds no NAME"):
        gold_documents([tmp_path])
    (gold / "one.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(GoldError, match="2 documents beside it"):
        gold_documents([gold])
    (gold / "one.pdf").unlink()
    (gold / "one.expected.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldError, match="no JSON object"):
        gold_documents([gold])


def test_scores_are_written_between_the_marks_of_a_page(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "reading.md"
    page.write_text(f"# Reading\n\n{START}\nold\n{END}\n\nThe end.\n", encoding="utf-8")
    code, _, errors, _ = run(str(gold), "--write", str(page))
    text = page.read_text(encoding="utf-8")
    assert (code, errors) == (0, "")
    assert "| measures | 1 | 1 |" in text
    assert "old" not in text
    assert text.endswith("The end.\n")


def test_a_page_without_a_place_for_scores_is_told_and_left_alone(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "reading.md"
    page.write_text("# Reading\n", encoding="utf-8")
    _, _, _, error = run(str(gold), "--write", str(page))
    assert isinstance(error, PageError)
    assert page.read_text(encoding="utf-8") == "# Reading\n"
