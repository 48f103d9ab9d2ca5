"""Killing a command with SIGKILL right before one of its changes to files or databases: every moment that can matter.

Belongs here: the kill. Does not belong here: what a test checks afterwards.
"""

import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, command_environment

CHILD = """
import os, runpy, signal, sys

left, below = int(sys.argv[1]), sys.argv[2]
sys.argv[1:3] = []


def changes(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        return path if mode and set(mode) & set("wax+") else None
    return arguments[0] if event in ("os.rename", "os.remove", "os.truncate", "sqlite3.connect") else None


def watch(event, arguments):
    global left
    path = changes(event, arguments)
    if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(below):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(watch)
runpy.run_module("pipelines.cli", run_name="__main__", alter_sys=True)
"""


def killed_before_change(number: int, below: Path, work: Path, *arguments: str, **environment: str) -> bool:
    """Run the command line and kill it before its change of that number, from 0, to a file below a folder.

    Returns False where it came to its end before; it must have ended well then.
    """
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(number), str(below), *arguments],
        cwd=ROOT,
        env={**command_environment(work), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stdout + done.stderr
    return done.returncode != 0
