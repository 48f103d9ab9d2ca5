"""Names of people in running text: runs of capitalised words, and the signs around them that tell a person.

Belongs here: one text at a time. Does not belong here: what other places of the document tell (people.py), tables
(columns.py).
"""

import itertools
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from scrapers.extractors.people import vocabulary as words

UPPER = "".join(letter for letter in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]) if letter.isupper())
LETTER = r"[^\W\d_]"
CAPITALISED = rf"(?:(?:al|el|d|l)[-'’])?[{UPPER}]{LETTER}*(?:['’]{LETTER}+)*(?:[-‐‑]{LETTER}+(?:['’]{LETTER}+)*)*"
INITIAL = rf"(?:[{UPPER}]\.[- ]?){{0,2}}[{UPPER}]\."
PARTICLE = "|".join(sorted(words.PARTICLES, key=len, reverse=True))
NICKNAME = rf"[\"“'‘(][{UPPER}]{LETTER}+[\"”'’)]"
PART = rf"(?:(?:Jr|Sr)\.|{INITIAL}(?!\w)|{CAPITALISED})"
RUN = re.compile(
    rf"(?<![\w@/.#-]){PART}(?:\.?[ \u00a0]+(?:(?:{PARTICLE})[ \u00a0'’]+){{0,3}}(?:{NICKNAME}|{PART})|[ \u00a0]al-{LETTER}+){{0,9}}"
    rf"(?:,?[ \u00a0](?:Jr|Sr|II|III|IV)\b\.?)?"
)
"""Capitalised words in a row, with initials, particles, nicknames and suffixes between and after them."""

TITLE_BEFORE = re.compile(rf"(?:^|[\s(“\"])(?:{'|'.join(words.TITLES)})\.?\s+$", re.IGNORECASE)
SPEECH = r"(?:said|says|say|added|adds|explain(?:s|ed)|not(?:es|ed)|recall(?:s|ed)|exclaim(?:s|ed)|jok(?:es|ed)|told|wrote|quipped|agreed|laughed)"
KIN_BEFORE = re.compile(
    r"\b(?:his|her|their|my)\s+(?:\w+\s+)?(?:fianc[ée]e?|husband|wife|spouse|partner|son|daughter|brother|sister|twin|mother|father|mom|dad),?\s+$",
    re.IGNORECASE,
)
STRONG_BEFORE = re.compile(
    rf"(?:\b{SPEECH}|according to|(?:written|photos?|photographs?|pictures?|posted|story|submitted|prepared|article|video|report|images?)\s+by"
    r"|\bby:|photos?\s*(?:credit)?:|credit:|contacts?:|author:|written by:|editor:)[,:]?\s+$|^\s*by\s+$",
    re.IGNORECASE,
)
POSTED_BY = re.compile(r"\b(?:posted|published|updated|written|submitted)\b.{0,60}\bby\s+$", re.IGNORECASE)
PERSON_NOUN = (
    r"(?:students?|seniors?|graduates?|classmates?|alumn\w+|alum|residents?|interns?|physicians?|deans?|presidents?|chair\w*|directors?"
    r"|professors?|provost|chancellor|coordinator|registrar|speaker|valedictorian|daughter|son|mother|father|parents|sister|brother|friends?"
    r"|partner|writer|reporter|photographer|editor|spokes\w+|advis[eo]rs?|mentor|couple|captain|lieutenant|colonel|governor|senator"
    r"|native|member|doctor|veteran|mom|dad|surgeon|scholar|officer|winner|recipient|candidate|classmates|nurse|teacher|founder|specialist)"
)
MEDIUM_BEFORE = re.compile(
    rf"\b{PERSON_NOUN}[,:]?\s+$|\b(?:congratulat\w+(?:\s+to)?|thank(?:s|ed|ing)?(?:\s+to)?|met|introduc\w+|joined by|named|married|among them|hugs|hugging|embraces)[,:]?\s+$",
    re.IGNORECASE,
)
WEAK_BEFORE = re.compile(
    r"\b(?:by|with|like|for|to|joined|was|is|and|from left|left|right|center|cent(?:re|er)):?,?\s+$", re.IGNORECASE
)
IN_PLACE = re.compile(
    r"\b(?:the|in|at|near|into|across|throughout|around|its|our|their|this|of)\s+$|#$", re.IGNORECASE
)

