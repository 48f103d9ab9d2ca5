"""Figure: the drafts that one figure in running text gives.

Belongs here: shares and counts of a figure, their periods, stage and attempt, what is left for later sentences. Does not
belong here: whose figure it is (clause_reading), what it measures (subject_reading), whom it counts (basis_reading).
Longer than other files: one figure is built in one place, step by step.
"""

import re

from schemas.vocabulary import Denominator, Qualifier, Stage, Unit
from scrapers.extractors.audience import UNIVERSAL_COUNT, Audience
from scrapers.extractors.lexicon import specialty_likeness
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.arithmetic import Counted
from scrapers.extractors.measures.basis_reading import BasisReading
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.phrases import (
    ACTUAL,
    CLASS_OF,
    ENTERED,
    GROUP_NOUN,
    LABEL_LETTERS,
    PART_OF_CLASS,
    PEOPLE,
    RATES,
)
from scrapers.extractors.measures.subject_words import PASSING, Subject
from scrapers.extractors.measures.subjects import strong_specialties, subject_of
from scrapers.extractors.measures.timing import EXAMS, Timing, timing_of
from scrapers.extractors.numbers import Number
from scrapers.extractors.periods import EARLIER, PeriodKind, periods_in

GROUP_LABEL = re.compile(r"\b(?:all\s+kinds|all\s+(?:fields|types|specialties)|combined|other)\b", re.IGNORECASE)
AFTERWARDS = re.compile(r"\bafter(?:wards?)?(?:\s+it)?\W*$", re.IGNORECASE)
SAME_YEAR = re.compile(
    r"\bthe\s+same\s+(?:year|cycle|class|period|testing\s+cycle)\b|\bthat\s+(?:year|cycle)\b", re.IGNORECASE
)
COUNTED_IN = re.compile(r"\W*(?:and\s+)?(?:this\s+)?(?:includ\w+|counting)\b", re.IGNORECASE)
"""What follows a rate and tells whom it counts."""
GOES_ON = re.compile(
    r"\bit\s+(?:was|is|stood)\b|\bthe\s+(?:corresponding\s+|comparable\s+)?(?:rate|figure)\s+(?:was|is|stood|for|on)\b",
    re.IGNORECASE,
)
"""Words by which a sentence goes on with the period and the attempt of the one before it."""
FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
TO = re.compile(r"\bto\s+$", re.IGNORECASE)
GRADUATES = re.compile(r"\b(?:graduates|members|seniors)\b", re.IGNORECASE)
RESULTS = re.compile(
    r"\b(?:match(?:ed|es|ing)?\b(?!\s+(?:day|week))|plac(?:ed|ement)|residenc(?:y|ies)|pass(?:ed|ing)?|usmle|comlex|boards?|graduat(?:e|ed|ion)\b|seniors|gme)\b",
    re.IGNORECASE,
)
FEWEST_IN_CLASS = 5
LIKELY_FIELD = 0.75


