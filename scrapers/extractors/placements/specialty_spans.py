"""Names of specialties within running text: where each starts and ends.

Belongs here: finding the longest name, names joined by strokes or sharing a head ("diagnostic and interventional
radiology"), kinds of position printed with them. Does not belong here: strings that are a specialty as a whole
(lexicon), which specialty is meant (pipelines/steps/resolve).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from scrapers.extractors.vocabulary_words import listed
from scrapers.reference import specialties

TOKEN = re.compile(r"[A-Za-z]+|\d+|&")
LONGEST_NAME = 9
"""Words in the longest name looked for."""
LONG_WORD, VERY_LONG_WORD = 8, 13
"""Letters from which a word is known with one slip, and with two."""
NOT_RESIDENCIES = frozenset({"non_gme", "other", "dental"})
KEPT_IN_PROSE = frozenset({"oral_maxillofacial_surgery"})
FURTHER_NAMES = (
    "oral surgery", "maxillofacial surgery", "general medicine", "primary care medicine", "primary medicine",
    "anesthesia", "radiology", "psychiatry and behavioral sciences", "oral and maxillofacial surgery", "paediatrics",
    "orthopaedic medicine", "critical care medicine", "sports medicine", "pain medicine", "geriatrics", "neurosurgery",
    "cardiology", "gastroenterology", "hematology", "oncology", "nephrology", "pulmonology", "endocrinology",
    "rheumatology", "infectious diseases", "trauma surgery", "pediatric surgery", "hand surgery", "medical oncology",
    "obstetrics", "gynecology", "otorhinolaryngology", "head and neck surgery", "rehabilitation medicine", "immunology",
    "preliminary year", "transition year", "transitional program", "preliminary internal medicine", "urologic surgery",
    "preliminary general surgery", "community medicine", "family practice", "neuroradiology", "addiction medicine",
    "hospice and palliative medicine", "palliative medicine", "osteopathic manipulative medicine", "cardiac surgery",
    "manipulative medicine", "child and adolescent psychiatry", "child psychiatry", "adolescent medicine", "general practice", "general internal medicine", "women s health", "public health",
)  # fmt: skip
WEAK_NAMES = listed(
    "medicine emergency eye research internship general internist clinical vascular genetics allergy medical gyn oto "
    "transitional preliminary categorical prelim plastic plastics critical neuro oph uro path derm orth gas er fp ns gs "
    "cardiothoracic women child pediatric ob nm omt omm psych interventional tri dr ir surg neurodevelopmental anes primary"
)
"""Names too common as plain words, or too short, to count as a specialty in running text by themselves."""
ADJECTIVE = re.compile(r"[a-z]{4,}(?:ic|al|ive|ary)")
NO_BRANCH = frozenset(
    {"clinical", "academic", "osteopathic", "allopathic", "medical", "preclinical", "scientific", "basic", "elective"}
)
"""Words that make no choice of a field with 'medicine'."""
VAGUE = frozenset(
    {
        "allopathic",
        "medical",
        "surgical",
        "preclinical",
        "scientific",
        "basic",
        "elective",
        "clinical",
        "academic",
        "general",
        "traditional",
        "community",
        "rural",
        "urban",
        "osteopathic",
    }
)
"""Words that make no specialty of 'medicine'."""
LEADING = listed(
    "general adult categorical preliminary prelim advanced integrated combined pediatric child rural urban osteopathic "
    "clinical anatomic diagnostic interventional transitional traditional academic primary-care thoracic community"
)
TRAILING = re.compile(
    r"(?:\s?[-–/]\s?|\s+|\s*\()(?:preliminary|prelim|categorical|advanced|integrated|primary care|research(?: track)?|"
    r"rural(?: track)?|diagnostic|interventional|pediatric|child|general|head (?:and|&) neck(?: surgery)?|physician scientist)"
    r"(?:\s+(?:year|only|one[- ]year))?\)?(?![a-z])",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s?/\s?|[-–](?=\S)|\s+(?:&|and)\s+(?=preliminary\b)")
ELLIPSIS = re.compile(
    r"\b(diagnostic|interventional|anatomic(?:al)?|clinical|child|adolescent|vascular|general|plastic|reconstructive|"
    r"family|internal|emergency|orthop(?:a)?edic|neurological|radiation|medical)(?:\s+(?:and|&|or)\s+|,\s+)$",
    re.IGNORECASE,
)
CENTER = re.compile(r"cent(?:er|re)\s+(?:for|in)\b", re.IGNORECASE)
"""'The Medical Center for surgery' may be a place and a field, 'the Center for Surgery' is one name."""
NOT_A_CHOICE = re.compile(
    r"\bfaculty\s+of\s+$|\b(?:school|college|schools|colleges|department|dept\.?|division|divisions|departments|institute|center|centre|board|"
    r"academy|society|association|chair|chairman|chairwoman|chairperson|professor|director|practice|journal|bachelor|"
    r"doctor|doctors|master|masters|chief|head|degree|section|office)\s+(?:of|for|in|on)\s+"
    r"(?:the\s+)?(?:osteopathic\s+|clinical\s+|academic\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpecialtySpan:
    """A name of a specialty in a text; weak where the words are common ones that need a count beside them."""

    start: int
    end: int
    text: str
    is_weak: bool


@cache
def known_names() -> frozenset[tuple[str, ...]]:
    """Names of specialties as tuples of small words."""
    names: set[tuple[str, ...]] = set()
    for specialty in specialties():
        if specialty.category in NOT_RESIDENCIES and specialty.slug not in KEPT_IN_PROSE:
            continue
        for name in (specialty.canonical_name, specialty.acgme_nrmp_name or "", *specialty.aliases):
            names.add(words_of(name))
    names.update(words_of(name) for name in FURTHER_NAMES)
    return frozenset(name for name in names if 0 < len(name) <= LONGEST_NAME)


@cache
def lengths_by_first() -> dict[str, tuple[int, ...]]:
    """Return how long the names are that start with each word, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in known_names():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, '&' as 'and', strokes left out."""
    return tuple("and" if token[0] == "&" else token[0].lower() for token in TOKEN.finditer(text))


@lru_cache(maxsize=512)
def specialty_spans(text: str) -> tuple[SpecialtySpan, ...]:
    """Find the names of specialties in a text, longest first at each place, in order."""
    tokens = [(match.start(), match.end(), match[0]) for match in TOKEN.finditer(text)]
    found: list[SpecialtySpan] = []
    position = 0
    while position < len(tokens):
        length = longest_at(text, tokens, position)
        if not length:
            position += 1
            continue
        start, end = extended(text, tokens[position][0], tokens[position + length - 1][1])
        while position < len(tokens) and tokens[position][0] < end:
            position += 1
        if text[start:end] == "NM" and text[:start].rstrip().endswith(","):
            continue
        words = words_of(text[start:end])
        if len(words) == 2 and words[1] in {"medicine", "surgery"} and words[0] in NO_BRANCH:
            continue
        opening = NOT_A_CHOICE.search(text[:start])
        if opening is not None and not (CENTER.match(opening[0]) and text[start].islower()):
            continue
        found.append(SpecialtySpan(start, end, text[start:end], is_weak(text[start:end])))
    return tuple(joined(text, found))


def longest_at(text: str, tokens: list[tuple[int, int, str]], position: int) -> int:
    """Return how many words the longest known name has that starts at a word; 0 where none does."""
    names = known_names()
    first = spelled(tokens[position][2].lower())
    for length in lengths_by_first().get(first, ()):
        if length > len(tokens) - position:
            continue
        chosen = tokens[position : position + length]
        words = tuple("and" if word == "&" else spelled(word.lower()) for _, _, word in chosen)
        if words not in names or not is_unbroken(text, chosen):
            continue
        printed = text[chosen[0][0] : chosen[-1][1]]
        if is_acronym(words) and not printed.isupper() and not any(c.isupper() for c in printed[1:]):
            continue
        return length
    return branch_at(text, tokens, position)


def branch_at(text: str, tokens: list[tuple[int, int, str]], position: int) -> int:
    """Return 2 where an adjective and 'medicine' or 'surgery' make the name of a branch that no table lists, else 0."""
    pair = tokens[position : position + 2]
    if len(pair) < 2 or pair[1][2].lower() not in {"medicine", "surgery"} or not is_unbroken(text, pair):
        return 0
    word = pair[0][2].lower()
    return 2 if ADJECTIVE.fullmatch(word) and word not in VAGUE else 0


@cache
def long_words() -> tuple[str, ...]:
    """Return the words of specialties' names that are long enough to be known in spite of a slip."""
    return tuple(sorted({word for name in known_names() for word in name if len(word) >= LONG_WORD}))


