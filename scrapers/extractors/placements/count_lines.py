"""Lines that pair one label with one count: "Anesthesiology: 10 students", "Duke (3)", "12 Pediatrics", tiles.

Belongs here: cutting such lines, judging their labels alone and among their neighbours. Does not belong here: sentences
(sentences), lists of institutions under a specialty (lines), whose counts they are (prose).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.documents import Heading, ListItem, Paragraph, Tile
from scrapers.extractors.lexicon import institution_likeness
from scrapers.extractors.numbers import value_of
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.placements.count_labels import LONGEST_LABEL, WORDED, LabelKind, is_label, label_kind

PEOPLE = (
    r"(?:(?:\w+[- ])?(?:students?|graduates?|grads?|seniors?|members?|people|matches|match|positions?|placements?|matched|"
    r"residenc(?:y|ies)|future \w+|new doctors|doctors|physicians))"
)
COUNT = rf"(?P<count>\d{{1,3}}|(?i:{WORDED}))"
SHARE = r"(?:~?\d{1,3}(?:\.\d+)?\s*(?:%|percent|pct\.?)(?:\s+of\s+[\w\s]{3,30})?)"
ASIDE = rf"(?:\s*(?:[(\[]\s*{SHARE}\s*[)\]]|[,;–—/|-]\s*{SHARE}))?"
LABEL_FIRST = (
    re.compile(
        rf"^(?P<label>.*?\S)\s*[(\[]\s*{COUNT}\s*{PEOPLE}?\s*(?:[,;/|–-]\s*(?:{SHARE}|[^()\d%]{{3,40}}))?\s*[)\]]$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<label>.*?\S)\s*(?:[:=|]|\s[-–—]|[–—]|\.{{2,}}|…|-(?=\s))\s*{COUNT}\s*{PEOPLE}?{ASIDE}$", re.IGNORECASE
    ),
    re.compile(
        rf"^(?P<label>.*?[a-z)].*?)\s*[:–—-]?\s*{SHARE}\s*(?:[(\[]\s*(?:n\s*=\s*)?{COUNT}\s*{PEOPLE}?\s*[)\]])$",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?P<label>.*?[A-Za-z)])\s+(?P<count>\d{{1,3}})\s*{PEOPLE}?{ASIDE}$", re.IGNORECASE),
    re.compile(rf"^(?P<label>.*?[A-Za-z)])\s*[x×]\s*{COUNT}$", re.IGNORECASE),
    re.compile(r"^(?P<label>[A-Z&/]{2,8})-(?P<count>\d{1,3})$"),
)
COUNT_FIRST = (
    re.compile(
        rf"^{COUNT}(?:\s*[(\[]\s*{SHARE}\s*[)\]])?\s*(?:{PEOPLE}\b)?\s*(?:[(\[]\s*{SHARE}\s*[)\]])?\s*(?:[:=|–—-]\s*)?(?:\b(?:in|into|at|to|for)\s+(?:the\s+)?)?(?P<label>[A-Za-z].*?)(?:\s*[(\[]\s*{SHARE}\s*[)\]])?$",
        re.IGNORECASE,
    ),
)
SIDE_COLUMN = re.compile(
    r"\b(?:categor\w+|archives?|labels|tags?|topics|browse|related|recent|popular posts|filter|blog|menu|navigation|sitemap|search|"
    r"contents|sections|departments|faculty|directory|contacts?|phones?|extensions?|staff|curriculum|find\s+an?|providers?|jobs?|open\s+positions|vacanc\w+|clerkships?|rotations?|courses?|credits?|patients|events?|calendar|news by)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(
    r"\b(?:matched|matching|will|are|were|is|was|have|has|going|goes|headed|chose|entered|entering)\b.*\.$",
    re.IGNORECASE,
)
IN_TOWN = re.compile(r"^(?P<name>.+?)\s+in\s+(?P<place>[A-Z][\w.’' ]+(?:,\s*[A-Z][\w. ]+)?)$")
VARIOUS = re.compile(r"(?:all\s+)?(?:others?|various|elsewhere|miscellaneous|unknown|none|remaining)\b", re.IGNORECASE)
ALONE = re.compile(rf"(?P<count>\d{{1,3}})(?:\s*{PEOPLE})?{ASIDE}", re.IGNORECASE)
FEWEST_STACKED = 2
FEWEST_HOUSES = 2
"""Institutions with counts that a list must hold for one of them to count without a word about people."""
OF_HOUSES = re.compile(
    r"\b(?:destinations?|hospitals?|institutions?|where|programs?|sites|placements?)\b", re.IGNORECASE
)
HAS_PEOPLE = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
GOING = re.compile(
    r"^(?:(?:who|will|are|have|were|be)\s+)*(?:chose|chosen|match(?:ed|ing)?|enter(?:ed|ing)?|go(?:ing)?|head(?:ed|ing)?|train(?:ing)?|"
    r"pursu\w+|select\w+|plac(?:ed|ing))\s+(?:(?:in|into|to|for|at)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(?:street|st|avenue|ave|drive|road|rd|boulevard|blvd|lane|way|parkway|circle|court|place|plaza|terrace|highway|building|hall|floor)\.?$",
    re.IGNORECASE,
)
MOST_PEOPLE = 400
"""Larger counts are never those of one class in one field or at one place."""
CLEAN = re.compile(r"^[\s•●○◦▪■►‣·*†‡§>»-]+|[\s*†‡§^]+$")


@dataclass(frozen=True, slots=True)
class CountLine:
    """A label with its count, in the passage that holds it."""

    passage: Passage
    label: str
    count: int
    kind: LabelKind


def count_line(passage: Passage) -> CountLine | None:
    """Cut a line into label and count; None where it is no such line."""
    block = passage.block
    if isinstance(block, Tile):
        found = tile_parts(block)
    elif isinstance(block, Paragraph | ListItem):
        found = line_parts(block.text)
    else:
        return None
    if found is None:
        return None
    return CountLine(passage, found[0], found[1], label_kind(found[0]))


def tile_parts(tile: Tile) -> tuple[str, int] | None:
    """Return label and count of a tile whose value is a plain number."""
    if len(tile.value) > LONGEST_LABEL or len(tile.label) > 2 * LONGEST_LABEL:
        return None
    value = re.fullmatch(
        rf"{COUNT}(?:\s*{PEOPLE})?(?:\s*[(\[]?\s*{SHARE}\s*[)\]]?)?", tile.value.strip(), re.IGNORECASE
    )
    label = re.sub(rf"^\s*(?:{PEOPLE}\b)?\s*(?:(?:in|into|at|to)\b)?\s*", "", tile.label, flags=re.IGNORECASE).strip(
        " :*†‡-–—"
    )
    label = GOING.sub("", label)
    label = re.sub(rf"\s*[(\[]?\s*{SHARE}\s*[)\]]?$", "", label)
    return (label, int(value_of(value["count"]))) if value and is_label(label) else None


def line_parts(text: str) -> tuple[str, int] | None:
    """Return label and count of a line, in either order."""
    if SENTENCE.search(text[: 4 * LONGEST_LABEL]):
        return None
    line = words_only(text)
    if len(line) > LONGEST_LABEL + 40:
        return None
    for pattern in (*LABEL_FIRST, *COUNT_FIRST):
        found = pattern.match(line)
        if found is None:
            continue
        label = CLEAN.sub("", found["label"]).strip(" :,;|-–—=")
        if is_label(label):
            return label, int(value_of(found["count"]))
    return None


def words_only(text: str) -> str:
    """Return a line without bullets, footnote marks and repeated spaces; long texts are cut, they are no such lines."""
    return CLEAN.sub("", " ".join(text[: 4 * LONGEST_LABEL].split())).rstrip(" .,;")


def runs(passages: Sequence[Passage]) -> Iterator[list[CountLine]]:
    """Yield runs of neighbouring count lines under the same headings, unknown labels read as most of their run."""
    current: list[CountLine] = []
    gap = 0
    stacked = {line.passage.index: line for line in stacked_lines(passages)}
    for passage in passages:
        if passage.index - 1 in stacked or (isinstance(passage.block, Heading) and passage.index not in stacked):
            continue
        line = stacked.get(passage.index) or count_line(passage)
        if current and (gap > 1 or passage.headings != current[-1].passage.headings):
            yield settled(current)
            current, gap = [], 0
        if line is None:
            gap += 1
        else:
            current.append(line)
            gap = 0
    if current:
        yield settled(current)
    yield from heading_runs(passages)


def heading_runs(passages: Sequence[Passage]) -> Iterator[list[CountLine]]:
    """Yield runs of headings that each pair a specialty with its count; those over lines read elsewhere are none."""
    current: list[CountLine] = []
    present = {passage.index for passage in passages}
    last = max(present, default=0)
    for passage in passages:
        block = passage.block
        if not isinstance(block, Heading):
            continue
        parts = line_parts(block.text)
        has_lines = passage.index < last and passage.index + 1 not in present
        is_field = parts is not None and not has_lines and label_kind(parts[0]) is LabelKind.specialty
        if current and (not is_field or passage.headings != current[-1].passage.headings):
            if len(current) > 1:
                yield current
            current = []
        if parts is not None and is_field:
            current.append(CountLine(passage, parts[0], parts[1], LabelKind.specialty))
    if len(current) > 1:
        yield current


def stacked_lines(passages: Sequence[Passage]) -> Iterator[CountLine]:
    """Yield labels and counts that stand on lines of their own, one over the other, in the same order throughout."""
    short = [
        passage
        for passage in passages
        if isinstance(passage.block, Paragraph | ListItem | Heading) and len(passage.block.text) <= LONGEST_LABEL
    ]
    for label_first in (True, False):
        found = [
            CountLine(label if label_first else number, words, int(value_of(count["count"])), label_kind(words))
            for this, following in pairwise(short)
            for label, number in [(this, following) if label_first else (following, this)]
            if following.index - this.index == 1
            and (count := ALONE.fullmatch(words_only(text_of(number.block))))
            and is_label(words := words_only(text_of(label.block)).strip(" :"))
        ]
        fields = [line for line in found if line.kind in {LabelKind.specialty, LabelKind.institution}]
        if len(fields) >= FEWEST_STACKED and len(fields) * 2 >= len(found):
            yield from fields
            return


def stands_alone(line: CountLine) -> bool:
    """Tell whether a single institution with a count says enough: with a word about people, or known, on a tile."""
    if isinstance(line.passage.block, Tile) and institution_likeness(line.label) == 1.0:
        return True
    above = line.passage.heading_texts[:1]
    if above and OF_HOUSES.search(above[0]):
        return True
    return HAS_PEOPLE.search(text_of(line.passage.block)) is not None


def side_columns(passages: Sequence[Passage]) -> Iterator[int]:
    """Yield the passages that count things of the site itself: stories by topic, posts by month."""
    for passage in passages:
        if passage.heading_texts and SIDE_COLUMN.search(passage.heading_texts[0]) and count_line(passage) is not None:
            yield passage.index


def settled(run: list[CountLine]) -> list[CountLine]:
    """Read unknown labels of a run as what most of the known ones are; drop the rest and lists that count something else."""
    if SIDE_COLUMN.search(run[0].passage.heading_texts[0] if run[0].passage.heading_texts else ""):
        return []
    fields = sum(line.kind is LabelKind.specialty for line in run)
    houses = sum(line.kind is LabelKind.institution for line in run)
    places = sum(line.kind is LabelKind.place for line in run)
    kept = []
    for line in run:
        kind = line.kind
        if kind is LabelKind.unknown and line.label[0].isupper():
            if fields >= 3 and fields * 2 >= len(run):
                kind = LabelKind.specialty
            elif houses >= 2 and houses * 2 >= len(run) and houses > places and not VARIOUS.match(line.label):
                kind = LabelKind.institution
        if kind is LabelKind.place and houses > places and houses >= 2:
            kind = LabelKind.institution
        if kind is LabelKind.institution and houses < FEWEST_HOUSES and not stands_alone(line):
            continue
        if STREET.search(line.label) or line.count > MOST_PEOPLE:
            continue
        if kind in {LabelKind.specialty, LabelKind.institution}:
            kept.append(CountLine(line.passage, line.label, line.count, kind))
    return kept
