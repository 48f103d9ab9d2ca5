"""Bases of figures: whom a share in running text counts, and with how many people.

Belongs here: the group that clause, sentence, neighbours or lead-ins name. Does not belong here: patterns of groups
(bases), what is measured (subject_reading).
"""

import re

from schemas.vocabulary import Denominator, Qualifier, Unit
from scrapers.extractors.audience import Audience
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.arithmetic import fraction_of, gives, whole_of
from scrapers.extractors.measures.discourse import Group
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.phrases import CLASS_OF, ENTERED, POINTING, RATES
from scrapers.extractors.measures.subject_reading import SubjectReading
from scrapers.extractors.measures.subject_words import SAME, Subject
from scrapers.extractors.measures.timing import EXAMS

MATCHING = re.compile(r"\bmatch|\bnrmp\b|\bresiden", re.IGNORECASE)
SAMPLE = re.compile(r"\bn\s*=", re.IGNORECASE)
"""After a share, "(n = 155)" is how many people it is a share of."""
TAKERS = re.compile(r"\btakers?\b", re.IGNORECASE)
FRACTION_OF = re.compile(
    r"^\W*(?:of\s+(?:the|our|its)\s+)?(?:[\w-]+\s+){0,2}?(?:graduates|seniors|participants|matched\s+students)\b",
    re.IGNORECASE,
)
OPENS_LIST = re.compile(
    r"\W*(?:of|among)\b|[^:]{0,60}\b(?:shares?|percent(?:ages?)?|proportions?|distribution|breakdown)\s+(?:\([^)]*\)\s+)?of\s+(?:the|our|all|those)?\s*(?:\w+\s+)?(?:class|graduat|match|stud|senior)",
    re.IGNORECASE,
)
"""Lead-ins that name whom the shares below them are of."""
PERIOD_WORDS = 3
"""Words that a line naming nothing but classes has at most."""
DATED_LINE = re.compile(r"\W*(?:the\s+)?(?:graduating\s+)?class(?:es)?\s+of\s+(?:19|20)\d\d\b\W*\d", re.IGNORECASE)
"""A class that only dates the figure of its line: a lead-in that names a group says more."""
GROUPS = {
    Subject.match: Denominator.matched,
    Subject.place: Denominator.matched,
    Subject.participants: Denominator.participants,
    Subject.class_size: Denominator.graduating_class,
}
"""The group that people counted under a subject are, where their words do not tell it."""


