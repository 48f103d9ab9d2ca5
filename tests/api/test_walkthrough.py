"""The tasks of docs/api.md, block by block, against a running server: what a reader copies works."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
TASKS = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##)", DOCUMENT, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = "http://127.0.0.1:8000"
SECONDS = 120


def test_there_are_three_tasks_with_blocks_of_both_kinds() -> None:
    assert len(TASKS) == 3
    assert {kind for task in TASKS.values() for kind, _ in BLOCK.findall(task)} == {"bash", "python"}


@pytest.mark.parametrize("name", TASKS)
def test_task_works_as_it_is_written(address: str, tmp_path: Path, name: str) -> None:
    blocks = [(kind, text.replace(PLACE, address)) for kind, text in BLOCK.findall(TASKS[name])]
    script = "\n".join(text for kind, text in blocks if kind == "python")
    commands = [["bash", "-euo", "pipefail", "-c", text] for kind, text in blocks if kind == "bash"]
    if script:
        commands.append([sys.executable, "-W", "error", "-c", script])
    for command in commands:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), command[-1]


def test_stated_limits_are_those_that_hold() -> None:
    from api import limits
    from api.parameters.base import LIMIT_MAXIMUM, VALUES_MAXIMUM
    from api.settings import ApiSettings

    table = DOCUMENT.partition("## Limits\n")[2].partition("\n## ")[0]
    for number in (limits.LONGEST_TARGET, limits.LARGEST_HEAD):
        assert f"{number:,}" in table
    for seconds in (limits.SECONDS_FOR_HEAD, limits.SECONDS_WITHOUT_READING, limits.SECONDS_A_STATEMENT):
        assert f"{seconds:g} s" in table
    for plain in (ApiSettings().requests_a_minute, LIMIT_MAXIMUM, VALUES_MAXIMUM):
        assert str(plain) in table
