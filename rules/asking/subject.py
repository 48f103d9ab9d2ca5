"""The school that questions are asked about, and what the reader cares about.

Belongs here: what the sheet is made from, and looking it up. Does not belong here: wording (questions.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeVar

import us

from rules.published import Finding, Published, people
from schemas.disclosure import AskClaim, Assessment, Flag
from schemas.registry import School, Specialty
from schemas.resolution import ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import CriterionStatus, Degree, Maturity, StatementKind, Theme, Topic

CLAIM_LENGTH = 300
Found = TypeVar("Found", ResolvedPlacement, ResolvedMeasure, ResolvedStatement)
EXAM_NAMES = {Degree.MD: ("Step 1", "Step 2"), Degree.DO: ("Level 1", "Level 2")}
SPOKEN = {
    CriterionStatus.withheld: StatementKind.withheld,
    CriterionStatus.promised: StatementKind.promised,
}
"""Statuses that rest on the school's own words, and the kind of statement that holds them."""


@dataclass(frozen=True)
class AskSubject:
    """A school as an applicant meets it.

    Attributes:
        school: the school file.
        published: what stands on its pages.
        assessments: how it stands on the criteria.
        flags: what a reader should know of.
        maturity: how many classes it has graduated.
        specialty: field that the reader hopes for; None for a general sheet.
        home_state: two-letter code of the state that the reader hopes for.
    """

    school: School
    published: Published
    assessments: Sequence[Assessment]
    flags: Sequence[Flag]
    maturity: Maturity
    specialty: Specialty | None = None
    home_state: str | None = None

    def in_order(self) -> Self:
        """The same, with findings, flags and their evidence in the order of their identifiers."""
        published = replace(
            self.published,
            placements=_by_finding(self.published.placements),
            measures=_by_finding(self.published.measures),
            statements=_by_finding(self.published.statements),
        )
        flags = [
            flag.model_copy(update={"evidence": tuple(sorted(flag.evidence, key=lambda one: one.evidence_id))})
            for flag in sorted(self.flags, key=lambda flag: flag.flag_id)
        ]
        return replace(self, published=published, flags=flags)

    @cached_property
    def _by_criterion(self) -> Mapping[str, Assessment]:
        return {one.criterion_id: one for one in self.assessments}

    @property
    def exams(self) -> tuple[str, str]:
        """The first two exams, as students call them."""
        return EXAM_NAMES[self.school.degree]

    @property
    def is_new(self) -> bool:
        """Whether its first classes are still to be followed."""
        return self.maturity in (Maturity.no_graduates_yet, Maturity.young)

    @property
    def field_name(self) -> str:
        """The reader's specialty within a sentence."""
        return self.specialty.canonical_name.lower() if self.specialty else ""

    @property
    def state_name(self) -> str:
        """The reader's state in full."""
        state = us.states.lookup(self.home_state) if self.home_state else None
        return str(state.name) if state else self.home_state or ""

    def status(self, criterion_id: str) -> CriterionStatus | None:
        """How the school stands on a criterion; None where it does not apply."""
        found = self._by_criterion.get(criterion_id)
        return found.status if found else None

    def is_public(self, *criteria: str) -> bool:
        """Whether any of these is published, be it in part."""
        return any(self.status(one) in (CriterionStatus.met, CriterionStatus.partly) for one in criteria)

    def missing(self, *criteria: str) -> tuple[str, ...]:
        """Those of these that are not published at all."""
        return tuple(one for one in criteria if self.status(one) is not None and not self.is_public(one))

    def has_flag(self, *rules: str) -> bool:
        """Whether a flag of one of these rules was raised."""
        return any(flag.rule in rules for flag in self.flags)

    def claim(self, text: str, finding: Finding) -> AskClaim:
        """A claim that rests on a finding."""
        document = self.published.documents[finding.document_id]
        return AskClaim(
            text=text[:CLAIM_LENGTH],
            address=document.final_address or document.address,
            document_id=document.document_id,
            finding_id=finding.finding_id,
        )

    def not_found(self, what: str, criterion_id: str) -> list[AskClaim]:
        """What a completed search did not find, or what an incomplete one cannot tell."""
        found = self._by_criterion.get(criterion_id)
        if found is None or self.is_public(criterion_id):
            return []
        words = {
            CriterionStatus.not_met: f"We looked through the school's site and found no {what}.",
            CriterionStatus.not_assessed: f"We could not look through all of the school's site: {what} may be there. Look first.",
            CriterionStatus.withheld: f"The school says that it does not share {what}.",
            CriterionStatus.promised: f"The school says that it will share {what} later.",
            CriterionStatus.not_yet_due: f"No class has come far enough for {what}.",
            CriterionStatus.reported_with_parent: f"For {what}, see the main campus.",
        }
        text = words[found.status]
        kind = SPOKEN.get(found.status)
        topic = Topic.exam if criterion_id.startswith(Theme.exam) else Topic.match
        said = self.published.said(kind, topic) if kind else ()
        if said:
            return [self.claim(text, said[0]).model_copy(update={"assessment_id": found.assessment_id})]
        return [AskClaim(text=text, assessment_id=found.assessment_id)]

    def placements_in(self) -> dict[int, list[ResolvedPlacement]]:
        """Rows of the reader's specialty by class, from the document that shows most of them; classes without are left out."""
        slug = self.specialty.slug if self.specialty else None
        return self._by_class(lambda row: row.specialty_slug == slug)

    def placements_near(self) -> dict[int, list[ResolvedPlacement]]:
        """Rows of the reader's state by class, from the document that shows most of them; classes without are left out."""
        return self._by_class(lambda row: (row.resolved_state or row.state) == self.home_state)

    def _by_class(self, wanted: Callable[[ResolvedPlacement], bool]) -> dict[int, list[ResolvedPlacement]]:
        found: dict[int, list[ResolvedPlacement]] = {}
        for one in self.published.classes:
            rows = [row for row in one.placements if wanted(row) and row.count]
            if one.class_year is not None and rows and (one.is_list or one.tells_specialties):
                found[one.class_year] = max(found.get(one.class_year, []), rows, key=people)
        return found


def _by_finding(rows: Sequence[Found]) -> tuple[Found, ...]:
    return tuple(sorted(rows, key=lambda row: row.finding_id))
