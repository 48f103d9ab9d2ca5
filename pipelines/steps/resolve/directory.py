"""The local program directory: which institution runs which programs, kept below the work folder, never in the repository.

Belongs here: its file, and what it tells about a name (city) and an institution (specialties). Does not belong here: the
report it was made from (nrmp.py), how names are resolved (institutions.py).
"""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from pipelines.exceptions import DirectoryError
from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.geography import state_code
from pipelines.steps.resolve.institution_words import InstitutionWords, NameKey, institution_words, key_of
from pipelines.steps.resolve.nrmp import Program
from pipelines.steps.resolve.specialties import SpecialtyResolver
from scrapers.exceptions import ReferenceTableError
from scrapers.reference import rows_of

PROGRAMS_FILE = "programs.csv"
COLUMNS = (
    "state", "institution", "city", "specialty_raw", "code", "institution_code", "specialty_code", "track",
    "institution_slug", "institution_confidence", "specialty_slug", "position",
)  # fmt: skip
"""Columns before those of the years (offered_2020, filled_2020 ...)."""

InstitutionAnswer = Callable[[str, str | None, str | None], Answer]


class ProgramDirectory:
    """What the directory tells, by folded name and state, and by slug."""

    def __init__(self, rows: Iterable[dict[str, str | None]]) -> None:
        self._cities: dict[tuple[NameKey, str], set[str]] = {}
        self._specialties: dict[str, set[str]] = {}
        self.program_count = 0
        for row in rows:
            self.program_count += 1
            key, city = key_of(institution_words(row["institution"] or "").words), row["city"]
            code = state_code(row["state"])
            if key and code and city:
                self._cities.setdefault((key, code), set()).add(city)
            if row["institution_slug"] and row["specialty_slug"]:
                self._specialties.setdefault(row["institution_slug"], set()).add(row["specialty_slug"])

    def city_of(self, words: InstitutionWords, state: str) -> str | None:
        """Return the city of a name that the directory prints in this state; None where it prints several or none."""
        cities = self._cities.get((key_of(words.words), state), set())
        return next(iter(cities)) if len(cities) == 1 else None

    def runs(self, slug: str, specialty: str) -> bool:
        """Whether the directory lists a program of this specialty at an institution."""
        return specialty in self._specialties.get(slug, ())

    def specialties_of(self, slug: str) -> frozenset[str]:
        """Return the specialties that the directory lists at an institution."""
        return frozenset(self._specialties.get(slug, ()))


def directory_text(programs: Iterable[Program], institution: InstitutionAnswer, specialty: SpecialtyResolver) -> str:
    """Return the text of a directory's file: every program with what its strings are taken to mean."""
    programs = list(programs)
    years = sorted({year for program in programs for year, _, _ in program.positions})
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"{what}_{year}" for year in years for what in ("offered", "filled"))])
    for program in programs:
        place = institution(program.institution, program.state, program.city)
        kind = specialty.resolve(program.specialty_raw)
        by_year = {year: (offered, filled) for year, offered, filled in program.positions}
        writer.writerow(
            [
                program.state, program.institution, program.city, program.specialty_raw, program.code,
                program.institution_code, program.specialty_code, program.track,
                place.slug, place.confidence, kind.slug, kind.position,
                *(number for year in years for number in by_year.get(year, (None, None))),
            ]
        )  # fmt: skip
    return target.getvalue()


def read_directory(folder: Path) -> ProgramDirectory | None:
    """Read the directory of a folder; None where there is none.

    Raises:
        DirectoryError: its file is damaged.
    """
    path = folder / PROGRAMS_FILE
    if not path.is_file():
        return None
    try:
        rows = list(rows_of(path))
    except ReferenceTableError as error:
        raise DirectoryError(f"{path}: damaged; make it anew with: matchwatch reference nrmp FILE.pdf") from error
    missing = [column for column in COLUMNS if rows and column not in rows[0]]
    if missing or not rows:
        what = f"has no column {missing[0]}" if missing else "is empty"
        raise DirectoryError(f"{path}: {what}; make it anew with: matchwatch reference nrmp FILE.pdf")
    return ProgramDirectory(rows)
