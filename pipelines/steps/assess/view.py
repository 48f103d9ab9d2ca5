"""One school looked at from every side that judgements and flags need: what it publishes, how it was searched, what is due.

Belongs here: putting these together, once a school. Does not belong here: a judgement.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.steps.assess.case import SchoolCase
from pipelines.steps.assess.search import Search, search_of
from rules.calendar import (
    DuePeriod,
    exam_of,
    first_cycle_of,
    first_exam,
    latest_class_due,
    latest_cycle_due,
    latest_placement_duty,
    second_exam,
)
from rules.maturity import first_graduation, judged_on, maturity_on
from rules.published import Published
from schemas.disclosure import Criterion
from schemas.documents import Document
from schemas.registry import School
from schemas.vocabulary import CampusType, Degree, DueRule, Exam, Maturity

CLASSES_LOOKED_AT = 5
"""Classes that a history is expected to reach back to."""


@dataclass(frozen=True)
class SchoolView:
    """A school on the day for which it is judged."""

    case: SchoolCase

    @property
    def school(self) -> School:
        """The school file."""
        return self.case.school

    @cached_property
    def published(self) -> Published:
        """What stands on its pages now."""
        return Published.of(self.case.documents, self.case.findings)

    @cached_property
    def earlier(self) -> Published:
        """What stood there in earlier captures."""
        return Published.of(self.case.earlier_documents, self.case.earlier_findings)

    @cached_property
    def search(self) -> Search:
        """How far its site was searched."""
        return search_of(self.case.crawl, self.case.documents)

    @cached_property
    def day(self) -> date:
        """The day whose due dates count: what fell due after the search cannot be missing in it."""
        crawl = self.case.crawl
        return judged_on(crawl.finished_at if crawl else None, self.case.as_of)

    @cached_property
    def maturity(self) -> Maturity:
        """How many classes it has graduated."""
        return maturity_on(self.school, self.day)

    @property
    def is_campus(self) -> bool:
        """Whether another school may report for it."""
        return self.school.campus_type is not CampusType.main and self.school.parent_slug is not None

    @cached_property
    def first_graduation(self) -> int | None:
        """Year of its first graduation, if known."""
        return first_graduation(self.school)

    @property
    def exams(self) -> tuple[Exam, ...]:
        """The exams whose results are asked for."""
        degree = self.school.degree
        third = (Exam.comlex_3,) if degree is Degree.DO else ()
        return (first_exam(degree), second_exam(degree), *third)

    def class_due(self, *, lenient: bool = True) -> DuePeriod | None:
        """The newest class whose lists and rates are due; None where no class has come so far."""
        due = latest_class_due(self.day, lenient=lenient)
        return None if self._is_before_first(due.end_year, self.first_graduation) else due

    def placement_due(self, *, lenient: bool = True) -> DuePeriod | None:
        """The newest class whose placement rate an osteopathic college owes."""
        due = latest_placement_duty(self.day, lenient=lenient)
        return None if self._is_before_first(due.end_year, self.first_graduation) else due

    def cycle_due(self, exam: Exam, *, lenient: bool = True) -> DuePeriod | None:
        """The newest testing cycle of an exam that is due; None where no class has come so far."""
        due = latest_cycle_due(exam, self.day, lenient=lenient)
        return None if self._is_before_first(due.end_year, self._first_cycle(exam)) else due

    def period_due(self, criterion: Criterion) -> str | None:
        """The class or cycle that a criterion asks for, by its own clock; None where nothing, or no single one, is due."""
        rule = criterion.due_md if self.school.degree is Degree.MD else criterion.due_do
        if rule is None:
            return None
        exam = exam_of(rule)
        due = self.class_due() if rule is DueRule.match_day else self.cycle_due(exam) if exam else None
        return due.period if due else None

    def cycles_so_far(self, exam: Exam) -> int:
        """Testing cycles of an exam that its classes have filled and that are due; many where the first is not known."""
        due, first = self.cycle_due(exam), self._first_cycle(exam)
        return max(1, due.end_year - first + 1) if due and first else CLASSES_LOOKED_AT

    def recent_classes(self, count: int = CLASSES_LOOKED_AT) -> tuple[int, ...]:
        """The newest classes that are due and have graduated, newest first."""
        due = self.class_due()
        if due is None:
            return ()
        first = self.first_graduation or 0
        return tuple(year for year in range(due.end_year, due.end_year - count, -1) if year >= first)

    def document(self, document_id: str) -> Document | None:
        """A document of the school's own, present or earlier."""
        return self.published.documents.get(document_id) or self.earlier.documents.get(document_id)

    def _first_cycle(self, exam: Exam) -> int | None:
        if self.first_graduation is None:
            return None
        return first_cycle_of(exam, self.school.first_class_matriculated, self.first_graduation)

    def _is_before_first(self, year: int, first: int | None) -> bool:
        return self.maturity is Maturity.no_graduates_yet if first is None else year < first
