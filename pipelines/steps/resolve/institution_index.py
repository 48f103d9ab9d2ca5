"""The names of all institutions, made ready for search: exact table, words by state, weights of words.

Belongs here: what is known of each institution and where its words occur. Does not belong here: which one a string
means (institutions.py), how words are folded (institution_words.py).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipelines.steps.resolve.institution_words import KIND_WORDS, institution_words, place_words
from schemas.registry import Institution

ANYWHERE = ""
"""Key of the block that holds every institution, for strings without a state."""
BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*")
FORMERLY = re.compile(r"^(?:formerly|now|was|closed|part of|previously)\b[\s\d]*", re.IGNORECASE)
KIND_WEIGHT = 0.4
"""Weight of words that say what kind of house it is; they tell houses apart only where nothing else does."""
LEAST_SWAPS = 2
"""Institutions of one state whose names swap one word for another before the two are taken for one owner's names."""

Swaps = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One institution as the search sees it.

    names: folded names. name_words: every word of them. place: words of its city. context: words of its health system
    and its schools. swaps: pairs of words that its names exchange for one another.
    """

    slug: str
    state: str
    states: frozenset[str]
    names: tuple[str, ...]
    name_sets: tuple[frozenset[str], ...]
    name_words: frozenset[str]
    place: frozenset[str]
    context: frozenset[str]
    swaps: Swaps

    @property
    def words(self) -> frozenset[str]:
        """Every word that speaks for this institution."""
        return self.name_words | self.place | self.context


def printed_names(institution: Institution) -> Iterator[str]:
    """Yield every printed form of an institution's name: its aliases, its name, and what stands in brackets behind it."""
    yield from institution.aliases
    yield institution.name
    for inside in BRACKETS.findall(institution.name):
        former = FORMERLY.sub("", inside).strip()
        if former != inside and former:
            yield former
    without = BRACKETS.sub(" ", institution.name).strip()
    if without and without != institution.name:
        yield without


def profile_of(institution: Institution, names: Iterable[str]) -> Profile:
    """Describe an institution by the given names."""
    folded: dict[str, None] = {}
    states = {institution.state or ANYWHERE}
    for name in names:
        words = institution_words(name)
        if words.words:
            folded[words.folded] = None
        if words.state:
            states.add(words.state)
    sets = tuple(frozenset(name.split()) for name in folded)
    schools = (institution.affiliated_school_slugs or "").replace("-", " ").replace("|", " ")
    return Profile(
        slug=institution.slug,
        state=institution.state or ANYWHERE,
        states=frozenset(states),
        names=tuple(folded),
        name_sets=sets,
        name_words=frozenset().union(*sets),
        place=place_words(institution.city),
        context=place_words(institution.health_system) | place_words(schools),
        swaps=_swaps(sets, KIND_WORDS | place_words(institution.city)),
    )


def key_of(words: Iterable[str]) -> str:
    """Return the key of a name in the exact table: lists turn halves round (Brown Univ/Butler, Butler/Brown Univ)."""
    return " ".join(sorted(set(words)))


def _swaps(names: Sequence[frozenset[str]], apart: frozenset[str]) -> Swaps:
    """Pairs of words that stand for each other in two names which are otherwise one; the words apart are left out."""
    found: set[tuple[str, str]] = set()
    telling = {name - apart for name in names}
    for one, other in combinations(telling, 2):
        if one & other and len(only := one - other) <= 2 and len(rest := other - one) <= 2:
            found.update(tuple(sorted((left, right))) for left in only for right in rest)  # type: ignore[misc]
    return frozenset(found)


class Block:
    """The institutions of one state, or all of them: where each word occurs, what it weighs and what it is swapped for."""

    def __init__(self, profiles: Sequence[Profile], everywhere: Mapping[str, int], total: int) -> None:
        self.profiles = tuple(profiles)
        self.postings: dict[str, list[int]] = defaultdict(list)
        swaps: Counter[tuple[str, str]] = Counter()
        for number, profile in enumerate(profiles):
            for word in profile.words:
                self.postings[word].append(number)
            swaps.update(profile.swaps)
        self.weights = {
            word: KIND_WEIGHT
            if word in KIND_WORDS
            else _weight(len(found), len(profiles), everywhere.get(word, 1), total)
            for word, found in self.postings.items()
        }
        self.unknown_weight = _weight(1, len(profiles), 1, total)
        self.words = sorted(self.postings)
        self.places = frozenset().union(*(profile.place for profile in profiles)) - KIND_WORDS
        self.swapped: dict[str, list[str]] = defaultdict(list)
        for (one, other), count in sorted(swaps.items()):
            if count >= LEAST_SWAPS:
                self.swapped[one].append(other)
                self.swapped[other].append(one)


def _weight(here: int, count: int, everywhere: int, total: int) -> float:
    """Weight of a word: half by how rare it is in the block, half by how rare it is in the whole country."""
    return 0.5 * math.log((count + 1) / here) + 0.5 * math.log((total + 1) / everywhere)


class InstitutionIndex:
    """All institutions; without() gives a copy that lacks some names, to test what the others would have told."""

    def __init__(self, institutions: Iterable[Institution]) -> None:
        self.institutions = {institution.slug: institution for institution in institutions}
        self.profiles = {
            slug: profile_of(self.institutions[slug], printed_names(self.institutions[slug]))
            for slug in sorted(self.institutions)
        }
        self._prepare()

    def _prepare(self) -> None:
        exact: dict[str, list[str]] = defaultdict(list)
        self._members: dict[str, list[Profile]] = defaultdict(list)
        self._everywhere: Counter[str] = Counter()
        for slug, profile in self.profiles.items():
            for name in dict.fromkeys(key_of(name.split()) for name in profile.names):
                exact[name].append(slug)
            for state in sorted({*profile.states, ANYWHERE}):
                self._members[state].append(profile)
            self._everywhere.update(profile.words)
        self._exact = {name: tuple(slugs) for name, slugs in exact.items()}
        self._blocks: dict[str, Block] = {}

    def block(self, state: str) -> Block | None:
        """Return the block of a state (ANYWHERE: of all), or None where no institution is known there."""
        if state not in self._members:
            return None
        if state not in self._blocks:
            self._blocks[state] = Block(self._members[state], self._everywhere, len(self.profiles))
        return self._blocks[state]

    def slugs_of(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the institutions that bear exactly these words as a name, in any order."""
        return self._exact.get(key_of(words), ())

    def without(self, slug: str, names: Iterable[str] | None = None) -> "InstitutionIndex":
        """Return a copy in which an institution lacks the given printed names, or is gone (names is None)."""
        copy = object.__new__(InstitutionIndex)
        copy.institutions = self.institutions
        copy.profiles = dict(self.profiles)
        lost = set(names or ())
        institution = self.institutions[slug]
        profile = profile_of(institution, [name for name in printed_names(institution) if name not in lost])
        if names is None or not profile.names:
            del copy.profiles[slug]
        else:
            copy.profiles[slug] = profile
        copy._prepare()
        return copy