ONE_DEGREE = r"(?:M\.?\s?D\.?|D\.?\s?O\.?|Ph\.?\s?D\.?|MBA|MPH|M\.P\.H\.|R\.?N\.?|Ed\.?D\.?|J\.?D\.?|M\.?S\.?|MHA|DrPH|Pharm\.?D\.?|DDS|DMD|DPM|DVM|PsyD|F(?:AC[A-Z]{1,3}|AA[A-Z]{1,2}|CCP|APA|AHA))"
DEGREE = rf"(?:{ONE_DEGREE}(?:\s?[/-]\s?{ONE_DEGREE})*)"
CREDENTIAL_AFTER = re.compile(rf"^,?\s+{DEGREE}(?![\w-])")
CLASS_AFTER = re.compile(
    rf"^,?\s*\(?(?:(?:{DEGREE}|C|COM|SOM|Med|BS|BA|class of|c/o)\s*,?\s*)?['’‘]\s?\d\d\b|^(?:,\s*|\s*\(\s*)class of \d{{4}}\b|^,?\s*\(?(?:(?:OMS|MS|M|D|L)[-\s]?(?:IV|III|4|3)\b)"
    rf"|^,?\s*\(?{DEGREE}\s*['’‘]?\d{{2,4}}\b",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(r"^,\s*\d\d(?:,|\s+(?:of|from)\s+[A-Z])")
SPEECH_AFTER = re.compile(rf"^,?\s+(?:also\s+)?{SPEECH}\b", re.IGNORECASE)
APPOSITION_AFTER = re.compile(
    rf"^,?\s+(?:\(|(?:an?|the|who|whose|both|one of|another|our|now|then|his|her|my|their)\s)(?:[\w’'-]+\s){{0,5}}?{PERSON_NOUN}\b|^\s+who\b|^,\s+(?:who|whose|left|right|center)\b"
    rf"|^,\s+(?:[\w’'-]+\s){{0,3}}{PERSON_NOUN}\b",
    re.IGNORECASE,
)
HUMAN_VERB_AFTER = re.compile(
    r"^,?\s+(?:and\s+(?:his|her|their)\b|matched\s+(?:at|in|into|with|to)\b)|^(?:,\s+(?:left|right|center|pictured),?)?\s+(?:(?:is|are|was|were)\s+\w+ed\b|(?:will\s+|has\s+|had\s+|have\s+|is\s+|was\s+|are\s+|just\s+|both\s+|also\s+)?(?:open(?:s|ed|ing)?|h[eo]ld(?:s|ing)?|celebrat\w+|hug\w*"
    r"|react\w*|learn(?:s|ed|ing)?|pos(?:e|es|ed|ing)|smil\w+|laugh\w*|cr(?:y|ies|ied|ying)|plans?|hop(?:e|es|ed|ing)|grew|read(?:s|ing)?|wait\w*|show(?:s|ed|ing)?|stood|stands?|cheer\w*|embrac\w+"
    r"|jump\w*|kiss\w*|earned|want(?:s|ed)?|knew|felt|thinks?|thought|love[sd]?|remember\w*|speaks?|spoke|wrote|pick(?:s|ed)?|wav(?:es|ed|ing)|shar(?:es|ed|ing)|find(?:s)?|found|tear(?:s|ing)|look(?:s|ed|ing)"
    r"|begin|start|train|go|head|heads|headed|heading|study|practice|specialize|return|returns|pursue|chose|decided|married|engaged|dream\w*|point(?:s|ed|ing)|walk\w*|talk\w*|applaud\w*|toast\w*|gestur\w+|sit(?:s|ting)?|sat))\b",
    re.IGNORECASE,
)
WEAK_AFTER = re.compile(
    r"^,?\s+(?:of\s+[A-Z]|from\s+[A-Z]|matched|will|has|is|was|received|join(?:s|ed)|won|got)|^[’']s\s+(?:mother|father|parents|wife|husband|family|envelope|letter)|^\s*[(:–—]"
)


OF_PLACE = re.compile(rf"^,?\s+of\s+[{UPPER}]\w+(?:,? [{UPPER}][\w.]+){{0,2}},?")
FOR_SOMEBODY = re.compile(r"(?:^|[.!?]\s+)For\s+$")
OPENING_AFTER = re.compile(r"^\s+[a-z]{3,}")
AND = re.compile(r"\s*(?:,|and|&|,\s+and)\s+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
LONGEST_NAME = 6
LONGEST_SHORT_FORM = 4
"""Letters of the longest word whose stop belongs to it, as that of Jr. does."""


class Strength(IntEnum):
    """How clearly a place tells that a run of capitalised words is a person."""

    none = 0
    faint = 1
    weak = 2
    couple = 3
    medium = 4
    strong = 5
    titled = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person in a text, titles and degrees left out; words are its words in order, case folded."""

    start: int
    end: int
    words: tuple[str, ...]
    strength: Strength


def mentions_in(text: str, ordinary: AbstractSet[str] = frozenset()) -> list[Mention]:
    """Find names of people in a text, in order.

    Args:
        text: any text; its own words only are looked at.
        ordinary: words that the document prints in lower case, so that a capital means nothing.
    """
    runs = list(candidates(text))
    found: dict[int, Mention] = {}
    for index, (start, end) in enumerate(runs):
        previous = found.get(index - 1)
        joined = previous is not None and AND.fullmatch(text, previous.end, start) is not None
        strength = Strength.medium if joined else strength_of(text, start, end)
        if mention := mention_of(text, (start, end), ordinary, strength):
            found[index] = mention
    for index in range(len(runs) - 2, -1, -1):
        following = found.get(index + 1)
        if index in found or following is None or not AND.fullmatch(text, runs[index][1], following.start):
            continue
        if mention := mention_of(text, runs[index], ordinary, Strength.couple):
            found[index] = mention
    return [found[index] for index in sorted(found)]


def mention_of(text: str, span: tuple[int, int], ordinary: AbstractSet[str], strength: Strength) -> Mention | None:
    """Return a run as a mention if it is a name."""
    name = words.words_of(text[slice(*span)])
    if strength is Strength.none or not is_plausible(name, strength, ordinary):
        return None
    return Mention(*span, tuple(name), strength)


def candidates(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every run that could be a name by its words: bodies and everyday words are cut off."""
    for run in RUN.finditer(text):
        pieces = list(re.finditer(r"\S+", run[0]))
        capitals = [piece[0].isupper() for piece in pieces if not is_never(piece[0])]
        shouted = len(capitals) > 1 and all(capitals)
        kept: list[re.Match[str]] = []
        for piece in [*pieces, None]:
            if piece is not None and not is_never(piece[0]) and (shouted or not is_acronym(piece[0], first=not kept)):
                kept.append(piece)
                continue
            if kept and (piece is None or not is_body(piece[0])):
                yield span_of(run.start(), kept)
            kept = []


def span_of(offset: int, pieces: list[re.Match[str]]) -> tuple[int, int]:
    """Start and end in the text of some words of a run; commas and a possessive after the last are left out."""
    last = pieces[-1][0].rstrip(",;:")
    if last.endswith(".") and len(last) > LONGEST_SHORT_FORM:
        last = last[:-1]
    return offset + pieces[0].start(), offset + pieces[-1].start() + len(POSSESSIVE.sub("", last))


def is_never(piece: str) -> bool:
    """Whether a word, hyphens and points included, keeps a run from being one name."""
    parts = words.words_of(piece)
    if len(parts) == 1 and len(parts[0]) == 1:
        return False
    if not parts:
        return True
    if len(parts) == 1 and parts[0] in words.TITLES:
        return True
    return any(part in words.never_names() and part not in words.ALSO_IN_NAMES for part in parts)


def is_acronym(piece: str, *, first: bool) -> bool:
    """Whether capitals make an abbreviation of a word rather than a surname that is printed in capitals."""
    letters = "".join(character for character in piece if character.isalpha())
    if letters.casefold() in words.SUFFIXES:
        return False
    return len(letters) > 1 and letters.isupper() and "." not in piece and (first or len(letters) < 4)


def is_body(piece: str) -> bool:
    """Whether a word makes what stands before it the name of a body, a place or a prize."""
    return any(part in words.PLACES_AND_BODIES for part in words.words_of(piece))


def strength_of(text: str, start: int, end: int) -> Strength:
    """Judge the signs before and after a run."""
    before, after = text[max(0, start - 90) : start], text[end : end + 120]
    titled = TITLE_BEFORE.search(before)
    if titled and is_protected(words.whole_words(titled[0] + text[start:end])[:2]):
        return Strength.none
    if titled or KIN_BEFORE.search(before):
        return Strength.titled
    if STRONG_BEFORE.search(before) or POSTED_BY.search(before):
        return Strength.strong
    if IN_PLACE.search(before):
        return Strength.none
    if SPEECH_AFTER.match(after) or CLASS_AFTER.match(after) or AGE_AFTER.match(after):
        return Strength.strong
    if CREDENTIAL_AFTER.match(after) and not is_state_after(before, after):
        return Strength.strong
    if (
        MEDIUM_BEFORE.search(before)
        or APPOSITION_AFTER.match(after)
        or HUMAN_VERB_AFTER.match(OF_PLACE.sub("", after))
    ):
        return Strength.medium
    opens_sentence = not before.strip() or before.rstrip()[-1] in ".!?:•*"
    if WEAK_AFTER.match(after) or (opens_sentence and OPENING_AFTER.match(after)) or FOR_SOMEBODY.search(before):
        return Strength.weak
    if WEAK_BEFORE.search(before):
        return Strength.faint
    return Strength.none


def is_state_after(before: str, after: str) -> bool:
    """Whether MD or MS after a comma is a state: the run before it stands behind a body's name or a preposition."""
    if not re.match(r"^,\s+(?:MD|MS)\b(?!\s*[/,]\s*[A-Z])", after):
        return False
    segment = re.split(r"[,|]", before.rstrip(" ,"))[-1]
    return bool(re.search(r"\b(?:in|at|of|near|from)\s+$", before)) or any(is_body(word) for word in segment.split())


def is_plausible(name: list[str], strength: Strength, ordinary: AbstractSet[str]) -> bool:
    """Whether the words of a run can be a person's name, given how clear the signs around it are."""
    full = [word for word in name if len(word) > 1 and word not in words.SUFFIXES]
    clear = strength >= Strength.strong
    telling = [word for word in full if word not in words.PARTICLES and (word not in words.never_names() or clear)]
    if not telling or len(full) > LONGEST_NAME:
        return False
    strange = [word for word in telling if word not in ordinary and word not in words.institution_words()]
    if strength is Strength.titled:
        return telling[0] not in ordinary
    if len(name) < 2:
        return strength in (Strength.strong, Strength.couple) and bool(strange)
    if is_protected(name) or all(word in ordinary for word in telling):
        return False
    if strength >= Strength.medium:
        return True
    if any(words.ABSTRACT.fullmatch(word) for word in telling):
        return False
    return len(strange) == len(telling) if strength is Strength.faint else bool(strange)


def is_protected(name: list[str]) -> bool:
    """Whether two following words belong to the name of a known institution or city."""
    full = [word for word in name if len(word) > 1]
    return any(pair in words.protected_pairs() for pair in itertools.pairwise(full))
