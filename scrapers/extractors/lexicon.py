"""What words look like: a specialty, an institution, a position; answered in microseconds from tables loaded once.

Belongs here: likeness of single strings, specialties at the edge of a line, kind of position. Does not belong here:
places (gazetteer.py), which specialty or hospital exactly is meant (pipelines/steps/resolve), what a table says.
"""

import re
import unicodedata
from functools import cache, lru_cache

from schemas.vocabulary import Position
from scrapers.extractors import vocabulary_words as words
from scrapers.extractors.gazetteer import split_location, suffix_state
from scrapers.reference import institutions, specialties

Phrase = tuple[str, ...]
WORD = re.compile(r"[a-z0-9]+")
LIKELY = 0.8
"""Likeness from which a string counts as a specialty or an institution by itself."""
ABBREVIATED = re.compile(r"^\s*([^()]+?)\s*\(([^()]{2,30})\)\W*$")
"""A specialty printed twice, as a name and as its abbreviation."""
SEPARATOR = re.compile(
    r"\s+[-–—|:]\s*|\s*[–—|:;]\s+|:\s*|,\s+|\s*(?:\.\s?){3,}\s*|\s*…+\s*|\s*_{3,}\s*|\t+|\s{2,}|\s+(?:at|to)\s+"
)
POSITIONS = (
    (Position.preliminary, re.compile(r"\bprelim(?:inary)?\b", re.IGNORECASE)),
    (Position.transitional, re.compile(r"\btransitional\b|\btransition year\b|^\s*TY\b", re.IGNORECASE)),
    (Position.categorical, re.compile(r"\bcategorical\b", re.IGNORECASE)),
    (Position.advanced, re.compile(r"\badvanced\b", re.IGNORECASE)),
    (Position.physician_only, re.compile(r"\bphysician[- ]only\b|\breserved\b", re.IGNORECASE)),
    (Position.military, re.compile(r"\bmilitary\b", re.IGNORECASE)),
)
POSITION_CODES = {
    "c": Position.categorical,
    "p": Position.preliminary,
    "a": Position.advanced,
    "r": Position.physician_only,
    "t": Position.transitional,
    "m": Position.military,
    "cat": Position.categorical,
    "pre": Position.preliminary,
    "adv": Position.advanced,
    "ty": Position.transitional,
    "mil": Position.military,
}


