"""Counting: the tallies of the report from its rows.

Belongs here: how many schools stand how. Does not belong here: reading an edition, words, layout.

A share is told only of schools whose search was completed: of the others we know what they publish where we came across it, and
never what they do not, so a share over them would flatter or blame by how far we looked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from schemas.report import (
    Coverage,
    CriterionShare,
    CriterionTally,
    DocumentTally,
    ReportFlag,
    ReportSchool,
    RuleTally,
    ThemeTally,
)
from schemas.vocabulary import CriterionStatus, Degree, Severity, Theme

NOT_SEARCHED = "not_crawled"
JUDGED = frozenset(
    {
        CriterionStatus.met,
        CriterionStatus.partly,
        CriterionStatus.not_met,
        CriterionStatus.withheld,
        CriterionStatus.promised,
    }
)
"""Statuses that say what a school publishes; the others say why nothing can be said of it."""
PUBLISHED = frozenset({CriterionStatus.met, CriterionStatus.partly})
LEAST_JUDGED = 5
"""Schools below which a share in percent would say more than is known."""
GRAVEST_FIRST = (Severity.red, Severity.yellow, Severity.note)


class NamedCriterion(Protocol):
    """What the tallies need of a criterion."""

    @property
    def criterion_id(self) -> str:
        """Identifier."""

    @property
    def title(self) -> str:
        """Title."""

    @property
    def theme(self) -> Theme:
        """Group."""

    @property
    def question(self) -> str:
        """Question."""


def criterion_tallies(
    criteria: Iterable[NamedCriterion], schools: Sequence[ReportSchool]
) -> tuple[CriterionTally, ...]:
    """One tally a criterion, in the order of the groups and within each as they were given."""
    order = list(Theme)
    return tuple(
        CriterionTally(
            criterion_id=one.criterion_id,
            title=one.title,
            theme=one.theme,
            question=one.question,
            counts=Counter(
                school.statuses[one.criterion_id] for school in schools if one.criterion_id in school.statuses
            ),
            all=_share(one.criterion_id, schools),
            by_degree={
                degree: _share(one.criterion_id, [school for school in schools if school.degree is degree])
                for degree in Degree
            },
        )
        for one in sorted(criteria, key=lambda one: order.index(one.theme))
    )


def theme_tallies(criteria: Iterable[CriterionTally], schools: Sequence[ReportSchool]) -> tuple[ThemeTally, ...]:
    """How many schools are silent on all criteria of a group."""
    by_theme: dict[Theme, list[str]] = {theme: [] for theme in Theme}
    for tally in criteria:
        by_theme[tally.theme].append(tally.criterion_id)
    found = []
    for theme, names in by_theme.items():
        judged = [statuses for school in _searched(schools) if (statuses := _judged(school.statuses, names))]
        silent = sum(not PUBLISHED.intersection(statuses) for statuses in judged)
        found.append(ThemeTally(theme=theme, judged=len(judged), silent=silent))
    return tuple(found)


def rule_tallies(flags: Iterable[ReportFlag], schools: Sequence[ReportSchool]) -> tuple[RuleTally, ...]:
    """How many schools carry each rule, the gravest first."""
    degrees = {school.slug: school.degree for school in schools}
    carried = {(flag.rule, flag.severity, flag.school_slug) for flag in flags if flag.school_slug in degrees}
    by_rule: dict[tuple[Severity, str], Counter[Degree]] = {}
    for rule, severity, slug in carried:
        by_rule.setdefault((severity, rule), Counter())[degrees[slug]] += 1
    ordered = sorted(by_rule, key=lambda key: (GRAVEST_FIRST.index(key[0]), key[1]))
    return tuple(
        RuleTally(rule=rule, severity=severity, schools=by_rule[severity, rule]) for severity, rule in ordered
    )


def coverage_of(schools: Sequence[ReportSchool], documents: Iterable[DocumentTally]) -> Coverage:
    """How far we got with these schools."""
    known = {school.slug for school in schools}
    sums: dict[tuple[str, str], Counter[str]] = {}
    for row in documents:
        if row.school_slug in known:
            total = sums.setdefault((row.kind, row.reading), Counter())
            total.update(documents=row.documents, leftovers=row.leftovers, names_removed=row.names_removed)
    by_search = Counter(school.search for school in schools)
    return Coverage(
        schools=len(schools),
        searched=len(schools) - by_search[NOT_SEARCHED],
        complete=len(_searched(schools)),
        by_search=dict(sorted(by_search.items())),
        documents=tuple(
            DocumentTally.model_validate(
                {"school_slug": "", "kind": kind, "reading": reading, "leftovers": 0, "names_removed": 0, **total}
            )
            for (kind, reading), total in sorted(sums.items())
        ),
        oldest_search=min((school.searched_on for school in schools if school.searched_on), default=None),
    )


def _share(criterion_id: str, schools: Iterable[ReportSchool]) -> CriterionShare:
    judged = [status for school in _searched(schools) for status in _judged(school.statuses, [criterion_id])]
    met = judged.count(CriterionStatus.met)
    percent = round(100 * met / len(judged), 1) if len(judged) >= LEAST_JUDGED else None
    return CriterionShare(judged=len(judged), met=met, percent=percent)


def _searched(schools: Iterable[ReportSchool]) -> list[ReportSchool]:
    return [school for school in schools if school.complete]


def _judged(statuses: Mapping[str, CriterionStatus], names: Iterable[str]) -> list[CriterionStatus]:
    return [statuses[name] for name in names if statuses.get(name) in JUDGED]
