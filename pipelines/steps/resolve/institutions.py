"""From a printed hospital or program to the institution of the reference: place first, then the name.

Belongs here: the order of the steps and when an answer counts. Does not belong here: how two names are compared
(institution_features.py), what names there are (institution_index.py, reference/institutions.csv, reference/lookups).
"""

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.steps.resolve.answers import EMPTY, Answer
from pipelines.steps.resolve.directory import PROGRAMS_FILE, ProgramDirectory, read_directory
from pipelines.steps.resolve.geography import state_code
from pipelines.steps.resolve.institution_belief import Belief, beliefs_of
from pipelines.steps.resolve.institution_index import ANYWHERE, InstitutionIndex
from pipelines.steps.resolve.institution_query import BlockReader, Query
from pipelines.steps.resolve.institution_sponsors import without_sponsor
from pipelines.steps.resolve.institution_words import (
    KIND_WORDS,
    NameKey,
    institution_words,
    key_of,
    place_words,
)
from pipelines.steps.resolve.lookups import Row, institution_decisions
from scrapers.garbage_collection import collection_paused
from scrapers.reference import REFERENCE_FOLDER, institutions, rows_of

THRESHOLD = 0.65
"""Confidence from which an answer counts; below, the best guess is only the runner-up."""
SURE = 0.88
"""Confidence from which no person needs to look; by likeness alone, a name of one telling word counts only from here."""
AMBIGUOUS_NAMES = REFERENCE_FOLDER / "ambiguous_names.csv"
SAME_NAME, SAME_NAME_NO_STATE, OTHER_CITY, ONE_OF_NAMESAKES, LIKELY_ONE, GUESS = 0.99, 0.97, 0.88, 0.95, 0.85, 0.4
MOST_BY_LIKENESS, ONE_SLIP, BEHIND_SPONSOR = 0.96, 0.93, 0.9
MOST_REMEMBERED = 100_000
NO_SLUGS: frozenset[str] = frozenset()
PENDING = Answer(method="pending")
"""Stands for an answer until likeness has told it."""
NOBODY: tuple[frozenset[str], str | None] = (NO_SLUGS, None)


class Request(NamedTuple):
    """A printed hospital or program with what is known of it.

    state: its state, as code or name, where printed; a state at the end of the name serves as well. city: where printed.
    specialty: slug of the row's specialty; tells namesakes apart where a program directory is present. home: institutions
    of the school whose list it is; tells namesakes apart where no state is printed.
    """

    name: str | None
    state: str | None = None
    city: str | None = None
    specialty: str | None = None
    home: frozenset[str] = NO_SLUGS


class _Open(NamedTuple):
    """A request that likeness has to tell, and what its namesakes told already."""

    request: Request
    query: Query
    ambiguous: Answer | None


