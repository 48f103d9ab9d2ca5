"""Sentences of running text, and the counts each of them states.

Belongs here: cutting text into sentences, counts of earlier years ("against seven in 2006"), fields that a pronoun or the
sentence before names. Does not belong here: whose counts they are (prose), shared counts' meaning (shared_counts).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from scrapers.extractors.gazetteer import state_code
from scrapers.extractors.numbers import SMALL, TEN
from scrapers.extractors.placements.pairing import Pair, pairs_in
from scrapers.extractors.placements.place_spans import name_spans
from scrapers.extractors.placements.sentence_marks import Mark, as_institution, field_marks, marks_in
from scrapers.extractors.placements.specialty_spans import specialty_spans
from scrapers.extractors.vocabulary_words import listed

TITLES = listed(
    "st ste mt ft dr mr mrs ms prof univ med hosp ctr jr sr no vol u.s m.d d.o ph.d vs etc inc approx dept rev gen col a.m p.m "
    "i.e e.g sen gov reg mem"
)
HAS_NUMBER = re.compile(rf"\d|\b(?:{SMALL}|{TEN}|hundred|dozen)\b", re.IGNORECASE)
END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9]|\[name\])")
LONGEST_COMPARISON = 80
LONGEST_SENTENCE = 3000
DATED = re.compile(
    r"\s*(?:students|graduates|seniors|people|members)?\s*(?:\(\s*(?:in\s+)?|in\s+|for\s+|during\s+|,\s+)?$",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"(?:\b(?:against|(?:as\s+)?compared\s+(?:with|to)|(?:up|down)\s+from|an?\s+(?:increase|decrease|rise|drop|jump)\s+(?:of\s+\d+\s+)?from|"
    r"increas\w+\s+from|decreas\w+\s+from|rose\s+from|grew\s+from|fell\s+from|dropped\s+from|climbed\s+from|jumped\s+from|went\s+from|versus|vs\.?|"
    r"(?:more|fewer|less|higher|lower|better)\s+than|than)\s+(?:just|only|the)?\s*|\band\s+|,\s*)$",
    re.IGNORECASE,
)
COMPARES = re.compile(r"\b(?:from|against|compared|versus|vs|than)\b", re.IGNORECASE)
DESTINATION = re.compile(r"\b(?:to|at|with)\s+(?:the\s+)?$", re.IGNORECASE)
ADDRESS_LINK = re.compile(r"(?:,\s*|\s+in\s+|,\s*in\s+|\s+\()")
BEFORE_PLACE = re.compile(r"(?:,\s*|\s+)(?:in\s+)?\(?$")
AFTER_PLACE = re.compile(r"\.?,?")
BEFORE_YEAR = re.compile(r"(?:(?:\(|\bin|\b(?:the\s+)?class\s+of)\s+)$|\($", re.IGNORECASE)
YEAR_FIRST = re.compile(r"\s*[:–—=(-]\s*")
STANDS_ALONE = re.compile(r"\s*(?:students|graduates|seniors|matches)?\s*(?:[),;.]|and\b|$)", re.IGNORECASE)
CHANGED_BY = re.compile(
    r"\b(?:(?:rose|grew|increas\w+|fell|drop\w+|climb\w+|jump\w+|declin\w+|decreas\w+|up|down)\s+by|(?:increase|decrease|rise|drop|jump|gain|decline)\s+of|up|down|gained|lost|added)\s+$",
    re.IGNORECASE,
)
MORE_THAN = re.compile(r"\s+(?:more|fewer|less|higher|lower)\s+(?:\w+\s+)?than\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"^\W*(?:the\s+(?:number|figure|count|total)s?\b|that|this|it\b|up\b|down\b|they\b|in\s+\d{4})", re.IGNORECASE
)
OWN_YEAR = re.compile(
    r"^\W*(?:in|for|back\s+in)\s+((?:19|20)\d\d)\b(?!\s*[-–])|\bclass\s+of\s+((?:19|20)\d\d)\b|^\W*((?:19|20)\d\d)\s*:",
    re.IGNORECASE,
)
EXAMPLES = re.compile(
    r"\((?:such as|including|like|e\.g\.,?|for example,?|among them)\s[^()\d]*\)"
    r"|\((?:including|of whom|with|plus)\s[^()]*\b(?:military|army|navy|air force|couples?|early|women|men|honors)\b[^()]*\)",
    re.IGNORECASE,
)
YEAR_BEHIND = re.compile(r"^\s*(?:residenc\w+\s*|programs?\s*)?(?:in|\()\s*((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with the names it counts; year is printed beside it, 0 for the year before, None where none is."""

    sentence: str
    pair: Pair
    year: int | None = None


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one block after another; topic is the field that the last of them was about."""

    topic: Mark | None = None
    found: list[Counted] = field(default_factory=list)

    def read(self, sentence: str) -> list[Counted]:
        """Return the counts of one sentence."""
        if not HAS_NUMBER.search(sentence) or not may_count(sentence, self.topic):
            self.follow(sentence, field_marks(sentence), [])
            return []
        marks = drop_origins(sentence, marks_in(sentence))
        marks = [mark for mark in marks if not is_difference(sentence, mark)]
        dated = dict(dated_counts(sentence, marks))
        addresses = address_marks(sentence, marks)
        blanked = blank(sentence, dated, marks, addresses)
        pairs = pairs_in(blanked, [mark for mark in marks if mark not in dated and mark not in addresses])
        counted = [self.resolved(sentence, pair, marks) for pair in as_institutions(sentence, pairs)]
        found = [item for item in counted if item is not None]
        found += self.earlier(sentence, marks, dated, found)
        self.follow(sentence, marks, found)
        return found

    def resolved(self, sentence: str, pair: Pair, marks: Sequence[Mark]) -> Counted | None:
        """Put the field a pronoun stands for in its place, and read a year printed behind the names."""
        if pair.targets[0].kind == "pronoun":
            before = [mark for mark in marks if mark.kind == "specialty" and mark.end <= pair.count.start]
            topic = before[-1] if before else self.topic
            if topic is None:
                return None
            pair = replace(pair, targets=(topic,))
        behind = YEAR_BEHIND.match(sentence[max(pair.targets[-1].end, pair.count.end) :]) if pair.is_forward else None
        own = OWN_YEAR.search(sentence)
        year = int(behind[1]) if behind else int(own[1] or own[2] or own[3]) if own else None
        return Counted(sentence, pair, year)

    def earlier(
        self, sentence: str, marks: Sequence[Mark], dated: dict[Mark, int], found: list[Counted]
    ) -> Iterator[Counted]:
        """Yield counts that a year is printed beside, for the field told last before them."""
        for count, year in dated.items():
            before = [item for item in found if item.pair.count.start < count.start and len(item.pair.targets) == 1]
            named = [mark for mark in marks if mark.kind in {"specialty", "group"} and mark.end <= count.start]
            topic = before[-1].pair.targets[0] if before else named[-1] if named else None
            if topic is None and GOES_ON.match(sentence):
                topic = self.topic
            if topic is not None and topic.kind == "specialty":
                yield Counted(sentence, Pair(count, (topic,), is_each=False, quality=1.0, is_forward=False), year)

    def follow(self, sentence: str, marks: Sequence[Mark], found: list[Counted]) -> None:
        """Remember the one field a sentence was about; a sentence that names none leaves it as it is."""
        fields = [mark for mark in marks if mark.kind == "specialty" and not mark.is_weak]
        if fields:
            single = {mark.text.casefold() for mark in fields}
            self.topic = fields[-1] if len(single) == 1 else None
        elif not GOES_ON.match(sentence):
            self.topic = self.topic if found else None


def may_count(sentence: str, topic: Mark | None) -> bool:
    """Tell whether a sentence names anything that could be counted, or goes on about a field."""
    if specialty_spans(sentence) or (topic is not None and GOES_ON.match(sentence)):
        return True
    return any(span.kind != "place" for span in name_spans(sentence))


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences; titles and short forms do not end one."""
    text = " ".join(text.split())
    sentences: list[str] = []
    start = 0
    for match in END.finditer(text):
        word = re.search(r"[\w.’']*$", text[start : match.start()])
        last = word[0].casefold().strip(".") if word else ""
        if text[match.start()] == "." and (last in TITLES or (len(last) == 1 and last.isalpha())):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence and len(sentence) <= LONGEST_SENTENCE]


