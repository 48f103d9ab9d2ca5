"""The words of an institution's name: spellings and abbreviations folded to one, the place told apart from the name.

Belongs here: single words. Does not belong here: the place at the end of a name (institution_place.py), which institution
is meant (institutions.py), which names there are (reference/institutions.csv).
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from pipelines.steps.resolve.geography import states
from pipelines.steps.resolve.institution_place import place_apart
from pipelines.steps.resolve.specialty_words import word_set

WITHOUT_APOSTROPHES = str.maketrans("", "", "'’‘`´")
WORD = re.compile(r"[^\W_]+")
PLAIN_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
JOINED_HEALTH = re.compile(r"^([a-z]{3,})(health|care)$")

SPELLINGS: dict[str, tuple[str, ...]] = {
    written: tuple(words.split())
    for words, spellings in {
        "university": "univ u uni universities universty univers",
        "hospital": "hosp hosps hospitals hopsital hospitl",
        "med": "medical medicine medic medl",
        "center": "ctr cntr cent centre centers ctrs cen",
        "med center": "mc medcenter medctr",
        "health": "hlth hth healthsystem",
        "system": "sys systems syst",
        "science": "sciences sci",
        "health science center": "hsc",
        "school": "sch schl",
        "school med": "som msom",
        "college": "coll colleges",
        "college med": "com",
        "regional": "reg regl",
        "memorial": "mem meml",
        "community": "comm cmnty",
        "general": "gen genl",
        "institute": "inst institutes institution",
        "national": "natl nat",
        "foundation": "fdn found",
        "affiliated": "affil affiliates affiliate affiliation affils",
        "program": "progs prog programs",
        "childrens": "children childs child chldrns",
        "saint": "st ste sts saints",
        "mount": "mt",
        "fort": "ft",
        "point": "pt",
        "south": "so southern",
        "north": "no northern",
        "east": "eastern",
        "west": "western",
        "presbyterian": "presby presb presbytrn",
        "providence": "prov",
        "baptist": "bapt",
        "methodist": "meth",
        "county": "co cnty",
        "greater": "grtr gtr",
        "rehabilitation": "rehab",
        "family": "fam",
        "residency": "res residencies",
        "clinic": "clinics",
        "education": "educ ed educational",
        "graduate": "grad",
        "graduate med education": "gme",
        "consortium": "consort consrt",
        "services": "svcs svc service serv",
        "department": "dept",
        "psychiatric": "psych psychiatry psyc",
        "army med center": "amc",
        "va": "vamc veterans",
        "icahn school med mount sinai": "ismms",
        "new york med college": "nymc",
        "new york presbyterian": "nyp",
        "one brooklyn health": "obh",
        "thomas jefferson university": "tju",
        "rosalind franklin university med science": "rfums",
        "hackensack meridian health": "hmh",
        "robert wood johnson university hospital": "rwjuh",
        "robert wood johnson med school": "rwjms",
        "university massachusetts": "umass",
        "university connecticut": "uconn",
        "university pittsburgh": "upitt",
        "university pennsylvania": "upenn",
        "university miami": "umiami",
        "university chicago": "uchicago",
        "saint lukes": "stlukes",
        "beth israel": "bi",
        "osteopathic": "osteo",
        "womens": "women womans",
        "physicians": "physician",
        "surgeons": "surgeon",
        "international": "intl",
        "los angeles": "la",
        "hopkins": "jhu jhh",
        "philadelphia": "phila philly",
        "cincinnati": "cinn cincy",
        "technology": "tech",
        "washington": "wash",
        "joint": "jt",
        "valley": "vly",
        "hospital center": "hc",
        "alliance": "allnc",
        "branch": "br",
        "beach": "bch",
        "springs": "spgs sprgs",
        "river": "riv",
        "heights": "hts",
        "lake": "lk",
        "park": "pk",
        "city": "cty",
        "island": "isl",
        "air force base": "afb",
        "naval": "navy",
    }.items()
    for written in spellings.split()
}
"""Abbreviations and the words they stand for. Medical and medicine fold to one: lists use either for the same house."""

SHORTEST_STEM = 3
SHORTEST_TELLING = 4
"""Letters that the telling words of a name need at least to stand for it."""
DROPPED = word_set("of the at and in for a an inc llc corp corporation aka dba pa pc affairs")
KIND_WORDS = word_set(
    "university hospital med center health care system science school college regional memorial community general "
    "institute national foundation affiliated program family residency clinic education graduate consortium service "
    "department campus network partner group association practice district main division practitioner integrated saint "
    "sponsor sponsored training osteopathic office healthcare new teaching academic institution"
)
"""Words that say what kind of house it is, or open half of all names; stems, as names are folded."""
WRITTEN_OUT = word_set("NY NJ IL WV NC SC TX FL GA MI OH MO TN KY AZ CA PA MN WI RI")
"""Codes that stand for the state's name inside a name; others are words (IN, OR), cities (LA) or Veterans Affairs (VA)."""


NameKey = frozenset[str]
"""The words of a name whatever their order."""


class InstitutionWords(NamedTuple):
    """A printed name as words, and the state and the city that were printed with it."""

    words: tuple[str, ...]
    state: str | None = None
    city: str | None = None

    @property
    def folded(self) -> str:
        """The words as one string; spellings of one name give the same."""
        return " ".join(self.words)


def key_of(words: Iterable[str]) -> NameKey:
    """Return the key of a name whatever its order: lists turn halves round (Brown Univ/Butler, Butler/Brown Univ)."""
    return frozenset(words)


def telling_key(words: Iterable[str]) -> NameKey:
    """Return the key of a name without the words that only say what kind of house it is."""
    return frozenset(words) - KIND_WORDS


@functools.lru_cache(maxsize=50_000)
def institution_words(text: str) -> InstitutionWords:
    """Fold a printed name into words; a state at its end, and a city before that, are taken off."""
    if text.isascii():
        text = text.replace("'", "").replace("`", "").strip()
    else:
        text = unicodedata.normalize("NFKC", text).translate(WITHOUT_APOSTROPHES).strip()
    name, state, city = place_apart(text)
    return InstitutionWords(tuple(_words(name)), state, city)


@functools.lru_cache(maxsize=20_000)
def place_words(text: str | None) -> frozenset[str]:
    """Fold a city's name into words, spelled as in institutions' names."""
    return frozenset(_words(text)) if text else frozenset()


def _words(text: str) -> list[str]:
    fold = _folded_capitals if text.isupper() else _folded_word
    done: list[str] = []
    for written in text.translate(PLAIN_APART).split() if text.isascii() else WORD.findall(text):
        done += fold(written)
    return done


@functools.lru_cache(maxsize=50_000)
def _folded_capitals(written: str) -> tuple[str, ...]:
    return _folded_word(written, is_capitals=True)


@functools.lru_cache(maxsize=50_000)
def _folded_word(written: str, *, is_capitals: bool = False) -> tuple[str, ...]:
    if written in WRITTEN_OUT and not is_capitals:
        return tuple(map(_stem, states()[written].name.casefold().split()))
    word = written.casefold()
    if word in DROPPED:
        return ()
    spelled = SPELLINGS.get(word)
    joined = JOINED_HEALTH.match(word) if spelled is None else None
    return tuple(map(_stem, spelled or (joined.groups() if joined else (word,))))


def _stem(word: str) -> str:
    """Drop the s of a plural or a possessive: lists print St Mary, St Marys and St Mary's of one house."""
    return word[:-1] if len(word) > SHORTEST_STEM and word.endswith("s") and word[-2] not in "sui" else word
