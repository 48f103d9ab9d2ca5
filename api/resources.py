"""Resources: which table each list shows, in which order, and what its rows carry besides their columns.

Belongs here: the description of lists. Does not belong here: SQL, HTTP.
"""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy
from sqlmodel import SQLModel

from schemas import tables


class Companion(StrEnum):
    """What an item carries besides its columns."""

    document = "document"
    evidence = "evidence"
    evidence_count = "evidence_count"
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


def _resource(noun: str, record: type[SQLModel], *order: str, companion: Companion | None = None) -> Resource:
    table = sql_table(record)
    key = tuple(column.name for column in table.primary_key)
    return Resource(noun, table, (*order, *(name for name in key if name not in order)), key, companion)


EDITION = sql_table(tables.EditionRow)
SCHOOL_STATES = sql_table(tables.SchoolStateRow)
CRAWLS = sql_table(tables.CrawlRow)

SCHOOLS = _resource("school", tables.SchoolRow, "slug", companion=Companion.school)
MEASURES = _resource("measure", tables.MeasureRow, "measure", "period", companion=Companion.document)
PLACEMENTS = _resource("placement", tables.PlacementRow, "class_year", "specialty_slug", companion=Companion.document)
STATEMENTS = _resource("statement", tables.StatementRow, "kind", companion=Companion.document)
DOCUMENTS = _resource("document", tables.DocumentRow)
OUTCOMES = _resource("outcome", tables.OutcomeRow, "name", "period", companion=Companion.evidence_count)
ASSESSMENTS = _resource(
    "assessment", tables.AssessmentRow, "school_slug", "criterion_id", companion=Companion.evidence
)
FLAGS = _resource("flag", tables.FlagRow, "school_slug", "rule", companion=Companion.evidence)
EVIDENCE = _resource("evidence", tables.EvidenceRow, "subject", "subject_id", companion=Companion.document)
VISITS = _resource("visit", tables.VisitRow, "school_slug", "address")
CRITERIA = _resource("criterion", tables.CriterionRow)
NATIONAL_BASELINES = _resource("national baseline", tables.NationalBaselineRow, "measure", "population", "year")
SPECIALTIES = _resource("specialty", tables.SpecialtyRow, companion=Companion.placements_by_specialty)
INSTITUTIONS = _resource("institution", tables.InstitutionRow, companion=Companion.placements_by_institution)