class BasisReading(SubjectReading):
    """A figure whose people are known."""

    def settle_group(self) -> None:
        """Find the people that a share is a share of."""
        if self.unit is not Unit.count or self.figure.share:
            return
        kind = bases.group_of(self.tail) or (bases.group_of(self.head) if CLASS_OF.search(self.head) else None)
        if ENTERED.search(self.tail) and not MATCHING.search(self.tail):
            kind = Denominator.entering_class
        if bases.is_exam(self.tail) or TAKERS.search(self.tail):
            kind = Denominator.test_takers
        self.group = Group(int(self.figure.lead.value), kind or GROUPS.get(self.subject or Subject.other))

    def only_rate(self) -> bool:
        """Tell whether no earlier share stands in the sentence."""
        return self.previous is None or self.previous.unit is Unit.count

    def fill_base(self, draft: Draft) -> None:
        """Decide whom a share counts, and with how many people."""
        count, base = self.figure.count, self.figure.base
        if count and self.figure.share:
            if SAMPLE.search(self.sentence[self.figure.share.end : count.start]):
                draft.denominator_n = int(count.value)
            else:
                draft.numerator_n, draft.denominator_n = int(count.value), count.total
        if base:
            draft.denominator_n = int(base.value)
        fixed = bases.fixed_denominator(draft.subject)
        draft.denominator = fixed or self.named_denominator(draft.subject)
        self.use_groups(draft, fixed)
        self.use_arithmetic(draft)
        draft.denominator = draft.denominator or Denominator.unstated
        self.denominator = draft.denominator

    def named_denominator(self, subject: Subject) -> Denominator | None:
        """Return the group that clause, sentence, neighbours or the words above name."""
        if self.is_elliptical() and (continued := self.denominator_before(subject)):
            return continued
        own = self.counted_group() or bases.denominator_of(self.window, subject) or self.fraction_group()
        if self.spot.is_line and DATED_LINE.match(self.sentence) and (over := self.denominator_above(subject)):
            return over
        if own or (POINTING.search(self.window) and "of its own" not in self.window):
            return own
        in_front = bases.denominator_of(self.before, subject) if self.before and self.only_rate() else None
        if in_front and (subject in RATES or re.match(r"\W*(?:of|among)\b", self.before, re.IGNORECASE)):
            return in_front
        return self.denominator_before(subject) or self.denominator_above(subject)

    def counted_group(self) -> Denominator | None:
        """Return the part of a class that the printed total counts: "118 of 122 participating students (96.7%)"."""
        count, share = self.figure.count, self.figure.share
        if count is None or count.total is None or share is None or share.start < count.end:
            return None
        kind = bases.group_of(self.sentence[count.end : share.start])
        return kind if kind in (Denominator.participants, Denominator.seeking) else None

    def fraction_group(self) -> Denominator | None:
        """Return the group that a fraction counts through: "one in five graduates"."""
        number = self.figure.share
        people = FRACTION_OF.match(self.tail) if number is not None and number.is_fraction else None
        return bases.group_of(people[0]) if people else None

    def denominator_before(self, subject: Subject) -> Denominator | None:
        """Return the group of the figure before, where this one goes on, or of the same rate in earlier sentences."""
        before = self.previous
        if before and before.denominator is Denominator.test_takers and subject not in EXAMS:
            before = None
        if before and before.denominator not in (None, Denominator.unstated):
            joint = not (self.figure.count or before.figure.count)
            if before.subject is self.subject or self.is_elliptical() or joint:
                return before.denominator
        known = self.discourse.denominators.get(subject) if subject in RATES else None
        if known is not None and (
            (known[1] == self.spot.passage.index and self.spot.earlier) or SAME.search(self.words)
        ):
            return known[0]
        return None

    def denominator_above(self, subject: Subject) -> Denominator | None:
        """Return the group that a lead-in names: for rates any line that is more than a period, else one that opens a list."""
        for words in self.spot.above:
            if words in self.spot.passage.heading_texts:
                continue
            opens = words.rstrip().endswith(":") and OPENS_LIST.match(words)
            explains = subject in RATES and len(re.findall(r"[A-Za-z]{3,}", words)) > PERIOD_WORDS
            if (opens or explains) and (found := bases.denominator_of(words, subject)):
                return found
        return None

    def use_groups(self, draft: Draft, fixed: Denominator | None) -> None:
        """Take the number of people from "of them", from "of the N" before it, or from counts that give the same share."""
        whole = self.discourse.whole
        if (
            draft.numerator_n
            and draft.denominator_n is None
            and whole
            and (whole.kind is None or draft.denominator in (None, whole.kind))
            and fits(draft.value, draft.numerator_n, whole.count)
        ):
            draft.denominator_n = whole.count
        if draft.subject in RATES:
            self.use_counted_groups(draft)
        group = self.sentence_base() or self.group_of_discourse(draft)
        if group is None:
            return
        if draft.denominator is None and fixed is None:
            draft.denominator = group.kind
        if draft.denominator_n is None:
            draft.denominator_n = group.count
        counted = self.discourse.counts.get(draft.subject)
        if draft.numerator_n is None and fits(draft.value, counted, draft.denominator_n):
            draft.numerator_n = counted

    def use_arithmetic(self, draft: Draft) -> None:
        """Take the counts that give the share from the people counted before it in its block."""
        if self.audience is not Audience.school or draft.qualifier is not Qualifier.exact or draft.upper is not None:
            return
        here = [people for people in self.discourse.counted if people.block == self.spot.passage.index]
        takes = (None, Denominator.test_takers)
        counted = [people for people in here if draft.subject not in EXAMS or people.kind in takes]
        part, whole = draft.numerator_n, draft.denominator_n
        if part is not None and (whole is None or self.is_no_whole(draft.value, part, whole)):
            base = whole_of(draft.value, part, counted)
            if base is not None and (whole is not None or draft.denominator in (None, base.kind)):
                draft.denominator_n, draft.denominator = base.count, base.kind
        elif part is None and (draft.subject in RATES or draft.subject in EXAMS):
            made = fraction_of(draft.value, counted)
            if made is not None and (whole is None or whole == made[1] or not gives(draft.value, whole, whole)):
                draft.numerator_n, draft.denominator_n = made

    def is_no_whole(self, share: float, part: int, whole: int) -> bool:
        """Tell whether the people that the sentence opened with, not printed with the share, do not give it."""
        is_printed = self.figure.base is not None or (
            self.figure.count is not None and self.figure.count.total is not None
        )
        return not is_printed and not gives(share, part, whole)

    def use_counted_groups(self, draft: Draft) -> None:
        """Take the kind of the people counted before from their number, and their number from the kind."""
        kinds = self.discourse.kinds
        total = self.figure.count.total if self.figure.count else None
        if total is None and POINTING.search(self.window):
            total = draft.denominator_n
        if draft.denominator is None and total is not None:
            draft.denominator = kinds.get(total)
        counts = [count for count, kind in kinds.items() if kind is draft.denominator]
        if draft.denominator_n is None and draft.denominator is Denominator.participants and len(counts) == 1:
            draft.denominator_n = counts[0]

    def group_of_discourse(self, draft: Draft) -> Group | None:
        """Return the people counted last, where the share points at them or is made of them."""
        group, subject = self.discourse.group, draft.subject
        if group is None or POINTING.search(self.window):
            return group
        if subject in EXAMS:
            return group if group.kind is Denominator.test_takers and self.near_takers() else None
        if subject is Subject.graduation:
            return group if group.kind is Denominator.entering_class else None
        whole = self.discourse.whole
        if whole and subject in RATES and fits(draft.value, self.discourse.counts.get(subject), whole.count):
            return whole
        return None

    def near_takers(self) -> bool:
        """Tell whether the takers were counted in this sentence."""
        return self.previous is not None and self.previous.group is self.discourse.group

    def sentence_base(self) -> Group | None:
        """Return the people that the sentence opened with ("Of the 228 graduates, ...")."""
        reading = self.previous
        while reading is not None:
            if reading.opens_base():
                return reading.group
            reading = reading.previous
        return None


def fits(share: float, part: float | None, whole: float | None) -> bool:
    """Tell whether a printed share is that of two printed counts."""
    return bool(part and whole) and abs(100 * (part or 0) / (whole or 1) - share) < 0.75
