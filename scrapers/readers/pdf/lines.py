"""Words to lines and segments: what stands on one baseline, cut where wide gaps are.

Belongs here: baselines, gaps, leaders, double-struck words. Does not belong here: columns, rows, headings.
"""

import re
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from scrapers.readers.pdf.letter_spacing import closed_up
from scrapers.readers.pdf.page_model import Box, Page, Style, Word, union
from scrapers.readers.wording import normalise

LEADER_STARTS = frozenset("._\u2026\u00b7")
LEADER = re.compile(r"\.{4,}|(?:\. ?){5,}|…{2,}|_{4,}|·{4,}")
LEADER_MARKS = ("....", "……", "____", "····")
"""Without one of these no word holds leader dots."""
BULLETS = frozenset("•▪◦●○■□‣·∙⁃➢➤►✓*\uf0b7\uf0a7\uf076\uf0d8")
MOST_TWINS = 400
"""Earlier words of the same text that a word is compared with; bounds the work on pages of one word repeated."""
SEGMENT_GAP = 1.05
"""Gap, in font sizes, from which two neighbours on a line belong to different segments."""
BULLET_GAP = 4
"""Gap, in font sizes, up to which a bullet belongs to the words after it."""
SAME_WORD = 0.04
"""Gap, in font sizes, below which two neighbours are one word."""
SAME_BASELINE = 0.28
"""Distance of baselines, in font sizes, up to which words stand on one line."""


@dataclass(slots=True)
class Segment:
    """Words that stand on one line without a wide gap between them."""

    words: list[Word]
    box: Box
    baseline: float
    style: Style
    page: Page
    text: str


@dataclass(slots=True)
class Line:
    """Segments on one baseline, from left to right; led where leader dots stood between them; size is the largest font's."""

    segments: list[Segment]
    box: Box
    baseline: float
    page: Page
    size: float
    led: bool = False

    @property
    def text(self) -> str:
        """All words of the line."""
        return " ".join(segment.text for segment in self.segments)


def segment_of(words: list[Word], page: Page) -> Segment:
    """Make a segment of words in order; its style is that of most of its letters."""
    if len(words) == 1:
        text, x0, top, x1, bottom, baseline, style, _ = words[0]
        return Segment(words, Box(x0, top, x1, bottom), baseline, style, page, normalise(text))
    texts, starts, tops, ends, bottoms, baselines, styles, _ = zip(*words, strict=True)
    style = styles[0]
    if styles.count(style) < len(styles):
        weights: Counter[Style] = Counter()
        for text, each in zip(texts, styles, strict=True):
            weights[each] += len(text)
        style = weights.most_common(1)[0][0]
    box = Box(min(starts), min(tops), max(ends), max(bottoms))
    return Segment(words, box, baselines[0], style, page, normalise(" ".join(texts)))


def line_of(segments: list[Segment], *, led: bool = False) -> Line:
    """Make a line of segments that are in order."""
    first = segments[0]
    if len(segments) == 1:
        return Line(segments, first.box, first.baseline, first.page, first.style.size, led)
    box = union([segment.box for segment in segments])
    size = max([segment.style.size for segment in segments])
    return Line(segments, box, first.baseline, first.page, size, led)


def find_lines(page: Page) -> list[Line]:
    """Return the page's lines from top to bottom; no word of the page may be struck twice."""
    return [cut(row, page) for row in baselines(unled(page.words))]


def unled(words: list[Word]) -> list[Word]:
    """Cut leader dots out of words and mark their place with a word of dots."""
    texts = " ".join([word.text for word in words])
    if not any(mark in texts for mark in LEADER_MARKS):
        return words
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
        if same:
            reach, height, left = 0.2 * word.style.size, word.baseline, word.x0
            if any(abs(twin.baseline - height) < reach and abs(twin.x0 - left) < reach for twin in same[-MOST_TWINS:]):
                continue
        same.append(word)
        kept.append(word)
    return kept


def baselines(words: list[Word]) -> list[list[Word]]:
    """Group words by baseline, top to bottom."""
    rows: list[list[Word]] = []
    first = size = 0.0
    for word in sorted(words, key=attrgetter("baseline")):
        if rows and word.baseline - first <= SAME_BASELINE * min(word.style.size, size):
            rows[-1].append(word)
        else:
            rows.append([word])
            first, size = word.baseline, word.style.size
    return rows


def cut(words: list[Word], page: Page) -> Line:
    """Cut the words of one baseline into segments."""
    words.sort(key=attrgetter("x0"))
    words = closed_up(words)
    groups: list[list[Word]] = []
    led = False
    before: Word | None = None
    for word in words:
        if word.text[0] in LEADER_STARTS and LEADER.fullmatch(word.text):
            led, before = True, None
            continue
        gap = word.x0 - before.x1 if before else 0.0
        if before is None or gap > SEGMENT_GAP * max(word.style.size, before.style.size):
            bullet = before is not None and len(groups[-1]) == 1 and before.text in BULLETS
            if bullet and gap < BULLET_GAP * word.style.size:
                groups[-1].append(word)
            else:
                groups.append([word])
        elif gap < SAME_WORD * word.style.size and touching(before, word):
            word = before._replace(text=before.text + word.text, x1=word.x1)
            groups[-1][-1] = word
        else:
            groups[-1].append(word)
        before = word
    if not groups:
        groups = [[words[0]._replace(text="")]]
    return line_of([segment_of(group, page) for group in groups], led=led)


def touching(before: Word, word: Word) -> bool:
    """Tell whether two neighbours are fragments of one word and not an overlong text run into by the next."""
    return before.style.size == word.style.size and word.x0 - before.x1 > -0.15 * word.style.size
