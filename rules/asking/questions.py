"""The lead questions: one a topic, about process and trend before numbers, and never for a figure that is public.

Belongs here: which question fits what a school publishes, and its wording. Does not belong here: the figures (facts.py),
the spares (spares.py).
"""

from collections.abc import Iterable

from rules.asking.facts import destination_facts, exam_facts, match_facts
from rules.asking.subject import AskSubject
from schemas.disclosure import AskClaim, AskQuestion
from schemas.vocabulary import AskTopic, CriterionStatus, StatementKind, Topic

QUOTE_LENGTH = 200
MOST_CLAIMS = 4
HOPE_FOR_FIELD = (
    "I hope to go into {}. How do you guide students who aim for it, and what do those do who do not get it at first?"
)
GUIDANCE = (
    "How do you guide students from the third year to Match Day? Who helps on the Monday when someone has not matched?"
)
TREND = "How has the match gone over the last three classes? What did you learn from the hardest of them?"
MONDAY = "I read how you guide students to the match. Who helps on the Monday when someone has not matched?"
HOPE_FOR_STATE = "I would like to train in {}. How do your students build ties there, and whom could I talk to?"
PLAIN_COUNTS = (
    "I read that you do not share a list. How else can I see where classes go: could you tell me the fields and states as "
    "plain counts, with no names?"
)
CHOICE = (
    "I looked through your match list. How do students choose where to apply, and what keeps some from the places that they "
    "want?"
)
OPEN_DOORS = "How do you help students find a place to train, and which hospitals have opened their doors so far?"
WHERE = "How do you help students find the right place to train, and where did the last classes go?"


def exam_question(subject: AskSubject) -> AskQuestion:
    """How students are helped to pass, how that went, and the number where it is not public."""
    first, second = subject.exams
    if subject.missing("support.exam"):
        question = (
            f"How do you help students get ready for {first} and {second}? What do you do when someone falls behind?"
        )
        asks: tuple[str, ...] = ("support.exam",)
    elif subject.missing("exam.history") and not subject.is_new:
        question = (
            f"I read how your students get ready for {first}. How have first tries gone over the last few years, and what "
            "did you change?"
        )
        asks = ("exam.history",)
    elif is_not_yet(subject, "exam.first"):
        question = f"I read how your students get ready for {first}. How will you tell whether it works?"
        asks = ()
    else:
        question = f"I read how your students get ready for {first}. What did you change after the last class took it?"
        asks = ()
    numbers = subject.missing("exam.first", "exam.second")
    both_missing = len(numbers) == 2 and not is_not_yet(subject, "exam.first")
    return AskQuestion(
        topic=AskTopic.exam,
        lead=True,
        question=question,
        follow_up="About how many pass on the first try, and of which class is that?" if both_missing else None,
        because=claims_of(
            exam_facts(subject), _boast(subject, Topic.exam), subject.not_found("exam results", "exam.first")
        ),
        candid="It names a class or a year, counts first tries, and tells what is done for those at risk, and when.",
        dodge="“In the end all of them pass,” or “we are above the nation,” with no year and no number.",
        asks_for=(*asks, *(numbers if both_missing else ())),
    )


def match_question(subject: AskSubject) -> AskQuestion:
    """How students are guided to the match, and what became of those for whom it was hard."""
    question, asks = _match_words(subject)
    follow_up: str | None = None
    numbers: tuple[str, ...] = ()
    if not subject.is_new or subject.status("rate.published") is CriterionStatus.not_met:
        follow_up, numbers = _match_numbers(subject)
    return AskQuestion(
        topic=AskTopic.match,
        lead=True,
        question=question,
        follow_up=follow_up,
        because=claims_of(
            match_facts(subject),
            _boast(subject, Topic.match),
            subject.not_found("match rates", "rate.published"),
            subject.not_found("numbers of those who did not match at first", "rate.unmatched"),
        ),
        candid="It tells before SOAP from after it, says who is counted, and does not hide a hard year.",
        dodge="“We always match well,” or “nearly all of them place,” with no word on SOAP.",
        asks_for=(*asks, *numbers),
    )


