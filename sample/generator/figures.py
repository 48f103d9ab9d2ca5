"""Figures of invented classes and cycles, with the arithmetic that holds them together.

Belongs here: head counts of a class and of an exam cycle, and their tables. Does not belong here: national figures of
other years than the pages print; those are facts and stand beside the tables that use them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sample.generator.markup import heading, table

NRMP_MD_SENIORS = {2022: "92.9%", 2023: "93.7%", 2024: "93.5%", 2025: "93.5%", 2026: "93.5%"}
NRMP_DO_SENIORS = {2022: "91.3%", 2023: "91.6%", 2024: "92.3%", 2025: "92.6%", 2026: "93.2%"}
STEP_1_NATIONAL = {"2022": "93%", "2023": "92%", "2024": "91%", "2025": "93%"}
STEP_2_NATIONAL = {"2022-2023": "98%", "2023-2024": "98%", "2024-2025": "98%"}
LEVEL_1_NATIONAL = {"2021-2022": "92.2%", "2022-2023": "90.6%", "2023-2024": "93.2%", "2024-2025": "92%"}
LEVEL_2_NATIONAL = {"2021-2022": "95.1%", "2022-2023": "94.5%", "2023-2024": "93%", "2024-2025": "93%"}


def percent(part: int, whole: int) -> str:
    """Return a share in percent with one decimal, as pages print it."""
    return f"{100 * part / whole:.1f}%"


@dataclass(frozen=True, slots=True)
class MatchYear:
    """One class in the Match: graduates = not seeking + participants, participants = matched + SOAP + unmatched."""

    year: int
    not_seeking: int
    matched: int
    soap: int
    unmatched: int

    @property
    def participants(self) -> int:
        """Graduates who took part in the Match."""
        return self.matched + self.soap + self.unmatched

    @property
    def graduates(self) -> int:
        """The whole class."""
        return self.participants + self.not_seeking

    @property
    def placed(self) -> int:
        """Graduates with a position after SOAP."""
        return self.matched + self.soap

    @property
    def placement_rate(self) -> str:
        """Share of participants with a position after SOAP."""
        return percent(self.placed, self.participants)

    @property
    def match_rate(self) -> str:
        """Share of participants matched before SOAP."""
        return percent(self.matched, self.participants)


def exam_table(
    period_name: str,
    cycles: Sequence[tuple[str, int, int]],
    national: Mapping[str, str] | None,
    caption: str,
    missing: str = "not yet released",
) -> str:
    """Return a table of first attempts: period, takers, passed, rate and, where given, the nation's rate."""
    head = [period_name, "First-time takers", "Passed", "First-attempt pass rate"]
    rows: list[list[object]] = [[period, takers, passed, percent(passed, takers)] for period, takers, passed in cycles]
    if national is not None:
        head.append("National first-attempt pass rate")
        for row in rows:
            row.append(national.get(str(row[0]), missing))
    return table(head, rows, caption)


def usmle_tables(step_1: Sequence[tuple[str, int, int]], step_2: Sequence[tuple[str, int, int]]) -> str:
    """Return the two tables of an MD school beside the nation's first-time takers from MD schools."""
    return "\n".join(
        (
            exam_table("Calendar year", step_1, STEP_1_NATIONAL, "USMLE Step 1, first attempts"),
            exam_table("Academic year", step_2, STEP_2_NATIONAL, "USMLE Step 2 CK, first attempts"),
        )
    )


def comlex_tables(
    level_1: Sequence[tuple[str, int, int]],
    level_2: Sequence[tuple[str, int, int]],
    level_3: Sequence[tuple[str, int, int]],
) -> str:
    """Return a heading and a table for each level; no national rate is printed for Level 3."""
    return "\n".join(
        (
            heading("Level 1", 3),
            exam_table("Testing cycle", level_1, LEVEL_1_NATIONAL, "COMLEX-USA Level 1, first attempts"),
            heading("Level 2-CE", 3),
            exam_table("Testing cycle", level_2, LEVEL_2_NATIONAL, "COMLEX-USA Level 2-CE, first attempts"),
            heading("Level 3", 3),
            exam_table("Calendar year", level_3, None, "COMLEX-USA Level 3, first attempts"),
        )
    )


def graduation_table(entered: Sequence[tuple[str, int, int, int | None]]) -> str:
    """Return graduation by entering class: year, people entered, graduated in four years and in six, where due."""
    head = ["Entering class", "Entered", "Graduated within four years", "Four-year graduation rate",
            "Graduated within six years", "Six-year graduation rate"]  # fmt: skip
    rows = [
        [
            year,
            size,
            four,
            percent(four, size),
            *((six, percent(six, size)) if six else ("not yet due", "not yet due")),
        ]
        for year, size, four, six in entered
    ]
    return table(head, rows, "Graduation by entering class")
