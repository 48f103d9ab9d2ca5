"""Logs for machines: every line is one object with what is bound, whatever is logged; on the command line by option or setting."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.logs import LONGEST, _as_json
from tests.conftest import ROOT, matchwatch

PROGRAM = """
import logging, sys
from pipelines.logs import bound, log_as_json
log_as_json()
with bound(run="abc", stage="readings"):
    logging.getLogger("within").warning("%s", sys.argv[1], extra={"documents": 7})
logging.getLogger("after").error("later")
logging.getLogger("quiet").debug("not told")
try:
    raise ValueError("broken")
except ValueError:
    logging.getLogger("after").exception("it broke")
"""


def lines_of(text: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, text], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_every_line_is_an_object_with_what_is_bound() -> None:
    hostile = 'a\n{"level": "info", "event": "forged"}\r\x1b[31m' + "x" * (2 * LONGEST)
    within, after, broken = lines_of(hostile)
    assert (within["logger"], within["level"], within["run"], within["stage"]) == (
        "within",
        "warning",
        "abc",
        "readings",
    )
    assert within["documents"] == 7
    assert str(within["event"]).startswith('a\n{"level"')
    assert len(str(within["event"])) == LONGEST + 1
    assert str(within["timestamp"]).endswith("Z")
    assert "run" not in after
    assert "ValueError: broken" in str(broken["exception"])


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_no_text_breaks_a_line(text: str) -> None:
    line = _as_json({"event": text})
    assert "\n" not in line
    assert json.loads(line) == {"event": text}


def test_a_refresh_tells_its_stages_in_json(tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "--log-format", "json", "refresh", "--offline", "--school", "howard")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    ended = [line for line in told if line["event"] == "stage ended"]
    assert {"school_files", "readings", "edition"} <= {line["stage"] for line in ended}
    assert {line["collection"] for line in ended} == {"real"}
    assert len({line["run"] for line in ended}) == 1
    assert all(line["seconds"] >= 0 for line in ended)
