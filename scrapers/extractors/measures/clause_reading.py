"""Clause reading: a figure's own words, whose figure it is, its examination and its unit.

Belongs here: what must be known of a figure before its subject. Does not belong here: what it measures
(subject_reading), whom it counts (figure).
"""

import re

from schemas.vocabulary import Denominator, Exam, Unit
from scrapers.extractors.audience import COMPARISON, UNIVERSAL_COUNT, Audience, audience_of_words, audience_over
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.clauses import Figure
from scrapers.extractors.measures.discourse import Discourse, Group, Spot
from scrapers.extractors.measures.drafts import Setting
from scrapers.extractors.measures.home import ANY_STATE
from scrapers.extractors.measures.phrases import (
    ACTUAL,
    ASIDE,
    BASE_OPENING,
    FUNCTION_WORDS,
    PEOPLE,
    RATES,
    REST,
    SCHOOL_AGAIN,
    SCORES,
    SOMEWHERE,
    THRESHOLD_LABEL,
)
from scrapers.extractors.measures.subject_words import MEAN, PASSING, SAME, Subject
from scrapers.extractors.measures.subjects import result_subject, strong_specialties, subject_of
from scrapers.extractors.measures.timing import EXAMS, part_around
from scrapers.extractors.numbers import Number, numbers_in

GOAL_HEADING = re.compile(
    r"\W*(?:our|strategic|institutional|outcome|program|\d{4}|future|long-term)?\s*(?:goals?|targets?|benchmarks?|thresholds?|objectives?|aims?|vision)"
    r"(?:\s+(?:for|by|to|through)\s+(?:the\s+)?(?:year\s+)?\d{4}|\s+and\s+(?:targets?|objectives?|aims?))?\W*",
    re.IGNORECASE,
)
ACTUAL_FOLLOWS = re.compile(r"[^%()]{0,90}\(\s*(?:actual|achieved|result|observed)\b", re.IGNORECASE)
"""What follows a goal that its result stands beside: "90% are to pass (actual 93%)"."""
PAIR_OF_SHARES = re.compile(
    r"\b(?:were|was|are|is|of|at|averaged?|stood\s+at)\s+[\d.]+\s*(?:%|percent)?\s+and\s+[\d.]+\s*(?:%|percent)",
    re.IGNORECASE,
)
"""Two shares in a row, which belong to two examinations named before them in their order."""
OTHER_RATE = re.compile(
    r"\b(?:match|placement|graduation|completion|attrition)\s+rates?\W*(?:\w+\W+){0,2}$", re.IGNORECASE
)
IT_WAS = re.compile(
    r"\bit\s+(?:was|is|stood\s+at|stands\s+at|rose\s+to|fell\s+to|dropped\s+to|climbed\s+to|reached)\s*$",
    re.IGNORECASE,
)
"""What stands before a bare number that goes on with the rate of the sentence before: "In 2023 it was 94."."""
OF_THEM = re.compile(r"\b(?:of|among)\s+(?:them|these|those)\b(?!\s+(?:who|that|at|in|from)\b)", re.IGNORECASE)
INTRODUCED = re.compile(
    r"\W*(?:includ\w+|counting|adding)\b[^.;]*,\s*(?:(?:a\s+total\s+of|in\s+all,?|some|the)\s+)?$", re.IGNORECASE
)
"""A clause that opens a sentence and tells whom its figure counts too, not what it counts."""
BRACKETS = re.compile(r"\([^()]*\)")
NATION = re.compile(r"\b(?:for|in|of|the|nation\w*|country|all|takers|average|mean)\b", re.IGNORECASE)


