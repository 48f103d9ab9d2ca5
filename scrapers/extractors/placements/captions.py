"""One person's destination told in a caption, a quotation or a line: "will begin at X in Y".

Belongs here: sentences in which a single person goes somewhere; the name is already gone. Does not belong here: counts
(sentences), lists of rows.
"""

import re
from collections.abc import Iterator

from schemas.findings import Placement
from scrapers.extractors.lexicon import LIKELY, specialty_likeness
from scrapers.extractors.passages import Passage
from scrapers.extractors.people.people import MARK
from scrapers.extractors.placements.counted_placements import CLEAN_QUOTE, Found, bare, located, position_of, year_told
from scrapers.extractors.placements.sentence_marks import Mark, marks_in
from scrapers.extractors.years import DocumentContext

PERSON = re.escape(MARK)
GOES = re.compile(
    rf"(?:{PERSON}[^.;]{{0,60}}?|\b(?:he|she|I)\b)[\s,]*(?:(?:is|was|am|will(?:\s+be)?|[’']ll|[’']m|has|have|just)\s+)*"
    r"(?:match(?:es|ed)?|begins?|start(?:s|ing)?|train(?:s|ing)?|headed|heads|heading|going|goes|go|be\s+an?|become[s]?|bound|join(?:s|ing)?|pursu(?:e|es|ing)|do(?:ing)?|speciali[sz](?:e|es|ing)|"
    r"enter(?:s|ing)?|continue|complete|stay(?:s|ing)?|remain(?:s|ing)?|studying|study|practice|moving|move|spend|secured|landed|attend|placed|learn(?:s|ed)?\s+(?:that\s+)?(?:he|she|I)\s+(?:will|would|was|is)\s+\w+)\b",
    re.IGNORECASE,
)
FIELD_BEHIND = re.compile(rf"{PERSON}\s*\(([^()\d]{{3,60}})\)")
SEVERAL = re.compile(
    rf"{PERSON}(?:\s*\([^()]*\))?,?\s+(?:and|&)\s+(?:\w+\s+)?{PERSON}(?=\s+(?:both|will|are|were|have|matched|plan|head|go)\b)"
)
"""Two people who go the same way: how many of them go where cannot be told."""
BOTH = re.compile(
    rf"{PERSON},?\s+(?:and|&)\s+(?:\w+\s+)?{PERSON}\s+(?:will\s+|are\s+|have\s+)?both\s+(?:(?:will|are|have)\s+)?(?:match|head|bound|go|enter|train|pursu|chose|plan)\w*"
)
"""Two people who are said to go the same way."""
PAIR = 2
OF_LONG_STANDING = re.compile(
    rf"\b(?:Dr|Rev|Prof|Sen|Gov)\.?\s+{PERSON}|{PERSON},?\s*(?:M\.?D|D\.?O|Ph\.?D)\b\.?(?!\s*[’'(])|\b(?:medical|nursing)\s+school\s+(?:here|in\s+(?:the\s+)?fall)"
)
"""People who are no students of the class: physicians, officials, those who are about to enter."""
GOING_THERE = re.compile(
    rf"{PERSON}(?:\s*\([^()]*\)|,[^,]*,)?\s+(?:(?:is|was|will(?:\s+be)?|has|just)\s+)*(?:match(?:es|ed)?|begin(?:s|ning)?|head(?:s|ed|ing)|bound|go(?:es|ing)?|train(?:s|ing)?|placed)\s+(?:at|to|with|for|into)\b",
    re.IGNORECASE,
)
"""Words that are enough where no field is told."""
NEXT_PERSON = re.compile(rf"(?:\s+and|[,;]|\s+while|\bincluding)\s+(?={PERSON}(?!\s+(?:said|says|added)))")
RESIDENCY = re.compile(
    r"match|residen|speciali|pursu|enter|train|intern\b|internship|\b(?:bound|headed|heading|heads)\s+(?:for|into)\b|\b(?:going|goes|went|will\s+go)\s+into\b",
    re.IGNORECASE,
)
HELD = re.compile(rf"\bfor\s+{PERSON}[^.;]{{0,60}}\b(?:residency|spot|position|place)\b", re.IGNORECASE)
BRACKETS = re.compile(rf"{PERSON}\s*\((?=[^()]*,[^()]*\))")
LINE = re.compile(
    rf"^\W*{PERSON}\s*(?:\([^)]*\)|,\s*(?:DO|MD|M\.D\.|D\.O\.)?\s*[’']?\d\d)?\s*(?::|,|[–—-]|\bat\b|\bto\b)\s*"
)
PAST = re.compile(
    r"\b(?:completed|graduated|fellowship|faculty|professor|attending|dean|director|chair\w*|chief|alumn\w+|earned|received\s+(?:his|her)|board[- ]certified|worked|works\s+(?:at|in)|"
    r"trained\s+(?:at|in)|undergraduate|rotation|clerkship|interview\w*|hop(?:e|es|ed|ing)|dream\w*|applied|would\s+like|wants?\s+to|plans?\s+to\s+(?:apply|become)|not\s+match\w*|grew\s+up|born|"
    r"first[- ]choice|ranked|rank\s+list|if\s+(?:he|she|I))\b",
    re.IGNORECASE,
)
TO_HOUSE = re.compile(r"(?:\b(?:at|to|with|joins?|joining|into|for)|[:,–—-])\s*(?:the\s+)?$", re.IGNORECASE)


