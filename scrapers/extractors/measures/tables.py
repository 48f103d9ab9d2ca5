"""Tables: figures in grids, their meaning taken from row labels, column headers, section rows, caption and headings.

Belongs here: the roles of rows and columns, the order in which they are believed, school and national cells side by side.
Does not belong here: forms of single cells (cells), patterns of words (subjects, bases), sentences in cells (prose).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.documents import Locator, Table
from schemas.vocabulary import Attempt, Denominator, Exam, Stage, Unit
from scrapers.extractors.audience import NATIONAL, UNIVERSAL_COUNT, Audience, audience_of_words
from scrapers.extractors.lexicon import institution_likeness, specialty_likeness
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.cells import CellValue, values_of
from scrapers.extractors.measures.drafts import Draft, Setting
from scrapers.extractors.measures.subjects import MEAN, Subject, result_subject, subject_of
from scrapers.extractors.measures.timing import COHORTS, EXAMS, usable, year_of_passage
from scrapers.extractors.measures.unlike import note_unlike
from scrapers.extractors.passages import Passage
from scrapers.extractors.periods import PeriodKind, periods_in

SHARE_WORDS = re.compile(r"%|\bpercent(?:age)?s?\b|\brates?\b|\bshare\b|\bpct\b|\bproportion\b", re.IGNORECASE)
COUNT_WORDS = re.compile(r"\b(?:number|no\.|count|students|graduates|seniors|total|n)\b|#|\bsize\b", re.IGNORECASE)
TAKERS = re.compile(
    r"^\W*(?:n|#|no\.?|number|count|takers|tested|examinees|students|first[\s-]time\s+takers|(?:number|no\.?|#)\s+(?:of\s+)?(?:\w+\s+)?(?:students|takers|tested|examinees|candidates|graduates|test[\s-]takers|who\s+tested|taking\s+\w+)(?:\s+tested)?)\W*$",
    re.IGNORECASE,
)
PASSED_COUNT = re.compile(r"\b(?:number|no\.?|#)\s+(?:of\s+)?(?:\w+\s+)?(?:pass\w*|fail\w*)\b|^\W*(?:passed|failed|passing|failing)\W*$", re.IGNORECASE)
TOTAL = re.compile(r"^\W*(?:grand\s+|class\s+)?totals?(?:\s+(?:matched|students|graduates|matches|placements|seniors))?\W*$|^\W*(?:all\s+(?:students|specialties|graduates)|total)\W*$", re.IGNORECASE)
AOA = re.compile(r"\b(?:aoa|nms)\b", re.IGNORECASE)
ACGME = re.compile(r"\b(?:acgme(?:[\s-]accredited)?|nrmp)\b", re.IGNORECASE)
TOTAL_COLUMN = re.compile(r"\b(?:totals?|all|sum|overall)\b|^\W*(?:19|20)\d\d\s*[-–—]\s*(?:19|20)?\d\d", re.IGNORECASE)
SUBTOTAL = re.compile(r"\bsub-?\s?totals?\b", re.IGNORECASE)
NOT_STUDENTS = re.compile(r"\b(?:residents?|positions|quota|filled|offered|applicants|applications|applied)\b", re.IGNORECASE)
VALUE_NAMES = re.compile(r"\b(?:rate|mean|score|percent\w*|average|result)s?\b|%", re.IGNORECASE)
FIELDS = (None, Subject.specialty, Subject.other, Subject.same)
LIKELY = 0.6
CERTAIN = 0.8
RESULT_WORDS = re.compile(r"\b(?:match\w*|plac\w+|military|primary|pass\w*|graduat\w*|attrition|unmatched|class|home|state|seek\w*|defer\w*|soap)\b", re.IGNORECASE)
PLAIN_LABEL = re.compile(r"\b(?:class|of|classes|year|total|students?|graduates?|seniors?|academic|cycle|testing|the|spring|fall|number|no|all|do|md|com|overall|school|college|ay)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
FEWEST_SPECIALTIES = 3
MOST_BESIDE = 40
"""School cells that one national cell can stand beside."""
MOST_CELLS = 1500
"""Cells beyond which a grid is a list of something, not a table of results."""


@dataclass(slots=True)
class Place:
    """One data cell with the words that govern it."""

    row: int
    column: int
    value: CellValue
    locator: Locator
    label: str
    headers: tuple[str, ...]
    section: str
    is_listing: bool = False
    audience: Audience = Audience.school
    from_row: bool = False
    draft: Draft | None = None


@dataclass(slots=True)
class Sheet:
    """A table with its rows told apart: headers, sections, data; and what is true of all of it."""

    grid: list[list[str]]
    has_aoa: bool
    places: list[Place] = field(default_factory=list)
    columns: tuple[int, ...] = ()
    is_by_specialty: bool = False


def table_drafts(table: Table, passage: Passage, governing: Sequence[str], setting: Setting) -> list[Draft]:
    """Return the figures of a table.

    Args:
        table: the table.
        passage: its passage.
        governing: words above it, the nearest first: lead-ins, then headings.
        setting: the document.
    """
    above = [*([table.caption] if table.caption else []), *governing]
    if any(audience_of_words(words) in (Audience.hospital_fill, Audience.other_profession) for words in above[:3]):
        return []
    if len(table.cells) > MOST_CELLS:
        return []
    sheet = sheet_of(table)
    reader = TableReader(sheet, passage, above, setting)
    for place in sheet.places:
        place.draft = reader.draft(place)
    pair_cells(sheet.places)
    fill_takers(sheet.places)
    return [p.draft for p in sheet.places if p.draft is not None and p.audience is Audience.school]


def sheet_of(table: Table) -> Sheet:
    """Tell header rows, section rows and data cells apart."""
    grid = table.grid()
    origin = {(cell.row, cell.column): cell for cell in table.cells}
    header_cells = {(cell.row, cell.column) for cell in table.cells if cell.is_header}
    header_rows = 0
    for index, row in enumerate(grid):
        flagged = sum((index, column) in header_cells for column in range(len(row)))
        has_data = any(values_of(text) for column, text in enumerate(row) if column or len(row) == 1)
        if (flagged and flagged >= len({t for t in row if t}) > 1) or (not has_data and header_rows == index and len({t for t in row if t}) > 1):
            header_rows = index + 1
        else:
            break
    sheet = Sheet(grid, any(AOA.search(cell.text) for cell in table.cells))
    section = ""
    headers = list(grid[:header_rows])
    for index in range(header_rows, len(grid)):
        row = grid[index]
        cells = [(column, text) for column, text in enumerate(row) if (index, column) in origin]
        data = {column: values_of(text) for column, text in cells if column not in label_columns(row)}
        if not any(data.values()):
            distinct = {text for _, text in cells if text.strip()}
            if len(distinct) == 1:
                section = distinct.pop()
            elif len(distinct) > 2 and all(not values_of(text) for text in distinct):
                headers = [row]
            continue
        label = " ".join(dict.fromkeys(row[column] for column in label_columns(row) if row[column].strip()))
        texts = {text.strip(" *†‡") for _, text in cells if text.strip() and not values_of(text)}
        is_listing = not TOTAL.match(label) and any(is_entry(text) for text in texts)
        for column, values in data.items():
            above = tuple(dict.fromkeys(header[column] for header in headers if column < len(header) and header[column].strip()))
            for value in values:
                sheet.places.append(Place(index, column, value, origin[index, column].locator, label, above, section, is_listing))
    labels = {place.label for place in sheet.places}
    sheet.is_by_specialty = sum(specialty_likeness(label.strip(" *†‡")) >= LIKELY for label in labels) >= FEWEST_SPECIALTIES
    sheet.columns = tuple(sorted({place.column for place in sheet.places}))
    return sheet


def is_entry(text: str) -> bool:
    """Tell whether a cell names a specialty or a hospital: the counts of its row are placements."""
    if specialty_likeness(text) >= CERTAIN:
        return re.fullmatch(r"\W*(?:military(?:\s+match)?|primary\s+care|deferred|unmatched|research|other)\W*", text, re.IGNORECASE) is None
    return institution_likeness(text) >= CERTAIN and not RESULT_WORDS.search(text)


def label_columns(row: Sequence[str]) -> list[int]:
    """Return the leading columns of a row that hold words, periods or nothing: they label it."""
    columns = []
    for column, text in enumerate(row):
        if values_of(text) and not (column == 0 and len(row) > 1 and is_index(text)):
            break
        columns.append(column)
    return columns


def is_index(text: str) -> bool:
    """Tell whether a first cell is a running number rather than a figure."""
    return re.fullmatch(r"\s*\d{1,3}[.)]\s*", text) is not None


@dataclass(slots=True)
class TableReader:
    """Reads the cells of one table."""

    sheet: Sheet
    passage: Passage
    above: Sequence[str]
    setting: Setting

    def draft(self, place: Place) -> Draft | None:
        """Return what a cell states, or None where it states no measure."""
        self.settle_audience(place)
        if place.audience not in (Audience.school, Audience.national):
            return None
        near = [*reversed(place.headers), place.label, place.section]
        exam = self.exam(near)
        in_exam = self.is_exam_cell(near)
        unit = self.unit(place, near, in_exam=in_exam)
        subject, specialty = self.subject(place, unit, in_exam=in_exam)
        if subject is None or subject in (Subject.other, Subject.same):
            return None
        if unit is Unit.count and (place.value.value > UNIVERSAL_COUNT or place.value.value != int(place.value.value)):
            return None
        draft = Draft(
            subject, unit, place.value.value, place.locator, self.quote(place), "table cell", self.passage.index,
            qualifier=place.value.qualifier, upper=place.value.upper, audience=place.audience,
            periods=list(self.periods(place, subject)), specialty=specialty,
        )  # fmt: skip
        self.fill(draft, place, near, exam)
        return draft

    def settle_audience(self, place: Place) -> None:
        """Decide whose figure a cell is, by its column, then by its row."""
        if not place.headers and place.column in self.national_columns():
            place.audience = Audience.national
            return
        for words, from_row in ((" ".join(place.headers), False), (place.label, True), (place.section, True)):
            found = audience_of_words(words) if words else Audience.school
            if found in (Audience.national, Audience.threshold_or_target, Audience.other_profession, Audience.hospital_fill, Audience.other_school):
                place.audience, place.from_row = found, from_row
                return

    def is_exam_cell(self, near: Sequence[str]) -> bool:
        """Tell whether the nearest words that speak of results at all speak of an examination."""
        for words in [*near, *self.above]:
            speaks_of_exam, speaks_of_match = bases.is_exam(words), result_subject(words) is not None
            if speaks_of_exam != speaks_of_match:
                return speaks_of_exam
        return False

    def national_columns(self) -> set[int]:
        """Return the columns of a table without headers that the words above it give to the nation.

        "The college's rate, then the national rate" over two columns of values means the second.
        """
        columns = self.sheet.columns
        if len(columns) != 2 or any(place.headers for place in self.sheet.places):
            return set()
        for words in self.above[:2]:
            nation = NATIONAL.search(words)
            if nation is not None:
                return {columns[1] if VALUE_NAMES.search(words[: nation.start()]) else columns[0]}
        return set()

    def exam(self, near: Sequence[str]) -> Exam | None:
        """Return the examination that the nearest words name."""
        for words in [*near, *self.above]:
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
        for words in near:
            if in_exam and MEAN.search(words) and value.value > 100:
                return Unit.score
            if SHARE_WORDS.search(words):
                return Unit.percent if value.value <= 100 else Unit.count
            if TAKERS.match(words) or PASSED_COUNT.search(words) or (COUNT_WORDS.search(words) and not bases.is_exam(words)):
                return Unit.count
        if in_exam:
            return Unit.percent if value.value <= 100 else Unit.score
        if any(SHARE_WORDS.search(words) for words in self.above[:2]) and value.value <= 100:
            return Unit.percent
        return Unit.count

    def subject(self, place: Place, unit: Unit, *, in_exam: bool) -> tuple[Subject | None, str | None]:
        """Decide what a cell measures: column, row, section, then caption, lead-ins and headings."""
        label = place.label.strip(" *†‡")
        if SUBTOTAL.search(label) or (unit is Unit.count and place.is_listing):
            return None, None
        if specialty_likeness(label) >= LIKELY and not in_exam and subject_of(label, unit, self.setting.home, in_exam=False, is_label=True) in FIELDS:
            return (Subject.specialty, label) if unit is Unit.percent else (None, None)
        if TOTAL.match(label) and self.sheet.is_by_specialty:
            is_people = unit is Unit.count and not NOT_STUDENTS.search(" ".join((*place.headers, *self.above[:2])))
            is_whole = not any(TOTAL_COLUMN.search(header) for header in place.headers) or len(self.sheet.columns) == 1
            return (Subject.match, None) if is_people and is_whole else (None, None)
        if unit is Unit.count and in_exam and any(TAKERS.match(words) or PASSED_COUNT.search(words) for words in (*place.headers, label)):
            return None, None
        plain = [self.without_route(words) for words in (*reversed(place.headers), " ".join(place.headers), label, place.section)]
        for words in plain:
            found = subject_of(words, unit, self.setting.home, in_exam=in_exam and unit is not Unit.count, is_label=True) if words else None
            if found not in (None, Subject.same):
                return found, None
        if unit is Unit.count and not self.is_bare(label):
            return None, None
        for words in self.above:
            found = subject_of(self.without_route(words), unit, self.setting.home, in_exam=in_exam and unit is not Unit.count, is_label=True)
            if found not in (None, Subject.same):
                return found, None
        return None, None

    def is_bare(self, label: str) -> bool:
        """Tell whether a row's label names only a period or the people, so that the words above say what is counted."""
        plain = PLAIN_LABEL.sub(" ", label)
        return not re.search(r"[a-z]{2,}", plain, re.IGNORECASE)

    def without_route(self, words: str) -> str:
        """Leave out the name of the only route there is: without an AOA figure beside it, ACGME is everybody."""
        return ACGME.sub(" ", words) if not self.sheet.has_aoa and ACGME.search(words) and not re.search(r"\bmilitary\b", words, re.IGNORECASE) else words

    def periods(self, place: Place, subject: Subject) -> tuple[str | None, ...]:
        """Decide the classes of a cell: column, row, section, caption and lead-ins, then the passage."""
        for words in (*reversed(place.headers), place.label, place.section, *self.above):
            found = [p for p in usable(periods_in(words), subject) if p.kind is not PeriodKind.date and (p.text or p.kind is PeriodKind.pooled)]
            if found and (words in place.headers or words in (place.label, place.section) or subject not in EXAMS or found[0].kind is not PeriodKind.year):
                return tuple(dict.fromkeys(p.text for p in found)) if len(found) < 3 and words == place.label else (found[0].text,)
        if subject in EXAMS or subject in COHORTS:
            return (None,)
        year = year_of_passage(self.passage, self.setting)
        return (str(year) if year else None,)

    def fill(self, draft: Draft, place: Place, near: Sequence[str], exam: Exam | None) -> None:
        """Add exam, attempt, stage, basis and years."""
        words = [*near, *self.above]
        if draft.subject in EXAMS:
            draft.exam = exam
            draft.attempt = next((found for text in words if (found := bases.attempt_of(text))), Attempt.unstated)
        if draft.subject is Subject.graduation:
            draft.years = next((found for text in words if (found := bases.years_of(text))), None)
        if draft.unit is Unit.count:
            return
        if draft.subject in (Subject.match, Subject.place):
            draft.stage = next((found for text in words if (found := bases.stage_of(text))), Stage.unstated)
        draft.numerator_n, draft.denominator_n = place.value.part, place.value.whole
        named = next((found for text in words if (found := bases.denominator_of(text, draft.subject))), None)
        draft.denominator = bases.fixed_denominator(draft.subject) or named or Denominator.unstated

    def quote(self, place: Place) -> str:
        """Return the words of a cell with those of its row and column."""
        row = " | ".join(dict.fromkeys(text for text in self.sheet.grid[place.row] if text.strip()))
        header = " / ".join(place.headers)
        return f"{header}: {row}" if header else row


