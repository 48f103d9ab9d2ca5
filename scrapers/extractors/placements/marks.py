"""Marks in printed rows: repeat counts, continuations, footnote signs, totals and section headings.

Belongs here: what stands beside a name on its line and is not part of it. Does not belong here: names and places.
"""

import re
from functools import lru_cache

from scrapers.extractors.numbers import UNITS

CONTINUED = re.compile(
    r"\s*[-–—,:]?\s*[(\[]?\s*\b(?:cont(?:inued|['’]?d|\.)?|con[’']t\.?)\s*[)\]]?\.?\s*$", re.IGNORECASE
)
BULLET = re.compile(r"^[\s•●○◦▪▫■□►▸‣⁃·*†‡§¶–—-]+(?=\S)")
ORDINAL = re.compile(r"^\s*#?\d{1,3}\s?[.)]\s+(?=[A-Za-z])")
"""The number of a line in a numbered list."""
WITH_SHARE = re.compile(
    r"(\d{1,3}(?:,\d{3})?)(?:\s*[(/;|–—-]\s*|,?\s+)\d{1,3}(?:\.\d+)?\s?%\s*\)?|\d{1,3}(?:\.\d+)?\s?%\s*[(/,;|–—-]?\s*(?:n\s*=\s*)?(\d{1,3}(?:,\d{3})?)\)?"
)
FOOTNOTE = re.compile(r"[\s*†‡§¶^]+$")
NUMBER_WORDS = {word: value for word, value in UNITS.items() if value > 0}
WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
PEOPLE = r"(?:\s*(?:students?|graduates?|residents?|seniors?|positions?|matches|people|grads))?"
NUMBER = rf"(\d{{1,3}}|{WORD})"
MARKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s*[(\[{{{{]\s*[x×]?\s*{NUMBER}\s*[x×]?{PEOPLE}\s*[)\]}}}}]\s*$",
        rf"(?:\s+x|\s*×)\s*{NUMBER}\s*$",
        rf"\s{NUMBER}\s*[x×]\s*$",
        rf"\s[-–—:=]\s*{NUMBER}{PEOPLE}\s*$",
        rf":\s*{NUMBER}{PEOPLE}\s*$",
        r"(?<=^[A-Z]{2})[-–](\d{1,3})$|(?<=^[A-Z]{3})[-–](\d{1,3})$|(?<=^[A-Z]{4})[-–](\d{1,3})$",
        rf"(?:\s|(?<=\)))({WORD}){PEOPLE}\s*$",
    )
)
BARE = re.compile(r"(?<=[\w.)])\s+([1-9]\d?)$")
NUMBERED_NAME = re.compile(
    r"\b(?:pgy|pg|track|level|phase|step|year|class|region|district|site|program|number|no|part|type)\.?\s*\d+$",
    re.IGNORECASE,
)
LEADING = re.compile(rf"^(?:[(\[]\s*{NUMBER}\s*[)\]]|{NUMBER}\s*[x×])\s+(?=\D)", re.IGNORECASE)
TOTAL = re.compile(
    r"^(?:(?:sub|grand)?[\s-]*totals?\b|sum\b|overall\b|all (?:positions|specialties|students|graduates|programs|matches)\b|positions listed)"
    r"|\b(?:totals?|sum):?$",
    re.IGNORECASE,
)
NO_POSITION_SECTION = re.compile(
    r"\b(?:n\.?r\.?m\.?p\.?|national resident matching|early match|s\.?o\.?a\.?p\.?|supplemental offer|main (?:residency )?match|sf match"
    r"|san francisco match|urology match|a\.?u\.?a\.? match|osteopathic match|a\.?o\.?a\.? match|ophthalmology match|scramble"
    r"|non-?nrmp|outside (?:of )?the match|civilian match|other match(?:es)?|regular match)\b",
    re.IGNORECASE,
)
MILITARY_SECTION = re.compile(
    r"^(?:\W*)(?:u\.?s\.? )?(?:military|armed (?:forces|services)|army|navy|air force|uniformed services|joint service)"
    r"(?:\s+(?:graduate medical education|gme|match(?:es)?|placements?|residenc\w+|selections?|appointments?|programs?|board|results?|positions?|service))*\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return a line without bullet or number, footnote signs and '(continued)'."""
    return CONTINUED.sub("", FOOTNOTE.sub("", ORDINAL.sub("", BULLET.sub("", text)))).strip(" ;,")


@lru_cache(maxsize=20_000)
def split_count(text: str, *, allow_bare: bool = False) -> tuple[str, int | None]:
    """Cut a repeat mark off a line: '(2)', 'x2', '- 3', '(two students)'; the count is None where there is none.

    Args:
        text: the line.
        allow_bare: whether a number at the end without any mark counts as one.
    """
    plain = text.strip()
    if NUMBERED_NAME.search(plain):
        return plain, None
    for pattern in (*MARKED, *((BARE,) if allow_bare else ()), LEADING):
        match = pattern.search(plain)
        if match:
            number = next(value for value in match.groups() if value)
            rest = plain[match.end() :] if pattern is LEADING else plain[: match.start()]
            if rest.strip() and (count := as_number(number)):
                return rest.strip(" ,;"), count
    return plain, None


def as_number(text: str) -> int | None:
    """Return a whole number in digits or words, thousands with a comma; None for everything else."""
    plain = FOOTNOTE.sub("", text.strip().casefold()).strip("()[] ")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,5}", plain):
        return int(plain.replace(",", ""))
    return NUMBER_WORDS.get(plain)


def counted(text: str) -> int | None:
    """Return the whole number of a cell that holds it alone or beside its share: '8', '8 (12%)', '12% (8)'."""
    match = WITH_SHARE.fullmatch(text.strip())
    return as_number((match[1] or match[2]) if match else text)


def is_total(text: str) -> bool:
    """Tell whether a label announces a sum and no single row."""
    return bool(TOTAL.search(text.strip()))


def is_section(text: str) -> bool:
    """Tell whether a heading names the match that filled the positions beneath it, and no specialty."""
    return is_military(text) or (bool(NO_POSITION_SECTION.search(text)) and len(text.split()) <= 8)


def is_military(text: str) -> bool:
    """Tell whether a heading stands over military positions."""
    return bool(MILITARY_SECTION.match(text.strip()))
