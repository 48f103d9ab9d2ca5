"""Tables: figures in grids, their meaning taken from row labels, column headers, section rows, caption and headings.

Belongs here: going through the cells, their examinations, periods and bases, school and national cells side by side.
Does not belong here: forms of single cells (cells), what cells measure (table_subjects), their units (table_units), patterns
of words (subjects, bases), sentences in cells (prose).
"""

import re
from collections.abc import Mapping, Sequence

from schemas.documents import Table
from schemas.vocabulary import Attempt, Denominator, Exam, Stage, Unit
from scrapers.extractors.audience import UNIVERSAL_COUNT, Audience, audience_over
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.arrivals import is_of_arrivals
from scrapers.extractors.measures.drafts import Draft, Setting
from scrapers.extractors.measures.sheets import TOTAL, Place, sheet_of
from scrapers.extractors.measures.side_by_side import PASSED, fill_counts, fill_takers, lines_of, pair_cells
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.subjects import result_subject
from scrapers.extractors.measures.table_audience import national_columns, settle_audience
from scrapers.extractors.measures.table_subjects import CellSubjects
from scrapers.extractors.measures.table_units import unit_of
from scrapers.extractors.measures.table_words import (
    COHORT_HEADER,
    OVERALL_LABEL,
    SUBTOTAL,
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


class TableReader(CellSubjects):
    """Reads the cells of one table."""

    def draft(self, place: Place) -> Draft | None:
        """Return what a cell states, or None where it states no measure."""
        settle_audience(place, self.sheet, self.above)
        if place.audience not in (Audience.school, Audience.national):
            return None
        near = [*reversed(place.headers), place.label, place.section]
        exam = self.exam([*near, self.sheet.grid[place.row][place.column]])
        in_exam = self.is_exam_cell(near)
        unit = unit_of(place, near, self.sheet, self.above, in_exam=in_exam)
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
        if any(PASSED.match(words) for words in near) and any(map(bases.is_exam, self.sheet.headers)):
            return True
        over = () if any(map(COHORT_HEADER.search, self.sheet.headers)) else self.above
        for words in [*near, *over]:
            speaks_of_exam, speaks_of_match = bases.is_exam(words), result_subject(words) is not None
            if speaks_of_exam != speaks_of_match:
                return speaks_of_exam
        return False

    def exam(self, near: Sequence[str]) -> Exam | None:
        """Return the examination that the nearest words name."""
        for words in [*near, *self.sheet.topics]:
            if found := bases.exam_of(words):
                return found
        beside = {found for words in self.sheet.headers if (found := bases.exam_of(words))}
        if len(beside) == 1:
            return beside.pop()
        return next((found for words in self.above if (found := bases.exam_of(words))), None)

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
                or subject not in (*EXAMS, *COHORTS)
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
            draft.attempt = self.attempt_beside_first(place) or first_of(bases.attempt_of, words) or Attempt.unstated
        if draft.subject is Subject.graduation:
            draft.years = first_of(bases.years_of, words)
        if draft.unit is Unit.count:
            return
        if draft.subject in (Subject.match, Subject.place):
            draft.stage = first_of(bases.stage_of, words) or Stage.unstated
        draft.numerator_n, draft.denominator_n = place.value.part, place.value.whole
        named = first_of(lambda text: bases.denominator_of(text, draft.subject), words)
        draft.denominator = bases.fixed_denominator(draft.subject) or named or Denominator.unstated

    def attempt_beside_first(self, place: Place) -> Attempt | None:
        """Return the attempt of an "Overall" row or column that stands beside one of first attempts."""
        own = [words for words in (place.label, *place.headers[-1:]) if OVERALL_LABEL.match(words)]
        others = {*self.sheet.headers, *(other.label for other in self.sheet.places)}
        beside = any(bases.attempt_of(words) is Attempt.first for words in others)
        return Attempt.ultimate if own and beside else None

    def quote(self, place: Place) -> str:
        """Return the words of a cell with those of its row and column."""
        row = " | ".join(dict.fromkeys(text for text in self.sheet.grid[place.row] if text.strip()))
        header = " / ".join(place.headers)
        return f"{header}: {row}" if header else row
