"""From a printed specialty to the specialty of the reference and the kind of position.

Belongs here: combined programs, preliminary years, what counts. Does not belong here: phrases (specialty_phrases.py),
single words (specialty_words.py), the vocabulary itself (reference/specialties.csv, reference/lookups).
"""

import functools
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from pipelines.steps.resolve.answers import EMPTY, Answer
from pipelines.steps.resolve.lookups import Row, specialty_decisions
from pipelines.steps.resolve.specialty_codes import PRIMARY_OF, SAME_WORDS, ProgramCodes
from pipelines.steps.resolve.specialty_phrases import PRELIMINARY_OF, SHORTEST_MISSPELLED, Found, Phrases
from pipelines.steps.resolve.specialty_words import FIRST_YEAR, SpecialtyWords, specialty_words, word_set
from schemas.registry import Specialty
from schemas.vocabulary import Position
from scrapers.reference import specialties

__all__ = ["PRELIMINARY_OF", "THRESHOLD", "SpecialtyResolver", "standard_specialties"]

THRESHOLD = 0.8
"""Confidence from which an answer counts; below, the best guess is only the runner-up."""
LATER_POSITIONS = frozenset({Position.categorical, Position.advanced, Position.physician_only})
"""Positions that a note behind a specialty gives it; a first year behind it is another position."""
FIRST_YEARS = frozenset({*PRELIMINARY_OF.values(), "transitional_year"})
NOTE_WORDS = word_set("track trk pathway path research scholars scholar fellowship leadership")
NOTES_BEHIND = frozenset({"pstp", "womens health", "obstetrics", "gas", "eye", "general medicine"})
"""Words that name a specialty alone and a stress of the program behind another specialty."""
HALF_NAMES = frozenset({"medicine", "surgery", "radiology", "pathology"})
"""Words that mean a specialty alone but another one behind a word that is not known."""
OTHER_PROFESSIONS = word_set(
    "dentistry dental orthodontics endodontics periodontics prosthodontics pharmacy nursing nurse veterinary optometry "
    "chiropractic assistant"
)
"""Words of professions whose residencies are none of physicians, though they borrow their specialties' names."""
ADJECTIVES = frozenset({"pediatrics", "surgery"})
FELLOWSHIP_FIELDS = word_set(
    "cardiology pulmonary hematology endocrinology nephrology rheumatology gastroenterology infectious critical intensive "
    "oncology"
)
PLAIN_WORDS = word_set("osteopathic rural community urban university academic clinical general global")
SPELLED_WRONG, SITE_BEHIND, WORDS_BEFORE = 0.93, 0.97, 0.86
LOWEST_SIMILARITY = 88.0


