"""Claims: "all seniors matched", a rate of 100 without a percentage.

Belongs here: sentences that say that everybody matched, was placed or passed, and classes whose size stands beside their
year. Does not belong here: figures (figure).
"""

import re

from schemas.vocabulary import Denominator, Stage, Unit
from scrapers.extractors.audience import Audience, audience_of_words
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.clauses import FEW
from scrapers.extractors.measures.discourse import Discourse, Spot
from scrapers.extractors.measures.drafts import Draft, Setting
from scrapers.extractors.measures.subject_words import PLACE, Subject
from scrapers.extractors.measures.timing import EXAMS, timing_of
from scrapers.extractors.numbers import numbers_in

EVERYBODY = re.compile(
    r"(?<![\w-])(?<!\bin )(?<!\bout of )(?P<nearly>(?:nearly|almost|virtually|not|practically|about)\s+)?(?P<who>everyone|everybody|all|every(?:\s+(?:single|one\s+of))?|each(?:\s+of)?|the\s+(?:entire|whole|full))\b(?!\s+(?:over|across|around|but|three|two|four|levels|attempts|about|the\s+way|of\s+which|other))"
    r"(?P<group>[^.;:!?]{2,150}?)\b(?P<verb>matched|placed|passed|(?:received|have|found|secured)(?=\s+(?:a\s+)?match(?:es)?\b)|(?:came|come|walked)\b(?=\s+(?:away|out)\b[^.;]{0,16}\bwith\s+an?\s+(?:residency|position|match|place|post)\b)|(?:secured|received|obtained|earned|landed|found|attained|accepted|had)\b(?=\s+(?:it|one)\b|\s+(?:(?!\d)[\w’'-]+\s+){0,4}(?:residenc\w+|positions?|appointments?|gme|posts?|spots?|slots?|placements?|matches)\b))",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(?:students?|seniors?|graduates?|members?|class(?:es)?|people|those|takers?|candidates|participants|graduating|applicants|of\s+(?:them|whom|our)|m4s?|d\.?o\.?s?|m\.?d\.?s?)\b|^\s*\d+\s*(?:have|were|had)?\s*$|^\s*\d+\s+who\b",
    re.IGNORECASE,
)
PAIRED = re.compile(
    r"\s+(?:with|to)\s+(?:an?|their|his|her|one)\s+(?:own\s+)?(?:\w+\s+){0,3}?(?:coach|mentor|advis|tutor|preceptor|faculty|physician|buddy)",
    re.IGNORECASE,
)
"""What follows students who are matched with a person."""
PARTS = (Denominator.participants, Denominator.seeking, Denominator.applicants)
"""Those of a class who looked for a place."""
STOP = re.compile(
    r"\b(?:first|second|third)-year\b|\b(?:incoming|entering|new)\s+(?:student|class)|\bfellowships?\b|\bwho\s+(?:did\s+not|have\s+not)\b|\bfill(?:ed)?\b|\bprograms?\s+(?:were|have)\b|\bnot\b|\bone\s+of\s+their\b|\bexcept\b|\bbut\b|\bret(?:ook|ak\w+)\b|\brepeat(?:ed|ing|ers)\b|\b(?:second|third)\s+(?:attempt|time|try)\b",
    re.IGNORECASE,
)


def claims_in(
    spot: Spot, sentence: str, setting: Setting, discourse: Discourse, drafts: list[Draft], audience: Audience
) -> list[Draft]:
    """Return the rates of 100 that a sentence claims in words, and the class sizes that stand beside years."""
    if audience is not Audience.school or discourse.other_school:
        return []
    found: list[Draft] = []
    for match in EVERYBODY.finditer(sentence):
        if match["nearly"] or not PEOPLE.search(match["group"]) or STOP.search(match["group"]):
            continue
        if audience_of_words(match[0]) is not Audience.school or PAIRED.match(sentence, match.end()):
            continue
        told = claim(spot, sentence, match, setting, discourse, drafts)
        if told:
            discourse.subject = discourse.share = told[0].subject
        found += told
    return found


def claim(
    spot: Spot, sentence: str, match: re.Match[str], setting: Setting, discourse: Discourse, drafts: list[Draft]
) -> list[Draft]:
    """Return the rate that one claim states, with its class sizes."""
    subject = subject_of_claim(match, spot)
    in_front = sentence[: match.end()]
    timing = timing_of(
        spot.sentence, (0, len(spot.sentence)), match.start(), subject, setting, spot.passage, (), spot.earlier
    )
    draft = Draft(
        subject, Unit.percent, 100.0, spot.locator, spot.sentence, "everybody", spot.passage.index, spot.number,
        periods=list(timing.periods), sizes=dict(timing.sizes),
    )  # fmt: skip
    numbers = [number for number in numbers_in(match["group"]) if number.is_whole]
    if numbers and numbers[0].value < FEW:
        return []
    if numbers:
        draft.numerator_n = draft.denominator_n = int(numbers[0].value)
    if subject in EXAMS:
        draft.exam = bases.exam_of(sentence) or next(
            (exam for words in spot.above if (exam := bases.exam_of(words))), discourse.exam
        )
        draft.attempt, draft.denominator = bases.attempt_of(sentence), Denominator.test_takers
    else:
        is_told = any(other.stage not in (None, Stage.unstated) for other in drafts)
        draft.stage = bases.stage_of(sentence[match.start() :] if is_told else sentence) or Stage.unstated
        draft.denominator = bases.group_of(match["group"]) or Denominator.unstated
        if match["who"].lower().startswith("the ") and draft.denominator is Denominator.unstated:
            draft.denominator = Denominator.graduating_class
    found = [draft]
    found += [sized(draft, period, size) for period, size in timing.sizes]
    if (
        numbers
        and re.search(
            r"\bmembers\s+of\b|\bgraduates\b|\bin\s+the\s+(?:\w+\s+)?class\b|\bmember\s+class\b",
            match["group"],
            re.IGNORECASE,
        )
        and subject not in EXAMS
    ):
        is_part = draft.denominator in PARTS
        found.append(counted(draft, Subject.participants if is_part else Subject.class_size, numbers[0].value))
    if (
        numbers
        and subject is Subject.match
        and not any(d.subject is Subject.match and d.unit is Unit.count for d in drafts)
    ):
        found.append(counted(draft, Subject.match, numbers[0].value))
    return found if in_front else []


def subject_of_claim(match: re.Match[str], spot: Spot) -> Subject:
    """Return what everybody is said to have done."""
    verb = match["verb"].lower()
    if verb == "passed":
        return Subject.exam_pass
    if verb == "matched":
        return Subject.match
    if verb in {"came", "come", "walked"} or re.match(r"\s+(?:it|one)\b", spot.sentence[match.end() :]):
        return Subject.place
    return Subject.place if PLACE.search(spot.sentence[match.start("verb") :]) or verb == "placed" else Subject.match


def counted(draft: Draft, subject: Subject, value: float) -> Draft:
    """Return a head count beside a claim."""
    return Draft(
        subject,
        Unit.count,
        value,
        draft.locator,
        draft.quote,
        "everybody",
        draft.block,
        draft.sentence,
        periods=list(draft.periods),
    )


def sized(draft: Draft, period: str, size: int) -> Draft:
    """Return the size of a class that stands beside its year."""
    return Draft(
        Subject.class_size, Unit.count, float(size), draft.locator, draft.quote, "class beside year", draft.block, draft.sentence,
        periods=[period],
    )  # fmt: skip
