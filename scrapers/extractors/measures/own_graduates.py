"""Own graduates: how many of a hospital's new residents come from the school, told in a sentence about the hospital.

Belongs here: recognising them in such a sentence. Does not belong here: words for staying at home in sentences about
students (home), whose figure a clause is (clause_reading).
"""

import re

from scrapers.extractors.audience import SCHOOL_NAME
from scrapers.extractors.measures.home import HomeSchool

OF_SCHOOL = re.compile(r"\b(?:graduates|alumni|students)\s+(?:of|from)\s+(?:the\s+)?", re.IGNORECASE)
GRADUATES = re.compile(r"(?:['’]s)?\s+(?:graduates|alumni|students|seniors)\b", re.IGNORECASE)
OUR_OWN = re.compile(r"\b(?:our|its|the\s+school['’]s)\s+own\s+(?:graduates|alumni|students|seniors)\b", re.IGNORECASE)
SAID_AT_ONCE = 40
"""Letters between a number and the words that tell where its people come from."""


def are_own_graduates(tail: str, home: HomeSchool) -> bool:
    """Tell whether the words after a number say that its people are graduates of the school.

    Args:
        tail: the words after the number.
        home: the school whose document it is.
    """
    if (own := OUR_OWN.search(tail)) is not None:
        return own.start() <= SAID_AT_ONCE
    if not home.names:
        return False
    of_school = OF_SCHOOL.search(tail)
    if of_school is not None and of_school.start() <= SAID_AT_ONCE:
        named = SCHOOL_NAME.match(tail, of_school.end())
        return named is not None and home.is_own_name(named[0])
    named = SCHOOL_NAME.search(tail[: SAID_AT_ONCE * 2])
    if named is None or named.start() > SAID_AT_ONCE or GRADUATES.match(tail, named.end()) is None:
        return False
    return home.is_own_name(named[0])
