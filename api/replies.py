"""Replies: what schools said of flags and assessments, beside these and by themselves.

Belongs here: joining replies with their steps and with what they are about. Does not belong here: which reply is about what
(rules/replies.py), lists (listing.py).
"""

from typing import Any

import sqlalchemy
from sqlalchemy import Connection, select

from api.keeping import made_once
from api.resources import FLAGS, REPLIES, REPLY_STEPS
from api.rows import Item, Prepared, fetch, plain_columns, prepare
from rules.replies import is_about, median_days
from schemas.disclosure import AssessmentFields, FlagFields, ReplyFields

ABOUT = ("school_slug", "rule", "flag_subject", "criterion_id")
"""Columns of a reply that say what it is about; flags and assessments have them too."""


def add_replies(connection: Connection, rows: list[Item]) -> None:
    """Add to flags or assessments what their schools replied, oldest first."""
    dialect = connection.dialect
    found = made_once(("replies", dialect.name), lambda: _every_reply(dialect)).items(connection, {})
    slugs = {row["school_slug"] for row in rows}
    replies = [reply for reply in found if reply["school_slug"] in slugs]
    _add_every_step(connection, replies)
    for row in rows:
        row["replies"] = [reply for reply in replies if _is_about(reply, row)]


def add_steps(connection: Connection, replies: list[Item]) -> None:
    """Add to replies their steps, and the flags of this edition that they are about."""
    _add_every_step(connection, replies)
    table = FLAGS.table
    wanted = table.c.rule.in_({reply["rule"] for reply in replies if reply["rule"]})
    columns = plain_columns(table, "flag_id", "school_slug", "rule", "flag_subject")
    flags = fetch(connection, select(*columns).where(wanted).order_by(table.c.flag_id)) if replies else []
    for reply in replies:
        reply["flag_ids"] = [flag["flag_id"] for flag in flags if _is_about(reply, flag)]


def days_to_decision(connection: Connection) -> float | None:
    """Median of the days between receipt and decision over all replies of an edition; None where none is decided."""
    table = REPLIES.table
    rows = fetch(connection, select(table.c.received_on, table.c.decided_on))
    return median_days((row["received_on"], row["decided_on"]) for row in rows)


def _every_reply(dialect: sqlalchemy.Dialect) -> Prepared:
    table = REPLIES.table
    return prepare(select(*plain_columns(table)).order_by(table.c.received_on, table.c.reply_id), dialect)


def _add_every_step(connection: Connection, replies: list[Item]) -> None:
    by_reply: dict[str, list[Item]] = {reply["reply_id"]: [] for reply in replies}
    table = REPLY_STEPS
    statement = select(*plain_columns(table)).where(table.c.reply_id.in_(by_reply)).order_by(table.c.step)
    for step in fetch(connection, statement) if by_reply else []:
        by_reply[step["reply_id"]].append(step)
    for reply in replies:
        reply["steps"] = by_reply[reply["reply_id"]]


def _is_about(reply: Item, row: Item) -> bool:
    about = FlagFields if "rule" in row else AssessmentFields
    return is_about(ReplyFields.model_construct(**_part(reply)), about.model_construct(**_part(row)))


def _part(row: Item) -> dict[str, Any]:
    return {name: row.get(name) for name in ABOUT}
