"""Verdicts: what a criterion's own function says, before the search, the calendar and statements have their say.

Belongs here: the form of a verdict and the few shapes that criteria share. Does not belong here: one criterion's rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.view import SchoolView
from rules.published import Finding
from schemas.documents import Document
from schemas.vocabulary import CriterionStatus


@dataclass(frozen=True, slots=True)
class Verdict:
    """How what was found measures up to a criterion.

    Attributes:
        status: met, partly or not_met; what absence means is settled later.
        reason: why, in one sentence.
        grounds: what it rests on.
        due: class or cycle that was due.
        found: newest class or cycle found.
        rests_on_words: whether it rests on what was found alone, so that an incomplete search cannot overturn it.
        is_due: False where no class or cycle has come so far.
        only_older: whether it is short of met for one reason alone: what was found is of an earlier class or cycle.
    """

    status: CriterionStatus
    reason: str
    grounds: Grounds = field(default_factory=Grounds)
    due: str | None = None
    found: str | None = None
    rests_on_words: bool = False
    is_due: bool = True
    only_older: bool = False


Judge = Callable[[SchoolView], Verdict]


def met(reason: str, findings: Sequence[Finding], *, due: str | None = None, found: str | None = None) -> Verdict:
    """The criterion is met by these findings."""
    return Verdict(CriterionStatus.met, reason, Grounds(findings=findings), due, found)


def partly(reason: str, findings: Sequence[Finding], *, due: str | None = None, found: str | None = None) -> Verdict:
    """The criterion is partly met by these findings."""
    return Verdict(CriterionStatus.partly, reason, Grounds(findings=findings), due, found)


def older(what: str, findings: Sequence[Finding], *, due: str | None, found: str | None) -> Verdict:
    """The criterion is met for an earlier class or cycle than the one that is due."""
    reason = f"{what}: found for {found or 'no stated year'}, not for {due}."
    return Verdict(CriterionStatus.partly, reason, Grounds(findings=findings), due, found, only_older=True)


def absent(reason: str, *, due: str | None = None, findings: Sequence[Finding] = ()) -> Verdict:
    """Nothing that meets the criterion was found."""
    return Verdict(CriterionStatus.not_met, reason, Grounds(findings=findings), due)


def not_due(reason: str) -> Verdict:
    """No class or cycle has come so far."""
    return Verdict(CriterionStatus.not_met, reason, is_due=False)


def unknown(reason: str, documents: Sequence[Document]) -> Verdict:
    """What was found does not tell."""
    return Verdict(CriterionStatus.not_assessed, reason, Grounds(documents=documents, note=reason))
