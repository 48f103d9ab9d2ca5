"""From a printed hospital or program to the institution of the reference: place first, then the name.

Belongs here: the order of the steps and when an answer counts. Does not belong here: how two names are compared
(institution_features.py), what names there are (institution_index.py, reference/institutions.csv, reference/lookups).
"""

import functools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.steps.resolve.answers import EMPTY, Answer
from pipelines.steps.resolve.directory import PROGRAMS_FILE, ProgramDirectory, read_directory
from pipelines.steps.resolve.geography import state_code
from pipelines.steps.resolve.institution_features import Likes, Query, features_of, query_of, shares_of_belief
from pipelines.steps.resolve.institution_index import ANYWHERE, Block, InstitutionIndex, key_of
from pipelines.steps.resolve.institution_words import KIND_WORDS, InstitutionWords, institution_words, place_words
from pipelines.steps.resolve.lookups import Row, institution_decisions
from scrapers.reference import REFERENCE_FOLDER, institutions, rows_of

THRESHOLD = 0.65
"""Confidence from which an answer counts; below, the best guess is only the runner-up."""
SURE = 0.88
"""Confidence from which no person needs to look."""
AMBIGUOUS_NAMES = REFERENCE_FOLDER / "ambiguous_names.csv"
MOST_CANDIDATES, LEAST_SHARE_OF_BEST = 8, 0.4
COMMON_WORD, SMALL_BLOCK = 0.25, 30
"""A word that stands in more than this share of a block's institutions brings up no candidates; small blocks take all."""
SAME_NAME, SAME_NAME_NO_STATE, OTHER_CITY, ONE_OF_NAMESAKES, LIKELY_ONE, GUESS = 0.99, 0.97, 0.88, 0.95, 0.85, 0.4
TELLING_WORDS, MISPRINTED, IN_DOUBT, MOST_BY_LIKENESS = 0.87, 0.86, 0.75, 0.96
NO_SLUGS: frozenset[str] = frozenset()


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
        self._likes: dict[str, dict[str, Likes]] = {}
        self._namesakes: dict[str, tuple[frozenset[str], str | None]] = {}
        self._decided: dict[tuple[str, str], Row] = {}
        present = frozenset(index.profiles)
        for row in ambiguous:
            key = key_of(institution_words(row["name"] or "").words)
            slugs, likely = self._namesakes.get(key, (NO_SLUGS, None))
            known = frozenset((row["candidate_slugs"] or "").split("|")) & present
            self._namesakes[key] = (slugs | known, likely or row["likely_slug"])
        for row in decisions:
            self._decided[_plain(row["name"] or ""), row["state"] or ANYWHERE] = row
        self.resolve = functools.lru_cache(maxsize=50_000)(self._resolve)

    def _resolve(
        self,
        name: str | None,
        state: str | None = None,
        city: str | None = None,
        *,
        specialty: str | None = None,
        home: frozenset[str] = NO_SLUGS,
    ) -> Answer:
        """Return the institution that a printed name means.

        Args:
            name: hospital or program as printed.
            state: its state, as code or name, where printed; a state at the end of the name serves as well.
            city: its city, where printed.
            specialty: slug of the row's specialty; tells namesakes apart where a program directory is present.
            home: institutions of the school whose list it is; tells namesakes apart where no state is printed.
        """
        if not name or not name.strip():
            return EMPTY
        words = institution_words(name)
        code = state_code(state) or words.state
        plain = _plain(name)
        decided = self._decided.get((plain, code or ANYWHERE)) or self._decided.get((plain, ANYWHERE))
        if decided is not None and (decided["slug"] or not code):
            return Answer(decided["slug"], 1.0 if decided["slug"] else 0.0, "decision")
        if self._directory is not None and code and not city:
            city = self._directory.city_of(words, code)
        place = place_words(city or words.city)
        answer = self._by_exact_name(words, code, place, specialty, home)
        if answer is None or answer.slug is None:
            alike = self._by_words(words, code, city, place)
            answer = alike if answer is None else _among_namesakes(answer, alike)
        if answer.slug is not None and answer.confidence < THRESHOLD:
            return replace(answer, slug=None, runner_up=answer.slug)
        return answer

    def _by_exact_name(
        self,
        words: InstitutionWords,
        code: str | None,
        place: frozenset[str],
        specialty: str | None,
        home: frozenset[str],
    ) -> Answer | None:
        """The bearers of exactly this name, narrowed by place; None where likeness has to tell."""
        key = key_of(words.words)
        bearers = frozenset(self.index.slugs_of(words.words))
        namesakes, likely = self._namesakes.get(key, (NO_SLUGS, None))
        inside = sorted(slug for slug in bearers | namesakes if not code or code in self.index.profiles[slug].states)
        if not inside:
            return None
        if len(inside) > 1:
            inside = self._narrowed(inside, place, specialty, home if not code else NO_SLUGS) or inside
        if len(inside) > 1:
            dominant = [slug for slug in inside if slug in bearers]
            if len(dominant) == 1 and (code or set(words.words) - KIND_WORDS):
                return Answer(dominant[0], LIKELY_ONE, "alias_with_namesakes", _other(inside, dominant[0]))
            guess = likely if likely in inside else inside[0]
            return Answer(None, GUESS, "ambiguous", guess)
        slug = inside[0]
        if not code and not bearers and not home:
            return Answer(slug, ONE_OF_NAMESAKES, "namesake")
        if not code and not place and not set(words.words) - KIND_WORDS:
            return Answer(None, GUESS, "ambiguous", slug)
        if slug not in bearers:
            return Answer(slug, ONE_OF_NAMESAKES, "namesake_by_place", _other(sorted(namesakes), slug))
        if place and place.isdisjoint(self.index.profiles[slug].words):
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

    def _by_telling_words(self, words: Sequence[str], code: str | None, place: frozenset[str]) -> Answer | None:
        """The one institution of the state whose name differs only in words such as hospital or university."""
        slugs = self.index.slugs_by_telling_words(words, code) if code else NO_SLUGS
        if len(slugs) != 1:
            return None
        slug = next(iter(slugs))
        if place and place != self.index.profiles[slug].place:
            return None
        return Answer(slug, TELLING_WORDS, "telling_words")

    def _by_spelling(self, query: Query, code: str | None, place: frozenset[str]) -> Answer | None:
        """The one institution of the state that bears the name once its misprinted words are put right."""
        if not code or all(word.sure == 1.0 for word in query.words):
            return None
        words = [target for word in query.words for target in (word.targets or (word.printed,))[:1]]
        bearers = [slug for slug in self.index.slugs_of(words) if code in self.index.profiles[slug].states]
        answer = Answer(bearers[0]) if len(bearers) == 1 else self._by_telling_words(words, code, place)
        if answer is None or (place and place != self.index.profiles[answer.slug or ""].place):
            return None
        return replace(answer, confidence=MISPRINTED, method="misprinted")

    def _by_words(self, words: InstitutionWords, code: str | None, city: str | None, place: frozenset[str]) -> Answer:
        """The institution whose words fit best; a name that differs only in kind or spelling is sure by that alone."""
        block = self.index.block(code or ANYWHERE)
        if block is None or not words.words:
            return Answer(None, 0.0, "unknown")
        query = query_of(words, city, block, self._likes.setdefault(code or ANYWHERE, {}))
        named = self._by_telling_words(words.words, code, place) or self._by_spelling(query, code, place)
        alike = _by_likeness(query, block, place, state_known=bool(code))
        if named is None:
            return alike
        if named.slug == alike.slug:
            return replace(named, confidence=max(named.confidence, alike.confidence), runner_up=alike.runner_up)
        return replace(named, confidence=IN_DOUBT, runner_up=alike.slug)


