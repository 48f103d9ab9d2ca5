"""Subjects of cells: what a cell of a results table measures, by its column, its row and the words above.

Belongs here: the order in which these are believed, rows and columns that measure nothing here. Does not belong here: units
(table_units), examinations, periods and bases of cells (tables).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.vocabulary import Stage, Unit
from scrapers.extractors.lexicon import specialty_likeness
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.drafts import Setting
from scrapers.extractors.measures.phrases import RATES
from scrapers.extractors.measures.sheets import LIKELY, TOTAL, Place, Sheet
from scrapers.extractors.measures.side_by_side import TAKERS
from scrapers.extractors.measures.subject_words import SOAP, Subject
from scrapers.extractors.measures.subjects import subject_of
from scrapers.extractors.measures.table_audience import SCHOOLS_TOPIC
from scrapers.extractors.measures.table_words import (
    ACGME,
    APPLICANTS,
    BARE_SHARE,
    COHORT_HEADER,
    FIELDS,
    GRADUATES,
    GRADUATION_RATES,
    IN_MATCH,
    NOT_STUDENTS,
    PLAIN_LABEL,
    ROUTE_LABEL,
    ROUTE_TOPIC,
    SUBTOTAL,
    TOTAL_COLUMN,
    YEARS_ALLOWED,
    counts_takers,
    is_class_label,
)
from scrapers.extractors.passages import Passage


@dataclass(slots=True)
class CellSubjects:
    """One table with what governs it, asked what its cells measure."""

    sheet: Sheet
    passage: Passage
    above: Sequence[str]
    setting: Setting
    notes: Mapping[str, Sequence[str]]

    def subject(self, place: Place, unit: Unit, *, in_exam: bool) -> tuple[Subject | None, str | None]:
        """Decide what a cell measures, and for a share of a specialty which one."""
        label = place.label.strip(" *†‡")
        if SUBTOTAL.search(label) or (unit is Unit.count and (place.is_listing or (in_exam and counts_takers(place)))):
            return None, None
        if not in_exam and self.is_specialty_row(label, unit):
            return (Subject.specialty, label) if unit is Unit.percent else (None, None)
        if TOTAL.match(label) and self.sheet.is_by_specialty:
            return (Subject.match if self.totals_students(place, unit) else None), None
        if unit is Unit.count and any(APPLICANTS.match(words) for words in (label, *place.headers[-1:])):
            return (Subject.participants if any(IN_MATCH.search(words) for words in self.above[:3]) else None), None
        return self.result(place, unit, label, in_exam=in_exam and unit is not Unit.count), None

    def result(self, place: Place, unit: Unit, label: str, *, in_exam: bool) -> Subject | None:
        """Decide what a cell that is about no specialty measures: by its own words, then by those above the table."""
        own = self.first_subject(self.own_words(place, unit, label), unit, in_exam=in_exam)
        if self.is_aside(place, unit, label, own):
            return Subject.other
        if own is None and unit is Unit.percent and self.is_whole(label):
            return None
        if own is not None or (unit is Unit.count and not self.is_bare(label)):
            return own
        if any(map(COHORT_HEADER.search, (label, *place.headers))):
            return None
        if unit is Unit.percent and any(YEARS_ALLOWED.match(words) for words in (*place.headers, label)):
            return Subject.graduation if any(GRADUATES.search(words) for words in self.above) else None
        return self.first_subject(self.above, unit, in_exam=in_exam)

    def is_aside(self, place: Place, unit: Unit, label: str, own: Subject | None) -> bool:
        """Tell whether a cell counts a cohort that entered, or those who were placed by one of several routes."""
        if unit is Unit.count and own in (None, Subject.class_size) and self.is_of_cohort(place, label):
            return True
        if own in RATES and unit is Unit.percent and ROUTE_LABEL.match(label):
            return True
        is_route = any(map(ROUTE_TOPIC.match, self.sheet.topics)) and not TOTAL.match(label)
        return is_route and own in (None, *RATES)

    def is_of_cohort(self, place: Place, label: str) -> bool:
        """Tell whether people are counted of a class that entered, as those who had graduated, or under a heading of graduation rates."""
        if any(map(COHORT_HEADER.search, (label, *place.headers))):
            return True
        return TOTAL.match(label) is not None and any(GRADUATION_RATES.search(words) for words in self.above[:1])

    def is_whole(self, label: str) -> bool:
        """Tell whether a row counts the class or its participants: a share in it says only that they are all of them."""
        whole = subject_of(label, Unit.count, self.setting.home, in_exam=False, is_label=True) if label else None
        return whole in (Subject.class_size, Subject.participants) and not is_class_label(label)

    def is_specialty_row(self, label: str, unit: Unit) -> bool:
        """Tell whether a row is about one specialty."""
        if specialty_likeness(label) < LIKELY or any(map(SCHOOLS_TOPIC.match, self.sheet.topics)):
            return False
        return subject_of(label, unit, self.setting.home, in_exam=False, is_label=True) in FIELDS

    def totals_students(self, place: Place, unit: Unit) -> bool:
        """Tell whether the total of a list by specialty counts students, and of one class."""
        if unit is not Unit.count or NOT_STUDENTS.search(" ".join((*place.headers, *self.above[:2]))):
            return False
        return not any(TOTAL_COLUMN.search(header) for header in place.headers) or len(self.sheet.columns) == 1

    def own_words(self, place: Place, unit: Unit, label: str) -> list[str]:
        """Return the words of a cell's column, row and section, in the order in which they are believed."""
        headers = list(reversed(place.headers))
        if unit is Unit.percent and headers and BARE_SHARE.match(headers[0]):
            before = self.headers_before(place)
            is_after_soap = bases.stage_of(headers[0]) is Stage.after_soap
            headers[:1] = [words for words in before if not (is_after_soap and SOAP.search(words))]
        return [*headers, " ".join(place.headers), label, place.section]

    def first_subject(self, words: Iterable[str], unit: Unit, *, in_exam: bool) -> Subject | None:
        """Return the first subject that words name; those that only date a column or name the school itself name none."""
        for text in words:
            if is_class_label(text) or self.setting.home.is_name_alone(text):
                continue
            plain = self.without_route(text)
            found = subject_of(plain, unit, self.setting.home, in_exam=in_exam, is_label=True) if plain else None
            if found not in (None, Subject.same):
                return found
        return None

    def headers_before(self, place: Place) -> list[str]:
        """Return the headers to the left of a column that says no more than "%", the nearest first."""
        left = [other for other in self.sheet.places if other.row == place.row and other.column < place.column]
        return [other.headers[-1] for other in reversed(left) if other.headers and not TAKERS.match(other.headers[-1])]

    def is_bare(self, label: str) -> bool:
        """Tell whether a row's label names only a period or the people, so that the words above say what is counted."""
        plain = PLAIN_LABEL.sub(" ", label)
        return not re.search(r"[a-z]{2,}", plain, re.IGNORECASE)

    def without_route(self, words: str) -> str:
        """Leave out the name of the only route there is: without an AOA figure beside it, ACGME is everybody."""
        return (
            ACGME.sub(" ", words)
            if not self.sheet.has_aoa and ACGME.search(words) and not re.search(r"\bmilitary\b", words, re.IGNORECASE)
            else words
        )
