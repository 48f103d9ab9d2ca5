"""All gold documents together reach the floor that only rises, through the command that maintainers use."""

import subprocess
import sys
from pathlib import Path

GOLD = Path(__file__).resolve().parents[2] / "gold"


def test_the_gold_documents_reach_the_floor() -> None:
    folders = [str(GOLD / name) for name in ("html", "edge", "lists")]
    command = [sys.executable, "-m", "pipelines.cli", "evaluate", *folders, "--floor", str(GOLD / "floor.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
