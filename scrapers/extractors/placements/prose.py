"""Placements in running text, list items, single lines and tiles.

Belongs here: the order in which a document's passages are read, whose counts they are, placements made of them. Does
not belong here: tables, lists of institutions under a specialty, how a sentence or a line is cut (sentences,
count_lines, captions).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from schemas.documents import Heading, ListItem, Paragraph, Table
from schemas.findings import Placement
from scrapers.extractors.audience import Audience, audience_of, audience_of_words
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.people.people import MARK, People
from scrapers.extractors.placements import captions, count_lines, other_schools, shared_counts
from scrapers.extractors.placements.cell_text import with_cell_text
from scrapers.extractors.placements.counted_placements import Found, SchoolNames, of_line, of_sentence
from scrapers.extractors.placements.sentence_marks import number_marks
from scrapers.extractors.placements.sentences import Counted, Reader, sentences_of
from scrapers.extractors.years import DocumentContext

SILENT = frozenset({Audience.hospital_fill, Audience.other_profession, Audience.preview_or_applications})
OTHERS = SILENT | {Audience.national}
FOREIGN = re.compile(
    r"\b(?:incoming|new|arriving|hospital|current|our)\s+(?:residents|interns|fellows|trainees|house\s*staff)\b|\bresidents\s+coming\b|\bour\s+(?:residency|hospital)\s+programs?\b|"
    r"\b(?:residency|hospital)\s+programs\s+(?:filled|welcom)|\bcoming\s+to\s+(?:us|the|our)\b|\b(?:offers?|sponsors?|has|have)\s+[\w-]+\s+(?:\w+\s+){0,2}(?:positions|slots|spots|openings)\b"
    r"|\b(?:join|joining)\s+(?:us|our\s+(?:programs?|residenc\w+|department))\b",
    re.IGNORECASE,
)
APPLYING = re.compile(r"\b(?:applied|applying|applies|apply|applications?|applicants?)\b", re.IGNORECASE)
SCORES = re.compile(r"\b(?:scores?|scored|mean|percentile|shortage|average\s+of)\b", re.IGNORECASE)
COME_FROM = re.compile(
    r"\b(?:come|comes|came|hail|hails|drawn|arrive[sd]?|transferred)\s+(?:here\s+|to\s+us\s+)?from\b", re.IGNORECASE
)
TRAINING = re.compile(
    r"\bmatch|\bresiden(?:t|c)|\bplacements?\b|\bgraduat|\binternships?\b|\bpgy|\bclass of\b|\bseniors?\b|\bspecialt",
    re.IGNORECASE,
)
POOLED = re.compile(
    r"\b(?:over|in|during|for|within)\s+the\s+(?:last|past|previous)\s+(?:[\w-]+\s+)?(?:years|decades?|classes)\b|^\W*since\s+(?:(?:19|20)\d\d|its|the|opening)\b"
    r"|\b(?:from|between)\s+(?:19|20)\d\d\s*(?:to|and|through|-|–)\s*(?:19|20)\d\d|\bcumulative|\ball[- ]time\b|\bha(?:s|ve)\s+(?:produced|trained|graduated)\b",
    re.IGNORECASE,
)
"""Counts of several classes together belong to no class year."""
HOPING = re.compile(
    r"\b(?:hop(?:e|es|ing)|aim(?:s|ing)?|wish(?:es)?|interview\w*|submitted|appl(?:y|ied|ying|ications?))\b",
    re.IGNORECASE,
)
MATCHED = re.compile(r"\b(?:match(?:ed|es|ing)?|placed|secured|will\s+(?:train|begin|enter))\b", re.IGNORECASE)
DURATION = re.compile(
    r"\b(?:(?<!the )(?<!in )lasts?|takes?|requires?|ranges?)\s+(?:\w+[\s-]+){1,4}years?\b|\byears\s+(?:long|in\s+length)\b",
    re.IGNORECASE,
)
WELCOMES = re.compile(r"\bwill\s+(?:welcome|be\s+joined\s+by)\b", re.IGNORECASE)
OWN_STUDENTS = re.compile(
    r"\b(?:students?|seniors?|graduates?|graduating|class(?:mates)?|members|m4s?)\b", re.IGNORECASE
)
HEADCOUNT = re.compile(
    r"\b(?:students?|seniors?|graduates?|members|people|matched|participants|class)\b", re.IGNORECASE
)
INTRO = re.compile(r":\s*$")


def prose_placements(
    passages: Sequence[Passage], context: DocumentContext, people: People | None = None
) -> list[Placement]:
    """Find who matched where in everything that is no table and no list of institutions under a specialty.

    Args:
        passages: the whole document in reading order.
        context: what the document tells about the class years of its passages.
        people: names gathered from the document; gathered here if left out.

    Returns:
        Placements with their places, names of people left out; shared counts settled, repeated figures told once.
    """
    if not speaks_of_residencies(passages, context):
        return []
    people = people or People.for_document(passages)
    names = SchoolNames.of(passages, context)
    own = other_schools.OwnSchool.of(passages, context)
    passages = [passage for passage in passages if not other_schools.is_under_another(passage, own)]
    passages = with_cell_text(passages, own)
    found = list(from_lines(passages, context, people))
    read_as_lines = {item.passage.index for item in found} | set(count_lines.side_columns(passages))
    found += from_sentences([p for p in passages if p.index not in read_as_lines], context, people, names, own)
    return told_once(sorted(found, key=lambda item: item.passage.index))


def speaks_of_residencies(passages: Sequence[Passage], context: DocumentContext) -> bool:
    """Tell whether a document is about graduates and where they train at all."""
    return any(TRAINING.search(text) for text in (context.title or "", *context.headings)) or any(
        TRAINING.search(text_of(passage.block)) for passage in passages
    )


def from_lines(passages: Sequence[Passage], context: DocumentContext, people: People) -> Iterator[Found]:
    """Yield placements of lines and tiles with one label and one count."""
    for number, run in enumerate(count_lines.runs([p for p in passages if not isinstance(p.block, Table)])):
        for line in run:
            if MARK in people.clean(line.label):
                continue
            if line.count and not is_under_others(line.passage) and audience_of(line.passage) not in OTHERS:
                yield of_line(line, context, people.clean, number)


def from_sentences(
    passages: Sequence[Passage],
    context: DocumentContext,
    people: People,
    names: SchoolNames,
    own: other_schools.OwnSchool,
) -> Iterator[Found]:
    """Yield placements told in sentences: counts, and single people in captions and quotations."""
    counted: list[tuple[Passage, Counted]] = []
    single: list[Found] = []
    spoken: list[str] = []
    is_foreign = False
    for passage in passages:
        if isinstance(passage.block, Heading):
            is_foreign = False
        if not isinstance(passage.block, Paragraph | ListItem):
            continue
        reader, is_others = Reader(), False
        text = people.clean(passage.block.text)
        for sentence in sentences_of(text):
            is_foreign = speaks_of_others(sentence, is_foreign)
            is_others = other_schools.names_another(sentence, own, before=is_others)
            if is_others or is_foreign or is_silent(sentence) or is_under_others(passage):
                continue
            items = reader.read(sentence)
            spoken.append(sentence)
            counted += [(passage, item) for item in items if is_own(item)]
            single += captions.destinations(sentence, passage, context, has_counts=bool(items))
    settled = shared_counts.decided(
        [item for _, item in counted], (number for sentence in spoken for number in people_counted(sentence))
    )
    passage_of = {id(item.pair.count): passage for passage, item in counted}
    intro = introductions(passages)
    for item in settled:
        passage = passage_of[id(item.pair.count)]
        yield from of_sentence(item, passage, context, names, intro.get(passage.index))
    yield from single


def speaks_of_others(sentence: str, before: bool) -> bool:
    """Tell whether a sentence is about people who come, not about those who leave; a sentence without a sign goes on."""
    if FOREIGN.search(sentence) or (WELCOMES.search(sentence) and OWN_STUDENTS.search(sentence) is None):
        return True
    if audience_of_words(sentence) is Audience.hospital_fill:
        return True
    return before and OWN_STUDENTS.search(sentence) is None


def is_silent(sentence: str) -> bool:
    """Tell whether a sentence is about applications, other professions or the length of training."""
    if (APPLYING.search(sentence) or SCORES.search(sentence)) and not MATCHED.search(sentence):
        return True
    if COME_FROM.search(sentence) or POOLED.search(sentence):
        return True
    audience = audience_of_words(sentence)
    if audience is Audience.preview_or_applications and HOPING.search(sentence) is None:
        audience = Audience.school
    return audience in SILENT or DURATION.search(sentence) is not None


def is_under_others(passage: Passage) -> bool:
    """Tell whether the headings over a passage say that it is about others, or about what was only hoped for."""
    return any(
        audience_of_words(words) in OTHERS
        or FOREIGN.search(words) is not None
        or (APPLYING.search(words) is not None and MATCHED.search(words) is None)
        for words in passage.heading_texts
    )


def is_own(item: Counted) -> bool:
    """Tell whether a count is the school's: the nation is named neither before it nor in its own clause."""
    if not item.pair.count.is_exact or not item.pair.count.value:
        return False
    end = max(item.pair.count.end, item.pair.targets[-1].end)
    clause_end = re.search(r"[,;(—–.]", item.sentence[end:])
    words = item.sentence[: end + clause_end.start() if clause_end else None]
    return audience_of_words(words) is not Audience.national


