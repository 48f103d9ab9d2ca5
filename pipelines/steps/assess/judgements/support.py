"""Criteria on support: one function each.

Belongs here: support.*. Does not belong here: how a description is recognised (scrapers/extractors).
"""

from pipelines.steps.assess.judgements.verdicts import Verdict, absent, met
from pipelines.steps.assess.view import SchoolView
from schemas.vocabulary import StatementKind, Topic


def support_exam(view: SchoolView) -> Verdict:
    """Exam preparation is described."""
    return _described(view, Topic.exam, "Exam preparation")


def support_match(view: SchoolView) -> Verdict:
    """Advising or mentoring for the match is described."""
    return _described(view, Topic.match, "Advising for the match")


def _described(view: SchoolView, topic: Topic, what: str) -> Verdict:
    found = [row for row in view.published.said(StatementKind.support, topic) if row.topic is topic]
    return met(f"{what} is described.", found) if found else absent(f"{what}: no description was found.")