def drop_origins(sentence: str, marks: Sequence[Mark]) -> list[Mark]:
    """Drop names that say where people come from ("members of X", "X seniors"), and examples in brackets."""
    examples = [match.span() for match in EXAMPLES.finditer(sentence)]
    kept = []
    for mark in marks:
        if any(start <= mark.start and mark.end <= end for start, end in examples):
            continue
        if mark.kind in {"institution", "name"} or (mark.kind == "place" and mark.is_weak):
            before, after = sentence[: mark.start], sentence[mark.end :]
            if re.search(r"\b(?:of|from)\s+(?:the\s+|our\s+)?$", before, re.IGNORECASE):
                continue
            if re.match(
                r"(?:[’']s?)?\s+(?:\w+\s+)?(?:students|seniors|graduates|grads|class|medical students|residents)\b",
                after,
                re.IGNORECASE,
            ):
                continue
        elif mark.kind == "place" and re.search(r"\bfrom\s+(?:the\s+)?$", sentence[: mark.start], re.IGNORECASE):
            continue
        kept.append(mark)
    return kept


def is_difference(sentence: str, mark: Mark) -> bool:
    """Tell whether a number says by how many a count changed."""
    if mark.kind != "count":
        return False
    before = sentence[max(0, mark.start - LONGEST_COMPARISON) : mark.start]
    return CHANGED_BY.search(before) is not None or MORE_THAN.match(sentence[mark.end :]) is not None