class InstitutionResolver:
    """Resolves names against one index; answers depend on the name and its place only."""

    def __init__(
        self,
        index: InstitutionIndex,
        ambiguous: Iterable[Row] = (),
        decisions: Iterable[Row] = (),
        directory: ProgramDirectory | None = None,
    ) -> None:
        self.index = index
        self._directory = directory
        self._readers: dict[str, BlockReader] = {}
        self._remembered: dict[Request, Answer] = {}
        self._namesakes: dict[NameKey, tuple[frozenset[str], str | None]] = {}
        self._decided: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
        present = frozenset(index.profiles)
        for row in ambiguous:
            key = key_of(institution_words(row["name"] or "").words)
            slugs, likely = self._namesakes.get(key, NOBODY)
            known = frozenset((row["candidate_slugs"] or "").split("|")) & present
            self._namesakes[key] = (slugs | known, likely or row["likely_slug"])
        for row in decisions:
            words = institution_words(row["name"] or "")
            self._decided[words.words][row["state"] or words.state or ANYWHERE] = row

    def resolve(
        self,
        name: str | None,
        state: str | None = None,
        city: str | None = None,
        *,
        specialty: str | None = None,
        home: frozenset[str] = NO_SLUGS,
    ) -> Answer:
        """Return the institution that one printed name means; the arguments are those of a Request."""
        return self.resolve_many([Request(name, state, city, specialty, home)])[0]

    def resolve_many(self, requests: Sequence[Request]) -> list[Answer]:
        """Return the institution that each printed name means, in order; every answer depends on its own request only.

        Equal requests are looked at once; those that likeness has to tell are compared together, state by state.
        """
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.clear()
        with collection_paused():
            return self._resolve_all(requests)

    def _resolve_all(self, requests: Sequence[Request]) -> list[Answer]:
        known, still_open = self._remembered, defaultdict[str, list[_Open]](list)
        new = [request for request in dict.fromkeys(requests) if request not in known]
        for request in sorted(new, key=_likely_state):
            answer = self._at_once(request, still_open)
            if answer is not PENDING:
                known[request] = answer
        for is_known in (True, False):
            groups = [(state, ones) for state, ones in sorted(still_open.items()) if bool(state) == is_known]
            queries = [(self._readers[state].block, [one.query for one in ones]) for state, ones in groups]
            beliefs = iter(beliefs_of(queries, state_known=is_known))
            for _, ones in groups:
                known.update((one.request, _by_likeness(one, next(beliefs))) for one in ones)
        return [known[request] for request in requests]

    def _at_once(self, request: Request, still_open: dict[str, list[_Open]]) -> Answer:
        """Answer by a decision or by the name itself; what likeness has to tell is put among the open ones of its state."""
        name = request.name
        if not name or not name.strip():
            return EMPTY
        words = institution_words(name)
        code = state_code(request.state) or words.state if request.state else words.state
        decisions = self._decided.get(words.words)
        decided = (decisions.get(code or ANYWHERE) or decisions.get(ANYWHERE)) if decisions else None
        if decided is not None and (decided["slug"] or not code):
            return Answer(decided["slug"], 1.0 if decided["slug"] else 0.0, "decision")
        city = request.city or words.city
        if self._directory is not None and code and not request.city:
            city = self._directory.city_of(words, code) or city
        place = place_words(city)
        answer = self._by_exact_name(words.words, code, place, request)
        if answer is not None and answer.slug is not None:
            return answer
        reader = self._reader(code or ANYWHERE)
        if reader is None or not words.words:
            return answer or Answer(None, 0.0, "unknown")
        query = reader.query(words.words, place)
        if answer is None and not query.spelled_right and query.corrected != words.words:
            meant = self._by_exact_name(query.corrected, code, place, request)
            if meant is not None and meant.slug is not None:
                return meant._replace(confidence=min(meant.confidence, ONE_SLIP), method="misprinted")
        if answer is None and code and (rest := without_sponsor(query.corrected)):
            meant = self._by_exact_name(rest, code, place, request)
            if meant is not None and meant.slug is not None:
                return meant._replace(confidence=min(meant.confidence, BEHIND_SPONSOR), method="behind_sponsor")
        still_open[code or ANYWHERE].append(_Open(request, query, answer))
        return PENDING

    def _reader(self, state: str) -> BlockReader | None:
        if state not in self._readers:
            block = self.index.block(state)
            if block is None:
                return None
            self._readers[state] = BlockReader(block)
        return self._readers[state]

    def _by_exact_name(
        self, words: tuple[str, ...], code: str | None, place: frozenset[str], request: Request
    ) -> Answer | None:
        """The bearers of exactly this name, narrowed by place; None where likeness has to tell."""
        bearers, key = self.index.bearers_of(words)
        namesakes, likely = self._namesakes.get(key, NOBODY)
        if not bearers and not namesakes:
            return None
        profiles = self.index.profiles
        known = sorted(namesakes.union(bearers)) if namesakes else bearers
        inside = [slug for slug in known if not code or code in profiles[slug].states]
        if not inside:
            return None
        only_kinds = KIND_WORDS.issuperset(words)
        if len(inside) > 1:
            inside = self._narrowed(inside, place, request.specialty, request.home if not code else NO_SLUGS) or inside
        if len(inside) > 1:
            dominant = [slug for slug in inside if slug in bearers]
            if len(dominant) == 1 and (code or not only_kinds):
                return Answer(dominant[0], LIKELY_ONE, "alias_with_namesakes", _other(inside, dominant[0]))
            guess = likely if likely in inside else inside[0]
            return Answer(None, GUESS, "ambiguous", guess)
        slug = inside[0]
        if not code and not bearers and not request.home:
            return Answer(slug, ONE_OF_NAMESAKES, "namesake")
        if not code and not place and only_kinds:
            return Answer(None, GUESS, "ambiguous", slug)
        if slug not in bearers:
            return Answer(slug, ONE_OF_NAMESAKES, "namesake_by_place", _other(sorted(namesakes), slug))
        if place and place.isdisjoint(profiles[slug].words):
            return Answer(slug, OTHER_CITY, "alias_other_city")
        return Answer(slug, SAME_NAME if code else SAME_NAME_NO_STATE, "alias")

    def _narrowed(
        self, slugs: list[str], place: frozenset[str], specialty: str | None, home: frozenset[str]
    ) -> list[str] | None:
        """The one of several namesakes that lies in the printed city, belongs to the school or runs the specialty."""
        if place:
            there = [slug for slug in slugs if self.index.profiles[slug].place == place]
            return there if len(there) == 1 else None
        own = [slug for slug in slugs if slug in home]
        if len(own) == 1:
            return own
        if self._directory is not None and specialty:
            running = [slug for slug in slugs if self._directory.runs(slug, specialty)]
            return running if len(running) == 1 else None
        return None


