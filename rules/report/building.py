"""Building the report: from the rows of an edition, and from a whole report to one about some of its schools.

Belongs here: which rows become which part. Does not belong here: counting (counting.py), reading an edition, words, layout.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rules.report.counting import NOT_SEARCHED, coverage_of, criterion_tallies, rule_tallies, theme_tallies
from schemas.disclosure import Criterion
from schemas.editions import Edition
from schemas.report import (
    DocumentTally,
    ReadingScores,
    Report,
    ReportChange,
    ReportFilters,
    ReportFlag,
    ReportRecord,
    ReportSchool,
)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EditionRows:
    """What the report rests on: rows of an edition's tables, by the names of their columns."""

    edition: Edition
    criteria: Sequence[Criterion]
    schools: Iterable[Row]
    school_states: Iterable[Row]
    assessments: Iterable[Row]
    flags: Iterable[Row]
    changes: Iterable[Row]
    documents: Iterable[Row]
    reading: ReadingScores


def report_of(rows: EditionRows) -> Report:
    """The report on all schools of an edition."""
    record = rows.edition
    schools = _schools(rows)
    documents = _documents(rows.documents)
    flags = tuple(ReportFlag.model_validate(_part(ReportFlag, row)) for row in rows.flags)
    changes = [ReportChange.model_validate(_part(ReportChange, row)) for row in rows.changes]
    criteria = criterion_tallies(rows.criteria, schools)
    return Report(
        edition_id=record.edition_id,
        collection=record.collection,
        notice=record.notice,
        as_of=record.as_of,
        built_at=record.built_at,
        previous_edition_id=record.previous_edition_id,
        filters=ReportFilters(),
        criteria=criteria,
        themes=theme_tallies(criteria, schools),
        rules=rule_tallies(flags, schools),
        schools=schools,
        flags=flags,
        changes=tuple(sorted(changes, key=_newest_first)),
        documents=documents,
        coverage=coverage_of(schools, documents),
        reading=rows.reading,
    )


def filtered(report: Report, filters: ReportFilters) -> Report:
    """The same report about the schools that pass the filters only."""
    schools = tuple(school for school in report.schools if _passes(school, filters))
    kept = {school.slug for school in schools}
    flags = tuple(flag for flag in report.flags if flag.school_slug in kept)
    documents = tuple(row for row in report.documents if row.school_slug in kept)
    criteria = criterion_tallies(report.criteria, schools)
    changed = {
        "filters": filters,
        "criteria": criteria,
        "themes": theme_tallies(criteria, schools),
        "rules": rule_tallies(flags, schools),
        "schools": schools,
        "flags": flags,
        "changes": tuple(change for change in report.changes if change.school_slug in kept),
        "documents": documents,
        "coverage": coverage_of(schools, documents),
    }
    return report.model_copy(update=changed)


def _schools(rows: EditionRows) -> tuple[ReportSchool, ...]:
    states = {row["school_slug"]: row for row in rows.school_states}
    statuses: dict[object, dict[str, object]] = {}
    complete: set[object] = set()
    for row in rows.assessments:
        statuses.setdefault(row["school_slug"], {})[str(row["criterion_id"])] = row["status"]
        if row["search_complete"]:
            complete.add(row["school_slug"])
    found = []
    for row in rows.schools:
        state = states.get(row["slug"], {})
        crawled_at = state.get("crawled_at")
        found.append(
            ReportSchool.model_validate(
                {
                    **{name: row[name] for name in ("slug", "short_name", "degree", "state", "control", "maturity")},
                    "search": state.get("crawl_state") or NOT_SEARCHED,
                    "searched_on": str(crawled_at)[:10] if crawled_at else None,
                    "complete": row["slug"] in complete,
                    "statuses": statuses.get(row["slug"], {}),
                }
            )
        )
    return tuple(sorted(found, key=lambda school: (school.short_name.casefold(), school.slug)))


def _documents(rows: Iterable[Row]) -> tuple[DocumentTally, ...]:
    sums: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        total = sums.setdefault((row["school_slug"], row["kind"], row["reading"]), [0, 0, 0])
        for place, number in enumerate((1, row["leftover_count"], row["names_removed"])):
            total[place] += int(str(number or 0))
    names = ("school_slug", "kind", "reading", "documents", "leftovers", "names_removed")
    return tuple(
        DocumentTally.model_validate(dict(zip(names, (*key, *total), strict=True)))
        for key, total in sorted(sums.items(), key=lambda item: [str(part) for part in item[0]])
    )


def _part(record: type[ReportRecord], row: Row) -> dict[str, object]:
    return {name: row[name] for name in record.model_fields}


def _newest_first(change: ReportChange) -> tuple[int, str, str, str]:
    day = change.noticed_on.toordinal() if change.noticed_on else 0
    return -day, change.school_slug, change.subject, change.event_id


def _passes(school: ReportSchool, filters: ReportFilters) -> bool:
    wanted = ((filters.degree, school.degree), (filters.state, school.state), (filters.control, school.control),
              (filters.maturity, school.maturity))  # fmt: skip
    return all(not values or value in values for values, value in wanted)
