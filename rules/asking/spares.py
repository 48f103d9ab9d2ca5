"""The spare questions: for when there is time, each only where something gives cause.

Belongs here: questions on graduation, one-year places, figures that do not fit, age and form. Does not belong here: the
lead questions (questions.py).
"""

from rules.asking.questions import claims_of, is_not_yet, short
from rules.asking.subject import AskSubject
from schemas.disclosure import AskClaim, AskQuestion
from schemas.vocabulary import AskTopic

REMOVED = "Results that I had seen are no longer on your site. What changed, and when will they be back?"
OLD = "Your newest results are from some time ago. Who posts new ones, and when?"


def progress_question(subject: AskSubject) -> AskQuestion | None:
    """How many finish of those who start."""
    asks = subject.missing("progress.graduation")
    if not asks or is_not_yet(subject, "progress.graduation"):
        return None
    return AskQuestion(
        topic=AskTopic.progress,
        lead=False,
        question="Of the students who start with a class, how many finish with it? What helps those who need more time?",
        because=claims_of(subject.not_found("graduation rates", "progress.graduation")),
        candid="It counts the class that started, and says how many took longer or left, and why.",
        dodge="“Hardly anyone leaves,” or a rate of those who were still there in the last year.",
        asks_for=asks,
    )


def positions_question(subject: AskSubject) -> AskQuestion | None:
    """How many hold a one-year place only."""
    asks = subject.missing("match.positions")
    if not asks or not subject.is_public("match.list"):
        return None
    return AskQuestion(
        topic=AskTopic.positions,
        lead=False,
        question="Your list does not mark one-year places. How do you help those who hold only such a place find the rest?",
        follow_up="How many of the last class was that?",
        because=claims_of(subject.not_found("marks for one-year places on the list", "match.positions")),
        candid="It says how many hold a one-year place with nothing after it, and where they were a year later.",
        dodge="“Everyone on the list matched.”",
        asks_for=asks,
    )


def checking_question(subject: AskSubject) -> AskQuestion | None:
    """How figures are checked that do not agree."""
    flags = [flag for flag in subject.flags if flag.rule in ("inconsistent_figures", "impossible_claim")]
    rows = [row for flag in flags for row in flag.evidence if row.document_id and row.quote]
    if not rows:
        return None
    claims = [
        AskClaim(
            text=f"A page of the school says: “{short(row.quote or '')}”",
            address=row.address,
            document_id=row.document_id,
            finding_id=row.finding_id,
        )
        for row in rows[:2]
    ]
    return AskQuestion(
        topic=AskTopic.checking,
        lead=False,
        question="I found numbers on your site that do not fit. How do you check them, and who can tell me which one holds?",
        because=claims_of(claims),
        candid="It names the one that holds, says how the other came about, and mends the page.",
        dodge="“Those were counted in another way,” with no word on how.",
    )


def timing_question(subject: AskSubject) -> AskQuestion | None:
    """When figures that stopped will go on."""
    flags = [flag for flag in subject.flags if flag.rule in ("stale", "disclosure_removed")]
    rows = [row for flag in flags for row in flag.evidence if row.document_id]
    if not rows:
        return None
    removed = flags[0].rule == "disclosure_removed"
    text = (
        "Results that once stood on the school's site are gone."
        if removed
        else "The newest results on the site are old."
    )
    claim = AskClaim(
        text=text, address=rows[0].address, document_id=rows[0].document_id, finding_id=rows[0].finding_id
    )
    return AskQuestion(
        topic=AskTopic.timing,
        lead=False,
        question=REMOVED if removed else OLD,
        because=(claim,),
        candid="It gives a reason and a month.",
        dodge="“The site is being redone.”",
    )


def access_question(subject: AskSubject) -> AskQuestion | None:
    """Whether results that are a picture can be had as text."""
    flags = [flag for flag in subject.flags if flag.rule == "unreadable_form"]
    rows = [row for flag in flags for row in flag.evidence if row.document_id]
    if not rows:
        return None
    claim = AskClaim(
        text="The results are shown as a picture only.", address=rows[0].address, document_id=rows[0].document_id
    )
    return AskQuestion(
        topic=AskTopic.access,
        lead=False,
        question="Your results are shown as a picture. Who keeps the list behind it, and could you post it as plain text too?",
        because=(claim,),
        candid="It names the office that keeps the list, and offers to send or post it.",
        dodge="“You can zoom in.”",
    )
