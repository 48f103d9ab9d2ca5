"""How much sense a reading makes by itself, without an answer key, and whether it may be published unseen.

Belongs here: the score, the threshold, the reason for holding back. Does not belong here: reading.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from schemas.findings import Placement
from scrapers.extractors.lexicon import specialty_likeness, tokens_of
from scrapers.extractors.placements.records import Group, GroupKind
from scrapers.extractors.placements.scope import Scope
from scrapers.extractors.row_evidence import complete, ranging, whole
from scrapers.reference import institutions

GOOD_ENOUGH = 0.97
"""Score from which no other reading of the document is tried."""
THRESHOLD = 0.92
"""Score under which a document waits for a person."""
STEEPNESS = 6
"""How fast a total that does not agree takes trust away: one wrong by a sixth takes all of it."""
FEWEST_NAMES = 12
"""Names from which their order and their being known tell anything."""
FEWEST_SPECIALTIES = 5
FEWEST_FALLS = 4
SORTED = 0.45
"""Share of rows that begin a run of sorted names at which a list counts as sorted; by chance it is a half."""
MOST_STARTS = 0.6
BY_HAND = 0.3
"""Share of breaks within groups that lists sorted by hand have anyway."""
FEW_GLUED = 0.04
SHORTEST_PAIR = 4
"""Words that the names of two institutions have at least."""
LONGEST_PLACE = 5
"""Words of the place that may stand between them."""
USUALLY_UNKNOWN = 0.74
"""Share of a list's institutions that may go by a name of the list's own."""
SURELY = 0.95
WHOLE = 0.98
"""Share from which it is no reason to doubt a reading."""
AGREEING = 0.9
"""Agreement from which two readings say the same."""
DOUBT = 0.93
PLAIN_SENSE = 0.75
"""Sense of a row from which its words count as understood."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A score from 0 to 1, and what lowered it most."""

    score: float
    reasons: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, shares: Mapping[str, float]) -> "Judgement":
        """The product of shares from 0 to 1, and those that are far from whole, worst first."""
        worst = [
            f"{name}: {share:.0%}" for name, share in sorted(shares.items(), key=lambda pair: pair[1]) if share < WHOLE
        ]
        return cls(math.prod(shares.values()), tuple(worst))


@cache
def known_states() -> dict[tuple[str, ...], frozenset[str]]:
    """States of every institution by each of its names."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in institutions():
        if item.state:
            for name in (item.name, *item.aliases):
                found[tokens_of(name)].add(item.state)
    return {name: frozenset(states) for name, states in found.items()}


def judge(groups: Sequence[Group]) -> Judgement:
    """Score the tables and lists of one reading."""
    placements = [item for group in groups for item in group.placements]
    if not placements:
        return Judgement(1.0)
    rows = [item for group in groups if group.kind is GroupKind.rows for item in group.placements]
    shares = {
        "rows that make sense": sense(placements),
        "rows that were understood": understood(groups),
        "places that fit their institution": fitting(placements),
        "rows in the order of the print": in_order(placements),
        "rows that keep to their groups": grouped(placements),
        "names that hold one institution": single(placements),
        "names that are whole": whole(rows),
        "rows that have what most have": complete(rows),
        "lists that hold what every class has": ranging(rows),
        "institutions that are known": recognised(placements),
        "specialties that are known": named(placements),
        "printed totals that agree": agreement(groups),
        "lists that say what they are": stated(groups),
        "rows with a class year": sum(item.class_year is not None for item in placements) / len(placements),
    }
    return Judgement.of(shares)


def doubted(judgement: Judgement, agreement_of_readings: float) -> Judgement:
    """Return a lower score for a reading beside which another makes as much sense and says something else."""
    if agreement_of_readings >= AGREEING:
        return judgement
    reason = f"agreement with another reading: {agreement_of_readings:.0%}"
    return Judgement(judgement.score * DOUBT, (reason, *judgement.reasons))


def stated(groups: Sequence[Group]) -> float:
    """Return 1 where the words over every list say that it is about graduates' positions, less for the others."""
    unknown = sum(len(group.placements) for group in groups if group.scope is not Scope.match)
    return 1.0 - 0.5 * unknown / sum(len(group.placements) for group in groups)


def sense(placements: Sequence[Placement]) -> float:
    """Return the share of rows whose words read like what they were taken for."""
    return sum(item.confidence >= PLAIN_SENSE for item in placements) / len(placements)


def understood(groups: Sequence[Group]) -> float:
    """Return the share of rows in scope that gave a placement."""
    found = sum(len(group.placements) for group in groups)
    return found / (found + sum(len(group.leftovers) for group in groups))