def dated_counts(sentence: str, marks: Sequence[Mark]) -> Iterator[tuple[Mark, int]]:
    """Yield the counts that a year of their own is printed beside, with that year; 0 stands for the year before."""
    for earlier, this, following in zip([None, *marks], marks, [*marks[1:], None], strict=False):
        if this.kind != "count":
            continue
        if earlier is not None and earlier.kind == "year" and YEAR_FIRST.fullmatch(sentence[earlier.end : this.start]):
            if STANDS_ALONE.match(sentence[this.end :]):
                yield this, earlier.value
            continue
        before = sentence[max(0, this.start - LONGEST_COMPARISON) : this.start]
        compared = COMPARED.search(before)
        is_compared = compared is not None and COMPARES.search(compared[0]) is not None
        if (
            following is not None
            and following.kind == "year"
            and DATED.fullmatch(sentence[this.end : following.start])
        ):
            in_brackets = "(" in sentence[this.end : following.start] or before.rstrip().endswith(("(", "["))
            if is_compared or in_brackets or compared is not None:
                yield this, following.value
        elif is_compared and re.search(
            r"\b(?:up|down|\w+ed|rose|grew|fell|\w+ing|increase|decrease)\s+from\s+\w*\s*$", before, re.IGNORECASE
        ):
            yield this, 0


def as_institutions(sentence: str, pairs: list[Pair]) -> list[Pair]:
    """Read a city as the institution of its name where most names beside it, after the same 'to' or 'at', are institutions."""
    ends = [pair for pair in pairs if pair.is_forward and DESTINATION.search(sentence[: pair.targets[0].start])]
    houses = sum(pair.targets[0].kind == "institution" for pair in ends)
    cities = [pair for pair in ends if pair.targets[0].kind == "place" and state_code(pair.targets[0].text) is None]
    if houses < 2 or houses <= len(cities):
        return pairs
    return [
        replace(pair, targets=tuple(as_institution(mark) for mark in pair.targets)) if pair in cities else pair
        for pair in pairs
    ]


def address_marks(sentence: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the places that only say where the institution before them stands."""
    found: list[Mark] = []
    for this, following in pairwise(marks):
        is_behind = following.kind == "place" and (this.kind == "institution" or this in found)
        if is_behind and ADDRESS_LINK.fullmatch(sentence[this.end : following.start]):
            found.append(following)
    return found


def blank(sentence: str, dated: dict[Mark, int], marks: Sequence[Mark], addresses: list[Mark]) -> str:
    """Replace dated counts, years, addresses and examples with spaces, so that they do not stand between number and name."""
    spans = [match.span() for match in EXAMPLES.finditer(sentence)]
    for place in addresses:
        before, after = BEFORE_PLACE.search(sentence[: place.start]), AFTER_PLACE.match(sentence[place.end :])
        spans.append((before.start() if before else place.start, place.end + (after.end() if after else 0)))
    for count in dated:
        following = next((mark for mark in marks if mark.start > count.start), None)
        end = following.end if following is not None and following.kind == "year" else count.end
        is_aside = sentence[: count.start].endswith("(") and sentence[end : end + 1] == ")"
        spans.append((count.start - 1, end + 1) if is_aside else (count.start, end))
    for mark in marks:
        if mark.kind == "year" and mark.text.isdigit():
            opening = BEFORE_YEAR.search(sentence[: mark.start])
            spans.append((opening.start() if opening else mark.start, mark.end))
    for start, end in spans:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence
