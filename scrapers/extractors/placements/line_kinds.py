"""Single lines: what each is by itself, which of them form a list, and how that list is laid out.

Belongs here: kinds of lines, runs, forms. Does not belong here: reading a run (lines.py), one line's parts (combined.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from schemas.documents import Heading, ListItem, Paragraph
from scrapers.extractors.gazetteer import city_likeness, split_location, split_place, state_code, suffix_state
from scrapers.extractors.lexicon import LIKELY, institution_likeness, is_known_institution, specialty_likeness
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.columns import like_institution
from scrapers.extractors.placements.combined import Combined, parse_combined
from scrapers.extractors.placements.marks import bare, is_section, is_total, split_count
from scrapers.extractors.placements.records import Names
from scrapers.extractors.years import mentions_in, strongest

LONGEST_LINE = 26
"""Most words of a line of a list; longer ones are sentences."""
FEWEST = 3
"""Lines or placements from which a run is a list."""
SENTENCE = re.compile(
    r"[a-z]{4,}(?<!niv)(?<!osp)(?<!oll)(?<!ffil)[.!?]\s+[A-Z]|\b(?i:is|are|was|were|will|has|have|your|we|you|they|their)\b|[!?]$"
)
TITLE = re.compile(
    r"\b(?:match (?:list|results?|day|summary)|class of|residency match|appointments|graduat\w+ class|matched)\b",
    re.IGNORECASE,
)
PAGE_NOTE = re.compile(
    r"^(?:page|slide)\s+\d+|^\d+(?:\s+of\s+\d+)?$|\bas of\b|\bprepared by\b|©|\bcopyright\b|https?:|www\.|@",
    re.IGNORECASE,
)

NAMED = 0.8
"""Share of entries that must open with a person for names to tell what stands over what."""
COUNTED_FIRST = re.compile(r"^(\d{1,3})\s+(?:in\s+)?(\D+)$")
"""A specialty behind the number of its people."""


class Kind(StrEnum):
    """What one line is by itself."""

    specialty = "specialty"
    institution = "institution"
    combined = "combined"
    place = "place"
    state = "state"
    year = "year"
    section = "section"
    name = "name"
    note = "note"
    other = "other"
    sentence = "sentence"


class Form(StrEnum):
    """How a list is laid out."""

    specialty_first = "specialty over institutions"
    institution_first = "institution over specialties"
    combined = "specialty and institution on one line"


SHARE = re.compile(r"\d\s?%\W*$")
"""A line that ends with a percentage tells a share, not a position."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its words, marks cut off, and what it is."""

    passage: Passage
    text: str
    kind: Kind
    count: int | None
    is_heading: bool
    parts: Combined | None = None
    city: str | None = None


def names_city(parts: Combined) -> bool:
    """Tell whether what stands beside a specialty is a city, and no institution that is called like one."""
    return parts.city is None and city_likeness(parts.program) == 1.0 and not is_known_institution(parts.program)


def line_of(passage: Passage, names: Names) -> Line | None:
    """Return a passage as a line; None for tables and tiles."""
    block = passage.block
    if not isinstance(block, Heading | Paragraph | ListItem):
        return None
    is_heading = isinstance(block, Heading)
    text = bare(block.text)
    if (counted := COUNTED_FIRST.match(text)) and specialty_likeness(counted[2]) >= LIKELY:
        return Line(passage, counted[2], Kind.specialty, int(counted[1]), is_heading)
    kind = kind_of(text, is_heading)
    parts = parse_combined(text) if kind in {Kind.specialty, Kind.institution, Kind.other} else None
    if parts is not None and names_city(parts):
        return Line(passage, parts.specialty, Kind.specialty, parts.count, is_heading, city=parts.program)
    if parts is not None and kind is not Kind.specialty:
        return Line(passage, text, Kind.combined, parts.count, is_heading, parts)
    if kind is Kind.other and names.is_name(text):
        kind = Kind.name
    plain, count = split_count(text, allow_bare=kind is Kind.institution)
    return Line(passage, plain, kind, count, is_heading)


def kind_of(text: str, is_heading: bool) -> Kind:
    """Tell what a line is, names of people and two things on one line left out."""
    if (
        not text
        or PAGE_NOTE.search(text)
        or is_total(text)
        or SHARE.search(text)
        or (not is_heading and TITLE.search(text))
    ):
        return Kind.note
    if len(text.split()) > LONGEST_LINE:
        return Kind.sentence
    plain = split_count(text, allow_bare=True)[0]
    if is_section(plain):
        return Kind.section
    if state_code(plain) and len(plain) > 2:
        return Kind.state
    if is_place(plain):
        return Kind.place
    if specialty_likeness(plain) >= LIKELY:
        return Kind.specialty
    if is_heading and strongest(mentions_in(text)) and not suffix_state(plain):
        return Kind.year
    if like_institution(text) and not SENTENCE.search(split_location(plain).program):
        return Kind.institution
    if strongest(mentions_in(text)) and len(text.split()) <= 8:
        return Kind.year
    return Kind.sentence if SENTENCE.search(text) and len(text.split()) > 4 else Kind.other


def is_place(text: str) -> bool:
    """Tell whether a line is a city with its state, and not an institution with its state: 'Denver Health, CO'."""
    city, state = split_place(text)
    if not city or not state:
        return False
    return city_likeness(city) == 1.0 or institution_likeness(city) < 0.6


def runs_of(lines: Iterable[Line | None]) -> list[list[Line]]:
    """Cut a document into runs of lines: tables, and two sentences in a row, end a run."""
    runs: list[list[Line]] = [[]]
    sentences = 0
    for line in lines:
        sentences = sentences + 1 if line is not None and line.kind is Kind.sentence else 0
        if line is None or sentences > 1:
            runs.append([])
        elif line.kind is not Kind.sentence:
            runs[-1].append(line)
    return [run for run in runs if len(run) > 1]


def form_of(run: Sequence[Line]) -> Form | None:
    """Tell how a run of lines is laid out; None where it is no list of positions."""
    counts = Counter(line.kind for line in run)
    both = counts[Kind.combined]
    specialties, institutions = counts[Kind.specialty], counts[Kind.institution]
    if both >= max(2, (specialties + institutions) / 2) and both >= FEWEST:
        return Form.combined
    if not specialties or not institutions + both:
        return None
    headed = Counter(line.kind for line in run if line.is_heading)
    if headed[Kind.specialty] > headed[Kind.institution]:
        return Form.specialty_first
    if headed[Kind.institution] > headed[Kind.specialty]:
        return Form.institution_first
    return form_by_order(run)


def form_by_order(run: Sequence[Line]) -> Form:
    """Tell from the order of lines what stands over what, where no heading tells: of what stands over others, two rarely meet.

    Lines above the first heading, such as the name of a school, do not belong to the list.
    """
    if (opening := form_by_names(run)) is not None:
        return opening
    listed = [line for line in run if line.kind in {Kind.specialty, Kind.institution, Kind.combined}]
    under = [line for line in listed if line.passage.headings] or listed
    kinds = [Kind.specialty if line.kind is Kind.specialty else Kind.institution for line in under]
    if kinds[0] is not kinds[-1]:
        return Form.specialty_first if kinds[0] is Kind.specialty else Form.institution_first
    pairs = Counter(first for first, second in pairwise(kinds) if first is second)
    if pairs[Kind.specialty] != pairs[Kind.institution]:
        return Form.specialty_first if pairs[Kind.specialty] < pairs[Kind.institution] else Form.institution_first
    return Form.specialty_first if kinds[0] is Kind.specialty else Form.institution_first


def form_by_names(run: Sequence[Line]) -> Form | None:
    """Tell from what stands right under the names of people, where each opens an entry of its own; None where they do not."""
    opening = Counter(
        then.kind
        for this, then in pairwise(run)
        if (this.kind is Kind.name or not this.text) and then.kind in {Kind.specialty, Kind.institution}
    )
    entries = min(sum(line.kind is kind for line in run) for kind in (Kind.specialty, Kind.institution))
    if opening.total() < max(FEWEST, NAMED * entries):
        return None
    (kind, most), *_ = opening.most_common()
    if most < NAMED * opening.total():
        return None
    return Form.specialty_first if kind is Kind.specialty else Form.institution_first
