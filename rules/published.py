"""What a school publishes: its findings by class and cycle, secondary sources left out.

Belongs here: looking things up in the findings. Does not belong here: whether that meets a criterion (judgements/).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rules.calendar import end_year_of
from schemas.documents import Document
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import OWN_RELEASE, MeasureName, Position, Qualifier, StatementKind, Topic, Unit

RATES = frozenset({MeasureName.match_rate, MeasureName.placement_rate})
EXAM_RESULTS = frozenset({MeasureName.exam_pass_rate, MeasureName.exam_mean_score})
HEAD_COUNTS = (MeasureName.placed, MeasureName.participants, MeasureName.class_size, MeasureName.matched)
"""Numbers of people that a list may be held against, the nearest to "everybody on it" first."""
PROGRESS = frozenset({MeasureName.graduation_rate, MeasureName.attrition_rate, MeasureName.class_size})
NOT_OF_THE_MATCH = EXAM_RESULTS | PROGRESS
FIRST_YEAR_ONLY = frozenset({Position.preliminary, Position.transitional})
LEAST_LIST = 8
"""People from which rows are a list, not a few examples."""
LEAST_SPECIALTIES = 4
WHOLE = 0.9
"""Share of a class from which figures by specialty or place count as given for the whole class."""

Finding = ResolvedPlacement | ResolvedMeasure | ResolvedStatement


@dataclass(frozen=True)
class ClassRecord:
    """What one document says of one class, row by row or by counts."""

    document: Document
    class_year: int | None
    placements: tuple[ResolvedPlacement, ...]

    @cached_property
    def rows(self) -> tuple[ResolvedPlacement, ...]:
        """Rows that name specialty and institution."""
        return tuple(row for row in self.placements if row.specialty and row.program and row.count)

    @cached_property
    def by_specialty(self) -> tuple[ResolvedPlacement, ...]:
        """Rows and counts that name a specialty."""
        counts = tuple(row for row in self.placements if row.specialty and not row.program and row.count)
        return max(counts, self.rows, key=people)

    @cached_property
    def by_place(self) -> tuple[ResolvedPlacement, ...]:
        """Rows and counts that name an institution, a city or a state."""
        counts = tuple(
            row
            for row in self.placements
            if not row.specialty and (row.program or row.city or row.state) and row.count
        )
        placed = tuple(row for row in self.placements if row.specialty and (row.program or row.city or row.state))
        return max(counts, placed, key=people)

    @property
    def is_list(self) -> bool:
        """Whether it lists where graduates went, row by row."""
        return people(self.rows) >= LEAST_LIST

    @property
    def tells_specialties(self) -> bool:
        """Whether it tells how many went into each of several specialties."""
        named = {(row.specialty or "").casefold() for row in self.by_specialty}
        return people(self.by_specialty) >= LEAST_LIST and len(named) >= LEAST_SPECIALTIES


def people(rows: Sequence[ResolvedPlacement]) -> int:
    """People in rows: a year that comes before an advanced position is the same person once more."""
    total = sum(row.count for row in rows)
    first_years = sum(row.count for row in rows if position_of(row) in FIRST_YEAR_ONLY)
    advanced = sum(row.count for row in rows if position_of(row) is Position.advanced)
    return total - min(first_years, advanced)


def position_of(row: ResolvedPlacement) -> Position | None:
    """The kind of position, as printed or as resolved from the printed specialty."""
    return row.position or row.resolved_position


def is_pooled(period: str | None) -> bool:
    """Whether a period spans several classes or cycles, such as 2020-2024."""
    first, _, last = (period or "").partition("-")
    return first.isdigit() and last.isdigit() and int(last) - int(first) > 1


def states(measure: ResolvedMeasure, year: int) -> bool:
    """Whether a measure speaks of a class or cycle that ends in a year, and of no other."""
    return end_year_of(measure.period) == year and not is_pooled(measure.period)


@dataclass(frozen=True)
class Published:
    """The findings of a school in its own releases."""

    documents: dict[str, Document]
    placements: tuple[ResolvedPlacement, ...]
    measures: tuple[ResolvedMeasure, ...]
    statements: tuple[ResolvedStatement, ...]
    secondary: int = field(default=0)

    @classmethod
    def of(cls, documents: Iterable[Document], findings: ResolvedFindings) -> "Published":
        """Keep what stands in the school's own releases; what others say of it can only add information."""
        own = {one.document_id: one for one in documents if one.published_by in OWN_RELEASE}
        every: tuple[Finding, ...] = (*findings.placements, *findings.measures, *findings.statements)
        return cls(
            documents=own,
            placements=tuple(row for row in findings.placements if row.document_id in own),
            measures=tuple(row for row in findings.measures if row.document_id in own),
            statements=tuple(row for row in findings.statements if row.document_id in own),
            secondary=sum(row.document_id not in own for row in every),
        )

    @cached_property
    def classes(self) -> tuple[ClassRecord, ...]:
        """What each document says of each class, newest class first, the fullest first within one class."""
        grouped: dict[tuple[str, int | None], list[ResolvedPlacement]] = defaultdict(list)
        for row in self.placements:
            grouped[row.document_id, row.class_year].append(row)
        found = [
            ClassRecord(self.documents[document], year, tuple(rows)) for (document, year), rows in grouped.items()
        ]
        return tuple(
            sorted(found, key=lambda one: (-(one.class_year or 0), -people(one.rows), one.document.document_id))
        )

    @cached_property
    def rates(self) -> tuple[ResolvedMeasure, ...]:
        """Match and placement rates in percent, newest first."""
        return self.newest_first(self.measures_named(*RATES, unit=Unit.percent))

    @cached_property
    def exam_results(self) -> tuple[ResolvedMeasure, ...]:
        """Pass rates and mean scores of licensing exams, newest first."""
        return self.newest_first(self.measures_named(*EXAM_RESULTS))

    @cached_property
    def match_figures(self) -> tuple[Finding, ...]:
        """Everything that says something countable about the match: lists, specialties, rates, shares, head counts."""
        listed = [row for one in self.classes if one.is_list or one.tells_specialties for row in one.placements]
        measured = [row for row in self.measures if row.measure not in NOT_OF_THE_MATCH]
        return (*listed, *measured)

    def measures_named(self, *names: MeasureName, unit: Unit | None = None) -> tuple[ResolvedMeasure, ...]:
        """The measures of these names."""
        return tuple(row for row in self.measures if row.measure in names and unit in (None, row.unit))

    def newest_first(self, measures: Iterable[ResolvedMeasure]) -> tuple[ResolvedMeasure, ...]:
        """Sort measures by the year in which their period ends; those without a period come last."""
        return tuple(sorted(measures, key=lambda row: (-(end_year_of(row.period) or 0), row.finding_id)))

    def heads(self, year: int) -> dict[MeasureName, int]:
        """The greatest stated number of people of each kind for a class."""
        found: dict[MeasureName, int] = {}
        for row in self.measures_named(*HEAD_COUNTS, unit=Unit.count):
            if states(row, year) and row.qualifier is Qualifier.exact:
                found[row.measure] = max(found.get(row.measure, 0), round(row.value))
        return found

    def said(self, kind: StatementKind, *topics: Topic) -> tuple[ResolvedStatement, ...]:
        """Statements of a kind on these topics, or on outcomes as a whole."""
        wanted = {*topics, Topic.outcomes}
        return tuple(row for row in self.statements if row.kind is kind and row.topic in wanted)


def year_of(finding: Finding) -> int | None:
    """The class or the end of the cycle that a finding speaks of; None where it does not say."""
    if isinstance(finding, ResolvedPlacement):
        return finding.class_year
    return end_year_of(finding.period) if isinstance(finding, ResolvedMeasure) else None
