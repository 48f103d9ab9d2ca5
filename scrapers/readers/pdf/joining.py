"""Joining of lines that a narrow column broke.

Belongs here: hyphens, slashes and spaces at line ends. Does not belong here: which lines belong together.
"""

import re
from collections.abc import Iterable

JOINED_AFTER = re.compile(r"\w[-/–‐]$")
SOFT_AFTER = re.compile(r"[a-z]-$")


def join(lines: Iterable[str]) -> str:
    """Return the lines as one text.

    A hyphen before a lower-case letter was put in by the line break and goes; before anything else it stays without a space.
    """
    result = ""
    for line in lines:
        if not line:
            continue
        if not result:
            result = line
        elif SOFT_AFTER.search(result) and line[0].islower():
            result = result[:-1] + line
        elif JOINED_AFTER.search(result):
            result += line
        else:
            result = f"{result} {line}"
    return result
