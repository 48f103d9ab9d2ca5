"""The life of a child process: it ends when its parent is gone, however that ended.

Belongs here: noticing the end of the parent. Does not belong here: what the child does, how a parent ends it.
"""

import os
import sys
import threading
from contextlib import suppress


def end_with_input(code: int) -> None:
    """From now on, end this process at once with a code, as if killed, when its standard input closes: its parent is gone."""
    threading.Thread(target=_wait_and_end, args=(code,), name="lifetime", daemon=True).start()


def _wait_and_end(code: int) -> None:
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(code)
