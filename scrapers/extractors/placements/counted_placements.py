"""Placements made of counts: labels as printed, places behind names, the year, the position.

Belongs here: one count to one placement for each name it counts; names by which a document calls its own school. Does not
belong here: finding counts (sentences, count_lines), whose counts they are (prose).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.documents import Heading
from schemas.findings import Placement
from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import split_location, split_place, state_code
from scrapers.extractors.lexicon import LIKELY, position_in, specialty_likeness, tokens_of
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.placements.count_labels import LabelKind
from scrapers.extractors.placements.count_lines import IN_TOWN, CountLine
from scrapers.extractors.placements.pairing import are_listed
from scrapers.extractors.placements.sentence_marks import Mark, marks_in
from scrapers.extractors.placements.sentences import Counted
from scrapers.extractors.placements.specialty_spans import specialty_spans
from scrapers.extractors.vocabulary_words import listed
from scrapers.extractors.years import DocumentContext, mentions_in, strongest

FOOTNOTE = re.compile(r"(?:\s*[*†‡§¶^]+|(?<=[a-z)])\s?\[\d\])+$")
MIXED = re.compile(r"\bor\b|\band\b|/|,|&", re.IGNORECASE)
INCLUDES = re.compile(r"\bincl|\bplus\b|\bor\b|\band\b|&", re.IGNORECASE)
KIND_ONLY = re.compile(r"(?:preliminary|prelim|categorical|advanced|transitional)(?:\s+year)?", re.IGNORECASE)
AT = re.compile(
    r"^\s*(?:residenc(?:y|ies)|programs?|training|positions?|spots?)?\s*(?:at|with)\s+(?:the\s+)?$", re.IGNORECASE
)
IN_FIELD = re.compile(
    r"^\s*(?:[,–—-]\s*)?(?:in|for|to\s+(?:study|train\s+in|pursue|specialize\s+in)|where\s+\w+\s+will\s+\w+)\s+(?:an?\s+|their\s+)?$",
    re.IGNORECASE,
)
IN_PLACE = re.compile(r"^\s*(?:,|in|\(|,\s*in|of)\s*(?:the\s+)?$", re.IGNORECASE)
STAYING = re.compile(
    r"\b(?:stay(?:s|ing|ed)?|remain(?:s|ing|ed)?|home|keep(?:s|ing)?|kept|own|retain\w*|here|continu\w+|return\w*|staying\s+put|elsewhere)\b",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"(?:the\s+)?(?:University|College|Medical\s+School|Teaching)\s+(?:Hospital|Medical\s+Center)",
    re.IGNORECASE,
)
"""Names that a school gives only to its own hospital."""
SCHOOL = re.compile(
    r"((?:[A-Z][\w’'&.-]*(?:\s+(?:of|at|and|the|for)\s+|[\s-]+)){1,6})(?:(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine|Medical\s+(?:School|College))"
)
NAMES_SCHOOL = re.compile(
    r"\b((?:University|College)\s+of\s+(?:[A-Z][\w’'-]+\s?){1,3}|(?:[A-Z][\w’'-]+\s){1,3}University)"
)
OWN_NAME = re.compile(
    NAMES_SCHOOL.pattern
    + r"(?=(?:[’']s)?\s+(?:students|seniors|graduates|medical students|class\b|School|College)|[’']s\b)"
)
SHORT_NAME = re.compile(r"\b([A-Z]{2,}[a-z]?[A-Za-z]*)\b")
COMMON = listed(
    "md do the of and at school medicine medical college university match day class usmle nrmp comlex us fm im state health center soap pgy new york gme by in for from"
)
NAMED = 3
"""Strength from which the wording of a year names the class or its match."""
CLEAN_QUOTE = 590


@dataclass(frozen=True, slots=True)
class Found:
    """A placement with the passage it rests on; run numbers the list it is a line of, None in sentences."""

    placement: Placement
    passage: Passage
    run: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two placements the same figure."""
        placement = self.placement
        return (
            placement.class_year, tokens_of(placement.specialty or ""), tokens_of(placement.program or ""), placement.count,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchoolNames:
    """Words by which a document calls its own school."""

    names: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, passages: Sequence[Passage], context: DocumentContext) -> "SchoolNames":
        """Gather them from the title, the headings and the first lines."""
        texts = [context.title or ""] + [text_of(p.block) for p in passages if isinstance(p.block, Heading)]
        top = list(texts)
        texts += [text_of(p.block) for p in passages[:12] if not isinstance(p.block, Heading)]
        names: set[tuple[str, ...]] = set()
        for text in texts:
            plain = NAMES_SCHOOL if text in top else OWN_NAME
            for match in [*SCHOOL.finditer(text), *plain.finditer(text)]:
                names.add(tuple(word for word in tokens_of(match[1]) if word not in COMMON))
        for text in top:
            names |= {tokens_of(match[1]) for match in SHORT_NAME.finditer(text) if match[1].lower() not in COMMON}
        return cls(frozenset(name for name in names if name))

    def include(self, program: str) -> bool:
        """Tell whether an institution bears the name of the school."""
        words = tokens_of(program)
        return any(
            words[start : start + len(name)] == name
            for name in self.names
            for start in range(len(words) - len(name) + 1)
        )


