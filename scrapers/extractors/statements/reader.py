"""From passages to statements, sentence by sentence.

Belongs here: which words are looked at, what stands around them, what a sentence yields. Does not belong here: wording
families (claims.py, notices.py, support.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.documents import Heading, ListItem, Locator, Paragraph, Table, Tile
from schemas.findings import Statement
from schemas.vocabulary import StatementKind, Topic
from scrapers.extractors.audience import PROFESSIONS
from scrapers.extractors.measures.clauses import sentences_of
from scrapers.extractors.passages import Passage
from scrapers.extractors.people import People
from scrapers.extractors.statements.claims import claims_in
from scrapers.extractors.statements.notices import PLACEHOLDER, notices_in
from scrapers.extractors.statements.support import support_in
from scrapers.extractors.statements.topics import joined_topics, topic_above
from scrapers.extractors.years import DocumentContext

LONGEST = 600
SHORTEST_WORDS = 4
LONGEST_SENTENCE = 1200
SURE = {
    StatementKind.vague_claim: 0.9,
    StatementKind.withheld: 0.95,
    StatementKind.promised: 0.95,
    StatementKind.not_yet_due: 0.95,
    StatementKind.behind_login: 0.95,
    StatementKind.support: 0.85,
}
LOOSELY_SURE = 0.6
"""How sure a claim is that no family of wordings fits."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the one before it, the headings over it from within, and its place."""

    text: str
    before: str
    headings: tuple[str, ...]
    locator: Locator
    earlier: tuple[str, ...] = ()
    """Sentences of its block before that one, the nearest first."""

    @property
    def scope(self) -> str:
        """The sentence and what tells what it is about."""
        return " . ".join((self.text, self.before, *self.headings))


def statements_of(
    passages: Sequence[Passage], context: DocumentContext, people: People | None = None
) -> list[Statement]:
    """Find the statements of a document.

    Args:
        passages: its blocks in order, with their headings.
        context: what the whole document tells.
        people: its people, if they are known already; their names are taken out of every text.
    """
    people = people or People.for_document(passages)
    title = context.title or ""
    found: list[Statement] = []
    said: set[tuple[StatementKind, Topic, str]] = set()
    for sentence in sentences(passages, title):
        for kind, topic, rule in read(sentence):
            text = people.clean(sentence.text)[:LONGEST]
            if (kind, topic, text) not in said:
                said.add((kind, topic, text))
                found.append(
                    Statement(**sentence.locator._asdict(), kind=kind, topic=topic, text=text, quote=text, rule=rule)
                )
    return found


def read(sentence: Sentence) -> Iterator[tuple[StatementKind, Topic, str]]:
    """Yield kind, topic and rule of everything a sentence states."""
    for kind, rule in notices_in(sentence.text, sentence.scope):
        topics = topics_of(sentence)
        yield from ((kind, topic, rule) for topic in topics)
        if topics:
            return
    claimed = False
    for topic, rule in claims_in(sentence.text, sentence.scope, topic_above((sentence.before, *sentence.headings))):
        claimed = True
        yield StatementKind.vague_claim, topic, rule
    if not claimed:
        for topic, rule in support_in(sentence.text, sentence.scope):
            yield StatementKind.support, topic, rule


def topics_of(sentence: Sentence) -> list[Topic]:
    """Topics of a notice: by its own words, else by what stands before it, else by its headings."""
    topics = joined_topics(sentence.text)
    above = topic_above((sentence.before, *sentence.earlier, *sentence.headings))
    return topics or ([above] if above else [])


def sentences(passages: Sequence[Passage], title: str) -> Iterator[Sentence]:
    """Yield the sentences that speak of a school of medicine."""
    before = ""
    for passage in passages:
        headings = (*passage.heading_texts, title)
        if any(PROFESSIONS.search(heading) for heading in headings):
            continue
        if isinstance(passage.block, Heading):
            before = ""
        for text, locator in texts_of(passage):
            earlier: list[str] = []
            for part in sentences_of(text):
                is_whole = len(part.split()) >= SHORTEST_WORDS or PLACEHOLDER.fullmatch(part) is not None
                if is_whole and len(part) <= LONGEST_SENTENCE:
                    yield Sentence(" ".join(part.split()), before, headings, locator, tuple(reversed(earlier[:-1])))
                earlier.append(part)
                before = part


def texts_of(passage: Passage) -> Iterator[tuple[str, Locator]]:
    """Yield the texts of a block that may hold sentences, each with its place."""
    match passage.block:
        case Paragraph(text=text, locator=locator) | ListItem(text=text, locator=locator):
            yield text, locator
        case Tile(value=value, label=label, locator=locator):
            yield f"{value} {label}", locator
        case Heading(text=text, locator=locator) if re.search(r"[.!]$", text.strip()):
            yield text, locator
        case Table(cells=cells):
            for cell in cells:
                if len(cell.text.split()) > SHORTEST_WORDS:
                    yield cell.text, cell.locator
        case _:
            return
