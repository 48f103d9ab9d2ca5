"""Tables: figures in grids, their meaning taken from row labels, column headers, section rows, caption and headings.

Belongs here: the roles of rows and columns, the order in which they are believed, school and national cells side by side.
Does not belong here: forms of single cells (cells), patterns of words (subjects, bases), sentences in cells (prose).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.documents import Table
from schemas.vocabulary import Attempt, Denominator, Exam, Stage, Unit
from scrapers.extractors.audience import UNIVERSAL_COUNT, Audience, audience_over
from scrapers.extractors.lexicon import specialty_likeness
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.arrivals import is_of_arrivals
from scrapers.extractors.measures.drafts import Draft, Setting
from scrapers.extractors.measures.phrases import RATES
from scrapers.extractors.measures.sheets import LIKELY, TOTAL, Place, Sheet, sheet_of
from scrapers.extractors.measures.side_by_side import TAKERS, fill_counts, fill_takers, lines_of, pair_cells
from scrapers.extractors.measures.subject_words import MEAN, SOAP, Subject
from scrapers.extractors.measures.subjects import result_subject, subject_of
from scrapers.extractors.measures.table_audience import national_columns, settle_audience
from scrapers.extractors.measures.table_words import (
    ACGME,
    APPLICANTS,
    BARE_SHARE,
    COUNT_WORDS,
    FIELDS,
    GRADUATES,
    IN_MATCH,
    NOT_STUDENTS,
    PLAIN_LABEL,
    ROUTE_LABEL,
    SHARE_WORDS,
    SUBTOTAL,
    TOTAL_COLUMN,
    YEARS_ALLOWED,
    counts_people,
    counts_takers,
    definitions,
    explanations,
    first_of,
    is_class_label,
)
from scrapers.extractors.measures.timing import COHORTS, EXAMS, usable, year_of_passage
from scrapers.extractors.passages import Passage
from scrapers.extractors.periods import PeriodKind, periods_in

NO_NOTES: Mapping[str, Sequence[str]] = {}
SURE, MISPLACED = 0.9, 0.4
MOST_CELLS = 1500
"""Cells beyond which a grid is a list of something, not a table of results."""


def table_drafts(
    table: Table,
    passage: Passage,
    governing: Sequence[str],
    setting: Setting,
    notes: Mapping[str, Sequence[str]] = NO_NOTES,
) -> list[Draft]:
    """Return the figures of a table.

    Args:
        table: the table.
        passage: its passage.
        governing: words above it, the nearest first: lead-ins, then headings.
        setting: the document.
        notes: the footnotes of cells, by their texts.
    """
    above = [*([table.caption] if table.caption else []), *governing]
    if any(audience_over(words) in (Audience.hospital_fill, Audience.other_profession) for words in above[:3]):
        return []
    if len(table.cells) > MOST_CELLS:
        return []
    sheet = sheet_of(table)
    reader = TableReader(sheet, passage, above, setting, notes)
    for place in sheet.places:
        place.draft = reader.draft(place)
    pair_cells(sheet.places)
    for line in lines_of(sheet.places):
        fill_takers(line)
        fill_counts(line)
    return [p.draft for p in sheet.places if p.draft is not None and p.audience is Audience.school]


@dataclass(slots=True)
class TableReader:
    """Reads the cells of one table."""

    sheet: Sheet
    passage: Passage
    above: Sequence[str]
    setting: Setting
    notes: Mapping[str, Sequence[str]]

    def draft(self, place: Place) -> Draft | None:
        """Return what a cell states, or None where it states no measure."""
        settle_audience(place, self.sheet, self.above)
        if place.audience not in (Audience.school, Audience.national):
            return None
        near = [*reversed(place.headers), place.label, place.section]
        exam = self.exam(near)
        in_exam = self.is_exam_cell(near)
        unit = self.unit(place, near, in_exam=in_exam)
        subject, specialty = self.subject(place, unit, in_exam=in_exam)
        if subject is None and unit is not Unit.count and self.is_unread(place):
            self.setting.miss(place.locator, "measure_cell", "no word tells what this figure measures")
        if subject in (None, Subject.other, Subject.same) or is_of_arrivals(subject, self.passage.heading_texts):
            return None
        if unit is Unit.count and (place.value.value > UNIVERSAL_COUNT or place.value.value != int(place.value.value)):
            return None
        draft = Draft(
            subject, unit, place.value.value, place.locator, self.quote(place), "table cell", self.passage.index,
            qualifier=place.value.qualifier, upper=place.value.upper, audience=place.audience,
            periods=list(self.periods(place, subject)), specialty=specialty, confidence=self.confidence(place),
        )  # fmt: skip
        self.fill(draft, place, near, exam)
        return draft

    def confidence(self, place: Place) -> float:
        """Tell how sure a cell is: one whose row has no label, or whose column among several no header, may be misplaced."""
        is_labelled = re.search(r"[a-z]", place.label, re.IGNORECASE) is not None or bool(periods_in(place.label))
        is_headed = (
            bool(place.headers) or len(self.sheet.columns) == 1 or bool(national_columns(self.sheet, self.above))
        )
        return SURE if is_labelled and is_headed else MISPLACED

    def is_unread(self, place: Place) -> bool:
        """Tell whether a share stands in a table of results, and is none of those that are left out on purpose."""
        if place.audience is not Audience.school or place.is_listing or SUBTOTAL.search(place.label):
            return False
        if counts_takers(place) or TOTAL.match(place.label) or self.is_whole(place.label):
            return False
        governing = (*place.headers, place.section, *self.above[:3])
        return any(bases.is_exam(words) or result_subject(words) is not None for words in governing)

    def is_exam_cell(self, near: Sequence[str]) -> bool:
        """Tell whether the nearest words that speak of results at all speak of an examination."""
        for words in [*near, *self.above]:
            speaks_of_exam, speaks_of_match = bases.is_exam(words), result_subject(words) is not None
            if speaks_of_exam != speaks_of_match:
                return speaks_of_exam
        return False

    def exam(self, near: Sequence[str]) -> Exam | None:
        """Return the examination that the nearest words name."""
        for words in [*near, *self.sheet.topics, *self.above]:
            if found := bases.exam_of(words):
                return found
        return None

    def unit(self, place: Place, near: Sequence[str], *, in_exam: bool) -> Unit:
        """Decide the unit of a cell by its sign, its header, its row, then the words above."""
        value = place.value
        if value.is_percent:
            return Unit.percent
        if value.is_percent is False:
            return Unit.count
        if in_exam and value.value > 100 and any(MEAN.search(words) for words in near):
            return Unit.score
        for words in near:
            if SHARE_WORDS.search(words):
                return Unit.percent if value.value <= 100 else Unit.count
            if counts_people(words) or (COUNT_WORDS.search(words) and not bases.is_exam(words)):
                return Unit.count
        if in_exam and value.value > 100:
            tells_mean = any(MEAN.search(words) for words in (*near, *self.sheet.topics, *self.above))
            return Unit.score if tells_mean else Unit.count
        if in_exam:
            return Unit.percent
        prints_signs = any(other.value.is_percent for other in self.sheet.places)
        if not prints_signs and any(SHARE_WORDS.search(words) for words in self.above[:2]) and value.value <= 100:
            return Unit.percent
        return Unit.count

    def subject(self, place: Place, unit: Unit, *, in_exam: bool) -> tuple[Subject | None, str | None]:
        """Decide what a cell measures, and for a share of a specialty which one."""
        label = place.label.strip(" *†‡")
        if SUBTOTAL.search(label) or (unit is Unit.count and (place.is_listing or (in_exam and counts_takers(place)))):
            return None, None
        if not in_exam and self.is_specialty_row(label, unit):
            return (Subject.specialty, label) if unit is Unit.percent else (None, None)
        if TOTAL.match(label) and self.sheet.is_by_specialty:
            return (Subject.match if self.totals_students(place, unit) else None), None
        in_exam = in_exam and unit is not Unit.count
        if unit is Unit.count and any(APPLICANTS.match(words) for words in (label, *place.headers[-1:])):
            return (Subject.participants if any(IN_MATCH.search(words) for words in self.above[:3]) else None), None
        own = self.first_subject(self.own_words(place, unit, label), unit, in_exam=in_exam)
        if own in RATES and unit is Unit.percent and ROUTE_LABEL.match(label):
            return Subject.other, None
        if own is None and unit is Unit.percent and self.is_whole(label):
            return None, None
        if own is not None or (unit is Unit.count and not self.is_bare(label)):
            return own, None
        if unit is Unit.percent and any(YEARS_ALLOWED.match(words) for words in (*place.headers, label)):
            return (Subject.graduation if any(GRADUATES.search(words) for words in self.above) else None), None
        return self.first_subject(self.above, unit, in_exam=in_exam), None

    def is_whole(self, label: str) -> bool:
        """Tell whether a row counts the class or its participants: a share in it says only that they are all of them."""
        whole = subject_of(label, Unit.count, self.setting.home, in_exam=False, is_label=True) if label else None
        return whole in (Subject.class_size, Subject.participants) and not is_class_label(label)

    def is_specialty_row(self, label: str, unit: Unit) -> bool:
        """Tell whether a row is about one specialty."""
        if specialty_likeness(label) < LIKELY:
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

    def periods(self, place: Place, subject: Subject) -> tuple[str | None, ...]:
        """Decide the classes of a cell: column, row, section, caption and lead-ins, then the passage."""
        for words in (*reversed(place.headers), place.label, place.section, *self.sheet.corners, *self.above):
            found = [
                p
                for p in usable(periods_in(words), subject)
                if p.kind is not PeriodKind.date and (p.text or p.kind is PeriodKind.pooled)
            ]
            if found and (
                words in place.headers
                or words in (place.label, place.section)
                or subject not in EXAMS
                or found[0].kind is not PeriodKind.year
            ):
                return (
                    tuple(dict.fromkeys(p.text for p in found))
                    if len(found) < 3 and words == place.label
                    else (found[0].text,)
                )
        if subject in EXAMS or subject in COHORTS:
            return (None,)
        year = year_of_passage(self.passage, self.setting)
        return (str(year) if year else None,)

    def fill(self, draft: Draft, place: Place, near: Sequence[str], exam: Exam | None) -> None:
        """Add exam, attempt, stage, basis and years."""
        marked = (*near, self.sheet.grid[place.row][place.column])
        notes = [note for text in marked for note in self.notes.get(text, ())]
        own = (text for text in near if not is_class_label(text))
        words = [*own, *notes, *definitions(self.above, draft.subject), *explanations(self.above, draft.subject)]
        if draft.subject in EXAMS:
            draft.exam = exam
            draft.attempt = first_of(bases.attempt_of, words) or Attempt.unstated
        if draft.subject is Subject.graduation:
            draft.years = first_of(bases.years_of, words)
        if draft.unit is Unit.count:
            return
        if draft.subject in (Subject.match, Subject.place):
            draft.stage = first_of(bases.stage_of, words) or Stage.unstated
        draft.numerator_n, draft.denominator_n = place.value.part, place.value.whole
        named = first_of(lambda text: bases.denominator_of(text, draft.subject), words)
        draft.denominator = bases.fixed_denominator(draft.subject) or named or Denominator.unstated

    def quote(self, place: Place) -> str:
        """Return the words of a cell with those of its row and column."""
        row = " | ".join(dict.fromkeys(text for text in self.sheet.grid[place.row] if text.strip()))
        header = " / ".join(place.headers)
        return f"{header}: {row}" if header else row
