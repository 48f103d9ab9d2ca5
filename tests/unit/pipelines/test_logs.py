"""Logs for machines: every line is one object with what is bound, whatever is logged. A refresh with them: test_refresh.py."""

import json
import logging
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from pipelines.logs import LONGEST, json_formatter
from tests.conftest import ROOT

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
    line = json_formatter().format(logging.LogRecord("within", logging.INFO, "", 0, "%s", (text,), None))
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["event"] == text
