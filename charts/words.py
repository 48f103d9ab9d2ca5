"""Words: the figures of a chart as text: its table and its text alternative.

Belongs here: sentences and cells. Does not belong here: drawing.
"""

from collections.abc import Sequence

from charts.shapes import Series

SPELLED_OUT = 12
"""Figures of one series that are told one by one; of more, only the ends and the extremes are."""


def figure(value: float | None, unit: str) -> str:
    """A figure as text with its unit, without needless decimals; empty where there is none."""
    if value is None:
        return ""
    rounded = round(value, 2)
    plain = f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}"
    return f"{plain} {unit}".rstrip()


def table(categories: Sequence[str], series: Sequence[Series], unit: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the table behind a chart."""
    return tuple(
        (category, *(figure(line.values[place], unit) for line in series)) for place, category in enumerate(categories)
    )


def alternative(kind: str, title: str, categories: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """A chart in words: what kind it is, and each series in a sentence."""
    told = (_series(categories, line, unit) for line in series)
    return f"{kind}: {title}. " + " ".join(told)


def _series(categories: Sequence[str], line: Series, unit: str) -> str:
    known = [(category, value) for category, value in zip(categories, line.values, strict=True) if value is not None]
    if not known:
        return f"{line.name}: no figure."
    if len(known) <= SPELLED_OUT:
        missing = len(categories) - len(known)
        gaps = f"; {missing} without a figure" if missing else ""
        return f"{line.name}: {', '.join(f'{category} {figure(value, unit)}' for category, value in known)}{gaps}."
    least, most = min(known, key=lambda pair: pair[1]), max(known, key=lambda pair: pair[1])
    return (
        f"{line.name}: {len(known)} figures, from {figure(least[1], unit)} ({least[0]}) "
        f"to {figure(most[1], unit)} ({most[0]})."
    )