def of_line(line: CountLine, context: DocumentContext, clean: Callable[[str], str], run: int) -> Found:
    """Make a placement of a line with label and count."""
    label = bare(line.label)
    program = city = state = None
    if line.kind is LabelKind.institution:
        in_town = IN_TOWN.match(label)
        label = f"{in_town['name']}, {in_town['place']}" if in_town and any(split_place(in_town["place"])) else label
        program, city, state = split_location(label)
    above = line.passage.heading_texts[:1]
    field = bare(above[0]) if program and above and specialty_likeness(above[0]) >= LIKELY else None
    placement = Placement(
        **line.passage.block.locator._asdict(),
        class_year=context.class_year(line.passage).year,
        specialty=label if line.kind is LabelKind.specialty else field,
        program=program,
        city=city,
        state=state,
        position=position_of(label) if line.kind is LabelKind.specialty else None,
        count=line.count,
        quote=clean(text_of(line.passage.block))[:CLEAN_QUOTE],
        rule="line with a count",
        confidence=0.97,
    )
    return Found(placement, line.passage, run)


def of_sentence(
    item: Counted, passage: Passage, context: DocumentContext, names: SchoolNames, intro: str | None
) -> Iterator[Found]:
    """Yield a placement for each name that a count of a sentence counts."""
    year = year_of(item, passage, context)
    for target in item.pair.targets:
        specialty = program = city = state = None
        if target.kind == "specialty":
            specialty = bare(target.text)
            program, city, state = program_of(item, target)
        elif target.kind in {"institution", "name"} or (target.kind == "place" and target.is_weak):
            if is_home(item, target, names):
                continue
            program, city, state = located(item.sentence, target)
            specialty = field_of(item, target) or inherited(passage, intro)
        if not (specialty or program):
            continue
        yield Found(
            Placement(
                **passage.block.locator._asdict(),
                class_year=year,
                specialty=specialty,
                program=program,
                city=city,
                state=state,
                position=position_of(specialty) if specialty else None,
                count=item.pair.count.value,
                quote=item.sentence[:CLEAN_QUOTE],
                rule="count in a sentence",
                confidence=round(min(0.97, 0.75 + 0.07 * item.pair.quality), 2),
            ),
            passage,
        )


def year_of(item: Counted, passage: Passage, context: DocumentContext) -> int | None:
    """Return the class year of a count: the one printed with it, or that of its passage; 0 means the year before."""
    of_passage = year_told(item.sentence, passage, context)
    if item.year is None:
        return of_passage
    return item.year or (of_passage - 1 if of_passage else None)


def year_told(sentence: str, passage: Passage, context: DocumentContext) -> int | None:
    """Return the class year of a sentence: one that its words or its passage name as such, else that of what stands above."""
    return (
        named_year(sentence)
        or named_year(text_of(passage.block))
        or context.year_above(passage).year
        or context.class_year(passage).year
    )


