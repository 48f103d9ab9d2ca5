"""Explaining notes: a line of words that tells of the figures before it whom they count, at which stage, on which attempt.

"Rates count graduates who sought a position, before SOAP", printed under a table or a list.

Belongs here: recognising such a line, and filling in what the figures of its section, or of all sections beside it, leave untold. Does not belong here:
footnotes with marks and lines that stand over figures (governing), what the words mean (bases).
"""

import re
from collections.abc import Sequence

from schemas.documents import ListItem, Paragraph
from schemas.vocabulary import Attempt, Denominator, Stage, Unit
from scrapers.extractors.audience import is_national
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.phrases import RATES
from scrapers.extractors.measures.timing import EXAMS
from scrapers.extractors.numbers import numbers_in
from scrapers.extractors.passages import Passage

LONGEST = 400
PART_OF_CLASS = frozenset({Denominator.participants, Denominator.seeking})
"""Groups that say more than the class that a label names."""
NOTE = re.compile(
    r"^\W*(?:notes?\W+)?(?:(?:all|the|these|those|above|listed|reported|shown|our|each|both|published)\s+)*"
    r"(?P<named>(?:[\w-]+\s+){0,4}?)(?:rates?|percentages?|figures|shares|numbers|data|results|values)\b"
    r"(?=,?\s+(?:above\s+|shown\s+|listed\s+|reported\s+|here\s+)?"
    r"(?:are|is|were|counts?|includ\w+|represents?|refers?|reflects?|shows?|exclud\w+|covers?|do\s+not|does\s+not|in\s+percent|for|based|apply|applies)\b|\W*$)",
    re.IGNORECASE,
)
DEFINES = re.compile(
    r"^\W*\d?\W*(?:(?:the\s+)?(?:percent(?:age)?|share|proportion|number)\s+of)\s+(?P<named>(?:[\w-]+\s+){0,6}?(?:takers|examinees|candidates|students|graduates|seniors|participants|applicants)\b(?:\s+[\w-]+){0,3}?)\s+(?=who\b|that\b|pass|match|plac)",
    re.IGNORECASE,
)
"""A line that defines what the figures of its section are shares of: "Percent of first-time takers who passed"."""
OF_ALL = re.compile(r"^\W*(?:notes?\W+)?(?:all|both)\b", re.IGNORECASE)
"""A note that speaks of all figures speaks of its neighbouring sections too."""
OF_EXAMS = re.compile(r"\bpass|\bexam|\bboard|\bstep\b|\blevel\b|\bcomlex|\busmle|\blicens", re.IGNORECASE)
OF_RESULTS = re.compile(r"\bmatch|\bplace|\bresiden", re.IGNORECASE)


def explain_before(passage: Passage, drafts: Sequence[Draft], passages: Sequence[Passage]) -> None:
    """Let a line of words fill in what earlier figures under the same headings leave untold; other lines change nothing."""
    block = passage.block
    if not isinstance(block, Paragraph | ListItem) or len(block.text) > LONGEST:
        return
    note = NOTE.match(block.text) or DEFINES.match(block.text)
    if note is None or is_national(block.text) or any(number.is_whole for number in numbers_in(block.text)):
        return
    depth = len(passage.headings) - (OF_ALL.match(block.text) is not None)
    over = passage.headings[:depth]
    section = [draft for draft in drafts if passages[draft.block].headings[:depth] == over]
    tells_exams, tells_results = OF_EXAMS.search(note["named"]), OF_RESULTS.search(note["named"])
    for draft in section:
        if draft.subject in EXAMS and not tells_results:
            if draft.attempt in (None, Attempt.unstated):
                draft.attempt = bases.attempt_of(block.text)
        elif draft.subject in RATES and draft.unit is Unit.percent and not tells_exams:
            _explain_rate(draft, block.text)


def _explain_rate(draft: Draft, words: str) -> None:
    if draft.stage in (None, Stage.unstated):
        draft.stage = bases.stage_of(words) or Stage.unstated
    group = bases.denominator_of(words, draft.subject)
    if draft.denominator in (None, Denominator.unstated) or group in PART_OF_CLASS:
        draft.denominator = group or Denominator.unstated
