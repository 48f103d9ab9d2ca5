"""Labels of lines with a count: what a few words name, by themselves.

Belongs here: telling specialties, institutions, places and everything else. Does not belong here: cutting lines, reading
a label among its neighbours (count_lines).
"""

import re
from enum import StrEnum

from scrapers.extractors.gazetteer import split_location, split_place
from scrapers.extractors.lexicon import LIKELY, institution_likeness, specialty_likeness
from scrapers.extractors.numbers import SMALL, TEN
from scrapers.extractors.placements.place_spans import REGIONS
from scrapers.extractors.placements.sentence_marks import GROUP

LONGEST_LABEL = 110
WORDED = rf"(?:(?:{TEN})(?:[\s-](?:{SMALL}))?|{SMALL})"
NOT_A_LABEL = re.compile(
    r"\b(?:total|totals|overall|rate|percent|average|mean|score|class|students|graduates|seniors|matched|unmatched|matches|match|participants|"
    r"applicants|applications|positions|specialties|states|sites|programs|institutions|countries|countr\w+|year|years|couples|choice|pass|passed|"
    r"attempt|step|level|usmle|comlex|soap|nrmp|ranked|rank|pages?|views?|replies|comments?|photos?|videos?|room|phone|tel|fax|ext|suite|volume|"
    r"issue|grade|gpa|mcat|age|tuition|fee|credits?|hours|weeks|days|months|home|staying|stay|stayed|remain|remaining|elsewhere|in-state|out-of-state|"
    r"number|no|n|other (?:programs?|hospitals?|states?|sites)|outside|within|entering|going|chose|will|are|is|were|have|has|their|our|who|among|"
    r"region|regions|abroad|copyright|established|founded|january|february|march|april|june|july|august|september|october|november|december|"
    r"posts?|messages|members|joined|likes|reviews?|employees|faculty|beds|acres|miles|top|choices?)\b",
    re.IGNORECASE,
)
GROUPS = re.compile(r"^(?:all\s+|other\s+)?(?:primary[- ]care|military|surgical|non-?primary).*", re.IGNORECASE)
NO_RESIDENCY = re.compile(
    r"^(?:un|not[\s-]+|did\s+not\s+)(?:match|plac|seek|participat|appl)|^no\s+match|^(?:deferr|delay|undisclosed|withheld|reapply|seeking|gap\s+year|taking\s+a\s+year)",
    re.IGNORECASE,
)
"""What became of people without a residency: head counts (measures), no specialties."""
VERB_FIRST = re.compile(
    r"(?:(?:each|apiece|both|all|students|graduates|will|are|were|will|have|is|was|go|goes|going|went|enter\w*|chose|choose|choosing|match\w*|select\w*|pick\w*|head\w*|train\w*|"
    r"pursu\w*|stay\w*|remain\w*|who|of|from|and|or|took|take|plan\w*|opt\w*|join\w*|begin\w*|start\w*|secured|landed|accepted)\b)",
    re.IGNORECASE,
)
COUNTS_ON = re.compile(rf"(?:[,;]|\band)\s+(?:{WORDED})\s+(?:\w+\s+)?(?:to|at|in|into|for|chose)\b", re.IGNORECASE)
RESEARCH = re.compile(r"research\b", re.IGNORECASE)
INCLUDED = re.compile(r"\s*\((?:incl\w*\.?|with|plus|categorical and)\s[^()]*\)$", re.IGNORECASE)


class LabelKind(StrEnum):
    """What a label names."""

    specialty = "specialty"
    institution = "institution"
    place = "place"
    neither = "neither"
    unknown = "unknown"


def is_label(label: str) -> bool:
    """Tell whether words can be a label: short, without figures of their own and without a sentence in them."""
    if not 1 < len(label) <= LONGEST_LABEL or not re.search(r"[A-Za-z]{2}", label):
        return False
    if VERB_FIRST.match(label) or COUNTS_ON.search(label):
        return False
    return re.search(r"\d(?!\))|%|\$|[.!?]\s+[A-Z][a-z]+ [a-z]|;|…", re.sub(r"\bPGY-?\s?\d\b", "", label)) is None


def label_kind(label: str) -> LabelKind:
    """Say what a label names, by itself."""
    label = INCLUDED.sub("", label)
    if GROUPS.match(label) or NO_RESIDENCY.match(label) or (GROUP.fullmatch(label) and not RESEARCH.match(label)):
        return LabelKind.neither
    if specialty_likeness(label) >= LIKELY:
        return LabelKind.specialty
    city, state = split_place(label)
    if (state or city or label.casefold().removeprefix("the ") in REGIONS) and institution_likeness(label) < 1.0:
        return LabelKind.place
    if institution_likeness(label) == 1.0:
        return LabelKind.institution
    if NOT_A_LABEL.search(label):
        return LabelKind.neither
    if label[0].isupper() and institution_likeness(split_location(label).program) >= LIKELY:
        return LabelKind.institution
    return LabelKind.unknown
