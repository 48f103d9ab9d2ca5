"""All gold documents together reach the floor that only rises, and editions carry the scores that are measured."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.steps.publish.report import SCORES_FILE, load_reading_scores
from schemas.report import ReadingScores

GOLD = Path(__file__).resolve().parents[2] / "gold"
ROOM = 0.02
"""Room for a recognised letter or two: pictures are read a little differently on each machine. One finding always has room."""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> ReadingScores:
    """The scores of all gold documents, through the command that maintainers use."""
    scores = tmp_path_factory.mktemp("scores") / "reading_scores.json"
    folders = [str(GOLD / name) for name in ("html", "edge", "lists")]
    command = [sys.executable, "-m", "pipelines.cli", "evaluate", *folders, "--floor", str(GOLD / "floor.toml")]
    done = subprocess.run([*command, "--scores", str(scores)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return load_reading_scores(scores)


def test_the_gold_documents_reach_the_floor(measured: ReadingScores) -> None:
    assert measured.measured_on
    assert measured.names_leaked == 0


def test_editions_carry_the_scores_that_are_measured(measured: ReadingScores) -> None:
    kept = load_reading_scores()
    anew = f"write them anew: matchwatch evaluate tests/gold/html tests/gold/edge tests/gold/lists --scores {SCORES_FILE.name}"
    assert kept.measured_on == measured.measured_on, anew
    known = {(score.layout, score.section): score for score in kept.scores}
    assert set(known) == {(score.layout, score.section) for score in measured.scores}, anew
    for score in measured.scores:
        told = known[score.layout, score.section]
        assert (told.documents, told.expected) == (score.documents, score.expected), anew
        room = max(ROOM, 1.5 / score.expected)
        assert told.precision == pytest.approx(score.precision, abs=room), (score, anew)
        assert told.recall == pytest.approx(score.recall, abs=room), (score, anew)
