"""Class years: which year a passage speaks of, and by which rule that was decided.

Belongs here: finding years in words, the document's own year, settling conflicts between places that name a year.
Does not belong here: testing cycles and academic years of exam results (measures).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from schemas.documents import Heading, Paragraph, ReadDocument, Table
from scrapers.extractors.own_school import OwnSchool
from scrapers.extractors.passages import Passage, text_of

FIRST_YEAR, LAST_YEAR = 1950, 2049
YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
BARE = re.compile(rf"(?<![\d$.,/#-])(?:FY|AY|CY)?({YEAR})(?![\d]|[,.]\d|-\d{{3}}|\s*(?:percent|%))")
SPAN = re.compile(rf"(?<!\d)({YEAR})\s*(?:-|–|—|/|\bto\b|\bthrough\b)\s*({YEAR}|\d\d(?!\d))(?!\d)", re.IGNORECASE)
CLASS = re.compile(
    rf"\b(?:class|graduates|graduating class|seniors|cohort|alumni)\s+(?:of|for|in)?\s*['’‘]?({YEAR}|\d\d(?!\d|\s*(?:students|%)))",
    re.IGNORECASE,
)
CLASS_AFTER = re.compile(
    rf"\b({YEAR})\s+(?:graduat\w+|class\b|md class|do class|seniors|cohort)|\b(?:m\.?d\.?|d\.?o\.?)\s*['’‘]({YEAR}|\d\d)\b",
    re.IGNORECASE,
)
MATCH = re.compile(
    rf"\b(?:match(?:es)?(?:\s+(?:day|list|results?|week|outcomes?|summary))?|residency|residencies|placements?|results?|outcomes?)"
    rf"(?:\s*[-–:,(|]\s*|\s+(?:for|of|in)\s+|\s+)({YEAR})\b"
    rf"|\b({YEAR})\s+(?:\w+\s+){{0,3}}?(?:match|residency|residencies|placements?|results|outcomes)\b",
    re.IGNORECASE,
)
STAMP = re.compile(
    rf"(?:\b(?:as of|updated|revised|printed|generated|created|accessed|copyright|last modified|posted|published|prepared|data from|rev\.?)"
    rf"\b|©)[^.;|]{{0,40}}?\b({YEAR})\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?({YEAR})\b"
    rf"|\b\d{{1,2}}[./-]\d{{1,2}}[./-]({YEAR})\b|\b({YEAR})-\d\d-\d\d\b",
    re.IGNORECASE,
)

ARRIVING = re.compile(
    r"\bapplications\b|\bapplicants\b|\bmatriculants?\b|\bplaces\s+in\b|\bentering\b|\bincoming\b", re.IGNORECASE
)
"""Words of a sentence about those who come, whose class is not that of those who leave."""
BEFORE_CLASS = 90
"""Letters before a class among which such words make it one that comes."""


@dataclass(frozen=True, slots=True)
class YearMention:
    """One year in a text; strength 4 names the class, 3 the match, 2 is bare, 1 a date, 0 a stamp of the page itself."""

    year: int
    strength: int
    start: int


@dataclass(frozen=True, slots=True)
class YearChoice:
    """The year that a passage speaks of, or none, and the rule that decided."""

    year: int | None
    rule: str


NO_YEAR = YearChoice(None, "no year")


REUNION = re.compile(
    r"\breunions?\b|\balumni\b[^.]{0,40}\bclass\b|\b\d{1,2}(?:st|nd|rd|th)\s+anniversary\b", re.IGNORECASE
)
"""Words beside a class that graduated long ago."""


def years_in(text: str) -> list[int]:
    """Single calendar years in a text, in order; spans of several years and page stamps are left out."""
    return [mention.year for mention in mentions_in(text) if mention.strength > 0]


def mentions_in(text: str) -> list[YearMention]:
    """Years in a text with what their wording tells; a span of two following years counts as its second year."""
    found: dict[int, YearMention] = {}
    covered: list[tuple[int, int]] = []
    for match in SPAN.finditer(text):
        first, last = int(match[1]), completed(match[2], int(match[1]))
        covered.append(match.span())
        if last - first == 1:
            found[match.start()] = YearMention(last, 2, match.start())
    for pattern, strength in ((STAMP, 0), (CLASS, 4), (CLASS_AFTER, 4), (DATE, 1), (MATCH, 3), (BARE, 2)):
        for match in pattern.finditer(text):
            group = next((index for index in range(1, pattern.groups + 1) if match[index]), 0)
            start = match.start(group)
            if start in found or any(left <= start < right for left, right in covered):
                continue
            year = completed(match[group])
            if FIRST_YEAR <= year <= LAST_YEAR:
                found[start] = YearMention(year, strength, start)
    return [found[start] for start in sorted(found)]


def completed(digits: str, after: int = 2000) -> int:
    """Return a year written with two or four digits in full."""
    if len(digits) == 4:
        return int(digits)
    year = after // 100 * 100 + int(digits)
    return year if year <= LAST_YEAR else year - 100


def strongest(mentions: Iterable[YearMention], least: int = 2) -> int | None:
    """Return the year of the strongest wording, or None where two years tie or none is strong enough."""
    candidates = [mention for mention in mentions if mention.strength >= least]
    if not candidates:
        return None
    best = max(mention.strength for mention in candidates)
    years = {mention.year for mention in candidates if mention.strength == best}
    return years.pop() if len(years) == 1 else None


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What a whole document tells about its passages; built once."""

    title: str | None
    address: str | None
    headings: tuple[str, ...]
    sheets: tuple[str, ...]
    document_year: YearChoice
    school: OwnSchool | None = None
    """The school on whose pages it was found, where that is known."""
    cache: dict[str, int | None] = field(default_factory=dict, repr=False, compare=False)

    def class_year(self, passage: Passage) -> YearChoice:
        """Decide the class year of a passage: its own words, caption, headings from the innermost, sheet, document."""
        block = passage.block
        if isinstance(block, Table):
            if block.caption and (year := self.year_of(block.caption)):
                return YearChoice(year, "caption")
        elif year := self.year_of(text_of(block)):
            return YearChoice(year, "own words")
        return self.year_above(passage)

    def year_above(self, passage: Passage) -> YearChoice:
        """Decide the class year of a passage from what stands over it, its own words left out."""
        for words in passage.heading_texts:
            if year := self.year_of(words):
                return YearChoice(year, "heading")
        sheet = passage.block.locator.sheet
        if sheet and (year := self.year_of(sheet)):
            return YearChoice(year, "sheet name")
        return self.document_year

    def year_of(self, words: str) -> int | None:
        """Return the one year that some words name, remembered."""
        if words not in self.cache:
            self.cache[words] = strongest(mentions_in(words))
        return self.cache[words]


