"""Bases of figures: whom a share in running text counts, and with how many people.

Belongs here: the group that clause, sentence, neighbours or lead-ins name. Does not belong here: patterns of groups
(bases), what is measured (subject_reading).
"""

import re

from schemas.vocabulary import Denominator, Unit
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.discourse import Group
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.phrases import CLASS_OF, ENTERED, POINTING, RATES
from scrapers.extractors.measures.subject_reading import SubjectReading
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.timing import EXAMS


class BasisReading(SubjectReading):
    """A figure whose people are known."""

    def settle_group(self) -> None:
        """Find the people that a share is a share of."""
        if self.unit is Unit.count and not self.figure.share:
            kind = bases.group_of(self.tail) or (bases.group_of(self.head) if CLASS_OF.search(self.head) else None)
            if ENTERED.search(self.tail):
                kind = Denominator.entering_class
            if bases.is_exam(self.tail) or re.search(r"\btakers?\b", self.tail, re.IGNORECASE):
                kind = Denominator.test_takers
            self.group = Group(int(self.figure.lead.value), kind)

    def only_rate(self) -> bool:
        """Tell whether no earlier share stands in the sentence."""
        return self.previous is None or self.previous.unit is Unit.count

    def fill_base(self, draft: Draft) -> None:
        """Decide whom a share counts, and with how many people."""
        count, base = self.figure.count, self.figure.base
        if count and self.figure.share:
            draft.numerator_n, draft.denominator_n = int(count.value), count.total
        if base:
            draft.denominator_n = int(base.value)
        fixed = bases.fixed_denominator(draft.subject)
        draft.denominator = fixed or self.named_denominator(draft)
        self.use_groups(draft, fixed)
        draft.denominator = draft.denominator or Denominator.unstated
        self.denominator = draft.denominator

    def named_denominator(self, draft: Draft) -> Denominator | None:
        """Return the group that clause, sentence, neighbours or lead-ins name."""
        own = bases.denominator_of(self.window, draft.subject)
        if own or (POINTING.search(self.window) and not self.window.lower().lstrip(" ,").startswith("of its own")):
            return own
        in_front = bases.denominator_of(self.before, draft.subject) if self.before and self.only_rate() else None
        if in_front and (draft.subject in RATES or re.match(r"\W*(?:of|among)\b", self.before, re.IGNORECASE)):
            return in_front
        if self.previous and self.previous.denominator not in (None, Denominator.unstated):
            goes_on = (
                self.previous.subject is self.subject
                or self.is_elliptical()
                or not (self.figure.count or self.previous.figure.count)
            )
            if goes_on:
                return self.previous.denominator
        lead = [words for words in self.spot.above if words not in self.spot.passage.heading_texts]
        for words in lead:
            if found := bases.denominator_of(words, draft.subject):
                return found
        return self.discourse.denominators.get(draft.subject) if draft.subject in RATES else None

    def use_groups(self, draft: Draft, fixed: Denominator | None) -> None:
        """Take the number of people from "of them", from "of the N" before it, or from counts that give the same share."""
        base = self.sentence_base()
        group = base or (self.discourse.group if POINTING.search(self.window) else None)
        if (
            draft.subject in EXAMS
            and group is None
            and self.discourse.group
            and self.discourse.group.kind is Denominator.test_takers
        ):
            group = self.discourse.group if self.near_takers() else None
        if (
            draft.subject is Subject.graduation
            and self.discourse.group
            and self.discourse.group.kind is Denominator.entering_class
        ):
            group = self.discourse.group
        if (
            group is None
            and draft.subject in RATES
            and self.discourse.group
            and fits(draft.value, self.discourse.counts.get(draft.subject), self.discourse.group.count)
        ):
            group = self.discourse.group
        if group is None:
            return
        if draft.denominator is None and fixed is None:
            draft.denominator = group.kind
        if draft.denominator_n is None:
            draft.denominator_n = group.count
        counted = self.discourse.counts.get(draft.subject)
        if draft.numerator_n is None and fits(draft.value, counted, draft.denominator_n):
            draft.numerator_n = counted

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


def fits(share: float, part: int | None, whole: int | None) -> bool:
    """Tell whether a printed share is that of two printed counts."""
    return bool(part and whole) and abs(100 * (part or 0) / (whole or 1) - share) < 0.75
