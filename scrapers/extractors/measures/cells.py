"""Cells: what a single cell of a table prints: a share, a count, n of d, two values, nothing.

Belongs here: the forms of one cell. Does not belong here: what rows and columns mean (tables).
"""

import re
from dataclasses import dataclass

from schemas.vocabulary import Qualifier
from scrapers.extractors.numbers import Number, numbers_in, value_of
from scrapers.extractors.periods import periods_in

EMPTY = re.compile(
    r"^\W*(?:n/?a|none|not\s+(?:yet\s+)?(?:available|applicable|reported|offered)|tbd|pending|view|link|pdf|[-–—]+|\*+)?\W*$",
    re.IGNORECASE,
)
MARKS = re.compile(r"[*†‡§^¹²³]+|\[\w\]|(?<=\d%)\s*\d$")
SIMPLE = re.compile(
    r"^\s*(?P<sign>[<>≥≤~≈]=?)?\s*(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?P<percent>%|percent)?\s*$",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"^\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<percent>%|percent)?\s*[(\[]?\s*(?P<part>\d[\d,]*)\s*(?:/|of|out\s+of)\s*(?P<whole>\d[\d,]*)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
FRACTION_FIRST = re.compile(
    r"^\s*(?P<part>\d[\d,]*)\s*(?:/|of|out\s+of)\s*(?P<whole>\d[\d,]*)\s*[(\[=,:;-]?\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<percent>%|percent)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
TWO = re.compile(
    r"^\s*(?P<first>\d+(?:\.\d+)?)\s*(?P<first_percent>%|percent)?\s*(?P<mark>[/|(;,]|\s)\s*(?:n\s*=\s*)?(?P<second>\d+(?:\.\d+)?)\s*(?P<second_percent>%|percent)?\s*\)?\s*$",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"^\s*(?P<first>\d+(?:\.\d+)?)\s*%?\s*(?:-|–|—|to)\s*(?P<last>\d+(?:\.\d+)?)\s*(?P<percent>%|percent)\s*$",
    re.IGNORECASE,
)
SIGNS = {
    "<": Qualifier.at_most,
    "≤": Qualifier.at_most,
    ">": Qualifier.at_least,
    "≥": Qualifier.at_least,
    "~": Qualifier.about,
    "≈": Qualifier.about,
}
LONG = 40
LOWEST_SCORE = 180
"""Means of examinations and nothing else are printed with a smaller number in brackets beside them from here on."""
DEVIATION = re.compile(
    r"(?<=\d)\s*(?:±|\+/-|\(?\s*(?:s\.?d\.?|std\.?(?:\s+dev\.?)?|standard\s+deviation)\s*[=:]?)\s*\d+(?:\.\d+)?\s*\)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value of a cell; is_percent is None where the cell itself does not say."""

    value: float
    is_percent: bool | None
    qualifier: Qualifier = Qualifier.exact
    upper: float | None = None
    part: int | None = None
    whole: int | None = None


def values_of(text: str) -> list[CellValue]:
    """Return the values that a cell prints; none for words, periods, blanks and dashes."""
    plain = DEVIATION.sub("", MARKS.sub("", text)).strip()
    if len(plain) > LONG or EMPTY.match(plain) or not re.search(r"\d", plain) or is_period(plain):
        return []
    if match := SIMPLE.match(plain):
        qualifier = SIGNS.get((match["sign"] or "")[:1], Qualifier.exact)
        return [CellValue(value_of(match["value"]), True if match["percent"] else None, qualifier)]
    if match := RANGE.match(plain):
        return [CellValue(float(match["first"]), True, upper=float(match["last"]))]
    for pattern in (FRACTION, FRACTION_FIRST):
        if match := pattern.match(plain):
            part, whole = int(match["part"].replace(",", "")), int(match["whole"].replace(",", ""))
            if part <= whole:
                return [CellValue(float(match["value"]), True, part=part, whole=whole)]
    if match := TWO.match(plain):
        return two_values(match)
    return (
        [from_number(number) for number in numbers_in(plain)] if len(re.findall(r"[A-Za-z]{2,}", plain)) <= 2 else []
    )


def is_period(plain: str) -> bool:
    """Tell whether a cell holds a period and nothing else."""
    found = periods_in(plain)
    return bool(found) and not re.search(r"\d", "".join(rest(plain, found)))


def rest(plain: str, found: list) -> list[str]:  # type: ignore[type-arg]
    """Return the letters outside the periods."""
    covered = {place for period in found for place in range(period.start, period.end)}
    return [letter for place, letter in enumerate(plain) if place not in covered]


def two_values(match: re.Match[str]) -> list[CellValue]:
    """Return two values of one cell: a share with its count, or a rate with its mean."""
    first, second = float(match["first"]), float(match["second"])
    if is_deviation(match, first, second):
        return [CellValue(first, None)]
    if (
        match["first_percent"]
        and not match["second_percent"]
        and match["mark"] in "(,"
        and second == int(second)
        and second < 100
    ):
        return [CellValue(first, True, part=int(second))]
    if match["second_percent"] and not match["first_percent"] and first == int(first):
        return [CellValue(first, False), CellValue(second, True, part=int(first))]
    return [
        CellValue(first, True if match["first_percent"] else None),
        CellValue(second, True if match["second_percent"] else None),
    ]


def is_deviation(match: re.Match[str], first: float, second: float) -> bool:
    """Tell whether the second value is the standard deviation of a mean score: "246 (15)"."""
    has_sign = match["first_percent"] or match["second_percent"]
    return not has_sign and match["mark"] == "(" and first >= LOWEST_SCORE and second < first / 2


def from_number(number: Number) -> CellValue:
    """Return a number of running words as a value."""
    return CellValue(
        number.value, True if number.is_percent else None, number.qualifier, number.upper, whole=number.total
    )
