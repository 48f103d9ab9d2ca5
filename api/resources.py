"""Resources: which table each list shows, in which order, and what its rows carry besides their columns.

Belongs here: the description of lists. Does not belong here: SQL, HTTP.
"""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy
from sqlmodel import SQLModel

from schemas import tables
from schemas.ordering import LIST_ORDERS


class Companion(StrEnum):
    """What an item carries besides its columns."""

    document = "document"
    evidence = "evidence"
    evidence_count = "evidence_count"
    captures = "captures"
    steps = "steps"
    school = "school"
    placements_by_specialty = "placements_by_specialty"
    placements_by_institution = "placements_by_institution"


@dataclass(frozen=True, slots=True)
class Resource:
    """A list of the API. order ends with the table's key, so that every row has its place."""

    noun: str
    table: sqlalchemy.Table
    order: tuple[str, ...]
    key: tuple[str, ...]
    companion: Companion | None = None


def sql_table(record: type[SQLModel]) -> sqlalchemy.Table:
    """The SQLAlchemy table of a table class."""
    found = sqlalchemy.inspect(record).local_table
    if not isinstance(found, sqlalchemy.Table):
        raise TypeError(f"{record.__name__} is not mapped to a table")
    return found


def _resource(noun: str, record: type[SQLModel], companion: Companion | None = None) -> Resource:
    table = sql_table(record)
    key = tuple(column.name for column in table.primary_key)
    order = LIST_ORDERS.get(record, ())
    return Resource(noun, table, (*order, *(name for name in key if name not in order)), key, companion)


EDITION = sql_table(tables.EditionRow)
SCHOOL_STATES = sql_table(tables.SchoolStateRow)
CRAWLS = sql_table(tables.CrawlRow)
REPLY_STEPS = sql_table(tables.ReplyStepRow)

SCHOOLS = _resource("school", tables.SchoolRow, Companion.school)
MEASURES = _resource("measure", tables.MeasureRow, Companion.document)
PLACEMENTS = _resource("placement", tables.PlacementRow, Companion.document)
STATEMENTS = _resource("statement", tables.StatementRow, Companion.document)
DOCUMENTS = _resource("document", tables.DocumentRow)
OUTCOMES = _resource("outcome", tables.OutcomeRow, Companion.evidence_count)
ASSESSMENTS = _resource("assessment", tables.AssessmentRow, Companion.evidence)
FLAGS = _resource("flag", tables.FlagRow, Companion.evidence)
EVIDENCE = _resource("evidence", tables.EvidenceRow, Companion.document)
REPLIES = _resource("reply", tables.ReplyRow, Companion.steps)
CHANGES = _resource("change", tables.ChangeEventRow, Companion.captures)
VISITS = _resource("visit", tables.VisitRow)
CRITERIA = _resource("criterion", tables.CriterionRow)
NATIONAL_BASELINES = _resource("national baseline", tables.NationalBaselineRow)
SPECIALTIES = _resource("specialty", tables.SpecialtyRow, Companion.placements_by_specialty)
INSTITUTIONS = _resource("institution", tables.InstitutionRow, Companion.placements_by_institution)
