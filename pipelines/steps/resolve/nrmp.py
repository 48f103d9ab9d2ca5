"""NRMP Program Results: every residency program with its positions offered and filled, year by year.

Belongs here: finding programs in the blocks of such a report, and holding their sums against the announced totals. Does
not belong here: reading the file (scrapers/readers), keeping the result (directory.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.exceptions import DirectoryError
from pipelines.steps.resolve.geography import states
from schemas.documents import Block, Heading, ListItem, Paragraph, Table
from schemas.registry import NationalBaseline

CODE = re.compile(r"^(?P<before>.*?)\s*(?P<code>\d{7}[A-Z]\d)\s*(?P<behind>.*)$")
NUMBER = re.compile(r"^(\d{1,4})\s*(\*)?$")
NOT_OFFERED = re.compile(r"^[-–—]+\s*\*?$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CONTINUED = re.compile(r"\s*\(continued\)\s*$", re.IGNORECASE)
FIGURE = re.compile(r"[^\s*]+\s*\*?")
HEADER_TAIL = re.compile(r"\s+(?:program|code)\b.*$", re.IGNORECASE)
HEADER_WORDS = frozenset({"program", "code", "quota", "matched"})
STATE_NAMES = {state.name.casefold(): code for code, state in states().items()}


@dataclass(frozen=True, slots=True)
class Program:
    """One program: its sponsor, its specialty as printed, its code, and positions offered and filled by year."""

    state: str | None
    institution: str
    city: str | None
    specialty_raw: str
    code: str
    positions: tuple[tuple[int, int | None, int | None], ...]
    """Year, offered, filled; None where the year offered none."""

    @property
    def institution_code(self) -> str:
        """The sponsor's part of the code; it outlives changes of name."""
        return self.code[:4]

    @property
    def specialty_code(self) -> str:
        """The specialty's part of the code."""
        return self.code[4:7]

    @property
    def track(self) -> str:
        """C categorical, P preliminary, A advanced, R physician-only, M primary care."""
        return self.code[7]


@dataclass(slots=True)
class _Place:
    """Under which headings the next program stands."""

    state: str | None = None
    institution: str | None = None
    city: str | None = None
    years: tuple[int, ...] = ()
    seen: dict[str, str] = field(default_factory=dict)
    """City of each institution, for tables that begin without it."""


def programs_of(blocks: Iterable[Block]) -> list[Program]:
    """Find the programs in the blocks of a report, in their printed order.

    Raises:
        DirectoryError: the report holds no program, a program before any institution, or a row that cannot be read.
    """
    place = _Place()
    found: list[Program] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph | ListItem):
            _take_heading(place, block.text)
        elif isinstance(block, Table):
            found.extend(_programs_of_table(place, block))
    if not found:
        raise DirectoryError("no program was found: give an NRMP Program Results report (a PDF with program codes)")
    return found


def _programs_of_table(place: _Place, table: Table) -> Iterator[Program]:
    for cells in _rows(table):
        code = next((index for index, cell in enumerate(cells) if CODE.match(cell)), None)
        if code is not None:
            yield _program(place, cells, code, table.locator.page)
        elif len(cells) == 1:
            _take_heading(place, cells[0])
        else:
            _take_header(place, cells)


def _rows(table: Table) -> list[list[str]]:
    """The printed cells of each row; a cell over several columns counts once."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    return [rows[row] for row in sorted(rows)]


def _take_heading(place: _Place, text: str) -> None:
    """A heading names a state or an institution; the report's title, its footer and its column heads name neither."""
    name = CONTINUED.sub("", " ".join(text.split()))
    if name.casefold() in STATE_NAMES and name.isupper():
        place.state, place.institution, place.city = STATE_NAMES[name.casefold()], None, None
    elif _is_header(name.split()):
        _take_header(place, name.split())
    elif name and "NRMP" not in name and not name.isdigit():
        place.institution, place.city = name, place.seen.get(name)


