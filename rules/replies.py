"""Right of reply: which flag or assessment a reply is about, and how long decisions take.

Belongs here: these two rules. Does not belong here: reading replies (pipelines/steps/assess/replies.py), showing them (api).
"""

from collections.abc import Iterable
from datetime import date
from statistics import median

from schemas.disclosure import AssessmentFields, FlagFields, ReplyFields


def is_about(reply: ReplyFields, record: FlagFields | AssessmentFields) -> bool:
    """Whether a reply is about a flag or an assessment; one that names no subject is about all flags of its rule."""
    if reply.school_slug != record.school_slug:
        return False
    if isinstance(record, AssessmentFields):
        return reply.criterion_id == record.criterion_id
    return reply.rule == record.rule and reply.flag_subject in (None, record.flag_subject)


def median_days(received_and_decided: Iterable[tuple[date, date | None]]) -> float | None:
    """Median of the days between receipt and decision, over the replies that are decided; None where none is."""
    days = [(decided - received).days for received, decided in received_and_decided if decided is not None]
    return float(median(days)) if days else None
