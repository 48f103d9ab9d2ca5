"""Numbers in running text: digits and words, percentages, ranges, "N of M", and how exactly they are meant.

Belongs here: finding numbers and telling quantities from years, dates, addresses, sums of money and names of examinations.
Does not belong here: what is counted (measures, placements), which years are named (years, periods).
"""

import re
from dataclasses import dataclass, replace

from schemas.vocabulary import Qualifier

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000}
SMALL = "|".join(sorted(UNITS, key=len, reverse=True))
TEN = "|".join(TENS)
BELOW_HUNDRED = rf"(?:(?:{TEN})(?:[\s‐-–-]+(?:{SMALL}))?|(?:{SMALL}))"
WORDS = (
    rf"(?:{BELOW_HUNDRED}\s+point\s+(?:{SMALL})(?:[\s-](?:{SMALL}))?|(?:a|{BELOW_HUNDRED})\s+(?:hundred|thousand)(?:\s+and\s+|\s*,?\s*)?(?:{BELOW_HUNDRED}\b)?|{BELOW_HUNDRED}|"
    r"(?:(?:a|two|three|four)\s+)?dozen(?!s))"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
NUMBER = re.compile(rf"(?<![\w./-])(?<!\d,)(?:(?P<digits>{DIGITS})|(?P<words>\b{WORDS}\b))", re.IGNORECASE)
PERCENT = re.compile(r"(?:\s|[\u2009\u202f])*(?:%|percent\b(?!age points)|per\s?cent\b|pct\b)", re.IGNORECASE)
FRACTION = re.compile(
    r"\b(?P<half>half)\b|\b(?:an?|one)[\s-](?P<part>third|quarter|fifth|(?:sixth|seventh|eighth|tenth)(?=\s+of\b))\b(?![\s-]+(?:straight|consecutive|successive|year|time|class|cohort|round|match|cycle|student|graduate|campus|specialty|member|person|option|attempt|exam|week|day|month|semester|annual|edition)\b)"
    r"|\b(?P<several>two|three|four)[\s-](?P<parts>thirds|quarters|fourths|fifths)\b"
    rf"|\b(?P<few>{SMALL}|\d)\s+(?:out\s+of|in|of(?=\s+every))\s+(?:every\s+)?(?P<many>three|four|five|ten|3|4|5|10)\b(?!\s+(?:years|states|programs))"
    r"|\b(?P<single>one|1)\s+(?:out\s+of|in)\s+(?:every\s+)?(?P<among>two|six|seven|eight|nine|twelve|twenty|[26789]|12|20)\b(?!\s+(?:years|states|programs|specialt))",
    re.IGNORECASE,
)
PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
RANGE = re.compile(rf"\s*(?:%|percent)?\s*(?:-|–|—|\bto\b|\band\b)\s*({DIGITS})(?![\d,/-])", re.IGNORECASE)
TOTAL = re.compile(
    rf"(?:\s+(?:students|seniors|graduates|members|people))?\s+(?:out\s+)?of\s+(?:(?:a\s+total\s+of|the|our|its|their|these|those|this|all|[\w.’'-]+['’]s)\s+){{0,3}}"
    rf"(?:(?P<digits>{DIGITS})|(?P<words>{WORDS}))\b(?!\s*(?:%|percent))|\s*/\s*(?P<below>{DIGITS})(?![\d/%])",
    re.IGNORECASE,
)
BEFORE = (
    (Qualifier.at_least, re.compile(r"(?:\b(?:over|more than|better than|greater than|at least|above|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:ed|ing|es)?|no (?:fewer|less) than|upwards? of|a minimum of|in excess of|north of)|slightly (?:more|better) than|[>≥]=?)\s*(?:a\s+|the\s+)?$", re.IGNORECASE)),
    (Qualifier.at_most, re.compile(r"(?:\b(?:under|less than|fewer than|below|at most|up to|no more than|not more than|a maximum of)|(?<!<)[<≤]=?)\s*(?:an?\s+|the\s+)?$", re.IGNORECASE)),
    (Qualifier.about, re.compile(r"(?:\b(?:about|nearly|almost|approximately|roughly|around|some|close to|approx\.?|an estimated|just (?:under|over|shy of)|just about|more or less|virtually|circa)|[~≈])\s*(?:an?\s+|the\s+)?$", re.IGNORECASE)),
)  # fmt: skip
SPREADING = re.compile(
    r"\b(?:out|spread\w*|scatter\w*|all|distribut\w*|fan\w*|dispers\w*|go|goes|range\w*)\s+over\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
AFTER = (
    (Qualifier.at_least, re.compile(r"^\s*(?:\+|(?:or|and)\s+(?:more|higher|better|above|greater))", re.IGNORECASE)),
    (Qualifier.at_most, re.compile(r"^\s*or\s+(?:less|fewer|lower|below)\b", re.IGNORECASE)),
)
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
NOISE = re.compile(
    rf"\b{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\d%])(?:\s*[-–]\s*\d{{1,2}}\b(?!\s*%))?(?:,?\s+(?:19|20)\d\d\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?(?!\s?&)"
    r"|[$€£]\s?[\d,.]+(?:\s*(?:million|billion|thousand|[mbk]\b))?|\b[\d,.]+\s*(?:million|billion|dollars|euros)\b"
    r"|\(?\b\d{3}\)?[\s.-]\d{3}[.-]\d{4}\b|\b\d{3}[.-]\d{4}\b|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|(?<![\d,.])\d{5}(?:-\d{4})?(?!\d|[,.]\d|%|/)"
    r"|\bwithin\s+\d{3}\s*(?:%|percent\b)"
    r"|(?:#|\bNo\.\s?|\b(?:ranked|rank|at|as|is)\s+number\s+)\d+\b|\b(?:with)?in\s+(?:four|five|six)\b(?=\s*(?:[.,;)]|$))|\b\d+(?:st|nd|rd|th)\b(?:[\s-]percentile)?|\b(?:top|first|last|past|next|previous)[\s-]+(?:\d+|ten|five|three|four|two|few)\b"
    r"|\b(?:step|level|l|part|phase|element|outcome|goal|objective|measure|indicator|criterion|question|standard|table|figure|page|section|chapter|room|suite|building|lot|vol(?:ume)?|issue|extension|ext|box|pgy|ms|oms|tier|type|version|grade|route|highway|note)[\s.-]*(?:\d+(?:\.\d+)?[a-z]?|one|two|three|four|i{1,3}|iv)\b(?:\s*[-–]?\s*(?:ck|cs|ce|pe)\b)?(?!\s*(?:%|percent))"
    r"|\b(?:oms|ms|m|year)[\s.-]?(?:[1-7]|i{1,3}|iv|one|two|three|four)\b(?!\s*(?:%|percent|,\d))|\b(?:two|three|four|five|six|\d)-\s+(?:and|or|to)\b"
    r"|\b(?:step|level)s?\s+\d(?:\s*(?:,|and|&|or|through|-|–)\s*\d)+\b(?!\s*(?:%|percent))"
    r"|\bcomlex(?:-usa)?[\s-]*\d\b|\bcovid-\d+|\b\d+(?:\.\d+)?[\s-](?:acre|bed|mile|hour|minute|second|week|month|day|foot|story|page|seat)s?\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:consecutive|straight|successive|academic|calendar)\s+(?:years?|classes|cycles)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|ten)[\s-]+(?:to[\s-]+(?:\d+|three|four|five|six|seven|eight|ten)[\s-]+)?(?:year|yr)s?\b"
    r"|\b\d+\s+(?:[NSEW]\.?\s+|(?:north|south|east|west)\s+)?(?:(?-i:[A-Z])[\w.]*\s+){1,3}(?:street|st|avenue|ave|drive|dr|road|rd|boulevard|blvd|lane|way|parkway|pkwy|circle|court|place|plaza)\b\.?"
    r"|(?<![\d,.])(?:19[5-9]\d|20[0-4]\d)(?:['’]?s)?\s*[-–—/]\s*(?:(?:19|20)?\d\d)(?![\d%.]|\s*(?:%|percent))"
    r"|(?<![\d,.])(?:1[6-9]\d\d|20[0-4]\d)(?!\d|,\d{3}|\.\d|\s*(?:%|percent\b))|['’‘]\d\d\b"
    r"|(?<![-–‐])\bone\b(?![\s-]+(?:third|quarter|fifth)\b|\s+(?:out\s+of|in)\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d)|\s+(?:hundred|percent|student|graduate|senior|member|person|more|other|participant|each)s?\b|\s+(?:(?:is|was|did)\s+not|is\s+(?:pursuing|deferring|taking|delaying|finishing|completing|spending|continuing|seeking)|has\s+deferred|deferred|delayed|postponed)\b)|\bno\s+one\b"
    r"|(?:(?-i:[A-Z])[\w.’'-]+|\[name\]),\s(?:1[89]|[2-6]\d)(?=,\s+(?:who|whose|said|says|of\s+(?-i:[A-Z])|an?\s|is\s|was\s|will\s|has\s|had\s|and\s+(?:his|her)\b))"
    r"|(?<![\d.])(?:\d+(?:\.\d+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))[\s-]*(?:percentage[\s-]+)?points?\b(?!\s+(?:zero|one|two|three|four|five|six|seven|eight|nine)\b)|\b[\d.]+\s*-?\s*(?:percent\s+|%\s*)?(?:higher|lower|increase|decrease|rise|drop|jump)\b|https?://\S+|\S+@\S+",
    re.IGNORECASE,
)  # fmt: skip
MOST_DIGITS = 15
"""Digits that are looked at; longer runs count nothing."""
FILLER = "\x00"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in a text: its place, its value, and what its own words say about it.

    upper is the end of a printed range; total the M of "N of M" or "n/M"; in_words marks numbers and fractions that are
    written out.
    """

    start: int
    end: int
    value: float
    is_percent: bool = False
    qualifier: Qualifier = Qualifier.exact
    upper: float | None = None
    total: int | None = None
    in_words: bool = False
    is_fraction: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it can count people or things."""
        return not self.is_percent and self.value == int(self.value)


def numbers_in(text: str) -> list[Number]:
    """Return the quantities of a text in order; years, dates, times, money, addresses, names of exams are none."""
    masked = NOISE.sub(lambda match: FILLER * len(match[0]), text)
    found = [qualified(fraction_of(match), text) for match in FRACTION.finditer(masked)]
    taken = [(number.start, number.end) for number in found]
    position = 0
    while match_ := NUMBER.search(masked, position):
        position = match_.end()
        if any(start <= match_.start() < end for start, end in taken):
            continue
        number = completed(match_, masked)
        found.append(qualified(number, text))
        position = max(position, number.end)
    return with_shared_percent(sorted(found, key=lambda number: number.start), masked)


def completed(match: re.Match[str], text: str) -> Number:
    """Add percent sign, range and total to a number at its place."""
    value = value_of(match[0])
    number = Number(match.start(), match.end(), value, in_words=match["words"] is not None)
    after = text[number.end :]
    if reach := RANGE.match(after):
        upper, tail = value_of(reach[1]), PERCENT.match(after, reach.end())
        joined_by_and = re.search(r"\band\b", reach[0]) is not None
        between = re.search(r"\bbetween\s+$", text[: number.start], re.IGNORECASE) is not None
        if tail and upper > value and (between or not joined_by_and):
            return replace(number, end=number.end + tail.end(), is_percent=True, upper=upper)
    if sign := PERCENT.match(after):
        return replace(number, end=number.end + sign.end(), is_percent=True)
    if number.is_whole and (total := TOTAL.match(after)):
        below = value_of(total["digits"] or total["words"] or total["below"])
        if below >= value and below == int(below) and below > 1:
            return replace(number, end=number.end + total.end(), total=int(below))
    return number


def fraction_of(match: re.Match[str]) -> Number:
    """Return a fraction in words as a percentage; all but halves and tenths are approximate."""
    if match["half"]:
        value, qualifier = 50.0, Qualifier.exact
    elif match["part"]:
        value, qualifier = 100 / PARTS[match["part"].lower()], Qualifier.about
    elif match["several"]:
        value = 100 * UNITS[match["several"].lower()] / PARTS[match["parts"].lower().rstrip("s")]
        qualifier = Qualifier.about
    elif match["single"]:
        value, qualifier = 100 / value_of(match["among"]), Qualifier.about
    else:
        value, qualifier = 100 * value_of(match["few"]) / value_of(match["many"]), Qualifier.about
    return Number(
        match.start(),
        match.end(),
        round(value, 1),
        is_percent=True,
        qualifier=qualifier,
        in_words=True,
        is_fraction=True,
    )


def qualified(number: Number, text: str) -> Number:
    """Read the words before and after a number that say how exactly it is meant."""
    before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 16]
    for qualifier, pattern in BEFORE:
        found = pattern.search(before)
        if found and not (SPREADING.search(before[: found.end()])):
            return replace(number, qualifier=qualifier, start=number.start - (len(before) - found.start()))
    for qualifier, pattern in AFTER:
        if found := pattern.search(after):
            return replace(number, qualifier=qualifier, end=number.end + found.end())
    return number


def with_shared_percent(found: list[Number], text: str) -> list[Number]:
    """Give the first of "55 and 45 percent" the sign that is printed only once."""
    for index in range(len(found) - 2, -1, -1):
        this, following = found[index], found[index + 1]
        gap = text[this.end : following.start]
        lacks_sign = following.is_percent and not this.is_percent and this.value <= 100 and this.total is None
        joins = re.fullmatch(r"\s*(?:,|,?\s*and\b|\s+or\b)\s*", gap) and this.in_words == following.in_words
        if lacks_sign and joins:
            found[index] = replace(this, is_percent=True)
    return found


def value_of(words: str) -> float:
    """Return the value of digits or number words."""
    words = words.lower().strip()
    if words[0].isdigit():
        return float(words.replace(",", "")[:MOST_DIGITS])
    whole, _, decimals = words.partition(" point ")
    if decimals:
        digits = "".join(str(UNITS.get(word, 0)) for word in re.findall(r"[a-z]+", decimals))
        return value_of(whole) + float(f"0.{digits}")
    total = part = 0
    for word in re.findall(r"[a-z]+", words):
        if word == "dozen":
            part = max(1, part) * 12
        elif word in SCALES:
            part = max(1, part) * SCALES[word]
            total, part = total + part, 0
        elif word == "a":
            part = 1
        else:
            part += UNITS.get(word, TENS.get(word, 0))
    return float(total + part)