def _by_likeness(query: Query, block: Block, place: frozenset[str], *, state_known: bool) -> Answer:
    candidates = candidates_of(query, block)
    if not candidates:
        return Answer(None, 0.0, "unknown")
    there = [number for number in candidates if place and block.profiles[number].place == place]
    if there:
        candidates = [*there, *(number for number in candidates if number not in there)][: len(there) + 1]
    beliefs = shares_of_belief([features_of(query, number, block) for number in candidates], state_known=state_known)
    ranked = sorted(zip(beliefs, candidates, strict=True), key=lambda pair: (-pair[0], pair[1]))
    rival = block.profiles[ranked[1][1]].slug if len(ranked) > 1 else None
    confidence = min(round(ranked[0][0], 4), MOST_BY_LIKENESS)
    return Answer(block.profiles[ranked[0][1]].slug, confidence, "likeness", rival)


def _among_namesakes(ambiguous: Answer, alike: Answer) -> Answer:
    """Let likeness decide between namesakes; it is never surer than a dominant reading."""
    if alike.slug is None or alike.confidence < THRESHOLD:
        return ambiguous
    return replace(alike, confidence=min(alike.confidence, LIKELY_ONE), method="likeness_of_namesakes")


def candidates_of(query: Query, block: Block) -> list[int]:
    """The institutions that share most of the weight of a name, through words that are not in every second name."""
    shared: dict[int, float] = {}
    most = max(SMALL_BLOCK, COMMON_WORD * len(block.profiles))
    for word in query.words:
        worth = word.sure * word.weight
        for target in word.targets:
            found = block.postings.get(target, ())
            if len(found) <= most:
                for number in found:
                    shared[number] = shared.get(number, 0.0) + worth
    if not shared:
        return []
    least = LEAST_SHARE_OF_BEST * max(shared.values())
    return sorted(
        (number for number, worth in shared.items() if worth >= least), key=lambda number: (-shared[number], number)
    )[:MOST_CANDIDATES]


def _other(slugs: Collection[str], slug: str) -> str | None:
    return next((other for other in slugs if other != slug), None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").split())


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