def _by_likeness(one: _Open, belief: Belief) -> Answer:
    """What the comparison tells; between namesakes it is never surer than a dominant reading."""
    if belief.slug is None:
        return one.ambiguous or Answer(None, 0.0, "unknown")
    method = "likeness" if not belief.same_telling else "telling_words" if one.query.spelled_right else "misprinted"
    confidence = min(belief.share, MOST_BY_LIKENESS)
    if one.ambiguous is not None:
        if confidence < THRESHOLD:
            return one.ambiguous
        method, confidence = "likeness_of_namesakes", min(confidence, LIKELY_ONE)
    if confidence < (SURE if one.query.says_little else THRESHOLD):
        return Answer(None, confidence, method, belief.slug)
    return Answer(belief.slug, confidence, method, belief.rival)


def _likely_state(request: Request) -> str:
    """Where a request most likely belongs; those of one state one after the other need the same tables of it."""
    return request.state or (request.name or "")[-2:]


def _other(slugs: Collection[str], slug: str) -> str | None:
    return next((other for other in slugs if other != slug), None)


@functools.cache
def _ambiguous_rows() -> tuple[Row, ...]:
    return tuple(rows_of(AMBIGUOUS_NAMES))


def standard_index() -> InstitutionIndex:
    """The index over reference/institutions.csv."""
    return InstitutionIndex(institutions())


def resolver_over(index: InstitutionIndex, directory: ProgramDirectory | None = None) -> InstitutionResolver:
    """A resolver over an index with the reference's namesakes and the maintainers' decisions."""
    return InstitutionResolver(index, _ambiguous_rows(), institution_decisions(), directory)


@functools.lru_cache(maxsize=4)
def institutions_with(folder: Path | None, stamp: float = 0.0) -> InstitutionResolver:
    """The resolver over the reference tables and the program directory of a folder, if there is one.

    stamp is the time at which the directory was written: a new directory gives a new resolver.
    """
    del stamp
    return resolver_over(standard_index(), read_directory(folder) if folder else None)


def standard_institutions(directory_folder: Path | None = None) -> InstitutionResolver:
    """The resolver over the reference tables and, where it is present, a local program directory."""
    path = directory_folder / PROGRAMS_FILE if directory_folder else None
    return institutions_with(directory_folder, path.stat().st_mtime if path and path.is_file() else 0.0)
