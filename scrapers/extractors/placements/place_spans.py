"""Names of institutions and of places within running text: where each starts and ends.

Belongs here: runs of capitalised words and what they look like. Does not belong here: strings that are a name as a whole
(lexicon, gazetteer), which hospital is meant (pipelines/steps/resolve), who is counted there (pairing).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from scrapers.extractors import gazetteer
from scrapers.extractors.lexicon import institution_names, tokens_of
from scrapers.extractors.vocabulary_words import listed

SpanKind = Literal["institution", "place", "name"]
SHORTENED = r"(?:St|Ste|Mt|Ft|Univ|Med|Ctr|Hosp|Reg|Mem|Gen|Natl|Coll|Inst|Assoc|Cnty|Dr)\.|[A-Z]\.(?=\s+[A-Z])"
WORD = rf"(?:{SHORTENED}|[A-Z][\w’'&+-]*(?:/(?:{SHORTENED}|[A-Z][\w’'&+-]*))*(?:(?<=[-/]St)\.|(?<=[-/]Mt)\.)?(?:\.[A-Z]\.?)*)"
LINK = (
    r"(?:\s+(?:of|for|and|&|at|in|the|de|del|la|of\s+the|for\s+the|at\s+the|in\s+the|and\s+the)\s+"
    r"|\s*[-–—/]\s*|\s+|\s*[’']s\s+)"
)
RUN = re.compile(rf"(?<![\w’']){WORD}(?:{LINK}{WORD})*")
KEYWORD = re.compile(
    r"\b(?:hospitals?|hosps?|medical (?:center|centre|college)|med(?:\.|ical)? c(?:en)?te?r|center|centre|university|univ|clinics?|"
    r"infirmary|health(?: ?care)?(?: system| sciences| network)?|school of medicine|college of medicine|institute|memorial|"
    r"children[’']?s|medicine|general|baptist|methodist|presbyterian|mercy|deaconess|sinai|regional|consortium|foundation|"
    r"healthcare|system|kaiser|permanente|mayo|affiliated|veterans|va|suny|college)\b",
    re.IGNORECASE,
)
JOINS_NAMES = re.compile(
    r"^(?:women|children|clinics?|health|hospitals?|medical|science|sciences|surgery|affiliated|medicine|centers?|institute|"
    r"rehabilitation|infirmary|barbara|dentistry|research|technology|mary|juliet|education|services|life)",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\s+(?:at|in|and|&|for|for the|at the|in the|and the|the)\s+|\s+[-–—]\s+|\s*[-–—]\s+|\s+[-–—]\s*")
REGIONS = listed(
    "midwest northeast southeast southwest northwest south north east west new england west coast east coast pacific northwest "
    "mid-atlantic appalachia deep south great plains gulf coast sun belt"
) | {
    "new england",
    "west coast",
    "east coast",
    "pacific northwest",
    "deep south",
    "gulf coast",
    "inland empire",
    "united states",
}
FURTHER_CITIES = frozenset({"new york city", "new york", "nyc", "washington", "los angeles", "boston", "chicago"})
NOT_NAMES = listed(
    "match day class students seniors january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday dean dr mr mrs ms the this a an in of m4 ms4 md do nrmp soap "
    "usmle comlex aamc aoa acgme u.s us soap’s i internal family emergency general both programs they he she we it our their "
    "his her that those these one two three four five six seven eight nine ten eleven twelve another more other others"
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A run of capitalised words: an institution, a place, or a name of another kind."""

    start: int
    end: int
    text: str
    kind: SpanKind


@cache
def known_institutions() -> frozenset[tuple[str, ...]]:
    """Names of institutions as words; single words of fewer than three letters say too little."""
    return frozenset(name for name in institution_names() if len(name) > 1 or len(name[0]) > 2)


def name_spans(text: str) -> list[NameSpan]:
    """Find the capitalised names in a text, in order."""
    spans: list[NameSpan] = []
    for run in RUN.finditer(text):
        spans.extend(pieces(text, run.start(), run.end()))
    return spans


def pieces(text: str, start: int, end: int) -> list[NameSpan]:
    """Cut a run where its small words join two names rather than belonging to one."""
    found: list[NameSpan] = []
    while start < end:
        cut = next_cut(text, start, end)
        span = trimmed(text, start, cut[0])
        if span is not None:
            found.append(span)
        start = cut[1]
    return found


def next_cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the first name of a run ends and where the next one starts."""
    for match in INSIDE.finditer(text, start, end):
        if not belongs(text[start : match.start()], match[0].strip(), text[match.end() : end]):
            return match.start(), match.end()
    return end, end


def belongs(before: str, link: str, after: str) -> bool:
    """Tell whether a small word stands inside one name."""
    first = re.split(r"\s+(?:and|at|in|for)\s+", after)[0]
    if tokens_of(f"{before} {link} {first}") in known_institutions():
        return True
    if link in {"and", "&"}:
        return JOINS_NAMES.match(after) is not None and gazetteer.state_code(before) is None
    if link in {"at", "at the"}:
        return (
            re.search(r"(?:university|center|school|college|medicine|campus)\b[\w\s]*$", before, re.IGNORECASE)
            is not None
        )
    if link == "for":
        return re.search(r"(?:hospital|center|institute)\s*$", before, re.IGNORECASE) is not None
    if link in {"-", "–", "—"}:
        return KEYWORD.search(before) is not None or KEYWORD.search(first) is not None
    return False


def trimmed(text: str, start: int, end: int) -> NameSpan | None:
    """Drop a capital that only opens the sentence, and say what the rest looks like."""
    if tokens_of(text[start:end]) in known_institutions() or is_state_behind(text, start, end):
        return NameSpan(start, end, text[start:end], kind_of(text[start:end]))
    words = text[start:end].split(" ")
    while words and words[0].casefold().strip("’'.") in NOT_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    if not words or start >= end:
        return None
    name = text[start:end]
    return NameSpan(start, end, name, kind_of(name))


def is_state_behind(text: str, start: int, end: int) -> bool:
    """Tell whether a run is the code of a state behind a comma, which may look like a small word."""
    return end - start == 2 and text[:start].endswith(", ") and gazetteer.state_code(text[start:end]) is not None


def kind_of(name: str) -> SpanKind:
    """Say what a capitalised name looks like."""
    plain = gazetteer.squeezed(name)
    if gazetteer.state_code(name) is not None or plain in REGIONS or plain in FURTHER_CITIES:
        return "place"
    if tokens_of(name) in known_institutions():
        return "institution" if plain not in gazetteer.cities() else "place"
    if KEYWORD.search(name):
        return "institution"
    return "place" if plain in gazetteer.cities() else "name"
