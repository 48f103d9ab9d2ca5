"""Scores of readings against gold documents: when two findings are the same, and what that adds up to.

Belongs here: the rules of the gold format. Does not belong here: loading pairs (gold.py), layouts, floors, printing.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.evaluation.gold import GoldDocument
from schemas.findings import Extraction

Row = Mapping[str, Any]
Key = tuple[Any, ...]
SECTIONS = ("placements", "measures", "statements")
ATTRIBUTES = ("denominator", "attempt", "numerator_n", "denominator_n", "national_value")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
QUOTES = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}
SAME_WORDS = 0.6
"""Share of the words that locate a statement which must be in the statement found."""


@dataclass(slots=True)
class Tally:
    """What was found, what was found beyond, what was missed; documents holds the F1 of each document that counts."""

    hit: int = 0
    extra: int = 0
    missed: int = 0
    documents: list[float] = field(default_factory=list)

    def add(self, hit: int, extra: int, missed: int) -> None:
        """Count one document."""
        self.hit, self.extra, self.missed = self.hit + hit, self.extra + extra, self.missed + missed
        if hit + extra + missed:
            self.documents.append(f1_of(hit, extra, missed))

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 where nothing was expected."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over all findings."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def macro_f1(self) -> float:
        """Mean of the documents' own F1; 1 where none counts."""
        return sum(self.documents) / len(self.documents) if self.documents else 1.0

    def summary(self) -> dict[str, float]:
        """The numbers that are reported."""
        return {
            "expected": self.hit + self.missed,
            "found": self.hit + self.extra,
            "true_positive": self.hit,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "macro_f1": round(self.macro_f1, 4),
        }


@dataclass(slots=True)
class SectionScore:
    """One section of one document: hits, and the keys of what was missed and what was found beyond."""

    hit: int = 0
    missed: list[Any] = field(default_factory=list)
    extra: list[Any] = field(default_factory=list)

    @property
    def f1(self) -> float | None:
        """F1 of the section, None where nothing was expected and nothing found."""
        counted = self.hit + len(self.extra) + len(self.missed)
        return f1_of(self.hit, len(self.extra), len(self.missed)) if counted else None


@dataclass(slots=True)
class DocumentScore:
    """One document's scores; core leaves out the lesser fields; attributes holds right and of by field."""

    document: GoldDocument
    extraction: Extraction
    sections: dict[str, SectionScore] = field(default_factory=dict)
    core: dict[str, SectionScore] = field(default_factory=dict)
    attributes: dict[str, tuple[int, int]] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    left_out: bool = False

    @property
    def f1(self) -> float | None:
        """F1 over all sections, None where nothing was expected and nothing found."""
        parts = self.sections.values()
        hit, extra, missed = (
            (sum(numbers) for numbers in zip(*((p.hit, len(p.extra), len(p.missed)) for p in parts), strict=True))
            if parts
            else (0, 0, 0)
        )
        return f1_of(hit, extra, missed) if hit + extra + missed else None


def score(document: GoldDocument, extraction: Extraction) -> DocumentScore:
    """Hold one reading against what its document is expected to say."""
    found = extraction.model_dump(mode="json")
    result = DocumentScore(document, extraction)
    words = extraction.model_dump_json().casefold() + document.name.casefold()
    result.leaks = [name for name in document.expected.get("must_not_contain", []) if name.casefold() in words]
    if (
        document.outcome == "findings_by_ocr_or_unreadable"
        and found["unread"]
        and not (found["placements"] or found["measures"])
    ):
        result.left_out = True
        return result
    for section, keys in (("placements", placement_keys), ("measures", measure_keys)):
        expected = document.expected.get(section) or []
        for scores, core in ((result.sections, False), (result.core, True)):
            scores[section] = compared(keys(expected, core), keys(found[section], core), document.is_complete(section))
    result.sections["statements"] = compared_statements(document, found["statements"])
    result.attributes = attributes_of(document.expected.get("measures") or [], found["measures"])
    return result


