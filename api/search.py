"""Search: schools, specialties and institutions by words, misspelling forgiven.

Belongs here: the index of names of one edition and how names are ranked. Does not belong here: HTTP. The names of an
edition are some fifteen hundred, so that they are compared in memory: the same on every database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils
from sqlalchemy import Connection, select

from api.keeping import made_once
from api.resources import INSTITUTIONS, SCHOOLS, SPECIALTIES
from schemas.public_service import SearchHit, SearchKind

FIRST_CUT = 60.0
LEAST_SCORE = 62.0
CANDIDATES = 400
SHORTEST_BEGINNING = 2
BEGINNING = 94.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a name: the texts that may be meant by it, best known first."""

    kind: SearchKind
    slug: str
    name: str
    detail: str | None
    texts: tuple[str, ...]


class SearchIndex:
    """The names of one edition."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: (entry.kind, entry.slug))
        self._owners: list[Entry] = []
        self._texts: list[str] = []
        for entry in self._entries:
            for text in entry.texts:
                self._owners.append(entry)
                self._texts.append(utils.default_process(text))

    def find(self, words: str, kinds: Sequence[SearchKind], limit: int) -> list[SearchHit]:
        """The best matches, best first; equal ones by kind and slug."""
        query = utils.default_process(words)
        if not query:
            return []
        best: dict[tuple[SearchKind, str], float] = {}
        found = process.extract(
            query, self._texts, scorer=fuzz.WRatio, processor=None, limit=CANDIDATES, score_cutoff=FIRST_CUT
        )
        for text, rough, number in found:
            entry = self._owners[number]
            if kinds and entry.kind not in kinds:
                continue
            key = (entry.kind, entry.slug)
            best[key] = max(best.get(key, 0.0), _score(query, text, rough))
        named = {(entry.kind, entry.slug): entry for entry in self._entries}
        ranked = sorted(best.items(), key=lambda item: (-round(item[1], 1), item[0]))
        return [_hit(named[key], score) for key, score in ranked if score >= LEAST_SCORE][:limit]


def index_of(edition_id: str, connection: Connection) -> SearchIndex:
    """The index of an edition, made at the first search and kept: editions never change."""
    return made_once(("names", edition_id), lambda: SearchIndex(_entries(connection)))


def _entries(connection: Connection) -> Iterable[Entry]:
    schools, specialties, institutions = SCHOOLS.table.c, SPECIALTIES.table.c, INSTITUTIONS.table.c
    for slug, name, short, city, state in connection.execute(
        select(schools.slug, schools.name, schools.short_name, schools.city, schools.state)
    ):
        yield Entry(SearchKind.school, slug, name, f"{city}, {state}", (name, short, slug, f"{short} {city} {state}"))
    for slug, name, other, category in connection.execute(
        select(specialties.slug, specialties.canonical_name, specialties.acgme_nrmp_name, specialties.category)
    ):
        texts = tuple(text for text in (name, other, slug) if text)
        yield Entry(SearchKind.specialty, slug, name, category, texts)
    for slug, name, city, state in connection.execute(
        select(institutions.slug, institutions.name, institutions.city, institutions.state)
    ):
        place = ", ".join(part for part in (city, state) if part)
        yield Entry(SearchKind.institution, slug, name, place or None, (name, f"{name} {place}"))


def _score(query: str, text: str, rough: float) -> float:
    """How well a text fits, 0 to 100: rough is WRatio, which takes any part of a long name for the whole of a query."""
    asked, given = query.split(), text.split()
    if not given:
        return 0.0
    words = sum(max(_word_score(word, other) for other in given) for word in asked) / len(asked)
    begins = 100.0 if text.startswith(query) else 0.0
    coverage = 100.0 * min(1.0, len(query) / len(text))
    return 0.15 * rough + 0.5 * words + 0.1 * begins + 0.25 * coverage


def _word_score(word: str, other: str) -> float:
    """How alike two words are; the beginning of a word is nearly the word."""
    if len(word) >= SHORTEST_BEGINNING and other.startswith(word):
        return 100.0 if word == other else BEGINNING
    return fuzz.ratio(word, other)


def _hit(entry: Entry, score: float) -> SearchHit:
    folder = {
        SearchKind.school: "schools",
        SearchKind.specialty: "specialties",
        SearchKind.institution: "institutions",
    }[entry.kind]
    return SearchHit(
        kind=entry.kind,
        slug=entry.slug,
        name=entry.name,
        detail=entry.detail,
        score=round(score, 1),
        path=f"/v1/{folder}/{entry.slug}",
    )
