"""Words to lines and segments: what stands on one baseline, cut where wide gaps are.

Belongs here: baselines, gaps, leaders, double-struck words. Does not belong here: columns, rows, headings.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scrapers.readers.pdf.page_model import Box, Page, Style, Word, union
from scrapers.readers.wording import normalise

LEADER = re.compile(r"\.{4,}|(?:\. ?){5,}|…{2,}|_{4,}|·{4,}")
BULLETS = frozenset("•▪◦●○■□‣·∙⁃➢➤►✓*\uf0b7\uf0a7\uf076\uf0d8")
MOST_TWINS = 400
"""Earlier words of the same text that a word is compared with; bounds the work on pages of one word repeated."""
SEGMENT_GAP = 1.05
"""Gap, in font sizes, from which two neighbours on a line belong to different segments."""


@dataclass(slots=True)
class Segment:
    """Words that stand on one line without a wide gap between them."""

    words: list[Word]
    box: Box
    baseline: float
    style: Style
    page: Page
    text: str = ""

    def __post_init__(self) -> None:
        """Join the words."""
        self.text = normalise(" ".join(word.text for word in self.words))


@dataclass(slots=True)
class Line:
    """Segments on one baseline, from left to right; led where leader dots stood between them."""

    segments: list[Segment]
    box: Box
    baseline: float
    page: Page
    led: bool = False

    @property
    def text(self) -> str:
        """All words of the line."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def size(self) -> float:
        """Largest font size of the line."""
        return max(segment.style.size for segment in self.segments)


def segment_of(words: list[Word], page: Page) -> Segment:
    """Make a segment; its style is that of most of its letters."""
    if len(words) == 1:
        style = words[0].style
    else:
        weights: Counter[Style] = Counter()
        for word in words:
            weights[word.style] += len(word.text)
        style = weights.most_common(1)[0][0]
    box = union([Box(word.x0, word.top, word.x1, word.bottom) for word in words])
    return Segment(words, box, words[0].baseline, style, page)


def line_of(segments: list[Segment], *, led: bool = False) -> Line:
    """Make a line of segments that are in order."""
    box = union([segment.box for segment in segments])
    return Line(segments, box, segments[0].baseline, segments[0].page, led)


def find_lines(page: Page) -> list[Line]:
    """Return the page's lines from top to bottom."""
    return [cut(row, page) for row in baselines(once(unled(page.words)))]


def unled(words: Iterable[Word]) -> list[Word]:
    """Cut leader dots out of words and mark their place with a word of dots."""
    result: list[Word] = []
    for word in words:
        match = LEADER.search(word.text) if len(word.text) > 3 else None
        if match is None:
            result.append(word)
            continue
        before, after = word.text[: match.start()], LEADER.sub("", word.text[match.end() :])
        dots = len(match.group()) * 0.25 * word.style.size
        letters = max(1, len(before) + len(after))
        each = max(0.2 * word.style.size, (word.x1 - word.x0 - dots) / letters)
        if before:
            result.append(word._replace(text=before, x1=min(word.x1, word.x0 + each * len(before))))
        if after:
            result.append(word._replace(text=after, x0=max(word.x0, word.x1 - each * len(after))))
        middle = word.x0 + each * len(before)
        result.append(word._replace(text="....", x0=middle, x1=max(middle, word.x1 - each * len(after))))
    return result


def once(words: list[Word]) -> list[Word]:
    """Drop words struck twice: the same text within a fraction of its size."""
    kept: list[Word] = []
    places: dict[str, list[Word]] = {}
    for word in words:
        same = places.setdefault(word.text, [])
        reach = 0.2 * word.style.size
        if same and any(
            abs(twin.baseline - word.baseline) < reach and abs(twin.x0 - word.x0) < reach
            for twin in same[-MOST_TWINS:]
        ):
            continue
        same.append(word)
        kept.append(word)
    return kept


def baselines(words: list[Word]) -> list[list[Word]]:
    """Group words by baseline, top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if rows and word.baseline - rows[-1][0].baseline <= 0.28 * min(word.style.size, rows[-1][0].style.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def cut(words: list[Word], page: Page) -> Line:
    """Cut the words of one baseline into segments."""
    words.sort(key=lambda word: word.x0)
    groups: list[list[Word]] = []
    led = False
    fresh = True
    for word in words:
        if LEADER.fullmatch(word.text):
            led = fresh = True
            continue
        before = groups[-1][-1] if groups else None
        if before is None or fresh or word.x0 - before.x1 > SEGMENT_GAP * max(word.style.size, before.style.size):
            bullet = before is not None and len(groups[-1]) == 1 and before.text in BULLETS
            if bullet and before is not None and word.x0 - before.x1 < 4 * word.style.size:
                groups[-1].append(word)
            else:
                groups.append([word])
        elif word.x0 - before.x1 < 0.04 * word.style.size and touching(before, word):
            groups[-1][-1] = before._replace(text=before.text + word.text, x1=word.x1)
        else:
            groups[-1].append(word)
        fresh = False
    if not groups:
        groups = [[words[0]._replace(text="")]]
    return line_of([segment_of(group, page) for group in groups], led=led)


def touching(before: Word, word: Word) -> bool:
    """Tell whether two neighbours are fragments of one word and not an overlong text run into by the next."""
    return before.style.size == word.style.size and word.x0 - before.x1 > -0.15 * word.style.size