def destination_question(subject: AskSubject) -> AskQuestion:
    """Where graduates go, and how those find their way who want to go somewhere."""
    question, asks = _destination_words(subject)
    return AskQuestion(
        topic=AskTopic.destinations,
        lead=True,
        question=question,
        because=claims_of(
            destination_facts(subject), subject.not_found("lists of where graduates went", "match.list")
        ),
        candid="It gives counts for whole classes, the plain ones too, and says what students wanted.",
        dodge="“Our graduates go to top programs all over the country,” with a few well-known names.",
        asks_for=asks,
    )


def tracking_question(subject: AskSubject) -> AskQuestion:
    """How a new school follows its first classes."""
    said = [
        row for row in subject.published.statements if row.kind in (StatementKind.promised, StatementKind.not_yet_due)
    ]
    words = [subject.claim(f"The school says: “{short(row.text)}”", row) for row in said[:1]]
    return AskQuestion(
        topic=AskTopic.tracking,
        lead=True,
        question=(
            "How will you keep track of how your first classes do in exams and in the match? Who counts, and when will you "
            "share it?"
        ),
        because=claims_of(words, subject.not_found("match results", "match.list")),
        candid="It names what is counted, who counts it, and the month in which it will be posted.",
        dodge="“It is too soon to say,” with no plan and no date.",
    )


def _match_words(subject: AskSubject) -> tuple[str, tuple[str, ...]]:
    if subject.specialty is not None:
        return HOPE_FOR_FIELD.format(subject.field_name), ()
    if subject.missing("support.match"):
        return GUIDANCE, ("support.match",)
    if subject.missing("rate.history") and not subject.is_new:
        return TREND, ("rate.history",)
    return MONDAY, ()


def _match_numbers(subject: AskSubject) -> tuple[str | None, tuple[str, ...]]:
    if is_not_yet(subject, "rate.published"):
        return None, ()
    rate = subject.missing("rate.published", "rate.stage", "rate.basis")
    if "rate.published" in rate:
        return "How many matched before SOAP, out of how many who tried?", rate
    if set(rate) == {"rate.stage", "rate.basis"}:
        return "Is your rate taken before SOAP or after it, and whom does it count?", rate
    unmatched = subject.missing("rate.unmatched")
    return ("How many did not match at first, and where are they now?", unmatched) if unmatched else (None, ())


def _destination_words(subject: AskSubject) -> tuple[str, tuple[str, ...]]:
    if subject.home_state is not None:
        asks = () if destination_facts(subject) else subject.missing("match.destinations")
        more = " How many went there from the last class?" if asks else ""
        return HOPE_FOR_STATE.format(subject.state_name) + more, asks
    hidden = subject.missing("match.list", "match.destinations")
    if subject.status("match.list") is CriterionStatus.withheld and hidden:
        return PLAIN_COUNTS, subject.missing("match.specialties", "match.destinations")
    if subject.is_public("match.list"):
        return CHOICE, ()
    if is_not_yet(subject, "match.list"):
        return (
            "How do you help students find a place to train, and which hospitals have opened their doors so far?",
            (),
        )
    return (
        "How do you help students find the right place to train, and where did the last classes go?",
        hidden,
    )


def _boast(subject: AskSubject, topic: Topic) -> list[AskClaim]:
    """Praise that stands where a number could, where no number does."""
    if not subject.has_flag(f"vague_{topic.value}_claim"):
        return []
    claims = [
        row for row in subject.published.statements if row.kind is StatementKind.vague_claim and row.topic is topic
    ]
    return [
        subject.claim(f"The school says: “{short(row.text)}” No number stands with it.", row) for row in claims[:1]
    ]


def is_not_yet(subject: AskSubject, criterion_id: str) -> bool:
    """Whether a figure is still to come."""
    return subject.status(criterion_id) in (CriterionStatus.not_yet_due, CriterionStatus.promised)


def claims_of(*groups: Iterable[AskClaim]) -> tuple[AskClaim, ...]:
    """The first few of these claims."""
    return tuple(claim for group in groups for claim in group)[:MOST_CLAIMS]


def short(text: str) -> str:
    """Words of a school on one line, cut where they are long."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_LENGTH else f"{words[:QUOTE_LENGTH].rsplit(' ', 1)[0]} …"
