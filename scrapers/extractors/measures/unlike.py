"""Unlike figures: a national rate that stands beside a school's rate of another kind.

Belongs here: telling that two rates side by side are not the same thing. Does not belong here: pairing like figures
(tables, assembly), what it means that a school sets them side by side (pipelines/steps/assess).
"""

import re
from collections.abc import Iterable, Sequence

from schemas.vocabulary import Stage, Unit
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.subject_words import Subject

NAMED = re.compile(
    r"\b(?:national(?:ly)?|nationwide|nrmp)\s+(?:average\s+|overall\s+|mean\s+)?(?P<kind>match|placement)\s+(?:rate|average)",
    re.IGNORECASE,
)
RATES = frozenset({Subject.match, Subject.place})
AFTER = frozenset({Stage.after_soap, Stage.overall})
WORDS_LENGTH = 150


def note_unlike(own: Iterable[Draft], national: Draft, words: str) -> None:
    """Note a national rate on the school's rates beside it, unless one of them is its like.

    Args:
        own: the school's figures in the same row, column or sentence.
        national: the national figure.
        words: what names it: its header, or the sentence.
    """
    if national.unit is not Unit.percent or national.subject not in RATES:
        return
    rates = [
        draft
        for draft in own
        if draft.unit is Unit.percent and draft.subject in RATES and _same_period(draft.periods, national.periods)
    ]
    if all(_is_unlike(draft, national) for draft in rates):
        for draft in rates:
            draft.unlike_national = f"{national.value:g} %, {' '.join(words.split())[:WORDS_LENGTH]}"


def named_subject(words: str) -> Subject | None:
    """Return what a national rate is called in a sentence, where it is called one thing only."""
    kinds = {match["kind"].lower() for match in NAMED.finditer(words)}
    if len(kinds) != 1:
        return None
    return Subject.match if kinds == {"match"} else Subject.place


def _is_unlike(draft: Draft, national: Draft) -> bool:
    """Whether a school's rate and a national one differ in kind: placed or matched, after SOAP or before it."""
    if draft.subject is Subject.place and national.subject is Subject.match:
        return draft.stage is not Stage.before_soap
    if draft.subject is Subject.match and national.subject is Subject.place:
        return draft.stage not in AFTER
    return draft.stage in AFTER and national.stage is Stage.before_soap


def _same_period(first: Sequence[str | None], second: Sequence[str | None]) -> bool:
    return list(first) == list(second) or None in first or None in second
