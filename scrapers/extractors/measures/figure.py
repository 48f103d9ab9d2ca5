"""Figure: the drafts that one figure in running text gives.

Belongs here: shares and counts of a figure, what is left for later sentences. Does not belong here: whose figure it is
(clause_reading), what it measures (subject_reading), whom it counts (basis_reading), when it was so (timing_reading).
"""

import re

from schemas.vocabulary import Denominator, Qualifier, Stage, Unit
from scrapers.extractors.audience import UNIVERSAL_COUNT, Audience
from scrapers.extractors.lexicon import specialty_likeness
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.arithmetic import Counted
from scrapers.extractors.measures.arrivals import is_of_arrivals, is_of_programs
from scrapers.extractors.measures.basis_reading import SAMPLE
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.phrases import (
    CLASS_OF,
    ENTERED,
    GROUP_NOUN,
    LEFT_UNMATCHED,
    PART_OF_CLASS,
    PEOPLE,
    RATES,
)
from scrapers.extractors.measures.subject_words import PASSING, Subject
from scrapers.extractors.measures.subjects import strong_specialties, subject_of
from scrapers.extractors.measures.timing import COHORTS, EXAMS, Timing
from scrapers.extractors.measures.timing_reading import TimingReading
from scrapers.extractors.numbers import Number
from scrapers.extractors.periods import EARLIER, PeriodKind, periods_in
from scrapers.extractors.years import ARRIVING

ADMITTED = frozenset({Subject.class_size, Subject.states, Subject.in_state, Subject.institutions})
ADMISSION_FIGURES = re.compile(r"\b(?:mcat|gpas?|matriculants|applicants)\b", re.IGNORECASE)
"""Figures beside which a class is one that comes."""
BY_DATE = re.compile(r"\bby\s+(?:the\s+end\s+of\s+)?(?:[A-Z][a-z]+\.?\s+)?(?:19|20)\d\d\b")
"""A day by which a cohort had graduated: no number of years is told."""
TOGETHER = re.compile(r"\b(?:together|combined|between\s+them)\b", re.IGNORECASE)
GROUP_LABEL = re.compile(r"\b(?:all\s+kinds|all\s+(?:fields|types|specialties)|combined|other)\b", re.IGNORECASE)
GRADUATES = re.compile(r"\b(?:graduates|members|seniors)\b", re.IGNORECASE)
RESULTS = re.compile(
    r"\b(?:match(?:ed|es|ing)?\b(?!\s+(?:day|week))|plac(?:ed|ement)|residenc(?:y|ies)|pass(?:ed|ing)?|usmle|comlex|boards?|graduat(?:e|ed|ion)\b|seniors|gme)\b",
    re.IGNORECASE,
)
FEWEST_IN_CLASS = 5
LIKELY_FIELD = 0.75


class FigureReading(TimingReading):
    """A figure read in full."""

    def drafts(self) -> list[Draft]:
        """Return what the figure states, and leave for later figures what they may inherit."""
        self.subject = self.read_subject()
        if self.subject is Subject.place and self.is_match_before_soap():
            self.subject = Subject.match
        headings = self.spot.passage.heading_texts
        if self.subject in ADMITTED and ADMISSION_FIGURES.search(self.sentence):
            self.subject = Subject.other
        if is_of_arrivals(self.subject, headings) or is_of_programs(self.subject, headings):
            self.subject = Subject.other
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
        if not self.figure.share:
            return True
        if SAMPLE.search(self.sentence[self.figure.share.end : count.start]):
            return False
        if count.total is None:
            return True
        return (
            count.start < self.figure.share.start
            and re.search(r"[a-z]", self.sentence[count.start : self.figure.share.start], re.IGNORECASE) is not None
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
        if TOGETHER.search(self.head) and len(strong_specialties(self.sentence)) > 1:
            return []
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
            and subject not in (*EXAMS, *COHORTS)
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
            draft.years = (
                None
                if BY_DATE.search(self.window)
                else next(
                    (
                        years
                        for words in (self.window, self.before, *self.spot.earlier[:1], *self.spot.above)
                        if (years := bases.years_of(words))
                    ),
                    None,
                )
            )
        if unit is not Unit.count:
            self.fill_base(draft)
        return draft

    def total_drafts(self) -> list[Draft]:
        """Return the class or the participants that "N of the M" names."""
        total = self.figure.count.total if self.figure.count and not self.is_only_explained() else None
        number = self.figure.base
        pools = any(period.kind is PeriodKind.pooled for period in periods_in(self.sentence))
        if (total is None and number is None) or pools:
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
        if total is not None and LEFT_UNMATCHED.match(after):
            subject = Subject.unmatched
        if number and CLASS_OF.search(self.sentence[: number.start]):
            subject = Subject.class_size
        if (
            subject not in (Subject.class_size, Subject.participants, Subject.match, Subject.unmatched)
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
        if len(named) == 1 and ARRIVING.search(self.sentence) is None:
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
