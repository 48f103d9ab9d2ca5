"""What is said between readers and schools, as an edition holds it: replies with their steps, questions with their claims.

Belongs here: taking these records apart, one record a row. Does not belong here: columns and their order (content.py).
"""

from collections.abc import Iterator

from schemas.disclosure import (
    AskClaim,
    AskClaimFields,
    AskClaimRecordFields,
    AskQuestion,
    AskQuestionFields,
    AskQuestionRecordFields,
    AskSheet,
    Reply,
    ReplyFields,
    ReplyRecordFields,
    ReplyStepRecordFields,
)
from schemas.identifiers import identifier


def reply_of(reply: Reply) -> ReplyRecordFields:
    """A reply with the state that it has come to."""
    fields = {name: getattr(reply, name) for name in ReplyFields.model_fields}
    return ReplyRecordFields(**fields, state=reply.state, received_on=reply.received_on, decided_on=reply.decided_on)


def steps_of(reply: Reply) -> Iterator[ReplyStepRecordFields]:
    """Its steps, numbered from its receipt on."""
    for number, step in enumerate(reply.steps, start=1):
        yield ReplyStepRecordFields(
            reply_id=reply.reply_id,
            step=number,
            school_slug=reply.school_slug,
            state=step.state,
            reached_on=step.on,
            note=step.note,
        )


def questions_of(sheet: AskSheet) -> Iterator[AskQuestionRecordFields]:
    """The questions of a general sheet, numbered in their order."""
    for number, question in enumerate(sheet.questions, start=1):
        yield AskQuestionRecordFields(
            **{name: getattr(question, name) for name in AskQuestionFields.model_fields},
            question_id=_question_id(sheet, question),
            school_slug=sheet.school_slug,
            place=number,
            asks_for_criteria=",".join(question.asks_for) or None,
        )


def claims_of(sheet: AskSheet) -> Iterator[AskClaimRecordFields]:
    """The public figures of a general sheet, then the claims of each question."""
    yield from _numbered(sheet, None, sheet.public)
    for question in sheet.questions:
        yield from _numbered(sheet, _question_id(sheet, question), question.because)


def _numbered(
    sheet: AskSheet, question_id: str | None, claims: tuple[AskClaim, ...]
) -> Iterator[AskClaimRecordFields]:
    for number, claim in enumerate(claims, start=1):
        yield AskClaimRecordFields(
            **{name: getattr(claim, name) for name in AskClaimFields.model_fields},
            claim_id=identifier("claim", sheet.school_slug, question_id, number),
            school_slug=sheet.school_slug,
            question_id=question_id,
            place=number,
        )


def _question_id(sheet: AskSheet, question: AskQuestion) -> str:
    return identifier("question", sheet.school_slug, question.topic)