def _is_header(words: Sequence[str]) -> bool:
    folded = {word.casefold() for word in words}
    return bool(folded & HEADER_WORDS) and not {word for word in folded - HEADER_WORDS if not YEAR.fullmatch(word)}


def _take_header(place: _Place, cells: Sequence[str]) -> None:
    years = tuple(dict.fromkeys(map(int, YEAR.findall(" ".join(cells)))))
    if years:
        place.years = years
    if "quota" not in " ".join(cells).casefold():
        return
    city = HEADER_TAIL.sub("", cells[0]).strip()
    if city and city.casefold() not in HEADER_WORDS:
        place.city = city
        if place.institution:
            place.seen[place.institution] = city


def _program(place: _Place, cells: Sequence[str], at: int, page: int | None) -> Program:
    found = CODE.match(cells[at])
    code = found["code"] if found else ""
    if not place.institution:
        raise DirectoryError(f"page {page}: program {code} stands before any institution: the report is read wrongly")
    figures = " ".join([found["behind"] if found else "", *cells[at + 1 :]])
    numbers = [_positions(part, code, page) for part in FIGURE.findall(figures)]
    if not place.years or len(numbers) != 2 * len(place.years):
        raise DirectoryError(
            f"page {page}: program {code} has {len(numbers)} figures for {len(place.years)} years: the report is read wrongly"
        )
    return Program(
        state=place.state,
        institution=place.institution,
        city=place.city,
        specialty_raw=" ".join([*cells[:at], found["before"] if found else ""]).strip(),
        code=code,
        positions=tuple((year, numbers[2 * index], numbers[2 * index + 1]) for index, year in enumerate(place.years)),
    )


def _positions(cell: str, code: str, page: int | None) -> int | None:
    number = NUMBER.match(cell)
    if number:
        return int(number[1])
    if NOT_OFFERED.match(cell):
        return None
    raise DirectoryError(
        f"page {page}: program {code}: {cell!r} is no number of positions: the report is read wrongly"
    )


def sums_by_year(programs: Iterable[Program]) -> dict[int, tuple[int, int]]:
    """Return positions offered and filled over all programs, by year."""
    sums: dict[int, tuple[int, int]] = {}
    for program in programs:
        for year, offered, filled in program.positions:
            before = sums.get(year, (0, 0))
            sums[year] = (before[0] + (offered or 0), before[1] + (filled or 0))
    return dict(sorted(sums.items()))


def faults_of(programs: Sequence[Program], baselines: Iterable[NationalBaseline]) -> list[str]:
    """Hold programs against themselves and the announced totals; return one line for each mismatch."""
    faults = [f"program {code} stands {count} times" for code, count in _repeated(programs)]
    for program in programs:
        for year, offered, filled in program.positions:
            if (filled or 0) > (offered or 0):
                faults.append(f"program {program.code}: {filled} filled of {offered} offered in {year}")
            if (filled is None) != (offered is None):
                faults.append(f"program {program.code}: only one of offered and filled is given for {year}")
        if program.state is None or program.city is None:
            faults.append(f"program {program.code}: no {'state' if program.state is None else 'city'} stands over it")
    announced = _announced(baselines)
    for year, (offered, filled) in sums_by_year(programs).items():
        for what, found in (("offered", offered), ("filled", filled)):
            expected = announced.get((year, what))
            if expected is not None and expected != found:
                faults.append(f"{year}: {found:,} positions {what}, but {expected:,} were announced")
    return faults


def _repeated(programs: Iterable[Program]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for program in programs:
        counts[program.code] = counts.get(program.code, 0) + 1
    return [(code, count) for code, count in sorted(counts.items()) if count > 1]


def _announced(baselines: Iterable[NationalBaseline]) -> Mapping[tuple[int, str], int]:
    return {
        (int(baseline.year), baseline.measure.removeprefix("positions_")): round(baseline.value)
        for baseline in baselines
        if baseline.measure in ("positions_offered", "positions_filled")
        and baseline.population == "all_applicants"
        and baseline.specialty is None
        and (baseline.year or "").isdigit()
        and baseline.year
    }