class FigureReading(BasisReading):
    """A figure read in full."""

    def drafts(self) -> list[Draft]:
        """Return what the figure states, and leave for later figures what they may inherit."""
        self.subject = self.read_subject()
        if self.subject is Subject.place and self.is_match_before_soap():
            self.subject = Subject.match
        self.settle_group()
        if self.subject is Subject.other and self.unit is Unit.percent:
            self.denominator = bases.denominator_of(self.window, Subject.other)
        found: list[Draft] = []
        if self.subject is not None and self.subject not in (Subject.other, Subject.same):
            found += self.main_drafts()
        found += self.total_drafts()
        self.remember()
        return [draft for draft in found if draft.audience is not Audience.school or self.is_plausible(draft)]

    def is_unread(self) -> bool:
        """Tell whether it is a share of the school in a sentence about results whose meaning no word tells."""
        is_open = self.subject in (None, Subject.same) and self.unit is Unit.percent
        return is_open and self.audience is Audience.school and RESULTS.search(self.sentence) is not None

    def is_match_before_soap(self) -> bool:
        """Tell whether holding a position before SOAP is said of a share: it was matched."""
        before_soap = self.unit is Unit.percent and self.stage(Subject.place) is Stage.before_soap
        return before_soap and not re.search(r"\bplac", self.words, re.IGNORECASE)

    def is_plausible(self, draft: Draft) -> bool:
        """Leave out head counts that cannot be a class and shares beyond the whole."""
        if draft.unit is Unit.percent:
            return draft.value <= 100
        fewest = FEWEST_IN_CLASS if draft.subject in (Subject.class_size, Subject.participants) else 0
        return draft.unit is Unit.score or fewest <= draft.value <= UNIVERSAL_COUNT

    def main_drafts(self) -> list[Draft]:
        """Return the share and the count that the figure prints."""
        if (
            self.unit is Unit.count
            and self.subject in (Subject.class_size, Subject.participants)
            and self.counts_takers()
        ):
            return []
        group_only = self.unit is Unit.count and self.subject in (Subject.class_size, Subject.participants)
        if group_only and self.figure.count and self.figure.count.total is not None and GROUP_NOUN.match(self.tail):
            return []
        if self.unit is Unit.count and self.subject is Subject.class_size and PART_OF_CLASS.search(self.tail):
            return []
        found: list[Draft] = []
        if self.figure.share or self.unit is not Unit.count:
            found += self.share_drafts()
        if self.figure.count and (self.unit is Unit.count or self.figure.share):
            subject = self.subject if not self.figure.share else self.count_beside_share()
            if subject and self.is_said(self.figure.count):
                found.append(self.draft(subject, Unit.count, self.figure.count))
        return found

    def counts_takers(self) -> bool:
        """Tell whether people are counted only as takers of an examination, or as a class that entered."""
        return (
            self.in_exam
            or bases.is_exam(self.tail)
            or PASSING.search(self.sentence) is not None
            or (ENTERED.search(self.tail) is not None and not re.search(r"\bmatch|\bnrmp\b", self.tail, re.IGNORECASE))
        )

    def count_beside_share(self) -> Subject | None:
        """Return what the count beside a share counts."""
        if not self.is_told and self.previous is None and self.figure.count and self.figure.share:
            between = self.sentence[self.figure.count.end : self.figure.share.start]
            return Subject.class_size if GRADUATES.search(between) else None
        return self.subject if self.subject not in (Subject.specialty, *EXAMS) else None

    def is_said(self, count: Number) -> bool:
        """Tell whether a count is said as one: a bare fraction in brackets only explains the share beside it."""
        if not self.figure.share or count.total is None:
            return True
        return (
            count.start < self.figure.share.start
            and re.search(r"[a-z]", self.sentence[count.end : self.figure.share.start], re.IGNORECASE) is not None
        )

    def is_only_explained(self) -> bool:
        """Tell whether a fraction in brackets follows the share that it explains: "87 % (110/127)"."""
        share, count = self.figure.share, self.figure.count
        if share is None or count is None or count.start < share.start:
            return False
        return not self.is_said(count) and re.match(r"\s*[)\]]", self.sentence[count.end :]) is not None

    def share_drafts(self) -> list[Draft]:
        """Return the share, once for every specialty that shares it."""
        number = self.figure.share or self.figure.lead
        draft = self.draft(self.subject or Subject.other, self.unit, number)
        if self.subject is not Subject.specialty:
            return [draft]
        names = self.specialties(number)
        found = []
        for name in names:
            copy = self.draft(Subject.specialty, self.unit, number)
            copy.specialty = name
            found.append(copy)
        return found

    def specialties(self, number: Number) -> list[str]:
        """Return the specialties of a share: all of them after "each", else the nearest."""
        spans = strong_specialties(self.window)
        if not spans:
            return [self.discourse.specialty] if self.discourse.specialty else []
        if re.search(r"\beach\b|\bapiece\b", self.window, re.IGNORECASE):
            return [span.text for span in spans]
        if GROUP_LABEL.search(self.head):
            return []
        place = number.start - self.figure.window_start
        label = re.match(r"^\W*([^:(]{3,80}?)\s*(?:[:(–—]|\s-\s|,?\s*$)", self.head)
        if self.spot.is_line and label and specialty_likeness(label[1]) >= LIKELY_FIELD:
            return [label[1].strip(" *†‡-–—,")]
        before = [span for span in spans if span.end <= place]
        after = [span for span in spans if span.start >= place]
        if after and (
            not before
            or re.match(
                r"^\W*(?:of|in|into|to|for|go|went|chose|enter|will|are|matched|students|selected|pursu)",
                self.tail,
                re.IGNORECASE,
            )
        ):
            return [after[0].text]
        return [before[-1].text] if before else [after[0].text]

    def draft(self, subject: Subject, unit: Unit, number: Number) -> Draft:
        """Fill in a draft for a number of this figure."""
        timing = self.timing(subject, number)
        if (
            timing.periods == (None,)
            and subject not in EXAMS
            and self.setting.document_year is None
            and self.discourse.class_period
            and not EARLIER.search(self.window)
        ):
            timing = Timing((self.discourse.class_period,))
        stage = self.stage(subject) if unit is Unit.percent else None
        if (
            subject is Subject.place
            and stage is Stage.before_soap
            and not re.search(r"\bplac", self.words, re.IGNORECASE)
        ):
            subject = Subject.match
        draft = Draft(
            subject, unit, number.value, self.spot.locator, self.spot.sentence, "clause", self.spot.passage.index,
            self.spot.number, number.qualifier, number.upper, self.audience, periods=list(timing.periods), sizes=dict(timing.sizes), stage=stage,
            place=number.start, is_dated=bool(periods_in(self.window)),
        )  # fmt: skip
        if subject in EXAMS:
            draft.exam, draft.attempt = self.exam, bases.attempt_of(self.exam_words()) or None
        if subject is Subject.graduation:
            draft.years = next(
                (
                    years
                    for words in (self.window, self.before, *self.spot.earlier[:1], *self.spot.above)
                    if (years := bases.years_of(words))
                ),
                None,
            )
        if unit is not Unit.count:
            self.fill_base(draft)
        return draft

    def timing(self, subject: Subject, number: Number) -> Timing:
        """Decide the periods it belongs to."""
        if subject in EXAMS or subject in (Subject.graduation, Subject.attrition):
            above: tuple[str, ...] = (
                *(self.spot.earlier if SAME_YEAR.search(self.window) else ()),
                *(self.spot.earlier[:1] if GOES_ON.search(self.window) else ()),
                *(self.discourse.exam_sentences[-1:] if SAME_YEAR.search(self.window) else ()),
                *(words for words in self.spot.earlier if subject not in EXAMS or self.is_same_exam(words)),
                *(filter(self.is_same_exam, self.discourse.exam_sentences[-1:]) if subject in EXAMS else ()),
                *self.spot.above,
            )
        else:
            above = tuple(words for words in self.spot.above if len(words) < LABEL_LETTERS)
        window = (self.figure.window_start, self.figure.window_end)
        if self.ends_change() and self.setting.document_year:
            return Timing((str(self.setting.document_year),))
        return timing_of(
            self.sentence, window, number.start, subject, self.setting, self.spot.passage, above, self.spot.earlier
        )

    def is_same_exam(self, words: str) -> bool:
        """Tell whether a sentence speaks of this figure's examination, or of examinations without naming another."""
        return bases.is_exam(words) and bases.exam_of(words) in (None, self.exam)

    def ends_change(self) -> bool:
        """Tell whether it is the second figure of "from 96 percent in 2015 to 93 percent"."""
        before = self.previous
        if before is None or not FROM.search(before.head):
            return False
        return TO.search(self.sentence[: self.figure.start]) is not None

    def stage(self, subject: Subject) -> Stage | None:
        """Decide the stage of a rate by the words that state it."""
        if subject not in RATES:
            return None
        following = self.sentence[self.figure.window_end :]
        lead = [words for words in self.spot.above if words not in self.spot.passage.heading_texts]
        for words in (
            self.window,
            self.before
            if self.previous is None or self.previous.subject not in RATES or self.previous.unit is Unit.count
            else "",
            self.sentence[: self.figure.window_end] if self.only_rate() else "",
            following if COUNTED_IN.match(following) else "",
            *lead,
        ):
            if words and (stage := bases.stage_of(words)):
                return stage
        if AFTERWARDS.search(self.window) and bases.stage_of(self.before):
            return Stage.after_soap
        if self.ends_change() and self.previous is not None:
            return bases.stage_of(self.previous.window) or Stage.unstated
        return Stage.unstated

    def exam_words(self) -> str:
        """Return the words that may tell the attempt: the clause, what stands before it, lead-ins and headings."""
        if bases.attempt_of(self.window):
            return self.window
        if ACTUAL.search(self.words) and self.discourse.exam_sentences:
            return self.discourse.exam_sentences[-1]
        if bases.attempt_of(self.before):
            return self.before
        if GOES_ON.search(self.window) and any(map(bases.attempt_of, self.spot.earlier[:1])):
            return self.spot.earlier[0]
        return " . ".join((self.definition() or "", *self.spot.above))

    def total_drafts(self) -> list[Draft]:
        """Return the class or the participants that "N of the M" names."""
        total = self.figure.count.total if self.figure.count and not self.is_only_explained() else None
        number = self.figure.base
        if total is None and number is None:
            return []
        value = total if total is not None else int(number.value) if number else 0
        after = self.sentence[
            self.figure.count.end
            if total is not None and self.figure.count
            else self.figure.end : self.figure.window_end
        ]
        matched = re.match(
            rf"^\W*(?:[\w’'-]+\s+){{0,3}}?{PEOPLE}\s+(?:who|that)\s+(?:have\s+)?matched\b", after, re.IGNORECASE
        )
        words = re.split(
            r"(?<!\bwho\s)(?<!\bthat\s)\b(?:will|are|were|have|matched|secured|obtained|stay\w*|remain\w*|go|going|chose|plan\w*|took|entered|went|participated|pass(?:ed)?|select\w*|head\w*|train\w*)\b",
            after,
        )[0]
        subject = Subject.match if matched else subject_of(words, Unit.count, self.setting.home, in_exam=False)
        if number and CLASS_OF.search(self.sentence[: number.start]):
            subject = Subject.class_size
        if (
            subject not in (Subject.class_size, Subject.participants, Subject.match)
            or self.in_exam
            or PART_OF_CLASS.search(words)
            or self.audience is not Audience.school
        ):
            return []
        draft = self.draft(subject, Unit.count, self.figure.lead)
        draft.value, draft.qualifier, draft.upper = float(value), Qualifier.exact, None
        return [draft]

    def remember(self) -> None:
        """Leave subject, exam, people and basis for later sentences."""
        discourse = self.discourse
        if self.subject not in (None, Subject.same):
            discourse.subject = self.subject
        if self.unit is Unit.percent and self.subject not in (None, Subject.same, Subject.other):
            discourse.share = self.subject
        if self.subject is Subject.specialty and (spans := strong_specialties(self.window)):
            discourse.specialty = spans[-1].text
        dating = {PeriodKind.class_year, *([PeriodKind.year] if self.subject in RATES else [])}
        named = [period.text for period in periods_in(self.sentence) if period.kind in dating and period.text]
        if len(named) == 1:
            discourse.class_period = named[0]
        if self.in_exam:
            discourse.in_exam, discourse.exam = True, self.exam or discourse.exam
            discourse.exam_sentences.append(self.sentence)
        if self.group is not None and (self.group.kind is not None or self.opens_base()):
            discourse.count_people(self.group)
        people = self.figure.count
        if people is not None and people.is_whole and people.upper is None and self.audience is Audience.school:
            kind = self.group.kind if self.group else None
            discourse.counted.append(Counted(int(people.value), people.total, kind, self.spot.passage.index))
        if self.unit is Unit.count and self.subject in RATES:
            discourse.counts[self.subject] = int(self.figure.lead.value)
        if (
            self.denominator not in (None, Denominator.unstated)
            and self.subject in RATES
            and self.audience is Audience.school
        ):
            discourse.denominators[self.subject] = self.denominator, self.spot.passage.index