def people_counted(sentence: str) -> Iterator[int]:
    """Yield the numbers of a sentence that may be head counts of the class."""
    if HEADCOUNT.search(sentence):
        for mark in number_marks(sentence):
            if mark.kind == "count" and mark.value > 10:
                yield mark.value
                if mark.total:
                    yield mark.total


def introductions(passages: Sequence[Passage]) -> dict[int, str]:
    """Return for each list item the line ending in a colon that it follows."""
    found: dict[int, str] = {}
    intro: str | None = None
    for passage in passages:
        if isinstance(passage.block, ListItem):
            if intro:
                found[passage.index] = intro
        else:
            text = text_of(passage.block)
            intro = text if INTRO.search(text) else None
    return found


def told_once(found: Iterable[Found]) -> list[Placement]:
    """Leave out what the document says a second time: equal figures of sentences, and lists within longer lists."""
    lists: dict[int, list[Found]] = {}
    for item in found:
        if item.run is not None:
            lists.setdefault(item.run, []).append(item)
    lists = {run: list({item.key: item for item in reversed(items)}.values())[::-1] for run, items in lists.items()}
    keys = {run: {item.key for item in items} for run, items in lists.items()}
    repeated = {
        run
        for run, own in keys.items()
        if any(
            own < other or (own == other and run > rival and len(own) > 1)
            for rival, other in keys.items()
            if rival != run
        )
    }
    kept: list[Placement] = []
    told: set[tuple[object, ...]] = {key for run, own in keys.items() if run not in repeated for key in own}
    listed = {id(item) for run, items in lists.items() if run not in repeated for item in items}
    for item in found:
        if item.run is not None:
            if id(item) in listed:
                kept.append(item.placement)
        elif item.key not in told:
            told.add(item.key)
            kept.append(item.placement)
    return kept
