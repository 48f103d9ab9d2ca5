"""Which number of a sentence counts which names: the best reading of the whole sentence.

Belongs here: choosing among competing pairs. Does not belong here: the weights of words (word_links), shared counts' meaning
(shared_counts).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scrapers.extractors.placements.counted_nouns import WORKERS_BEHIND, counts_of_people
from scrapers.extractors.placements.sentence_marks import Mark
from scrapers.extractors.placements.word_links import IMPOSSIBLE, LEAST, SHARES, backward, forward

TARGETS = frozenset({"specialty", "institution", "place", "name", "group", "pronoun"})
SEPARATOR = re.compile(
    r"\s*(?:(?:,|;|/|&|\|)|\b(?:and|or|as\s+well\s+as|plus|along\s+with|then)\b)(?:\s|,|;|&|\b(?:and|or|as\s+well\s+as|plus|then)\b)*"
    r"(?:\b(?:in|into|to|at|for|with|a|an|the|both|one|finally|of)\b\s*)*(?:\b(?:residenc(?:y|ies)|programs?)\b\s*)?|\s+",
    re.IGNORECASE,
)
RESIDENCIES = re.compile(r"^\s*(?:residenc(?:y|ies)|programs?|positions?)\b", re.IGNORECASE)
EACH = re.compile(r"\b(?:each|apiece|every one)\b", re.IGNORECASE)
GOES_TO = re.compile(
    r"\b(?:at|to|with|into|for|joining|join|chose|by|going|matched)\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE
)
"""Words by which people end up at an institution; 'of' and 'from' tell where they come from."""
CLOSES = re.compile(
    r"\s*(?:each|apiece)?\s*(?:\w+[- ]){0,2}(?:students|graduates|seniors|people|matches|members|residents|residencies|positions)?\s*(?:[,;/–-]?\s*[^()]{0,24}(?:%|percent)[^()]{0,16})?\)",
    re.IGNORECASE,
)
"""What may stand between a number in brackets and the closing bracket."""
UNKNOWN_HOUSE = re.compile(r"\b(?:at|to|with|joining)\s+(?:the\s+)?$", re.IGNORECASE)
"""Words right before a name that nothing else tells to be an institution."""
SURE = 2.6
IN_ORDER = re.compile(r"\brespectively\b|\bin that order\b", re.IGNORECASE)
BOTH = re.compile(r"^\s*both\b|\btie[ds]?\b", re.IGNORECASE)
CLUBS = re.compile(r"group|club|societ|team|ward|unit|staff|students|department|clinic", re.IGNORECASE)
FROM_THERE = re.compile(
    r"^\s*(?:\w+\s+)?(?:students|seniors|graduates|members|people)\s+(?:at|with)\s+(?:the\s+)?$", re.IGNORECASE
)
"""'12 students at X' come from X; those who go there match, train or head there."""
HOLDS = re.compile(r"\b(?:has|have|had|employs?|with)\s*$|^\s*(?:,\s*)?$", re.IGNORECASE)
"""An institution that merely has so many has them of its own, unless they are said to be graduates."""
OF_THE_CLASS = re.compile(
    r"\s*(?:of\s+(?:our|the|its|them|these|those)\b|students|graduates|seniors|members|people|matches|each\b|\)|$|[,.;]|and\b)",
    re.IGNORECASE,
)
SHARED = 0.25
"""What it costs to read one number as counting several names without 'each'."""
UNCLAIMED = 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """A number with the names it counts; is_each tells that every name has the whole count."""

    count: Mark
    targets: tuple[Mark, ...]
    is_each: bool
    quality: float
    is_forward: bool


def pairs_in(sentence: str, marks: Sequence[Mark]) -> list[Pair]:
    """Choose the best reading of a sentence: each number counts names before it or behind it, each name is counted once."""
    if IN_ORDER.search(sentence):
        return pairs_in_order(sentence, marks)
    counts = counts_of_people(sentence, marks)
    chain = [mark for mark in marks if mark in counts or mark.kind in TARGETS]
    numbers = [index for index, mark in enumerate(chain) if mark.kind == "count"]
    best: dict[bool, tuple[float, list[Pair]]] = {False: (0.0, [])}
    previous: Mark | None = None
    for place, index in enumerate([*numbers, len(chain)]):
        start = numbers[place - 1] + 1 if place else 0
        run = chain[start:index]
        following = chain[index] if index < len(chain) else None
        best = advanced(best, splits(sentence, previous, run, following), previous, following)
        previous = following
    return max(best.values(), key=lambda state: state[0])[1]


def pairs_in_order(sentence: str, marks: Sequence[Mark]) -> list[Pair]:
    """Pair as many numbers as names one by one where a sentence says 'respectively'."""
    lists: list[list[Mark]] = []
    for mark in marks:
        if mark.kind not in {"count", "specialty", "institution", "place"}:
            continue
        last = lists[-1][-1] if lists else None
        if last is not None and last.kind == mark.kind and SEPARATOR.fullmatch(sentence[last.end : mark.start]):
            lists[-1].append(mark)
        else:
            lists.append([mark])
    for first, second in pairwise(lists):
        if len(first) == len(second) > 1 and (first[0].kind == "count") != (second[0].kind == "count"):
            counts, names = (first, second) if first[0].kind == "count" else (second, first)
            both = zip(counts, names, strict=True)
            return [
                Pair(count, (name,), is_each=False, quality=2.5, is_forward=counts is first) for count, name in both
            ]
    return []


def advanced(
    best: dict[bool, tuple[float, list[Pair]]],
    options: list[tuple[Pair | None, Pair | None, float]],
    previous: Mark | None,
    following: Mark | None,
) -> dict[bool, tuple[float, list[Pair]]]:
    """Carry the best readings over one run of names; the key tells whether the number behind it is taken already."""
    reached: dict[bool, tuple[float, list[Pair]]] = {}
    for taken, (score, pairs) in best.items():
        for ahead, behind, value in options:
            if ahead is not None and (taken or previous is None):
                continue
            total = score + value
            is_taken = behind is not None and following is not None
            chosen = [*pairs, *(pair for pair in (ahead, behind) if pair is not None)]
            if is_taken not in reached or total > reached[is_taken][0]:
                reached[is_taken] = (total, chosen)
    return reached


def splits(
    sentence: str, left: Mark | None, run: list[Mark], right: Mark | None
) -> list[tuple[Pair | None, Pair | None, float]]:
    """Return the ways to share a run of names between the numbers on both sides, each with its value."""
    options: list[tuple[Pair | None, Pair | None, float]] = [(None, None, -UNCLAIMED * len(run))]
    if not run:
        return options
    ahead = [forward_pair(sentence, left, run, stop, right) for stop in range(1, len(run) + 1)] if left else []
    behind = [backward_pair(sentence, run, start, right) for start in range(len(run))] if right else []
    options += [(pair, None, pair.quality - UNCLAIMED * (len(run) - len(pair.targets))) for pair in ahead if pair]
    options += [(None, pair, pair.quality - UNCLAIMED * (len(run) - len(pair.targets))) for pair in behind if pair]
    for first in ahead:
        for second in behind:
            if first and second and len(first.targets) + len(second.targets) <= len(run):
                left_over = len(run) - len(first.targets) - len(second.targets)
                options.append((first, second, first.quality + second.quality - UNCLAIMED * left_over))
    return options


def forward_pair(sentence: str, count: Mark, run: list[Mark], stop: int, following: Mark | None) -> Pair | None:
    """Return a number with the first names behind it, or None where the words between do not allow it."""
    targets = run[:stop]
    if not are_listed(sentence, targets):
        return None
    gap = sentence[count.end : targets[0].start]
    score = forward(gap)
    if targets[0].kind in {"name", "institution"} and GOES_TO.search(gap) is None:
        return None
    if targets[0].is_weak and targets[0].kind == "specialty" and score < SURE:
        return None
    if targets[0].kind == "name" and (score < SURE or UNKNOWN_HOUSE.search(gap) is None):
        return None
    behind = WORKERS_BEHIND.match(sentence[targets[-1].end :])
    if behind is not None and (not gap.strip() or CLUBS.search(behind[0])):
        return None
    if targets[0].kind == "institution" and FROM_THERE.search(gap):
        return None
    tail_end = following.start if following is not None else len(sentence)
    is_each = EACH.search(gap) is not None or (
        stop == len(run) and following is None and EACH.match(sentence[targets[-1].end : tail_end].strip(" ,"))
    )
    return weighed(count, targets, bool(is_each), score, is_forward=True)


def backward_pair(sentence: str, run: list[Mark], start: int, count: Mark) -> Pair | None:
    """Return a number with the last names before it, or None where the words between do not allow it."""
    targets = run[start:]
    if not are_listed(sentence, targets):
        return None
    gap = sentence[targets[-1].end : count.start]
    if any(mark.kind == "name" for mark in targets) or WORKERS_BEHIND.match(gap):
        return None
    gap = RESIDENCIES.sub("", gap)
    score = backward(gap)
    behind = sentence[count.end :]
    if targets[0].kind != "specialty" and HOLDS.search(gap) and OF_THE_CLASS.match(behind) is None:
        return None
    if gap.rstrip().endswith("(") and CLOSES.match(behind) is None:
        score -= 2.0
    is_each = (
        EACH.search(gap) is not None
        or (len(targets) > 1 and BOTH.search(gap) is not None)
        or re.match(
            r"\s*(?:\w+\s+){0,2}?(?:\([^)]*\)\s*)?(?:each|apiece)\b(?!\s+(?:in|into|to|at|for|of|chose|matched|going)\b)",
            behind,
            re.IGNORECASE,
        )
    )
    return weighed(count, targets, bool(is_each), score, is_forward=False)


def weighed(count: Mark, targets: list[Mark], is_each: bool, score: float, *, is_forward: bool) -> Pair | None:
    """Return a pair if its quality is enough, less what sharing a number costs."""
    if score <= IMPOSSIBLE / 2:
        return None
    several = len(targets) > 1
    if several and not is_each and count.value >= len(targets):
        score -= SHARED
    elif several:
        score += 0.1 * len(targets)
    elif is_each:
        score -= 0.5
    return Pair(count, tuple(targets), is_each, score, is_forward) if score >= LEAST else None


def are_listed(sentence: str, targets: list[Mark]) -> bool:
    """Tell whether names follow each other as a list: only separators between them."""
    for this, following in pairwise(targets):
        gap = SHARES.sub(" ", sentence[this.end : following.start])
        gap = RESIDENCIES.sub("", gap)
        if not gap.strip() or SEPARATOR.fullmatch(gap) is None or kind_class(this) != kind_class(following):
            return False
    return True


def kind_class(mark: Mark) -> str:
    """Names of institutions and other names may stand in one list, fields in another, places in a third."""
    return (
        "institution" if mark.kind in {"institution", "name"} or (mark.kind == "place" and mark.is_weak) else mark.kind
    )
