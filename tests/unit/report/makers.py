"""Invented reports: schools with statuses, put together by hand.

Belongs here: rows of an edition as the report takes them. Does not belong here: what a test checks.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.publish.report import load_reading_scores
from rules.report.building import EditionRows, report_of
from schemas.editions import SAMPLE_NOTICE, Edition
from schemas.identifiers import identifier
from schemas.report import Report
from schemas.vocabulary import Collection, CriterionStatus

AS_OF = date(2026, 11, 16)
CRITERIA = [criterion.criterion_id for criterion in load_criteria()]
Row = Mapping[str, object]


def school(slug: str, degree: str = "MD", **fields: object) -> Row:
    values = {
        "slug": slug,
        "short_name": slug.replace("-", " ").title(),
        "degree": degree,
        "state": "VT",
        "control": "public",
    }
    return {**values, "maturity": "established", **fields}


def assessments(slug: str, statuses: Mapping[str, str], *, complete: bool = True) -> list[Row]:
    return [
        {"school_slug": slug, "criterion_id": criterion, "status": status, "search_complete": complete}
        for criterion, status in statuses.items()
    ]


def state(slug: str, crawl_state: str = "complete") -> Row:
    return {"school_slug": slug, "crawl_state": crawl_state, "crawled_at": datetime(2026, 11, 15, 8, tzinfo=UTC)}


def flag(slug: str, rule: str = "stale", severity: str = "yellow", first_seen: date = AS_OF) -> Row:
    values = {
        "flag_id": identifier(slug, rule),
        "school_slug": slug,
        "rule": rule,
        "severity": severity,
    }
    return {**values, "explanation": f"{rule} at {slug}", "first_seen": first_seen}


def report(
    schools: Sequence[Row], states: Sequence[Row], assessed: Sequence[Row], flags: Sequence[Row] = (), *,
    changes: Sequence[Row] = (), documents: Sequence[Row] = (), previous: str | None = "sample-2026-05-01-00000000",
) -> Report:  # fmt: skip
    edition = Edition(
        edition_id="sample-2026-11-16-11111111",
        collection=Collection.sample,
        invented=True,
        notice=SAMPLE_NOTICE,
        built_at=datetime(2026, 11, 16, 9, 30, 12, 345, tzinfo=UTC),
        as_of=AS_OF,
        schema_version=3,
        content_sha256="0" * 64,
        previous_edition_id=previous,
        crawled=True,
        school_count=len(schools),
        document_count=len(documents),
        placement_count=0,
        measure_count=0,
        flag_count=len(flags),
    )
    rows = EditionRows(
        edition, load_criteria(), schools, states, assessed, flags, changes, documents, load_reading_scores()
    )
    return report_of(rows)


def nation(count: int) -> Report:
    """A country of schools whose statuses run through all there are."""
    statuses = list(CriterionStatus)
    schools = [school(f"school-{number:03}", "DO" if number % 3 == 0 else "MD") for number in range(count)]
    assessed = [
        row
        for number in range(count)
        for row in assessments(
            f"school-{number:03}",
            {name: statuses[(number + place) % len(statuses)] for place, name in enumerate(CRITERIA)},
            complete=number % 2 == 0,
        )
    ]
    states = [state(f"school-{number:03}", "complete" if number % 2 == 0 else "incomplete") for number in range(count)]
    flags = [flag(f"school-{number:03}") for number in range(0, count, 5)]
    return report(schools, states, assessed, flags)