def context_of(
    document: ReadDocument, passages: Sequence[Passage], school: OwnSchool | None = None
) -> DocumentContext:
    """Gather what the document tells about all of its passages."""
    headings = tuple(passage.block.text for passage in passages if isinstance(passage.block, Heading))
    sheets = tuple(dict.fromkeys(p.block.locator.sheet for p in passages if p.block.locator.sheet))
    year = document_year(document, passages)
    return DocumentContext(document.title, document.address, headings, sheets, year, school)


def document_year(document: ReadDocument, passages: Sequence[Passage]) -> YearChoice:
    """Decide the year of a whole document: title, top headings, file name, then its first lines and all of its words."""
    if document.title and (year := strongest(mentions_in(document.title))):
        return YearChoice(year, "title")
    tops = [p.block.text for p in passages if isinstance(p.block, Heading) and p.block.level == 1]
    years = {year for text in tops if (year := strongest(mentions_in(text)))}
    if len(years) == 1:
        return YearChoice(years.pop(), "top heading")
    if document.address and (year := address_year(document.address)):
        return YearChoice(year, "address")
    return year_of_words(passages)


def address_year(address: str) -> int | None:
    """Return the year in the last part of an address that holds exactly one; folders of upload dates count last."""
    path = unquote(urlsplit(address).path)
    for part in reversed(path.split("/")):
        if years := {int(year) for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", part)}:
            return years.pop() if len(years) == 1 else None
    return None


def year_of_words(passages: Sequence[Passage]) -> YearChoice:
    """Decide by wording: the class that is named most often, then the first line with a year."""
    named: Counter[int] = Counter()
    classes: set[int] = set()
    first: YearMention | None = None
    for passage in passages:
        if isinstance(passage.block, Table):
            continue
        text = text_of(passage.block)
        for mention in () if REUNION.search(text) else mentions_in(text):
            if ARRIVING.search(text, max(0, mention.start - BEFORE_CLASS), mention.start):
                continue
            if mention.strength >= 3:
                named[mention.year] += 1
            if mention.strength > 3:
                classes.add(mention.year)
            if first is None and mention.strength and isinstance(passage.block, Heading | Paragraph):
                first = mention
    if named:
        (year, count), *others = named.most_common(2)
        if not others or others[0][1] < count:
            return YearChoice(year, "class named in the text" if year in classes else "match named in the text")
    return YearChoice(first.year, "first year in the text") if first else NO_YEAR
