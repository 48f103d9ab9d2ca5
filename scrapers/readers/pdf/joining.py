"""Joining of lines that a narrow column broke.

Belongs here: hyphens, slashes and spaces at line ends. Does not belong here: which lines belong together.
"""

import re
from collections.abc import Iterable

JOINED_AFTER = re.compile(r"\w[-/–‐]$")
FRAGMENT = re.compile(r"(?!(?:of|and|at|the|in|for|de|la|del|a|an|or|to|by|on|with)$)[a-z]{1,3}")
"""The end of a word that a column was too narrow for: no word of its own."""
SOFT_AFTER = re.compile(r"[a-z]-$")


def join(lines: Iterable[str]) -> str:
    """Return the lines as one text.

    A hyphen before a lower-case letter was put in by the line break and goes; before anything else it stays without a
    space. The last letters of a word go to its beginning.
    """
    result = ""
    for line in lines:
        if not line:
            continue
        if not result:
            result = line
        elif SOFT_AFTER.search(result) and line[0].islower():
            result = result[:-1] + line
        elif JOINED_AFTER.search(result) or (FRAGMENT.fullmatch(line) and result[-1].islower()):
            result += line
        else:
            result = f"{result} {line}"
    return result