def destinations(
    sentence: str, passage: Passage, context: DocumentContext, *, has_counts: bool = False
) -> Iterator[Found]:
    """Yield the destinations that a sentence tells of single people; beside counts only those of named ones."""
    if (
        PAST.search(sentence)
        or OF_LONG_STANDING.search(sentence)
        or is_long_ago(sentence, passage, context)
        or (SEVERAL.search(sentence) and not BOTH.search(sentence) and len(FIELD_BEHIND.findall(sentence)) < PAIR)
    ):
        return
    for piece in pieces_of(sentence):
        if has_counts and (MARK not in piece or any(mark.kind == "count" for mark in marks_in(piece))):
            continue
        people = PAIR if BOTH.search(piece) else 1
        for specialty, house in goals_of(piece, people):
            program, city, state = located(piece, house) if house else (None, None, None)
            yield Found(
                Placement(
                    **passage.block.locator._asdict(),
                    class_year=year_told(sentence, passage, context),
                    specialty=specialty,
                    program=program,
                    city=city,
                    state=state,
                    position=position_of(specialty) if specialty else None,
                    count=people,
                    quote=sentence[:CLEAN_QUOTE],
                    rule="one person's destination",
                    confidence=0.85,
                ),
                passage,
            )


def is_long_ago(sentence: str, passage: Passage, context: DocumentContext) -> bool:
    """Tell whether a sentence names another year than that of its class."""
    own, above = context.year_of(sentence), context.year_above(passage).year
    return own is not None and above is not None and own < above


def pieces_of(sentence: str) -> list[str]:
    """Cut a sentence before each person it names, unless brackets behind the names tell their fields."""
    if len(FIELD_BEHIND.findall(sentence)) > 1 or BOTH.search(sentence):
        return [sentence]
    return [piece for piece in NEXT_PERSON.split(sentence) if piece.strip()]


def goals_of(piece: str, people: int = 1) -> Iterator[tuple[str | None, Mark | None]]:
    """Yield field and institution of each person in a piece."""
    told = LINE.match(piece) or BRACKETS.search(piece) or GOES.search(piece) or HELD.search(piece)
    if told is None:
        return
    start = told.end() if told.re in {LINE, BRACKETS} else told.start()
    marks = [mark for mark in marks_in(piece) if mark.start >= start]
    houses = [mark for mark in marks if is_house(piece, mark)]
    fields = [mark for mark in marks if mark.kind == "specialty" and not mark.is_weak]
    behind_names = [bare(words) for words in FIELD_BEHIND.findall(piece) if specialty_likeness(words) >= LIKELY]
    if len(behind_names) > 1 and len(houses) == 1:
        yield from ((words, houses[0]) for words in behind_names)
        return
    if len({field.text.casefold() for field in fields}) > 1 or len(houses) > 1 or not (houses or fields):
        return
    is_told = told.re is not GOES or RESIDENCY.search(piece) is not None
    if piece.count(MARK) > people or not (is_told or (fields and houses) or (houses and GOING_THERE.search(piece))):
        return
    yield bare(fields[0].text) if fields else None, houses[0] if houses else None


def is_house(sentence: str, mark: Mark) -> bool:
    """Tell whether a mark is an institution that somebody goes to."""
    if mark.kind == "institution":
        return TO_HOUSE.search(sentence[: mark.start]) is not None
    is_open = mark.kind == "place" and mark.is_weak
    return is_open and re.search(r"\b(?:at|with)\s+(?:the\s+)?$", sentence[: mark.start]) is not None