@lru_cache(maxsize=512)
def named_year(text: str) -> int | None:
    """Return the year in which a text says that a class graduates or matches; a bare year may be any."""
    return strongest(mentions_in(text), least=NAMED)


def bare(label: str) -> str:
    """Return a label without footnote marks and repeated spaces."""
    return FOOTNOTE.sub("", " ".join(label.split())).strip()[:300]


def position_of(label: str) -> Position | None:
    """Return the kind of position a label names, None where it names several things."""
    parts = [part.strip(" ()") for part in MIXED.split(label)]
    if INCLUDES.search(label) or (len(parts) > 1 and not any(KIND_ONLY.fullmatch(part) for part in parts)):
        return None
    return position_in(label)


def program_of(item: Counted, target: Mark) -> tuple[str | None, str | None, str | None]:
    """Return the one institution that stands behind a field: "two in urology at X"."""
    if len(item.pair.targets) > 1 or not item.pair.is_forward:
        return None, None, None
    behind = [mark for mark in marks_in(item.sentence) if mark.start >= target.end]
    if behind and behind[0].kind in {"institution", "name"} and AT.match(item.sentence[target.end : behind[0].start]):
        listed = behind[1:2] and behind[1].kind in {"institution", "name"}
        return (None, None, None) if listed else located(item.sentence, behind[0])
    return None, None, None


def field_of(item: Counted, target: Mark) -> str | None:
    """Return the field that stands behind an institution: "two at X in urology"."""
    behind = [mark for mark in marks_in(item.sentence) if mark.start >= target.end and mark.kind != "place"]
    if len(behind) > 1 and are_listed(item.sentence, behind[:2]):
        return None
    if (
        behind
        and behind[0].kind == "specialty"
        and IN_FIELD.match(without_places(item.sentence[target.end : behind[0].start]))
    ):
        return bare(behind[0].text)
    return None


def without_places(text: str) -> str:
    """Return words behind a name without the place that follows it."""
    match = re.match(
        r"^\s*(?:,|in|of)\s+([A-Z][\w. ]+?)(?:,\s*([A-Z][\w. ]+?))?(?=\s+(?:in|for|to|where)\b|\s*,)", text
    )
    return text[match.end() :] if match and any(split_place(match[1])) else text


def located(sentence: str, name: Mark) -> tuple[str, str | None, str | None]:
    """Return an institution with the city and state printed behind it."""
    program, city, state = split_location(bare(name.text))
    position = name.end
    for mark in marks_in(sentence):
        if mark.start < name.end:
            continue
        if mark.kind not in {"place", "name"} or not IN_PLACE.match(sentence[position : mark.start]):
            break
        code = state_code(mark.text)
        is_city = city is None and (mark.kind == "place" or sentence[position : mark.start].strip() == ",")
        if code and not (is_city and mark.text in {"New York", "Washington"} and code_follows(sentence, mark)):
            return program, city, code
        if not is_city:
            break
        city, position = mark.text, mark.end
    return program, city, state


def code_follows(sentence: str, mark: Mark) -> bool:
    """Tell whether a state stands behind a name that may be city or state."""
    return re.match(r",\s*(?:N\.?Y|D\.?C|NY|DC|Wash)", sentence[mark.end :]) is not None


def is_home(item: Counted, target: Mark, names: SchoolNames) -> bool:
    """Tell whether a sentence speaks of those who stay at home: a measure, not a placement."""
    start = max(item.sentence.rfind(";", 0, target.start), 0)
    around = item.sentence[start : target.end + 40]
    return (
        STAYING.search(around) is not None or GENERIC.fullmatch(target.text) is not None or names.include(target.text)
    )


def inherited(passage: Passage, intro: str | None) -> str | None:
    """Return the one field that the line before a list, or the nearest heading, names for its institutions."""
    for words in [intro or "", *passage.heading_texts[:2]]:
        fields = {span.text.casefold(): span.text for span in specialty_spans(words) if not span.is_weak}
        if len(fields) == 1:
            return bare(next(iter(fields.values())))
    return None