def pair_cells(places: Sequence[Place]) -> None:
    """Set national cells beside the school's in the same row, or in the same column where the nation has a row."""
    rows: dict[int, list[Place]] = {}
    columns: dict[int, list[Place]] = {}
    for place in places:
        if place.audience is Audience.school and place.draft is not None:
            rows.setdefault(place.row, []).append(place)
            columns.setdefault(place.column, []).append(place)
    for nation in places:
        if nation.audience is not Audience.national or nation.draft is None:
            continue
        beside = columns.get(nation.column, []) if nation.from_row else rows.get(nation.row, [])
        own = [place.draft for place in beside[:MOST_BESIDE] if place.draft is not None]
        note_unlike(own, nation.draft, " ".join(nation.headers) or nation.label)
        for draft in own:
            if draft.national_value is None and is_like(draft, nation.draft):
                draft.national_value = nation.draft.value


def is_like(draft: Draft, nation: Draft) -> bool:
    """Tell whether a national figure measures the same as the school's, for the same period."""
    same_kind = (draft.subject, draft.unit) == (nation.subject, nation.unit) and draft.periods == nation.periods
    return same_kind and (draft.exam is nation.exam or nation.exam is None)


def fill_takers(places: Sequence[Place]) -> None:
    """Give the exam rates of a row the number of takers printed in it."""
    rows: dict[int, list[Draft]] = {}
    for place in places:
        if place.draft is not None and place.draft.subject in EXAMS:
            rows.setdefault(place.row, []).append(place.draft)
    for taker in places:
        words = (*taker.headers[-1:], taker.label)
        if taker.draft is not None or not any(TAKERS.match(text) for text in words) or taker.audience is not Audience.school:
            continue
        for draft in rows.get(taker.row, []):
            if draft.denominator_n is None:
                draft.denominator_n = int(taker.value.value)
