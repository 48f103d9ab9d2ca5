"""Flags on words that stand where a figure could: praise without a figure, and results withheld.

Belongs here: vague_match_claim, vague_exam_claim, withheld. Does not belong here: finding statements (scrapers/extractors).
"""

import re
from collections.abc import Iterator, Sequence

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.pictures import Family, figures_of, pictured
from pipelines.steps.assess.spoken import spoken_status
from pipelines.steps.assess.view import SchoolView
from schemas.resolution import ResolvedStatement
from schemas.vocabulary import CriterionStatus, StatementKind, Theme, Topic

TOPICS = {Family.match: Topic.match, Family.exam: Topic.exam}
PARTS = (
    ("a number", re.compile(r"\d|\bpercent\b|\b(?:all|every)\s+(?:of\s+)?(?:our|the)\b", re.IGNORECASE), Family),
    ("who is counted", re.compile(r"\b\d+\s+of\b|\bof\s+(?:the\s+|our\s+)?\d+\b", re.IGNORECASE), Family),
    ("a class or year", re.compile(r"\b(?:19|20)\d\d\b", re.IGNORECASE), Family),
    ("before or after SOAP", re.compile(r"\bSOAP\b", re.IGNORECASE), (Family.match,)),
    ("which attempt", re.compile(r"\bfirst[- ](?:time|attempt)\b", re.IGNORECASE), (Family.exam,)),
)
QUOTED = 240
MOST_QUOTES = 2


def vague_claims(view: SchoolView) -> Iterator[Raised]:
    """Praise of results of which no figure is published anywhere, neither as text nor in a picture."""
    for family, topic in TOPICS.items():
        claims = [
            row for row in view.published.statements if row.kind is StatementKind.vague_claim and row.topic is topic
        ]
        if claims and not figures_of(view.published, family) and not pictured(view, family):
            yield Raised(
                rule=f"vague_{family.value}_claim",
                explanation=_explanation(claims, family),
                grounds=Grounds(findings=claims),
            )


def missing_parts(text: str, family: Family) -> list[str]:
    """What a claim leaves out that a figure would say: the number, the people, the year, the stage or attempt."""
    return [name for name, pattern, families in PARTS if family in families and not pattern.search(text)]


def withheld(view: SchoolView) -> Iterator[Raised]:
    """Results that the school says it does not publish."""
    for theme, what, criterion in (
        (Theme.match, "match results", "match.list"),
        (Theme.exam, "exam results", "exam.first"),
    ):
        said = spoken_status(view, theme)
        if said and said[0] is CriterionStatus.withheld:
            quotes = _quoted(said[1])
            yield Raised(
                rule="withheld",
                subject=what,
                criterion_id=criterion,
                explanation=f"The school says of its {what}: {quotes}. A reason explains a missing list; rates name nobody.",
                grounds=Grounds(findings=said[1]),
            )


def _explanation(claims: Sequence[ResolvedStatement], family: Family) -> str:
    missing = missing_parts(claims[0].text, family)
    without = f" It leaves out {_listed(missing)}." if missing else ""
    rules = ", ".join(dict.fromkeys(row.rule for row in claims))
    what = "match" if family is Family.match else "exam"
    return (
        f"The school's pages say: {_quoted(claims)}.{without} No {what} figure was found on any of its pages. "
        f"Recognised by: {rules}."
    )


def _quoted(claims: Sequence[ResolvedStatement]) -> str:
    texts = list(dict.fromkeys(row.text.strip() for row in claims))[:MOST_QUOTES]
    return " and ".join(
        f"“{text if len(text) <= QUOTED else text[:QUOTED].rsplit(' ', 1)[0] + ' …'}”" for text in texts
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
