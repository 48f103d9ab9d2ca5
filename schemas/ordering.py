"""The order in which lists over the tables are read, so that whoever writes them can lay indexes for it.

Belongs here: the columns of each order, and how a missing value is placed. Does not belong here: SQL of any one reader.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    String,
    TypeDecorator,
    func,
    literal_column,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from schemas import tables

NO_TEXT: ColumnElement[Any] = literal_column("''", String)
"""What a missing text is compared as: before all others."""
NO_INTEGER: ColumnElement[Any] = literal_column("-2147483648", Integer)
NO_NUMBER: ColumnElement[Any] = literal_column("-1.0e300", Float)
"""What a missing number is compared as: before all others."""

LIST_ORDERS: dict[type, tuple[str, ...]] = {
    tables.MeasureRow: ("measure", "period"),
    tables.PlacementRow: ("class_year", "specialty_slug"),
    tables.StatementRow: ("kind",),
    tables.OutcomeRow: ("name", "period"),
    tables.AssessmentRow: ("school_slug", "criterion_id"),
    tables.FlagRow: ("school_slug", "rule"),
    tables.EvidenceRow: ("subject", "subject_id"),
    tables.ReplyRow: ("received_on",),
    tables.ChangeEventRow: ("school_slug", "address", "subject"),
    tables.AskQuestionRow: ("school_slug", "place"),
    tables.AskClaimRow: ("school_slug", "question_id", "place"),
    tables.VisitRow: ("school_slug", "address"),
    tables.NationalBaselineRow: ("measure", "population", "year"),
}
"""Columns before the key by which a list over a table is ordered unless asked otherwise; other tables go by key."""


def plain_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The database's own type under a type that SQLModel wraps around it."""
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def sortable(column: Column[Any]) -> ColumnElement[Any]:
    """A column that compares: coded words, days and times as text, a missing value before all others."""
    kind = plain_type(column.type)
    text = isinstance(kind, Date | DateTime | Enum | String)
    plain = type_coerce(column, String) if text else column
    if not column.nullable:
        return plain
    if text:
        return func.coalesce(plain, NO_TEXT)
    return func.coalesce(plain, NO_INTEGER if isinstance(kind, Integer) else NO_NUMBER)
