"""The names of all institutions, made ready for search: exact table, words by state, weights of words.

Belongs here: what is known of each institution and where its words occur. Does not belong here: which one a string
means (institutions.py), how words are folded (institution_words.py).
"""

import copy
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
SHORTEST_TELLING = 4
"""Letters that the telling words of a name need at least to stand for it."""
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
            else _weight(len(found), len(profiles), max(1, everywhere.get(word, 1)), total)
            for word, found in self.postings.items()
        }
        self.unknown_weight = _weight(1, len(profiles), 1, total)
        self.by_initial: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.postings):
            self.by_initial[word[0]].append(word)
        self.shared_words = frozenset(word for word, found in self.postings.items() if len(found) > 1)
        self.names = [
            [(name, sum(self.weights[word] for word in name)) for name in profile.name_sets] for profile in profiles
        ]
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
        in_order: dict[str, list[str]] = defaultdict(list)
        exact: dict[str, list[str]] = defaultdict(list)
        telling: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._members: dict[str, list[Profile]] = defaultdict(list)
        self._everywhere: Counter[str] = Counter()
        for slug, profile in self.profiles.items():
            for name in profile.names:
                in_order[name].append(slug)
            for name in dict.fromkeys(key_of(name.split()) for name in profile.names):
                exact[name].append(slug)
            for names in profile.name_sets:
                for state in profile.states:
                    telling[state, key_of(names - KIND_WORDS)].add(slug)
            for state in sorted({*profile.states, ANYWHERE}):
                self._members[state].append(profile)
            self._everywhere.update(profile.words)
        self._telling = {place: frozenset(slugs) for place, slugs in telling.items()}
        self._in_order = {name: tuple(slugs) for name, slugs in in_order.items()}
        self._exact = {name: tuple(slugs) for name, slugs in exact.items()}
        self._blocks: dict[str, Block] = {}

    def block(self, state: str) -> Block | None:
        """Return the block of a state (ANYWHERE: of all), or None where no institution is known there."""
        if state not in self._members:
            return None
        if state not in self._blocks:
            self._blocks[state] = Block(self._members[state], self._everywhere, len(self.profiles))
        return self._blocks[state]

    def slugs_of(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the institutions that bear exactly these words as a name: in this order, else in any."""
        return self._in_order.get(" ".join(words)) or self._exact.get(key_of(words), ())

    def slugs_by_telling_words(self, words: Iterable[str], state: str) -> frozenset[str]:
        """Return the institutions of a state with a name of these words, words for kinds of houses left out of both."""
        key = key_of(set(words) - KIND_WORDS)
        return self._telling.get((state, key), frozenset()) if len(key) >= SHORTEST_TELLING else frozenset()

    def without(self, slug: str, names: Iterable[str] | None = None) -> "InstitutionIndex":
        """Return a copy in which an institution lacks the given printed names, or is gone (names is None)."""
        lost = set(names or ())
        institution = self.institutions[slug]
        profile = profile_of(institution, [name for name in printed_names(institution) if name not in lost])
        changed = copy.copy(self)
        changed.exchange(slug, None if names is None or not profile.names else profile)
        return changed

    def exchange(self, slug: str, profile: Profile | None) -> None:
        """Exchange one profile, or leave it out; tables shared with another index are copied before they change."""
        before = self.profiles[slug]
        self.profiles = {**self.profiles}
        if profile is None:
            del self.profiles[slug]
        else:
            self.profiles[slug] = profile
        after = (profile,) if profile is not None else ()
        self._members = dict(self._members)
        for state in {*before.states, ANYWHERE}:
            self._members[state] = [
                changed
                for one in self._members[state]
                for changed in (after if one.slug == slug else (one,))
                if state in changed.states or state == ANYWHERE
            ]
        self._everywhere = self._everywhere.copy()
        self._everywhere.subtract(before.words)
        self._everywhere.update(profile.words if profile is not None else ())
        self._in_order, self._exact = dict(self._in_order), dict(self._exact)
        self._telling = dict(self._telling)
        for one, adding in ((before, False), *((changed, True) for changed in after)):
            self._exchange_names(one, adding=adding)
        self._blocks = {state: block for state, block in self._blocks.items() if state not in before.states}
        self._blocks.pop(ANYWHERE, None)

    def _exchange_names(self, profile: Profile, *, adding: bool) -> None:
        own = (profile.slug,) if adding else ()
        for table, keys in (
            (self._in_order, profile.names),
            (self._exact, {key_of(name.split()) for name in profile.names}),
        ):
            for key in keys:
                others = tuple(slug for slug in table.get(key, ()) if slug != profile.slug)
                table[key] = tuple(sorted((*others, *own)))
        for state in profile.states:
            for words in profile.name_sets:
                place = (state, key_of(words - KIND_WORDS))
                self._telling[place] = (self._telling.get(place, frozenset()) - {profile.slug}) | set(own)