def compared(expected: Counter[Key], found: Counter[Key], complete: bool) -> SectionScore:
    """Compare two multisets of keys; what is beyond counts only where the pair is complete."""
    extra = [list(key) for key in (found - expected).elements()] if complete else []
    missed = [list(key) for key in (expected - found).elements()]
    return SectionScore(sum((expected & found).values()), missed, extra)


def compared_statements(document: GoldDocument, found: Iterable[Row]) -> SectionScore:
    """Pair the statements expected with those found, each at most once."""
    left = list(found)
    result = SectionScore()
    for statement in document.expected.get("statements") or []:
        match = next((item for item in left if is_same_statement(statement, item)), None)
        if match is None:
            result.missed.append(statement)
        else:
            result.hit += 1
            left.remove(match)
    result.extra = left if document.is_complete("statements") else []
    return result


def attributes_of(expected: Iterable[Row], found: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Count, over the measures found, how often each further field that is printed is right."""
    by_key = {measure_key(row, core=False): row for row in found}
    counts = dict.fromkeys(ATTRIBUTES, (0, 0))
    for row in expected:
        other = by_key.get(measure_key(row, core=False))
        if other is None:
            continue
        for name in ATTRIBUTES:
            if row.get(name) is not None:
                right, of = counts[name]
                counts[name] = right + (row[name] == other.get(name)), of + 1
    return counts


def placement_keys(rows: Iterable[Row], core: bool) -> Counter[Key]:
    """Keys of placements; those that differ in nothing but their count are added up first."""
    totals: Counter[Key] = Counter()
    for row in rows:
        if row.get("count") == 0 or not (row.get("specialty") or row.get("program")):
            continue
        key: Key = (row.get("class_year"), folded(row.get("specialty")), folded(row.get("program")))
        if not core:
            key = (*key, folded(row.get("state")), row.get("position"))
        totals[key] += int(row.get("count") or 1)
    return Counter((*key, count) for key, count in totals.items())


def measure_keys(rows: Iterable[Row], core: bool) -> Counter[Key]:
    """Keys of measures."""
    return Counter(measure_key(row, core=core) for row in rows)


def measure_key(row: Row, *, core: bool) -> Key:
    """Key of one measure."""
    value = row.get("value")
    key: Key = (
        row.get("measure"),
        row.get("exam"),
        period(row.get("period")),
        None if value is None else round(float(value), 2),
    )
    if core:
        return key
    return (
        *key,
        row.get("unit"),
        row.get("qualifier") or "exact",
        row.get("stage"),
        row.get("years"),
        folded(row.get("specialty")),
    )


def is_same_statement(expected: Row, found: Row) -> bool:
    """Whether a statement found is the one expected: kind, topic, and words that overlap."""
    if (expected.get("kind"), expected.get("topic")) != (found.get("kind"), found.get("topic")):
        return False
    wanted, words = folded(expected.get("contains")) or "", folded(found.get("text")) or ""
    if wanted and (wanted in words or words in wanted):
        return True
    wanted_words = set(wanted.split())
    return bool(wanted_words) and len(wanted_words & set(words.split())) / len(wanted_words) >= SAME_WORDS


def folded(value: object) -> str | None:
    """A text without what does not matter: case, kinds of dashes and quotes, white space, marks at its ends."""
    if value is None:
        return None
    plain = unicodedata.normalize("NFKC", str(value)).replace("\u00ad", "").translate(DASHES).translate(QUOTES)
    return re.sub(r"\s+", " ", plain).strip(" *†‡§.,;:").casefold()


def period(value: object) -> str | None:
    """A period in one spelling: 2021-2022."""
    if value is None:
        return None
    plain = re.sub(r"\s*[-–/]\s*", "-", str(value).translate(DASHES).strip())
    short = re.fullmatch(r"(\d{4})-(\d{2})", plain)
    return f"{short[1]}-{short[1][:2]}{short[2]}" if short else plain


def f1_of(hit: int, extra: int, missed: int) -> float:
    """F1 of one set of counts, which must not all be 0."""
    return 2 * hit / (2 * hit + extra + missed)
