"""Posted disclosures: reading the form as JSON or as one of its CSV tables, and checking that its numbers tie.

Belongs here: what a school can check before it posts a form. Does not belong here: ingesting a posted form; the crawl
finds it and the readers read it like any other document.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import BaseModel, ValidationError

from pipelines.exceptions import DisclosureError
from pipelines.steps.assess.consistency import agree
from schemas.disclosure_form import PostedClass, PostedCohort, PostedDisclosure, PostedExam, PostedPlacement
from schemas.vocabulary import Exam, Position
from scrapers.extractors.people.mentions import Strength, mentions_in

TABLES: Mapping[str, type[BaseModel]] = {"classes": PostedClass, "exams": PostedExam, "match_list": PostedPlacement}
LARGEST_FILE = 5_000_000
DELIMITERS = ",;\t"
EXAM_LABELS = {
    "usmle step 1": Exam.step_1,
    "usmle step 2 ck": Exam.step_2_ck,
    "usmle step 3": Exam.step_3,
    "comlex-usa level 1": Exam.comlex_1,
    "comlex-usa level 2-ce": Exam.comlex_2_ce,
    "comlex-usa level 3": Exam.comlex_3,
}
FIRST_YEAR_ONLY = frozenset({Position.preliminary, Position.transitional})
NAME_COLUMNS = frozenset({"name", "student", "graduate", "first name", "last name", "student name"})
Row = tuple[str, BaseModel]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a form that must be mended: where it stands, and what to do."""

    where: str
    message: str


def check_form(path: Path) -> list[Fault]:
    """Every fault of a posted form; an empty list where it is fit to be posted.

    Raises:
        DisclosureError: the file cannot be read at all, or is neither form nor table of it.
    """
    text = _text(path)
    if path.suffix.lower() == ".json":
        return _check_json(path, text)
    if path.suffix.lower() == ".csv":
        return _check_csv(path, text)
    raise DisclosureError(f"{path}: neither .json nor .csv; see docs/disclosure_template.md")


def table_headers(table: str) -> list[str]:
    """The column titles of a CSV table of the form."""
    return [field.title or name for name, field in TABLES[table].model_fields.items()]


def json_schema() -> str:
    """The JSON Schema of the form, as kept in docs/disclosure.schema.json."""
    return json.dumps(PostedDisclosure.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DisclosureError(
                f"{path}: larger than {LARGEST_FILE:,} bytes; post the match list as a file of its own"
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DisclosureError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise DisclosureError(f"{path}: is not UTF-8 text; save it as CSV UTF-8") from error


def _check_json(path: Path, text: str) -> list[Fault]:
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise DisclosureError(f"{path} line {error.lineno}: is no JSON ({error.msg}); mend it there") from error
    try:
        form = PostedDisclosure.model_validate(content)
    except ValidationError as error:
        return [Fault(_place(one["loc"]), one["msg"]) for one in error.errors()]
    faults = [*_classes([(f"classes[{number}]", one) for number, one in enumerate(form.classes)])]
    faults += _exams([(f"exams[{number}]", one) for number, one in enumerate(form.exams)])
    faults += _placements([(f"match_list[{number}]", one) for number, one in enumerate(form.match_list)])
    faults += _cohorts(form.cohorts)
    faults += _list_against_classes(form.match_list, form.classes)
    texts = {"office": form.office, "support.exam": form.support.exam, "support.match": form.support.match}
    return [*faults, *(fault for where, words in texts.items() for fault in _names(where, words))]


def _check_csv(path: Path, text: str) -> list[Fault]:
    rows = _rows(path, text)
    headers = [" ".join(header.split()) for header in next(rows, [])]
    named = [header for header in headers if header.casefold() in NAME_COLUMNS]
    if named:
        return [Fault("line 1", f"column {named[0]!r}: names of people must not be posted; remove the column")]
    table = next((name for name in TABLES if headers[:2] == table_headers(name)[:2]), None)
    if table is None:
        expected = "; ".join(f"{name}: {', '.join(table_headers(name)[:2])}, ..." for name in TABLES)
        raise DisclosureError(
            f"{path} line 1: begins like no table of the form ({expected}); copy the header from the template"
        )
    unknown = [header for header in headers if header not in table_headers(table)]
    if unknown:
        return [Fault("line 1", f"column {unknown[0]!r} is not in the form; remove or rename it")]
    found, faults = _records(TABLES[table], headers, rows)
    checks: Mapping[str, Callable[[Sequence[Row]], Iterable[Fault]]] = {
        "classes": _classes,
        "exams": _exams,
        "match_list": _placements,
    }
    if not found and not faults:
        return [Fault("line 2", "the table holds no row; fill it in")]
    return [*faults, *checks[table](found)]


def _rows(path: Path, text: str) -> Iterator[Sequence[str]]:
    """The rows of a table, cells apart by what stands most often in its header: spreadsheets write semicolons in some languages.

    Raises:
        DisclosureError: the table is damaged; rows before the place were given out.
    """
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=header.count))
    try:
        yield from rows
    except csv.Error as error:
        raise DisclosureError(f"{path} line {rows.line_num}: is no CSV ({error}); mend it there") from error