class ClauseReading:
    """One figure with its words; what later figures of the sentence may inherit stays on it."""

    in_exam: bool

    def __init__(
        self,
        spot: Spot,
        sentence: str,
        figure: Figure,
        setting: Setting,
        discourse: Discourse,
        previous: "ClauseReading | None",
        sentence_audience: Audience,
    ) -> None:
        self.spot, self.sentence, self.figure = spot, sentence, figure
        self.setting, self.discourse, self.previous = setting, discourse, previous
        self.window = sentence[figure.window_start : figure.window_end]
        self.head = "" if INTRODUCED.match(sentence, 0, figure.start) else sentence[figure.window_start : figure.start]
        self.tail = REST.split(tail_of(sentence, figure))[0]
        if aside := ASIDE.match(sentence, figure.window_end):
            self.tail += " " + sentence[aside.end() :]
        own = setting.home.own_place_in(self.tail) if previous is not None and previous.in_exam else 0
        self.names_own, self.tail = own > 0, self.tail[own:]
        self.words = COMPARISON.sub(" ", f"{self.head} {self.tail}")
        self.before = sentence[: figure.window_start]
        self.audience = self.read_audience(sentence_audience)
        self.in_exam, self.exam = self.read_exam()
        self.unit = self.read_unit()
        self.subject: Subject | None = None
        self.is_told = False
        self.group: Group | None = None
        self.denominator: Denominator | None = None

    def read_audience(self, sentence_audience: Audience) -> Audience:
        """Decide whose figure it is: by its clause, then by a sentence or a block that is somebody else's."""
        if self.discourse.other_school:
            return Audience.other_school
        own = audience_of_words(self.window)
        if own not in (Audience.school, Audience.preview_or_applications):
            is_of_others = own is Audience.national and sentence_audience is Audience.other_profession
            return sentence_audience if is_of_others else own
        in_part = (
            ";" not in self.sentence or audience_of_words(part_around(self.sentence, self.figure.start)) is not own
        )
        if sentence_audience is Audience.other_school and in_part:
            return sentence_audience
        if sentence_audience in (Audience.hospital_fill, Audience.other_profession):
            return sentence_audience
        if self.is_threshold():
            return Audience.threshold_or_target
        for words in () if bases.exams_in(self.sentence) else self.spot.above[:3]:
            if audience_over(words) in (Audience.hospital_fill, Audience.other_profession):
                return audience_over(words)
        joint = self.previous is not None and " and " in self.sentence[self.previous.figure.end : self.figure.start]
        own_kind = PASSING.search(self.words) and self.previous is not None and not PASSING.search(self.previous.words)
        if (
            self.follows_nation()
            and not (own_kind or self.names_own)
            and (
                self.is_elliptical() or OF_THEM.search(self.window) or (joint and not SCHOOL_AGAIN.search(self.window))
            )
        ):
            return Audience.national
        if self.figure.lead.value > UNIVERSAL_COUNT and not self.figure.share:
            return Audience.national
        return Audience.school

    def is_threshold(self) -> bool:
        """Tell whether it is set and not reached: by its label, its heading, or its result in brackets behind it."""
        if ACTUAL_FOLLOWS.match(self.sentence, self.figure.end):
            return True
        is_set = THRESHOLD_LABEL.match(self.sentence) or any(map(GOAL_HEADING.fullmatch, self.spot.above[:3]))
        return bool(is_set) and not ACTUAL.search(self.sentence)

    def follows_nation(self) -> bool:
        """Tell whether the figure before is the nation's: closed brackets end that, and a semicolon before another result."""
        if self.previous is None or self.previous.audience is not Audience.national:
            return False
        gap = self.sentence[self.previous.figure.end : self.figure.start]
        if ";" in gap and audience_of_words(self.sentence[self.figure.end :].split(";")[0]) is Audience.national:
            return False
        goes_on = ";" not in gap or OF_THEM.search(self.window) is not None or not self.tells_another_result()
        return ")" not in BRACKETS.sub(" ", gap) and goes_on

    def read_exam(self) -> tuple[bool, Exam | None]:
        """Decide which examination it belongs to, if any: clause, words before it, words above, earlier sentences."""
        if paired := self.paired_exam():
            return True, paired
        named = bases.exams_in(self.words)
        if named:
            place = len(self.head)
            return True, min(named, key=lambda item: abs(item[0] - place))[1]
        before = bases.exams_in(self.before)
        is_named = OTHER_RATE.search(self.head) is not None or self.names_result(self.tail)
        if self.tells_another_result() and (not before or is_named):
            return False, None
        if before and not self.follows_another_result():
            return True, before[-1][1]
        speaks = PASSING.search(self.words) is not None or bases.is_exam(self.words)
        telling = speaks or MEAN.search(self.words) is not None
        if not telling and not self.is_elliptical() and not SAME.search(self.words):
            return False, None
        return self.exam_around(telling=telling) or (speaks, None)

    def follows_another_result(self) -> bool:
        """Tell whether it says nothing of its own and the figure before is of no examination: it goes on with that one."""
        last = self.previous
        named = last is not None and not last.in_exam and last.subject not in (None, Subject.same, Subject.other)
        return named and self.is_elliptical()

    def tells_another_result(self) -> bool:
        """Tell whether the clause names a result of its own that is none of an examination."""
        if PASSING.search(self.words) or bases.is_exam(self.words):
            return False
        subject = subject_of(self.words, Unit.percent, self.setting.home, in_exam=False, tail=self.tail)
        return subject not in (None, Subject.same, Subject.other)

    def names_result(self, words: str) -> bool:
        """Tell whether words name a result that is none of an examination."""
        found = subject_of(words, Unit.percent, self.setting.home, in_exam=False, is_label=True)
        return result_subject(words) is not None or found in (Subject.graduation, Subject.attrition)

    def definition(self) -> str | None:
        """Return the sentence before, where it tells what a rate is without giving one."""
        before = self.spot.earlier[:1]
        return before[0] if before and not numbers_in(before[0]) else None

    def exam_around(self, *, telling: bool) -> tuple[bool, Exam | None] | None:
        """Return the examination that earlier sentences or the words above name, nearest first, unless they tell results."""
        points_back = self.definition() is not None and SAME.search(self.words) is not None
        goes_on = telling or points_back or self.discourse.subject in EXAMS
        for words in (*self.spot.earlier[:2], *self.spot.above):
            names_result = self.names_result(words)
            if bases.is_exam(words) and (telling or not names_result):
                if goes_on or self.spot.is_line:
                    return True, bases.exam_of(words) or self.discourse.exam
            elif names_result:
                break
        return (True, self.discourse.exam) if self.discourse.in_exam and goes_on else None

    def paired_exam(self) -> Exam | None:
        """Return the examination of the same rank where values and examinations are listed "respectively"."""
        if "respectively" not in self.sentence and not PAIR_OF_SHARES.search(self.sentence):
            return None
        rank, first = 0, self
        while first.previous is not None:
            rank, first = rank + 1, first.previous
        named = bases.exams_in(self.sentence[: first.figure.start])
        if "respectively" not in self.sentence and bases.exams_in(self.sentence[first.figure.start :]):
            return None
        return named[rank][1] if rank < len(named) and len(named) > 1 else None

    def read_unit(self) -> Unit:
        """Decide what the number is a number of."""
        if self.figure.share:
            return Unit.percent
        value = self.figure.lead.value
        if self.in_exam and SCORES[0] <= value <= SCORES[1] and self.tells_mean():
            return Unit.score
        before = self.previous
        if before is not None and before.unit is not Unit.count and self.goes_on_without_sign(before):
            return before.unit
        bare = re.search(r"\b(?:rates?|percent(?:ages?)?)\b\W*(?:\w+\W+){0,3}$", self.head, re.IGNORECASE)
        goes_on = self.discourse.subject in (*RATES, Subject.exam_pass) and SAME.search(self.words)
        is_rate = value != int(value) or (
            IT_WAS.search(self.head) and not re.search(r"[a-z]", self.tail, re.IGNORECASE)
        )
        if goes_on and value <= 100 and is_rate:
            return Unit.percent
        if bare and value <= 100 and (self.in_exam or value != int(value) or value > 50):
            return Unit.percent
        return Unit.count

    def tells_mean(self) -> bool:
        """Tell whether its words, or the label over a line without words of its own, speak of mean scores."""
        if MEAN.search(self.words):
            return True
        return self.spot.is_line and self.is_elliptical() and any(map(MEAN.search, self.spot.above[:1]))

    def goes_on_without_sign(self, before: "ClauseReading") -> bool:
        """Tell whether a bare number goes on with the figure before: "97 percent (nationally 93)", "at ours it was 98"."""
        value = self.figure.lead.value
        in_range = value <= 100 if before.unit is Unit.percent else SCORES[0] <= value <= SCORES[1]
        points_back = self.is_elliptical() or SAME.search(self.words) is not None or self.audience is Audience.national
        is_bare = not self.figure.lead.in_words and not re.search(
            r"[a-z]{3,}", NATION.sub(" ", self.tail), re.IGNORECASE
        )
        return in_range and points_back and is_bare

    @property
    def number(self) -> Number:
        """The number that is read: the share where there is one."""
        return self.figure.share or self.figure.lead

    def is_elliptical(self) -> bool:
        """Tell whether the clause says nothing of its own beside number, period and examination."""
        words = [
            word for word in re.findall(r"[a-z]+", self.words.lower()) if word not in FUNCTION_WORDS and len(word) > 1
        ]
        if ANY_STATE.search(self.head):
            return False
        most = 0 if OF_THEM.search(self.tail) else 2
        return len(words) <= most and not strong_specialties(self.words) and not SOMEWHERE.search(self.tail)

    def is_bare(self) -> bool:
        """Tell whether nothing but people and periods stands beside the number."""
        words = re.sub(rf"\b{PEOPLE}\b", " ", self.words, flags=re.IGNORECASE)
        return not [word for word in re.findall(r"[a-z]+", words.lower()) if word not in FUNCTION_WORDS]

    def opens_base(self) -> bool:
        """Tell whether it names the people whose shares follow ("Of the 228 graduates, ...")."""
        return self.unit is Unit.count and BASE_OPENING.search(self.head) is not None and not self.figure.share


def tail_of(sentence: str, figure: Figure) -> str:
    """Return the words of a figure's clause after its first number, further numbers of the figure left out."""
    numbers = sorted((n for n in (figure.share, figure.count, figure.base) if n), key=lambda number: number.start)
    starts = [number.end for number in numbers]
    ends = [*(number.start for number in numbers[1:]), figure.window_end]
    return " ".join(sentence[start:end] for start, end in zip(starts, ends, strict=True))
