"""Rows of invented classes in the forms that lists print.

Belongs here: choosing and wording the cells of a row. Does not belong here: drawing classes, setting pages.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from sample.generator.cohorts import Row, final_rows


def specialty_with_position(row: Row) -> str:
    """Return the specialty, marked where the position is advanced."""
    return f"{row.specialty} (Advanced)" if row.position == "Advanced" else row.specialty


def full_rows(rows: Sequence[Row]) -> list[list[str]]:
    """Return specialty, institution, city, state and position, a row for every position."""
    return [
        [row.specialty, row.destination.name, row.destination.city, row.destination.state, row.position]
        for row in rows
    ]


def grouped(rows: Sequence[Row], words: Callable[[Row], str]) -> list[tuple[str, list[str]]]:
    """Return specialty headings with their lines; equal lines become one with the number of people behind it."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row.specialty, []).append(words(row))
    return [(name, _folded(lines)) for name, lines in groups.items()]


def _folded(lines: list[str]) -> list[str]:
    return [line if count == 1 else f"{line} ({count})" for line, count in sorted(Counter(lines).items())]


def name_and_place(row: Row) -> str:
    """Return 'Hospital, City, ST'."""
    return f"{row.destination.name}, {row.destination.place}"


def short_name(row: Row) -> str:
    """Return the hospital's short name with its state behind a hyphen."""
    return row.destination.short_name


def count_states(rows: Sequence[Row]) -> int:
    """Return how many states the final positions lie in."""
    return len({row.destination.state for row in final_rows(list(rows))})


def stay_in(rows: Sequence[Row], state: str) -> int:
    """Return how many people take their final position in the state."""
    return sum(row.destination.state == state for row in final_rows(list(rows)))