@lru_cache(maxsize=20_000)
def spelled(word: str) -> str:
    """Return the word of a specialty that a word is a misspelling of, else the word itself."""
    if len(word) < LONG_WORD or word in long_words():
        return word
    slips = 2 if len(word) >= VERY_LONG_WORD else 1
    found = process.extractOne(word, long_words(), scorer=DamerauLevenshtein.distance, score_cutoff=slips)
    return found[0] if found is not None and found[0][0] == word[0] else word


def is_acronym(words: tuple[str, ...]) -> bool:
    """Tell whether a name is an abbreviation that must be printed in capitals to count."""
    joined_words = "".join(words)
    return len(joined_words) <= 3


def is_unbroken(text: str, tokens: list[tuple[int, int, str]]) -> bool:
    """Tell whether only strokes, spaces and brackets stand between the words of a name."""
    for (_, end, _), (start, _, _) in pairwise(tokens):
        if re.fullmatch(r"\s*[-–—/(]?\s*|\)?\s*[-–—/]?\s*|['’]", text[end:start]) is None:
            return False
    return True


def extended(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a name by the words before and behind it that belong to it."""
    before = re.search(r"([A-Za-z-]+)[\s-]+$", text[:start])
    if before is not None and before[1].lower() in LEADING:
        start = before.start(1)
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    while (behind := TRAILING.match(text, end)) is not None and behind[0].count("(") == behind[0].count(")"):
        end = behind.end()
    abbreviation = re.match(r"\s*\(([A-Z&/.-]{2,8})\)", text[end:])
    if abbreviation is not None and words_of(abbreviation[1]) in known_names():
        end += abbreviation.end()
    return start, end


def is_weak(printed: str) -> bool:
    """Tell whether the printed words need a count right beside them to mean a specialty."""
    words = words_of(printed)
    return " ".join(words) in WEAK_NAMES or (len(words) > 1 and words[-1] == "medicine" and set(words[:-1]) <= VAGUE)


def joined(text: str, phrases: list[SpecialtySpan]) -> Iterator[SpecialtySpan]:
    """Join names with a stroke between them, and adjectives that share the head of the name behind them."""
    current: SpecialtySpan | None = None
    for phrase in phrases:
        link = JOINED.match(text, current.end) if current is not None else None
        if current is not None and link is not None and link.end() == phrase.start:
            current = SpecialtySpan(current.start, phrase.end, text[current.start : phrase.end], is_weak=False)
            continue
        if current is not None:
            yield current
        current = with_shared_head(text, phrase)
    if current is not None:
        yield current


def with_shared_head(text: str, phrase: SpecialtySpan) -> SpecialtySpan:
    """Take in an adjective before the name where it and the last word of the name make a known name too."""
    found = ELLIPSIS.search(text[: phrase.start])
    words = words_of(phrase.text)
    if found is None or len(words) < 2 or (found[1].lower(), words[-1]) not in known_names():
        return phrase
    if "," in found[0]:
        return phrase
    return SpecialtySpan(found.start(1), phrase.end, text[found.start(1) : phrase.end], is_weak=False)