class SpecialtyResolver:
    """Resolves strings against one vocabulary; answers depend on the string only."""

    def __init__(self, vocabulary: Iterable[Specialty], decisions: Iterable[Row] = ()) -> None:
        decisions, vocabulary = tuple(decisions), tuple(vocabulary)
        self._codes = ProgramCodes(vocabulary)
        self._phrases = Phrases(vocabulary, decisions)
        self._decided = {_key(row["specialty_raw"] or ""): row for row in decisions}
        self._sorted_phrases = sorted(self._phrases.slugs)
        self.resolve = functools.lru_cache(maxsize=20_000)(self._resolve)

    def _resolve(self, text: str | None) -> Answer:
        """Return the specialty and position that a printed string means."""
        if not text or not text.strip():
            return EMPTY
        decided = self._decided.get(_key(text))
        if decided is not None:
            position = Position(decided["position"]) if decided["position"] else None
            answer = Answer(decided["slug"], 1.0, "decision", None, position)
            return self._with_position(answer, specialty_words(text), None) if answer.slug and not position else answer
        if coded := self._codes.answer(text):
            return coded
        words = specialty_words(text)
        answer = self._read(words)
        if answer.method != "alias" and not OTHER_PROFESSIONS.isdisjoint(words.words):
            return Answer(None, 0.0, "other_profession", answer.slug)
        if answer.method != "alias" and (corrected := self._phrases.spelled_right(words)) != words:
            second = self._read(corrected)
            if second.slug is not None and second.slug != answer.slug:
                answer = second._replace(confidence=min(second.confidence, SPELLED_WRONG), method="misspelled")
        if answer.slug is None and answer.method == "unknown" and answer.runner_up is None:
            answer = self._alike(words)
        return _accepted(answer)

    def _read(self, words: SpecialtyWords) -> Answer:
        whole = self._phrases.whole(words)
        designated = _says(words, Position.preliminary) and (
            _says_in_first_segment(words, Position.preliminary) or self._preliminary_behind(words, whole)
        )
        if whole and not (designated and len(set(words.segments)) > 1):
            return self._with_position(Answer(whole, SAME_WORDS, "alias"), words, None)
        head = self._phrases.first(words, one_segment=designated)
        if (
            head is not None
            and _is_note(words, head.end)
            and words.segments[head.start] != words.segments[head.end - 1]
        ):
            head = self._phrases.first(words, one_segment=True) or head
        if head is not None and head.start > 0 and not self._phrases.is_residency(head.slug):
            head = self._phrases.first(words, residencies_only=True)
        if head is None:
            if not words.words and any(kind == Position.preliminary for kind, _ in words.positions):
                return Answer(None, 0.0, "position_only", None, Position.preliminary)
            return Answer(None, 0.0, "unknown")
        if _is_half_a_name(words, head) or _is_fellowship(words, head):
            return Answer(None, 0.4, "unknown", head.slug)
        answer = Answer(head.slug, SITE_BEHIND if head.start == 0 else WORDS_BEFORE, "phrase")
        behind = self._behind(words, head)
        if behind is not None and not designated and head.slug not in FIRST_YEARS:
            answer = self._joined(answer, head, behind, words)
        return self._with_position(answer, words, head)

    def _preliminary_behind(self, words: SpecialtyWords, whole: str | None) -> bool:
        """Whether a first year is named by a word that stands for itself behind the specialty: Med, Prelim/Anesthesia."""
        if whole is not None and whole not in PRELIMINARY_OF:
            return True
        head = self._phrases.first(words, one_segment=True)
        if head is None or head.slug not in PRELIMINARY_OF:
            return False
        next_one = words.segments[head.start] + 1
        return (Position.preliminary, next_one) in words.positions and next_one not in words.segments

    def _behind(self, words: SpecialtyWords, head: Found) -> Found | None:
        """The specialty named at once behind the head, unless it is a note such as `Genetics Track` or `OB`."""
        found = self._phrases.first(words, head.end, residencies_only=True)
        if found is None or found.start != head.end or _is_note(words, found.end):
            return None
        if " ".join(words.words[found.start : found.end]) in NOTES_BEHIND:
            return None
        first, last = words.segments[head.start], words.segments[head.end - 1]
        return None if first != last == words.segments[found.start] else found

    def _joined(self, answer: Answer, head: Found, behind: Found, words: SpecialtyWords) -> Answer:
        """Two specialties side by side: a combined program, a head with its field, or nobody knows."""
        third = self._behind(words, behind)
        if third is not None:
            combined = self._phrases.combined.get(frozenset({head.slug, behind.slug, third.slug}))
            if combined:
                return Answer(combined, SITE_BEHIND, "combined", head.slug)
        if _says(words, Position.preliminary) or behind.slug == head.slug or self._is_part(behind, head):
            return answer._replace(runner_up=behind.slug if behind.slug != head.slug else None)
        combined = self._phrases.combined.get(frozenset({head.slug, behind.slug}))
        if combined:
            return Answer(combined, SITE_BEHIND, "combined", head.slug)
        if behind.slug in FIRST_YEARS:
            return answer._replace(method="with_first_year", runner_up=behind.slug)
        alone = behind.end == len(words.words) or words.segments[behind.end] != words.segments[behind.start]
        if alone and self._phrases.is_department_of(words, head, behind):
            return answer._replace(slug=behind.slug, method="department", runner_up=head.slug)
        if not alone or (behind.end - behind.start == 1 and len(words.words[behind.start]) <= SHORTEST_MISSPELLED):
            return answer._replace(runner_up=behind.slug)
        return Answer(None, 0.5, "two_specialties", head.slug)

    def _is_part(self, behind: Found, head: Found) -> bool:
        """Whether the second specialty is only the field that the first belongs to, as in Child Neurology/Pediatrics."""
        return (head.slug, behind.slug) in {
            ("child_neurology", "pediatrics"),
            ("child_neurology", "neurology"),
            ("interventional_radiology", "diagnostic_radiology"),
            ("neurodevelopmental_disabilities", "pediatrics"),
            ("neurodevelopmental_disabilities", "child_neurology"),
        }

    def _with_position(self, answer: Answer, words: SpecialtyWords, head: Found | None) -> Answer:
        """Read the position words that belong to the head, and turn a specialty into its first year where they say so."""
        slug = answer.slug
        if slug is None:
            return answer
        if slug == "transitional_year":
            return answer._replace(position=Position.transitional)
        own = words.segments[head.start] if head else None
        kinds = [
            kind for kind, segment in words.positions if own is None or self._belongs(slug, kind, segment, own, words)
        ]
        first_year = FIRST_YEAR in kinds and slug in PRELIMINARY_OF and LATER_POSITIONS.isdisjoint(kinds)
        if Position.preliminary in kinds or first_year:
            if head is not None and self._counted_together(slug, own, words):
                return answer._replace(runner_up=PRELIMINARY_OF[slug], method="merged")
            return answer._replace(slug=PRELIMINARY_OF.get(slug, slug), position=Position.preliminary)
        if slug in FIRST_YEARS:
            return answer._replace(position=Position.preliminary)
        if slug in PRIMARY_OF and head is not None and _primary_behind(words, head):
            answer = answer._replace(slug=PRIMARY_OF[slug], runner_up=slug)
        for position in (Position.physician_only, Position.advanced, Position.categorical):
            if position in kinds:
                return answer._replace(position=position)
        return answer

    def _belongs(self, slug: str, kind: str, segment: int, own: int, words: SpecialtyWords) -> bool:
        """Whether a position word speaks of the head, not of another specialty named behind it."""
        if segment == own:
            return True
        named = [
            found
            for index, place in enumerate(words.segments)
            if place == segment and (found := self._phrases.first(words, index, residencies_only=True))
        ]
        others = {found.slug for found in named if words.segments[found.start] == segment} - {slug}
        if others:
            return False
        alone = segment not in words.segments
        return alone or slug in PRELIMINARY_OF or kind in LATER_POSITIONS

    def _counted_together(self, slug: str, own: int | None, words: SpecialtyWords) -> bool:
        """Whether a list counts both kinds of one specialty in one row, as in Surgery-General/Surgery Preliminary."""
        if slug not in PRELIMINARY_OF or any(segment == own for _, segment in words.positions):
            return False
        for kind, segment in words.positions:
            first = next((index for index, place in enumerate(words.segments) if place == segment), None)
            if kind == Position.preliminary and first is not None:
                found = self._phrases.first(words, first, residencies_only=True)
                if found is not None and found.start == first and found.slug == slug:
                    return True
        return False

    def _alike(self, words: SpecialtyWords) -> Answer:
        """The phrase that looks most alike, where the next one of another specialty looks less so."""
        if len(words.folded) < SHORTEST_MISSPELLED:
            return Answer(None, 0.0, "unknown")
        near = process.extract(words.folded, self._sorted_phrases, scorer=fuzz.token_sort_ratio, limit=12)
        best_phrase, best, _ = near[0]
        slug = self._phrases.slugs[best_phrase]
        rival = next(
            ((self._phrases.slugs[phrase], score) for phrase, score, _ in near if self._phrases.slugs[phrase] != slug),
            None,
        )
        if best < LOWEST_SIMILARITY or (rival and best - rival[1] < 100 - best):
            return Answer(None, round(best / 200, 3), "unknown", slug if best >= LOWEST_SIMILARITY - 20 else None)
        answer = Answer(slug, round(best / 100 - 0.08, 3), "alike", rival[0] if rival else None)
        return self._with_position(answer, words, None)


