"""Passages about another school than the document's own: articles on several schools at once.

Belongs here: telling such passages by the school they open with or stand under. Does not belong here: the state and
hospitals of the own school (measures.home), hospitals that take graduates (place_spans).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.documents import Heading, Table
from scrapers.extractors.audience import SCHOOL_NAME
from scrapers.extractors.measures.home import HomeSchool, home_of
from scrapers.extractors.measures.schools import slugs_named, telling_words
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.years import DocumentContext

OPENING = re.compile(r"\W*(?:(?:At|For|From|In)\s+(?:the\s+)?|The\s+)?")
PEOPLE_OF = re.compile(
    r"(?:[’']s?)?,?\s+(?:(?:\w+\s+){0,2}(?:students?|seniors?|graduates?|class|m4s?)\b|had\b|sent\b|reported\b|said\b|\d)",
    re.IGNORECASE,
)
RUN_IN = re.compile(r"\W*[.:–—]?\s*$")
OF_MEDICINE = re.compile(r"\b(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine|Medical\s+(?:School|College)")


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """The words that only the document's own school bears in its name; empty where the document names none."""

    home: HomeSchool
    words: frozenset[str]

    @classmethod
    def of(cls, passages: Sequence[Passage], context: DocumentContext) -> "OwnSchool":
        """Gather them from the title and the main heading, or from the school that is named first."""
        tops = [
            context.title or "",
            *(p.block.text for p in passages if isinstance(p.block, Heading) and p.block.level == 1),
        ]
        told = context.school.names if context.school else ()
        names = [name for text in tops for name in SCHOOL_NAME.findall(text)]
        if not names and not told:
            texts = (text_of(passage.block) for passage in passages if not isinstance(passage.block, Table))
            names = next(([found[0]] for text in texts if (found := SCHOOL_NAME.search(text))), [])
        known = frozenset(word for name in told for word in telling_words(name))
        words = frozenset(word for name in names for word in telling_words(name))
        home = home_of(passages, context.title, context.address, context.school)
        return cls(home, words | known)

    def is_another(self, name: str) -> bool:
        """Tell whether a name is that of another school."""
        if self.home.slug and (slugs := slugs_named(name)):
            return self.home.slug not in slugs
        told = telling_words(name)
        return bool(told and self.words) and not told & self.words


def names_another(sentence: str, own: OwnSchool, *, before: bool) -> bool:
    """Tell whether a sentence is about another school: it opens with its people, or goes on after one that did."""
    opening = OPENING.match(sentence)
    found = SCHOOL_NAME.match(sentence, opening.end() if opening else 0)
    if found is None:
        return before
    rest = sentence[found.end() :]
    is_at = opening is not None and opening[0].strip().split(" ")[0] in {"At", "For", "From"}
    is_run_in = OF_MEDICINE.search(found[0]) is not None and rest[:1] in {".", ":", ","}
    if not (is_at or is_run_in or PEOPLE_OF.match(f" {rest.lstrip()}") or RUN_IN.match(rest)):
        return before
    return own.is_another(found[0])


def is_under_another(passage: Passage, own: OwnSchool) -> bool:
    """Tell whether a heading close over a passage is the name of another school."""
    for words in passage.heading_texts[:2]:
        found = SCHOOL_NAME.match(words)
        if found is not None and OF_MEDICINE.search(words) is not None:
            return own.is_another(found[0])
    return False
