"""The whole description against the server: every check of schemathesis, with and without links between operations.

A longer run by hand: `.venv/bin/st run ADDRESS/v1/openapi.json --checks all --max-examples 200`.
"""

import subprocess
import sys
from pathlib import Path

PHASES = "examples,coverage,fuzzing,stateful"
EXAMPLES = 2
SECONDS = 600


def test_every_operation_keeps_its_description(address: str, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("st")), "run", f"{address}/v1/openapi.json", "--checks", "all"]
    options = ["--phases", PHASES, "--max-examples", str(EXAMPLES), "--seed", "20260320", "--wait-for-schema", "30"]
    done = subprocess.run(
        [*command, *options, "--continue-on-failure", "--no-color"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "API Links" in done.stdout