def _accepted(answer: Answer) -> Answer:
    if answer.slug is not None and answer.confidence < THRESHOLD:
        return answer._replace(slug=None, runner_up=answer.slug)
    return answer


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("&", " and ").replace("/", " / ").replace("-", " ").split())


def _says(words: SpecialtyWords, position: Position) -> bool:
    return any(kind == position for kind, _ in words.positions)


def _says_in_first_segment(words: SpecialtyWords, position: Position) -> bool:
    first = words.segments[0] if words.segments else 0
    return any(kind == position and segment <= first for kind, segment in words.positions)


def _is_note(words: SpecialtyWords, index: int) -> bool:
    """Whether the word at this place makes a note of what stands before it, as `track` does."""
    return index < len(words.words) and words.words[index] in NOTE_WORDS


def _is_half_a_name(words: SpecialtyWords, head: Found) -> bool:
    before = words.words[head.start - 1] if head.start else ""
    return (
        head.start > 0
        and words.segments[head.start - 1] == words.segments[head.start]
        and " ".join(words.words[head.start : head.end]) in HALF_NAMES
        and not before.isdigit()
        and before not in PLAIN_WORDS
    )


def _is_fellowship(words: SpecialtyWords, head: Found) -> bool:
    """Whether the head is only the adjective of a field of fellowships, as in Pediatric Cardiology or Surgical Oncology."""
    behind = words.words[head.end] if head.end < len(words.words) else ""
    return (
        behind in FELLOWSHIP_FIELDS
        and " ".join(words.words[head.start : head.end]) in ADJECTIVES
        and words.segments[head.end] == words.segments[head.end - 1]
        and not _is_note(words, head.end + 1)
    )


def _primary_behind(words: SpecialtyWords, head: Found) -> bool:
    rest: Sequence[str] = words.words[head.end :]
    return "primary" in rest


@functools.cache
def standard_specialties() -> SpecialtyResolver:
    """The resolver over reference/specialties.csv and the maintainers' decisions."""
    return SpecialtyResolver(specialties(), specialty_decisions())
