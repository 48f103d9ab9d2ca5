"""The names of all institutions, made ready for search: exact table, words by state, weights of words.

Belongs here: what is known of each institution and where its words occur. Does not belong here: which one a string
means (institutions.py), how words are folded (institution_words.py).
"""

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from pipelines.steps.resolve.institution_block import Block
from pipelines.steps.resolve.institution_words import KIND_WORDS, NameKey, institution_words, key_of, place_words
from schemas.registry import Institution

ANYWHERE = ""
"""Key of the block that holds every institution, for strings without a state."""
BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*")
HALVES = re.compile(r"\s*[/()]\s*")
FORMERLY = re.compile(r"^(?:formerly|now|was|closed|part of|previously)\b[\s\d]*", re.IGNORECASE)

Swaps = frozenset[tuple[str, str]]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Profile:
    """One institution as the search sees it.

    names: folded names. halves: parts of names on either side of a slash, which lists print alone. name_words: every word of them. place: words of its city. context: words of its health system
    and its schools. swaps: pairs of words that its names exchange for one another. shares_of_names: in which share of its
    names each word stands. words: every word that speaks for it.
    """

    slug: str
    state: str
    states: frozenset[str]
    names: tuple[str, ...]
    name_sets: tuple[frozenset[str], ...]
    halves: frozenset[frozenset[str]]
    name_words: frozenset[str]
    place: frozenset[str]
    context: frozenset[str]
    swaps: Swaps
    shares_of_names: Mapping[str, float]
    words: frozenset[str]


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
    halves: set[frozenset[str]] = set()
    states = {institution.state or ANYWHERE}
    for name in names:
        words = institution_words(name)
        if words.words:
            folded[words.folded] = None
        if words.state:
            states.add(words.state)
        if "/" in name or "(" in name:
            halves.update(frozenset(institution_words(half).words) for half in HALVES.split(name))
    sets = tuple(frozenset(name.split()) for name in folded)
    name_words = frozenset().union(*sets)
    schools = (institution.affiliated_school_slugs or "").replace("-", " ").replace("|", " ")
    place, context = place_words(institution.city), place_words(institution.health_system) | place_words(schools)
    return Profile(
        slug=institution.slug,
        state=institution.state or ANYWHERE,
        states=frozenset(states),
        names=tuple(folded),
        name_sets=sets,
        halves=frozenset(half for half in halves.difference(sets) if half - KIND_WORDS and half <= name_words),
        name_words=name_words,
        place=place,
        context=context,
        swaps=_swaps(sets, KIND_WORDS | place),
        shares_of_names={
            word: count / len(sets) for word, count in Counter(word for words in sets for word in words).items()
        },
        words=name_words | place | context,
    )


def _swaps(names: Sequence[frozenset[str]], apart: frozenset[str]) -> Swaps:
    """Pairs of words that stand for each other in two names which are otherwise one; the words apart are left out."""
    found: set[tuple[str, str]] = set()
    telling = {name - apart for name in names}
    for one, other in combinations(telling, 2):
        if one & other and len(only := one - other) <= 2 and len(rest := other - one) <= 2:
            found.update(tuple(sorted((left, right))) for left in only for right in rest)  # type: ignore[misc]
    return frozenset(found)


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
        exact: dict[NameKey, list[str]] = defaultdict(list)
        keys: dict[str, NameKey] = {}
        self._members: dict[str, list[Profile]] = defaultdict(list)
        self._everywhere: Counter[str] = Counter()
        for slug, profile in self.profiles.items():
            for name in profile.names:
                in_order[name].append(slug)
                keys[name] = key_of(name.split())
            for key in dict.fromkeys(keys[name] for name in profile.names):
                exact[key].append(slug)
            for state in sorted({*profile.states, ANYWHERE}):
                self._members[state].append(profile)
            self._everywhere.update(profile.words)
        self._brands = frozenset().union(*(profile.context for profile in self.profiles.values())) - KIND_WORDS
        self._keys = keys
        self._in_order = {name: tuple(slugs) for name, slugs in in_order.items()}
        self._exact = {name: tuple(slugs) for name, slugs in exact.items()}
        self._blocks: dict[str, Block] = {}

    def block(self, state: str) -> Block | None:
        """Return the block of a state (ANYWHERE: of all), or None where no institution is known there."""
        if not self._members.get(state):
            return None
        if state not in self._blocks:
            self._blocks[state] = Block(self._members[state], self._everywhere, len(self.profiles), self._brands)
        return self._blocks[state]

    def bearers_of(self, words: Sequence[str]) -> tuple[tuple[str, ...], NameKey]:
        """Return the institutions that bear exactly these words as a name, in this order, else in any; and the name's key."""
        folded = " ".join(words)
        bearers = self._in_order.get(folded)
        if bearers:
            return bearers, self._keys[folded]
        key = key_of(words)
        return self._exact.get(key, ()), key

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
        for one, adding in ((before, False), *((changed, True) for changed in after)):
            self._exchange_names(one, adding=adding)
        self._blocks = {state: block for state, block in self._blocks.items() if state not in before.states}
        self._blocks.pop(ANYWHERE, None)

    def _exchange_names(self, profile: Profile, *, adding: bool) -> None:
        own = (profile.slug,) if adding else ()
        for name in profile.names:
            _put(self._in_order, name, profile.slug, own)
        for key in {key_of(name.split()) for name in profile.names}:
            _put(self._exact, key, profile.slug, own)


def _put(table: dict[Key, tuple[str, ...]], key: Key, slug: str, own: tuple[str, ...]) -> None:
    others = tuple(other for other in table.get(key, ()) if other != slug)
    table[key] = tuple(sorted((*others, *own)))