def fitting(placements: Sequence[Placement]) -> float:
    """Return the share of rows whose printed state is one where the institution is known to be."""
    right = wrong = 0
    for item in placements:
        states = known_states().get(tokens_of(item.program)) if item.program and item.state else None
        if states:
            right, wrong = right + (item.state in states), wrong + (item.state not in states)
    return 1.0 if right + wrong == 0 else right / (right + wrong)


def in_order(placements: Sequence[Placement]) -> float:
    """Return 1, or less where the names show that lines of several columns were read by turns.

    Lists are sorted in parts: a name mostly stands before the next one. Where columns were mixed, it stands before the
    second or third next one more often. What lists in another order, such as that of names left out, show by chance is
    allowed for.
    """
    names = [item.program.casefold() for item in placements if item.program]
    if len(names) < FEWEST_NAMES:
        return 1.0
    steps = [share_in_order(names, step) for step in (1, 2, 3)]
    by_chance = max(0.05, 1 / math.sqrt(len(names)))
    return max(0.0, 1.0 - 2 * max(0.0, max(steps[1:]) - steps[0] - by_chance))


def share_in_order(names: Sequence[str], step: int) -> float:
    """Return the share of names that stand before the name some steps further on; equal names are left out."""
    pairs = [(this, then) for this, then in zip(names, names[step:], strict=False) if this != then]
    return sum(this < then for this, then in pairs) / len(pairs) if pairs else 1.0


def recognised(placements: Sequence[Placement]) -> float:
    """Return 1 where a usual share of the institutions is known by exactly this name, less where hardly any is."""
    names = {tokens_of(item.program) for item in placements if item.program}
    if len(names) < FEWEST_NAMES:
        return 1.0
    known = sum(name in known_states() for name in names) / len(names)
    return min(1.0, USUALLY_UNKNOWN + known)


def single(placements: Sequence[Placement]) -> float:
    """Return 1, or less where many names are those of two institutions, one after the other."""
    names = {item.program for item in placements if item.program}
    if len(names) < FEWEST_NAMES:
        return 1.0
    glued = sum(is_glued(name) for name in names) / len(names)
    return max(0.0, 1.0 - 2 * max(0.0, glued - FEW_GLUED))


def is_glued(name: str) -> bool:
    """Tell whether a name that is not known falls into two names of institutions that are, with a place between or none."""
    known, words = known_states(), tokens_of(name)
    if words in known or len(words) < SHORTEST_PAIR:
        return False
    for cut in range(2, len(words) - 1):
        if words[:cut] in known and any(
            words[start:] in known for start in range(cut, min(cut + LONGEST_PLACE, len(words) - 1))
        ):
            return True
    return False


def named(placements: Sequence[Placement]) -> float:
    """Return 1 where nearly all specialties are names of specialties, less where many are only like one."""
    names = {item.specialty for item in placements if item.specialty}
    if len(names) < FEWEST_SPECIALTIES:
        return 1.0
    return min(1.0, 0.25 + sum(specialty_likeness(name) >= SURELY for name in names) / len(names))


def grouped(placements: Sequence[Placement]) -> float:
    """Return 1, or less where the order of names shows that rows stand under another heading than their own.

    Most lists are sorted within each specialty: where the names start again from the front of the alphabet, the next
    specialty begins. Where that happens in the middle of one, its heading was lost or its column has slipped.
    """
    rows = [
        (item.specialty.casefold(), item.program.casefold()) for item in placements if item.specialty and item.program
    ]
    if len(rows) < FEWEST_NAMES:
        return 1.0
    steps = list(pairwise(rows))
    starts = {place for place, (this, then) in enumerate(steps) if then[0] != this[0]}
    falls = [place for place, (this, then) in enumerate(steps) if then[1] < this[1]]
    if not FEWEST_FALLS <= len(falls) <= SORTED * len(steps) or len(starts) > MOST_STARTS * len(steps):
        return 1.0
    stray = sum(place not in starts for place in falls) / len(falls)
    return max(0.0, 1.0 - 2 * max(0.0, stray - BY_HAND))


def agreement(groups: Sequence[Group]) -> float:
    """Return 1 where printed totals agree with the rows, less the more and the further they do not.

    A school's own sum may be wrong by a few people; a reading that lost a page is wrong by many.
    """
    sums = [pair for group in groups for pair in group.sums]
    if not sums:
        return 1.0
    near = [max(0.0, 1.0 - STEEPNESS * abs(printed - counted) / max(printed, counted, 1)) for printed, counted in sums]
    return 0.7 + 0.3 * sum(near) / len(near)


def likeness(first: Sequence[Placement], second: Sequence[Placement]) -> float:
    """Return how far two readings say the same: F1 of their rows."""
    one = Counter((item.specialty, item.program, item.class_year) for item in first)
    two = Counter((item.specialty, item.program, item.class_year) for item in second)
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else 1.0