def tokens_of(text: str) -> Phrase:
    """Return the words of a string in plain lower case; '&' reads as 'and'."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "").replace("&", " and ").casefold())
    return tuple(WORD.findall(plain))


@cache
def specialty_phrases() -> dict[str, tuple[Phrase, ...]]:
    """Phrases that name specialties, by first word, longest first; non-residency outcomes are among them."""
    phrases = {tokens_of(name) for item in specialties() for name in (item.canonical_name, *item.aliases)}
    phrases |= {tokens_of(item.acgme_nrmp_name) for item in specialties() if item.acgme_nrmp_name}
    phrases.discard(())
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(found) for first, found in by_first.items()}


@cache
def institution_names() -> frozenset[Phrase]:
    """Names and other spellings of all known institutions."""
    names = {tokens_of(name) for item in institutions() for name in (item.name, *item.aliases)}
    return frozenset(name for name in names if name)


@cache
def institution_starts() -> frozenset[Phrase]:
    """First two words of every known institution whose second word tells something."""
    return frozenset(name[:2] for name in institution_names() if len(name) > 1 and name[1] not in words.FILLERS)


@lru_cache(maxsize=20_000)
def specialty_likeness(text: str) -> float:
    """Tell how much a string reads like the name of a specialty, 0 to 1."""
    tokens = tokens_of(text)
    if not 0 < len(tokens) <= words.LONGEST_SPECIALTY:
        return 0.0
    if tokens in specialty_phrases().get(tokens[0], ()):
        return 1.0
    covered, named = coverage(tokens)
    if not named or is_data(tokens):
        return 0.0
    likeness = sum(covered) / len(tokens)
    if likeness < 1 and (match := ABBREVIATED.match(text)):
        likeness = max(likeness, min(specialty_likeness(match[1]), specialty_likeness(match[2])))
    if any(not share and token in words.STRONG_INSTITUTION for token, share in zip(tokens, covered, strict=True)):
        likeness *= 0.4
    return likeness


def is_data(tokens: Phrase) -> bool:
    """Tell whether a string holds numbers and codes beside its words: a row of figures, and no name."""
    numbers = [token for token in tokens if token[0].isdigit()]
    return len(numbers) > 2 or any(len(token) > 4 and token[:4].isdigit() for token in numbers)


def coverage(tokens: Phrase) -> tuple[list[float], bool]:
    """Return how well each word is explained by specialty phrases and their modifiers, and whether one names a field."""
    covered = [0.0] * len(tokens)
    named = False
    index = 0
    while index < len(tokens):
        length = phrase_length(tokens, index)
        if length:
            covered[index : index + length] = [1.0] * length
            named = True
        elif tokens[index] in words.SPECIALTY:
            covered[index], length, named = 0.95, 1, True
        else:
            covered[index], length = (0.9 if tokens[index] in words.MODIFIERS else 0.0), 1
        index += length
    return covered, named


def phrase_length(tokens: Phrase, index: int) -> int:
    """Return the length of the longest specialty phrase at a place, 0 where there is none that is safe inside a line."""
    for phrase in specialty_phrases().get(tokens[index], ()):
        if tokens[index : index + len(phrase)] == phrase and (len(phrase) > 1 or phrase[0] not in words.ONLY_ALONE):
            return len(phrase)
    return 0


@lru_cache(maxsize=20_000)
def institution_likeness(text: str) -> float:
    """Tell how much a string reads like the name of a hospital, university or program, 0 to 1."""
    tokens = tokens_of(text)
    if not 0 < len(tokens) <= words.LONGEST_INSTITUTION:
        return 0.0
    if tokens in institution_names() or tokens_of(split_location(text).program) in institution_names():
        return 1.0
    if is_data(tokens):
        return 0.0
    if specialty_likeness(text) >= LIKELY:
        return 0.1
    if suffix_state(text) or any(token in words.STRONG_INSTITUTION for token in tokens):
        return 0.9
    if len(tokens) > 1 and tokens[:2] in institution_starts():
        return LIKELY
    weak = sum(token in words.INSTITUTION for token in tokens)
    return (0.2, 0.6, 0.8)[min(weak, 2)]


def is_known_institution(text: str) -> bool:
    """Tell whether a string is exactly a name of an institution that the reference table holds."""
    return tokens_of(text) in institution_names()


@lru_cache(maxsize=20_000)
def position_in(text: str) -> Position | None:
    """Return the kind of position that the words of a specialty or of a cell tell."""
    return next((position for position, pattern in POSITIONS if pattern.search(text)), None)


def position_code(text: str) -> Position | None:
    """Return the kind of position that a whole cell names, as a word or by its usual letter."""
    return POSITION_CODES.get(text.strip(" .()").casefold()) or position_in(text)


@lru_cache(maxsize=20_000)
def specialty_prefix(text: str) -> tuple[str, str] | None:
    """Split a line that opens with a specialty and goes on with something else; the longest specialty wins."""
    best: tuple[str, str] | None = None
    for match in SEPARATOR.finditer(text):
        head, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if head and rest and specialty_likeness(head) >= LIKELY and not is_rest_of_specialty(head, rest):
            best = head, rest
    return best or glued_prefix(text)


def is_rest_of_specialty(head: str, rest: str) -> bool:
    """Tell whether what follows the separator still belongs to the name of the specialty."""
    return specialty_likeness(rest) >= LIKELY and specialty_likeness(f"{head} {rest}") >= LIKELY


def glued_prefix(text: str) -> tuple[str, str] | None:
    """Split a line without any separator after the longest run of words that name a specialty."""
    parts = text.split()
    for length in range(min(len(parts) - 1, words.LONGEST_SPECIALTY), 0, -1):
        head, rest = " ".join(parts[:length]), " ".join(parts[length:])
        if stands_glued(head) and institution_likeness(rest) >= LIKELY:
            return head.rstrip(" ,-–—"), rest
    return None


def glued_suffix(text: str) -> tuple[str, str] | None:
    """Split a line without any separator before the run of words at its end that names a specialty."""
    parts = text.split()
    ends = [(" ".join(parts[:start]), " ".join(parts[start:])) for start in range(1, len(parts))]
    good = [(head, rest) for head, rest in ends if stands_glued(rest) and institution_likeness(head) >= LIKELY]
    known = [(head, rest) for head, rest in good if is_known_specialty(rest)]
    head, rest = (known or good or [("", "")])[0]
    return (head.rstrip(" ,-–—"), rest) if head and plain_end(head) else None


def stands_glued(text: str) -> bool:
    """Tell whether words name a specialty so clearly that they may be cut off a line without any sign."""
    tokens = tokens_of(text)
    if tokens in institution_names():
        return False
    if not tokens or not plain_end(text) or tokens[0] in words.FILLERS or len("".join(tokens)) <= 3:
        return False
    if len(tokens) == 1 and tokens[0] in words.NOT_GLUED:
        return False
    return is_known_specialty(text) or (len(tokens) > 1 and specialty_likeness(text) >= 0.9)


def is_known_specialty(text: str) -> bool:
    """Tell whether a string is exactly a name of a specialty that the reference table holds."""
    tokens = tokens_of(text)
    return bool(tokens) and tokens in specialty_phrases().get(tokens[0], ())


@lru_cache(maxsize=20_000)
def specialty_suffix(text: str) -> tuple[str, str] | None:
    """Split a line that opens with something else and ends with a specialty: the other words, then the specialty."""
    for match in SEPARATOR.finditer(text):
        head, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if head and rest and specialty_likeness(rest) >= LIKELY and specialty_likeness(head) < LIKELY:
            return head, rest
    return glued_suffix(text)


def plain_end(head: str) -> bool:
    """Tell whether a run of words can end here: not on 'and', 'of' or an opening mark."""
    last = tokens_of(head)
    return bool(last) and last[-1] not in words.FILLERS
