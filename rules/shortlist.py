"""Shortlist: schools ordered by how well what they publish supports what one reader cares about.

Belongs here: the formula. Does not belong here: where the figures come from (api/shortlisting.py), what they mean
(docs/methods.md). It is no ranking of schools: each reader's own weights and wishes make an order of their own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

FORMULA = (
    "Each part takes one figure of a school: the lower end of its 95 % interval where there is one, else the figure itself.",
    "points of a part = 100 x (other schools with a lower figure + half of those with the same) / other schools with a known figure; 50 where no other school has one.",
    "support = sum of weight x points over the parts known for the school / sum of their weights.",
    "known_weight = weight of the parts known / weight of all parts, in percent.",
    "Order: known_weight, highest first; then support, highest first. An unknown part counts neither as zero nor as an average.",
    "support_low and support_high: what support would be if every unknown part had 0 or 100 points.",
)
"""The formula in words, as answers and docs/methods.md give it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the reader cares about, at one school; used is the figure that orders, None where unknown."""

    aspect: str
    weight: int
    used: float | None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a part, None where it is unknown; others: schools it is set against, lower: those with less."""

    points: float | None
    others: int
    lower: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A school in its place; support None where nothing is known. points stand in the order of its parts."""

    school: str
    position: int
    support: float | None
    support_low: float
    support_high: float
    known_weight: float
    points: tuple[Points, ...]


def shortlist(parts: Mapping[str, Sequence[Part]]) -> list[Placed]:
    """Schools in order; equal ones share a position and stand by their slugs."""
    known: dict[str, list[float]] = {}
    for of_school in parts.values():
        for part in of_school:
            if part.used is not None:
                known.setdefault(part.aspect, []).append(part.used)
    for figures in known.values():
        figures.sort()
    unplaced = sorted((_placed(school, of_school, known) for school, of_school in parts.items()), key=_order)
    placed: list[Placed] = []
    for number, one in enumerate(unplaced, start=1):
        ties = bool(placed) and _order(placed[-1])[:2] == _order(one)[:2]
        placed.append(replace(one, position=placed[-1].position if ties else number))
    return placed


def _order(one: Placed) -> tuple[float, float, str]:
    return (-one.known_weight, -(one.support or 0.0), one.school)


def _placed(school: str, parts: Sequence[Part], known: Mapping[str, Sequence[float]]) -> Placed:
    points = tuple(_points(part, known.get(part.aspect, ())) for part in parts)
    whole = sum(part.weight for part in parts)
    found = [(part.weight, one.points) for part, one in zip(parts, points, strict=True) if one.points is not None]
    weight, gained = sum(pair[0] for pair in found), sum(pair[0] * pair[1] for pair in found)
    return Placed(
        school=school,
        position=0,
        support=round(gained / weight, 1) if weight else None,
        support_low=round(gained / whole, 1) if whole else 0.0,
        support_high=round((gained + 100 * (whole - weight)) / whole, 1) if whole else 100.0,
        known_weight=round(100 * weight / whole, 1) if whole else 0.0,
        points=points,
    )


def _points(part: Part, known: Sequence[float]) -> Points:
    if part.used is None:
        return Points(None, len(known), 0)
    others = len(known) - 1
    lower = bisect_left(known, part.used)
    same = bisect_right(known, part.used) - lower - 1
    return Points(round(100 * (lower + same / 2) / others, 1) if others else 50.0, others, lower)
