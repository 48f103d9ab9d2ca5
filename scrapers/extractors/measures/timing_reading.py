"""When a figure in running text was so: its periods, its stage of the match, its attempt.

Belongs here: the words of a sentence and of those around it that date a figure. Does not belong here: the figure's subject
and group (subject_reading, basis_reading), what it states (figure), the rules of periods (timing).
"""

import re

from schemas.vocabulary import Stage, Unit
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.basis_reading import BasisReading
from scrapers.extractors.measures.phrases import ACTUAL, LABEL_LETTERS, RATES
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.timing import EXAMS, Timing, timing_of
from scrapers.extractors.numbers import Number, numbers_in
from scrapers.extractors.periods import PeriodKind, periods_in

AFTERWARDS = re.compile(r"\bafter(?:wards?)?(?:\s+it)?\W*$", re.IGNORECASE)
SAME_YEAR = re.compile(
    r"\bthe\s+same\s+(?:year|cycle|class|period|testing\s+cycle)\b|\bthat\s+(?:year|cycle)\b", re.IGNORECASE
)
COUNTED_IN = re.compile(r"\W*(?:and\s+)?(?:this\s+)?(?:includ\w+|counting)\b", re.IGNORECASE)
"""What follows a rate and tells whom it counts."""
GOES_ON = re.compile(
    r"\bit\s+(?:was|is|stood)\b|\bthe\s+(?:corresponding\s+|comparable\s+)?(?:rate|figure)\s+(?:was|is|stood|for|on)\b"
    r"|^\W*(?:the|that|this)\s+[\d.]+\s*(?:%|percent)\s+(?:[\w-]+\s+){0,2}?rate\b",
    re.IGNORECASE,
)
"""Words by which a sentence goes on with the period and the attempt of the one before it."""
FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
TO = re.compile(r"\bto\s+$", re.IGNORECASE)


class TimingReading(BasisReading):
    """A figure read as far as its periods, stage and attempt."""

    def timing(self, subject: Subject, number: Number) -> Timing:
        """Decide the periods it belongs to."""
        if subject in EXAMS or subject in (Subject.graduation, Subject.attrition):
            above: tuple[str, ...] = (
                *(self.spot.earlier if SAME_YEAR.search(self.window) else ()),
                *(self.spot.earlier[:1] if GOES_ON.search(self.window) else ()),
                *(self.discourse.exam_sentences[-1:] if SAME_YEAR.search(self.window) else ()),
                *(words for words in self.spot.earlier if subject not in EXAMS or self.is_same_exam(words)),
                *(filter(self.is_same_exam, self.discourse.exam_sentences[-1:]) if subject in EXAMS else ()),
                *(words for words in self.spot.above if self.may_date(words)),
            )
        else:
            above = tuple(words for words in self.spot.above if len(words) < LABEL_LETTERS)
        window = (self.figure.window_start, self.figure.window_end)
        if self.ends_change() and self.setting.document_year:
            return Timing((str(self.setting.document_year),))
        sentence = self.sentence if subject not in EXAMS else self.without_classes_before()
        return timing_of(
            sentence, window, number.start, subject, self.setting, self.spot.passage, above, self.spot.earlier,
            self.figure.clause_end,
        )  # fmt: skip

    def may_date(self, words: str) -> bool:
        """Tell whether words above may date a result: headings, and lines that give no figures of something else."""
        return words in self.spot.passage.heading_texts or bases.is_exam(words) or not numbers_in(words)

    def without_classes_before(self) -> str:
        """Return the sentence with the classes blanked that figures of other results before an exam's are told of."""
        words = self.sentence
        if self.previous is None or self.previous.subject in EXAMS or self.previous.subject is None:
            return words
        for period in periods_in(words[: self.figure.window_start]):
            if period.kind is PeriodKind.class_year:
                words = words[: period.start] + " " * (period.end - period.start) + words[period.end :]
        return words

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
        if self.discourse.exam_sentences and (
            ACTUAL.search(self.words)
            or (self.is_elliptical() and (self.spot.is_line or ACTUAL.match(self.sentence) is not None))
        ):
            alike = (words for words in self.discourse.exam_sentences if bases.exam_of(words) in (None, self.exam))
            told = [words for words in alike if bases.attempt_of(words)]
            if told and not any(map(bases.attempt_of, self.spot.above[:1])):
                return told[-1]
        if bases.attempt_of(self.before):
            return self.before
        if GOES_ON.search(self.window) and any(map(bases.attempt_of, self.spot.earlier[:1])):
            return self.spot.earlier[0]
        return " . ".join((self.definition() or "", *self.spot.above))
