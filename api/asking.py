"""Asking: the ask sheet of a school from what an edition holds of it.

Belongs here: rows to the records that the rules ask about. Does not belong here: the questions (rules/asking).
"""

from typing import Any, TypeVar

import us
from pydantic import BaseModel
from sqlalchemy import Connection, select

from api.editions import OpenEdition
from api.parameters.candour import AskSheetParameters
from api.problems import unknown_names
from api.queries import require_school
from api.resources import (
    ASSESSMENTS,
    CRAWLS,
    DOCUMENTS,
    EVIDENCE,
    FLAGS,
    MEASURES,
    PLACEMENTS,
    SCHOOLS,
    SPECIALTIES,
    STATEMENTS,
)
from api.rows import Item, fetch, plain_columns
from rules.asking.sheet import ask_sheet_of
from rules.asking.subject import AskSubject
from rules.maturity import judged_on, maturity_on
from rules.published import Published
from schemas.disclosure import AskSheet, Assessment, Flag
from schemas.documents import Document
from schemas.outcomes import Evidence
from schemas.public_service import Fault
from schemas.registry import School, Specialty
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement

Record = TypeVar("Record", bound=BaseModel)


def sheet_of(edition: OpenEdition, slug: str, wishes: AskSheetParameters) -> AskSheet:
    """The ask sheet of a school: general, or for the reader's specialty and home state.

    Raises:
        ProblemError: 404 for an unknown school, or for an unknown specialty and state, both at once.
    """
    with edition.engine.connect() as connection:
        require_school(connection, slug)
        specialty = _wished(connection, wishes)
        school = _one(School, _rows(connection, SCHOOLS.table, slug, by="slug")[0])
        crawls = _rows(connection, CRAWLS, slug)
        subject = AskSubject(
            school=school,
            published=Published.of(
                _all(Document, _rows(connection, DOCUMENTS.table, slug)), _findings(connection, slug)
            ),
            assessments=_all(Assessment, _rows(connection, ASSESSMENTS.table, slug)),
            flags=_flags(connection, slug),
            maturity=maturity_on(
                school, judged_on(crawls[0]["finished_at"] if crawls else None, edition.record.as_of)
            ),
            specialty=specialty,
            home_state=wishes.home_state,
        )
    return ask_sheet_of(subject)


def _wished(connection: Connection, wishes: AskSheetParameters) -> Specialty | None:
    faults, specialty = [], None
    if wishes.specialty is not None:
        found = _rows(connection, SPECIALTIES.table, wishes.specialty, by="slug")
        if found:
            specialty = _one(Specialty, found[0])
        else:
            message = "no such specialty; /v1/specialties lists them by their slugs"
            faults.append(Fault(parameter="specialty", place="query", message=message, value=wishes.specialty))
    if wishes.home_state is not None and us.states.lookup(wishes.home_state, field="abbr") is None:
        message = "no such state or territory; give its two-letter code"
        faults.append(Fault(parameter="home_state", place="query", message=message, value=wishes.home_state))
    if faults:
        raise unknown_names(faults)
    return specialty


def _findings(connection: Connection, slug: str) -> ResolvedFindings:
    return ResolvedFindings(
        placements=_all(ResolvedPlacement, _rows(connection, PLACEMENTS.table, slug)),
        measures=_all(ResolvedMeasure, _rows(connection, MEASURES.table, slug)),
        statements=_all(ResolvedStatement, _rows(connection, STATEMENTS.table, slug)),
    )


def _flags(connection: Connection, slug: str) -> tuple[Flag, ...]:
    evidence: dict[str, list[Evidence]] = {}
    for row in _rows(connection, EVIDENCE.table, slug, EVIDENCE.table.c.subject == "flag"):
        evidence.setdefault(row["subject_id"], []).append(_one(Evidence, row))
    rows = _rows(connection, FLAGS.table, slug)
    return tuple(_one(Flag, {**row, "evidence": tuple(evidence.get(row["flag_id"], ()))}) for row in rows)


def _rows(connection: Connection, table: Any, key: str, *conditions: Any, by: str = "school_slug") -> list[Item]:
    statement = select(*plain_columns(table)).where(table.c[by] == key, *conditions).order_by(*table.primary_key)
    return fetch(connection, statement)


def _all(record: type[Record], rows: list[Item]) -> tuple[Record, ...]:
    return tuple(_one(record, row) for row in rows)


def _one(record: type[Record], row: Item) -> Record:
    """A record from its row: what is empty there keeps the record's own default."""
    return record.model_validate({name: value for name, value in row.items() if value is not None})