def _records(
    record: type[BaseModel], headers: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[list[Row], list[Fault]]:
    names = {field.title or name: name for name, field in record.model_fields.items()}
    found: list[Row] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=2):
        cells = {names[header]: cell.strip() for header, cell in zip(headers, row, strict=False) if cell.strip()}
        if not cells:
            continue
        if "exam" in cells:
            cells["exam"] = EXAM_LABELS.get(cells["exam"].casefold(), cells["exam"])
        if len(row) > len(headers):
            faults.append(
                Fault(f"line {number}", f"has {len(row)} cells under {len(headers)} headers; quote cells with commas")
            )
        try:
            found.append((f"line {number}", record.model_validate(cells)))
        except ValidationError as error:
            titles = {name: title for title, name in names.items()}
            faults += [
                Fault(f"line {number}", f"{titles.get(str(one['loc'][0]), one['loc'][0])}: {one['msg']}")
                for one in error.errors()
            ]
    return found, faults


def _classes(rows: Sequence[Row]) -> Iterator[Fault]:
    """Everybody is counted once, and rates follow from the numbers."""
    seen: Counter[int] = Counter()
    for where, one in rows:
        if not isinstance(one, PostedClass):
            continue
        seen[one.class_year] += 1
        if seen[one.class_year] > 1:
            yield Fault(where, f"the class of {one.class_year} stands there twice; keep one row")
        parts = one.not_seeking + one.outside_nrmp + one.participants
        if parts != one.graduates:
            yield Fault(where, f"not seeking + early match + participants is {parts}, graduates are {one.graduates}")
        ends = one.matched_before_soap + one.placed_in_soap + one.unmatched
        if ends != one.participants:
            yield Fault(where, f"matched + placed in SOAP + unmatched is {ends}, participants are {one.participants}")
        yield from _rate(where, "match rate", one.match_rate_before_soap, one.matched_before_soap, one.participants)


def _exams(rows: Sequence[Row]) -> Iterator[Fault]:
    seen: Counter[tuple[Exam, str]] = Counter()
    for where, one in rows:
        if not isinstance(one, PostedExam):
            continue
        seen[one.exam, one.cycle] += 1
        if seen[one.exam, one.cycle] > 1:
            yield Fault(where, f"{one.exam} {one.cycle} stands there twice; keep one row")
        first, _, last = one.cycle.partition("-")
        if last and int(last) != int(first) + 1:
            yield Fault(where, f"cycle {one.cycle} does not end in the year after it begins; give one cycle a row")
        if one.passed > one.first_time_takers:
            yield Fault(where, f"{one.passed} passed of {one.first_time_takers} first-time takers")
        else:
            yield from _rate(where, "pass rate", one.pass_rate, one.passed, one.first_time_takers)


def _placements(rows: Sequence[Row]) -> Iterator[Fault]:
    for where, one in rows:
        if isinstance(one, PostedPlacement):
            yield from _names(where, one.program)
            yield from _names(where, one.specialty)


def _cohorts(cohorts: Iterable[PostedCohort]) -> Iterator[Fault]:
    for number, one in enumerate(cohorts):
        where = f"cohorts[{number}]"
        six = one.graduated_in_six_years
        if one.graduated_in_four_years > one.entered or (six is not None and six > one.entered):
            yield Fault(where, f"more graduated than the {one.entered} who entered")
        if six is not None and six < one.graduated_in_four_years:
            yield Fault(where, "fewer graduated within six years than within four")


def _list_against_classes(rows: Iterable[PostedPlacement], classes: Iterable[PostedClass]) -> Iterator[Fault]:
    """A list holds as many people as were placed: a year before an advanced position is the same person once more."""
    counts: dict[int, Counter[Position]] = defaultdict(Counter)
    for row in rows:
        counts[row.class_year][row.position] += row.count
    for one in classes:
        positions = counts.get(one.class_year)
        if positions is None:
            continue
        firsts = sum(positions[position] for position in FIRST_YEAR_ONLY)
        people = positions.total() - min(firsts, positions[Position.advanced])
        placed = one.matched_before_soap + one.placed_in_soap + one.outside_nrmp
        if people != placed:
            yield Fault("match_list", f"holds {people} people of the class of {one.class_year}, {placed} were placed")


def _rate(where: str, name: str, stated: float, part: int, whole: int) -> Iterator[Fault]:
    if whole and part <= whole and not agree(stated, round(100 * part / whole, 1)):
        yield Fault(where, f"{name} {stated:g} is not {part} of {whole}, which is {100 * part / whole:.1f}")


def _names(where: str, words: str | None) -> Iterator[Fault]:
    if words and any(mention.strength >= Strength.strong for mention in mentions_in(words)):
        yield Fault(where, "seems to name a person; leave names out")


def _place(loc: Iterable[object]) -> str:
    place = ""
    for part in loc:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
    return place or "file"
