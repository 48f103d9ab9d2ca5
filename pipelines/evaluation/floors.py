"""Floors: scores that an evaluation must not fall below, in a TOML file whose numbers only rise.

Belongs here: reading, checking and raising floors. Does not belong here: how scores are made.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scrapers.exceptions import MatchWatchError

Floors = dict[str, dict[str, float]]
HEADER = "# Scores that `matchwatch evaluate --floor` does not let fall. They only rise: `--raise-floor` writes higher ones.\n"


class FloorError(MatchWatchError):
    """Raised by floors.py for a floor file that is absent, no TOML, or names a score that there is not."""


def read_floors(path: Path) -> Floors:
    """Read a floor file: a table a score group, a number a score.

    Raises:
        FloorError: it is absent or does not hold its form.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FloorError(f"{path}: cannot be read ({error.strerror}); name a file of floors") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorError(f"{path}: is no TOML ({error}); correct it") from error
    floors: Floors = {}
    for group, scores in content.items():
        if not isinstance(scores, dict) or not all(is_number(value) for value in scores.values()):
            raise FloorError(f"{path}: [{group}] must hold numbers only; correct it")
        floors[group] = {name: float(value) for name, value in scores.items()}
    return floors


def is_number(value: object) -> bool:
    """Whether a value of a TOML file is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def measured(summary: Mapping[str, Any], group: str, name: str) -> float | None:
    """Return the score that a floor is about, None where there is none of that name."""
    scores = summary.get(group)
    value = scores.get(name) if isinstance(scores, Mapping) else None
    if isinstance(value, Mapping):
        value = value.get("accuracy")
    return float(value) if is_number(value) and value is not None else None


def shortfalls(summary: Mapping[str, Any], floors: Floors) -> Iterator[str]:
    """Yield one line for every score that lies below its floor; a leak of a name is always one.

    Raises:
        FloorError: a floor is about a score that there is not.
    """
    for document, name in summary["leaks"]:
        yield f"{document}: a planted name reached the output ({name[:2]}…)"
    for group, scores in floors.items():
        for name, floor in scores.items():
            value = measured(summary, group, name)
            if value is None:
                raise FloorError(f"there is no score [{group}] {name}; correct the floor file")
            if value < floor:
                yield f"{group} {name}: {value:.4f} is below its floor {floor:.4f}"


def raised(summary: Mapping[str, Any], floors: Floors) -> Floors:
    """Return the floors with every number lifted to what was measured, none lowered."""
    return {
        group: {name: max(floor, measured(summary, group, name) or 0.0) for name, floor in scores.items()}
        for group, scores in floors.items()
    }


def write_floors(path: Path, floors: Floors) -> None:
    """Write a floor file.

    Raises:
        FloorError: the file cannot be written.
    """
    lines = [HEADER]
    for group, scores in floors.items():
        lines.append(f"\n[{group}]\n")
        lines += [f"{name} = {value:.4f}\n" for name, value in scores.items()]
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise FloorError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
