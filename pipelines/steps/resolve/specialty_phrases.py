"""The phrases that mean a specialty: the vocabulary's names folded, turned round and combined, and slips of its words.

Belongs here: looking phrases up in a string's words. Does not belong here: single words (specialty_words.py), what two
phrases beside each other mean (specialties.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from pipelines.steps.resolve.lookups import Row
from pipelines.steps.resolve.specialty_words import FIRST_YEAR, SpecialtyWords, specialty_words, word_set
from schemas.registry import Specialty
from schemas.vocabulary import Position

PRELIMINARY_OF = {
    "internal_medicine": "prelim_medicine",
    "internal_medicine_primary": "prelim_medicine",
    "general_surgery": "prelim_surgery",
    "pediatrics": "prelim_pediatrics",
    "obgyn": "prelim_obgyn",
}
NO_RESIDENCY = frozenset({"other", "non_gme"})
OTHER_FIELDS = word_set(
    "cardiology hospital hospitalist geriatrics pulmonary hematology endocrinology nephrology rheumatology "
    "gastroenterology infectious informatics laboratory sports palliative"
)
"""Fields of fellowships: no misspelled specialties of the vocabulary."""
SHORTEST_MISSPELLED, LONG_WORD, SHORTEST_LIKE, MOST_PHRASE_WORDS = 5, 8, 4, 8


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a string: its specialty, and the words from start to end."""

    slug: str
    start: int
    end: int


class Phrases:
    """The phrases of one vocabulary."""

    def __init__(self, vocabulary: Iterable[Specialty], decisions: Iterable[Row]) -> None:
        self.slugs: dict[str, str] = {}
        self._of: dict[str, Specialty] = {}
        self._residencies: set[str] = set()
        for specialty in vocabulary:
            self._add(specialty)
        for row in decisions:
            if row["slug"] and not row["position"]:
                self.slugs.setdefault(specialty_words(row["specialty_raw"] or "").folded, row["slug"])
        self._turned_round()
        self.combined = self._combinations()
        self._compact = {phrase.replace(" ", ""): slug for phrase, slug in self.slugs.items()}
        self._known_words = frozenset(word for phrase in self.slugs for word in phrase.split())
        self._words = sorted(word for word in self._known_words if len(word) >= SHORTEST_LIKE)

    def whole(self, words: SpecialtyWords) -> str | None:
        """Return the specialty that all the words together mean, also where they are run together."""
        return self.slugs.get(words.folded) or self._compact.get(words.folded.replace(" ", ""))

    def is_residency(self, slug: str) -> bool:
        """Whether a slug is a residency, not what else graduates do."""
        return slug in self._residencies

    def is_department_of(self, words: SpecialtyWords, head: Found, behind: Found) -> bool:
        """Whether the head is only the department: the bare word surgery before a surgical specialty."""
        return words.words[head.start : head.end] == ("surgery",) and self._of[behind.slug].category == "surgical"

    def _add(self, specialty: Specialty) -> None:
        slug = specialty.slug
        self._of[slug] = specialty
        if specialty.category not in NO_RESIDENCY:
            self._residencies.add(slug)
        for text in (specialty.canonical_name, specialty.acgme_nrmp_name, *specialty.aliases):
            words = specialty_words(text or "")
            says_first_year = any(kind in (Position.preliminary, FIRST_YEAR) for kind, _ in words.positions)
            if words.words and not (says_first_year and slug in PRELIMINARY_OF.values()):
                self.slugs.setdefault(words.folded, slug)

    def _turned_round(self) -> None:
        """Add `surgery plastic` for `plastic surgery`, as lists sorted by the noun print it."""
        for phrase, slug in list(self.slugs.items()):
            words = phrase.split()
            if len(words) in (2, 3) and words[-1] in ("surgery", "radiology", "medicine", "neurology", "pathology"):
                self.slugs.setdefault(" ".join([words[-1], *words[:-1]]), slug)

    def _combinations(self) -> Mapping[frozenset[str], str]:
        found: dict[frozenset[str], str] = {}
        for slug, specialty in self._of.items():
            name = specialty.acgme_nrmp_name or ""
            parts = [self.slugs.get(specialty_words(part).folded) for part in name.split("/")]
            if specialty.category in ("combined", "primary_care") and len(parts) > 1 and None not in parts[:2]:
                found.setdefault(frozenset(part for part in parts if part), slug)
        return found

    def first(
        self, words: SpecialtyWords, start: int = 0, *, residencies_only: bool = False, one_segment: bool = False
    ) -> Found | None:
        """The longest phrase at the earliest word from which one begins."""
        count = len(words.words)
        for first in range(start, count):
            for end in range(min(count, first + MOST_PHRASE_WORDS), first, -1):
                if one_segment and words.segments[end - 1] != words.segments[first]:
                    continue
                phrase = " ".join(words.words[first:end])
                slug = self.slugs.get(phrase)
                if slug is None or (residencies_only and slug not in self._residencies):
                    continue
                if first > 0 and len(phrase) <= 3 and not _opens_segment(words, first, end):
                    continue
                return Found(slug, first, end)
        return None

    def spelled_right(self, words: SpecialtyWords) -> SpecialtyWords:
        """Replace unknown words of the first segment by the one word of the vocabulary that differs by a slip."""
        first = words.segments[0] if words.segments else 0
        return replace(
            words,
            words=tuple(
                self._nearest_word(word) if place == first else word
                for word, place in zip(words.words, words.segments, strict=True)
            ),
        )

    def _nearest_word(self, word: str) -> str:
        if len(word) < SHORTEST_MISSPELLED or word in self._known_words or word in OTHER_FIELDS:
            return word
        near = process.extract(
            word,
            self._words,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(word) < LONG_WORD else 2,
            limit=4,
        )
        near = [found for found in near if found[0][0] == word[0]]
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return word
        return str(near[0][0])


def _opens_segment(words: SpecialtyWords, first: int, end: int) -> bool:
    """Whether a short phrase is a segment of its own; two letters inside a name are no specialty."""
    place = words.segments[first]
    return words.segments[first - 1] != place and (end == len(words.words) or words.segments[end] != place)
