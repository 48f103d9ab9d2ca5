"""Prose: figures in sentences, list items, tiles and short labelled lines.

Belongs here: going through blocks and sentences in order, what governs each. Does not belong here: one figure (figure),
claims without a number (claims), tables, pairing with national figures (assembly).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from schemas.documents import Heading, Locator, Paragraph, Table
from schemas.vocabulary import Unit
from scrapers.extractors.audience import SCHOOL_NAME, audience_of_words
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.claims import claims_in
from scrapers.extractors.measures.clauses import figures_of, sentences_of
from scrapers.extractors.measures.discourse import Discourse, Spot
from scrapers.extractors.measures.drafts import HEADLINE, Draft, Setting
from scrapers.extractors.measures.explaining import explain_before
from scrapers.extractors.measures.figure import FigureReading
from scrapers.extractors.measures.governing import Governing, footnotes_of, is_period_line, table_notes
from scrapers.extractors.measures.number_lines import with_labelled_numbers
from scrapers.extractors.measures.schools import STATE_NAMES, slugs_named, telling_words
from scrapers.extractors.measures.subject_reading import THINGS
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.subjects import subject_of
from scrapers.extractors.measures.tables import table_drafts
from scrapers.extractors.numbers import numbers_in
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.periods import periods_in

DATELINE = re.compile(
    r"^[A-Z][A-Z.’' -]{2,30}(?:,\s*[A-Z][\w. ]{1,16}?)?\s*(?:\([^)]{3,40}\)|,\s*[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4})?\s*[–—]\s*(?=[A-Z0-9])"
)
TELLS = re.compile(
    r"(?:['’]s\b[^.;,]{0,40})?,?\s+(?:also\s+)?(?:had|has|saw|reported|announced|placed|matched|sent|celebrated|counted)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\W*(?:across\s+(?:town|the\s+(?:city|river|street))|elsewhere|meanwhile|nearby|down\s+the\s+(?:road|street)|a\s+few\s+(?:miles|blocks)\s+away|at\s+the\s+(?:other|neighboring))\b",
    re.IGNORECASE,
)
"""How a sentence turns to another school."""
GOAL = re.compile(r"\b(?:will|shall|should|must|is\s+to|are\s+to)\b", re.IGNORECASE)
RESULT_OPENS = re.compile(r"\W*(?:results?|actuals?|achieved|status|findings?|outcomes?)\b[^.:]{0,30}:", re.IGNORECASE)
"""How the sentence after a goal tells what came of it."""
NAME_ENDS = re.compile(
    r"(?:\s+of\s+(?:Osteopathic\s+)?Medicine)?(?:\s+at\s+[A-Z][\w .’'-]+)?\W*(?:\([A-Z]{2,8}\)\W*)?(?:(?:class\s+of\s+)?(?:19|20)\d\d)?\W*",
    re.IGNORECASE,
)
MOST_FIGURES = 60
"""Figures beyond which a sentence is a column of numbers; reading each against all others would never end."""
SHORT_LINE = 90
SENTENCE_WORDS = 7
"""Words from which a cell holds a sentence rather than a label or a figure."""
HEADLINE_CONFIDENCE = 0.6
GRADUATES = re.compile(r"\b(?:graduates|students|seniors|class|match(?:ed|es)?|residenc\w+)\b", re.IGNORECASE)


def prose_drafts(passages: Sequence[Passage], setting: Setting) -> list[Draft]:
    """Read the figures of all running text and of tables, in order."""
    drafts: list[Draft] = []
    passages = with_labelled_numbers(passages)
    discourse = Discourse()
    governing = Governing(footnotes_of(passages))
    for passage in passages:
        block = passage.block
        if isinstance(block, Heading):
            discourse = Discourse()
            governing.start_section()
            if not is_of_other_school(passage, setting):
                drafts += heading_drafts(block, passage, passages, setting)
        elif is_of_other_school(passage, setting):
            continue
        elif isinstance(block, Table):
            notes = table_notes(block, governing)
            drafts += table_drafts(block, passage, governing.over_table(passage), setting, notes)
            drafts += cell_text_drafts(block, passage, passage.heading_texts, setting, discourse)
        else:
            over = governing.over_text(passage)
            found = read_text(text_of(block), passage, over, setting, discourse, block.locator)
            governing.remember(passage, has_figures=bool(found))
            if not found:
                explain_before(passage, drafts, passages)
            drafts += found
    return drafts


def heading_drafts(heading: Heading, passage: Passage, passages: Sequence[Passage], setting: Setting) -> list[Draft]:
    """Read a heading that is a sentence, or that prints a share; a line of nothing but years below it dates it."""
    if is_sentence(heading.text):
        return read_text(heading.text, passage, passage.heading_texts, setting, Discourse(), heading.locator)
    tells_of_graduates = GRADUATES.search(heading.text) is not None
    if not tells_of_graduates and not any(number.is_percent for number in numbers_in(heading.text)):
        return []
    below = passages[passage.index + 1].block if passage.index + 1 < len(passages) else None
    dated = [below.text] if isinstance(below, Paragraph) and is_period_line(below.text) else []
    found = read_text(heading.text, passage, [*dated, *passage.heading_texts], setting, Discourse(), heading.locator)
    for draft in found:
        draft.rule, draft.confidence = HEADLINE, HEADLINE_CONFIDENCE
    return [draft for draft in found if draft.unit is Unit.percent or (tells_of_graduates and draft.subject in THINGS)]


def is_sentence(heading: str) -> bool:
    """Tell whether a line that is set as a heading is running text."""
    return len(heading.split()) >= SENTENCE_WORDS and re.search(r"[a-z][.]\s+[A-Z0-9]|[a-z]\.$", heading) is not None


def cell_text_drafts(
    table: Table, passage: Passage, headings: Sequence[str], setting: Setting, discourse: Discourse
) -> list[Draft]:
    """Read the sentences that stand in cells; the cell before a sentence in its row is a heading over it."""
    drafts: list[Draft] = []
    row_heads: dict[int, str] = {}
    home = setting.home
    for cell in table.cells:
        if len(cell.text.split()) < SENTENCE_WORDS:
            if cell.text.strip():
                row_heads.setdefault(cell.row, cell.text)
            continue
        head = row_heads.get(cell.row) or row_heads.get(cell.row - 1)
        if head is not None and not home.names and SCHOOL_NAME.match(head):
            home = replace(home, names=(head,), slug=next(iter(slugs_named(head)), None))
        if head is not None and names_other_school(head, replace(setting, home=home)):
            continue
        drafts += read_text(
            cell.text, passage, [*([head] if head else []), *headings], setting, discourse, cell.locator
        )
    return drafts


def read_text(
    text: str, passage: Passage, governing: Sequence[str], setting: Setting, discourse: Discourse, locator: Locator
) -> list[Draft]:
    """Read the figures of one block of text, sentence by sentence."""
    drafts: list[Draft] = []
    earlier: list[str] = []
    run_in: list[str] = []
    has_topic = False
    discourse.other_school = False
    parts = sentences_of(DATELINE.sub("", text))
    for number, (sentence, after) in enumerate(pairwise([*parts, ""])):
        if is_run_in(sentence):
            run_in = [sentence]
            discourse.other_school = names_other_school(sentence, setting)
            has_topic = starts_topic(sentence, setting, discourse)
            continue
        discourse.other_school = discourse.other_school or is_told_of_other_school(sentence, setting)
        above = (*run_in, *governing)
        is_line = len(sentence if has_topic else text) <= SHORT_LINE
        spot = Spot(passage, sentence, number, tuple(reversed(earlier)), above, locator, is_line)
        found = read_sentence(spot, setting, discourse)
        drafts += [] if is_goal(sentence, after) else found
        earlier.append(sentence)
    return drafts


def is_goal(sentence: str, after: str) -> bool:
    """Tell whether a sentence says what shall be, as the result after it shows: "95% will pass. Result: 96%"."""
    return GOAL.search(sentence) is not None and RESULT_OPENS.match(after) is not None


def is_run_in(sentence: str) -> bool:
    """Tell whether a sentence is a heading that runs into its paragraph."""
    is_short = len(sentence.split()) <= 6 and len(sentence) < 60
    return is_short and sentence.endswith(".") and not numbers_in(bases.YEARS.sub(" ", sentence))


def starts_topic(run_in: str, setting: Setting, discourse: Discourse) -> bool:
    """Let a heading that runs into its paragraph, and names what is measured, end what was spoken of before; tell whether it does."""
    in_exam = bases.is_exam(run_in)
    subject = subject_of(run_in, Unit.percent, setting.home, in_exam=in_exam, is_label=True)
    if subject in (None, Subject.same, Subject.other) and not in_exam:
        return False
    discourse.start_topic(subject, bases.exam_of(run_in), in_exam=in_exam)
    return True


def names_other_school(words: str, setting: Setting) -> bool:
    """Tell whether words open with the name of another school."""
    return other_school_at_start(words, setting) > 0


def is_of_other_school(passage: Passage, setting: Setting) -> bool:
    """Tell whether a passage stands under a heading, or is one, that is the name of another school and nothing else."""
    own = [passage.block.text] if isinstance(passage.block, Heading) else []
    for words in (*own, *passage.heading_texts):
        end = other_school_at_start(words, setting)
        if end and NAME_ENDS.fullmatch(words, end):
            return True
    return False


def is_told_of_other_school(sentence: str, setting: Setting) -> bool:
    """Tell whether a sentence tells results of another school, which is its subject."""
    end = other_school_at_start(sentence, setting)
    if end > 0:
        return TELLS.match(sentence, end) is not None
    named = SCHOOL_NAME.search(sentence) if ELSEWHERE.match(sentence) else None
    own = setting.home.names[:1]
    return named is not None and bool(own) and not telling_words(named[0]) & telling_words(own[0])


def other_school_at_start(words: str, setting: Setting) -> int:
    """Return where the name of another school ends that words open with, 0 where they do not."""
    home = setting.home
    opening = re.match(r"\W*(?:(?:At|For|From)\s+(?:the\s+)?)?", words)
    start = opening.end() if opening else 0
    if not home.names:
        return 0
    short = re.compile(r"U([A-Z][a-z]{2,6})\b").match(words, start)
    if short is not None:
        states = [full for full in STATE_NAMES if full.startswith(short[1])]
        is_own = any(short[0] in name or any(full in name for full in states) for name in home.names)
        return short.end() if states and not is_own else 0
    found = SCHOOL_NAME.match(words, start)
    return found.end() if found is not None and not home.is_own_name(found[0]) else 0


def read_sentence(spot: Spot, setting: Setting, discourse: Discourse) -> list[Draft]:
    """Read the figures of one sentence, then its claims about everybody."""
    plain = without_class_sizes(spot.sentence)
    audience = audience_of_words(spot.sentence)
    readings: list[FigureReading] = []
    drafts: list[Draft] = []
    figures = figures_of(plain)
    if len(figures) > MOST_FIGURES:
        return []
    for figure in figures:
        reading = FigureReading(spot, plain, figure, setting, discourse, readings[-1] if readings else None, audience)
        readings.append(reading)
        drafts += reading.drafts()
        if reading.is_unread():
            setting.miss(spot.locator, "line", "no word tells what this share is a share of")
    drafts += claims_in(spot, plain, setting, discourse, drafts, audience)
    return drafts


def without_class_sizes(sentence: str) -> str:
    """Blank the sizes printed beside classes ("2010 (N=73)"): they belong to their class."""
    for period in periods_in(sentence):
        if period.size is not None:
            sentence = sentence[: period.start + 4] + " " * (period.end - period.start - 4) + sentence[period.end :]
    return sentence
