"""What an evaluation says as a whole: totals, layouts, the gate to publication, the worst documents.

Belongs here: adding scores up. Does not belong here: the rules of comparison (scoring.py), floors, printing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.evaluation.scoring import ATTRIBUTES, SECTIONS, DocumentScore, SectionScore, Tally

POOR = 0.9
"""A document with a lower F1 of its own should have been held back."""


@dataclass(slots=True)
class Gate:
    """How well the gate to publication tells good readings from poor ones.

    passed tallies the placements of documents that were let through; poor counts documents with placements found whose
    F1 is under POOR, caught those of them that were held back, and needless good documents that were held back all the
    same. empty counts documents in which none of the expected placements was found, so that nothing could pass.
    """

    passed: Tally = field(default_factory=Tally)
    poor: int = 0
    caught: int = 0
    needless: int = 0
    empty: int = 0

    def add(self, score: DocumentScore) -> None:
        """Count one document."""
        section = score.sections.get("placements")
        if section is None or section.f1 is None:
            return
        if not score.extraction.placements:
            self.empty += 1
            return
        held = bool(score.extraction.held_back or score.extraction.error or score.extraction.unread)
        poor = section.f1 < POOR
        self.poor += poor
        self.caught += poor and held
        self.needless += held and not poor
        if not held:
            self.passed.add(section.hit, len(section.extra), len(section.missed))

    @property
    def caught_share(self) -> float:
        """Share of poor documents that were held back; 1 where there is none."""
        return self.caught / self.poor if self.poor else 1.0

    def summary(self) -> dict[str, float]:
        """The numbers that are reported."""
        return {
            "placements_precision": round(self.passed.precision, 4),
            "poor_documents": self.poor,
            "poor_held_back": self.caught,
            "held_back_share": round(self.caught_share, 4),
            "good_held_back": self.needless,
            "nothing_found": self.empty,
        }


@dataclass(slots=True)
class Evaluation:
    """All scores of one run, added up."""

    scores: list[DocumentScore]
    tallies: dict[str, Tally]
    families: dict[str, dict[str, Tally]]
    attributes: dict[str, tuple[int, int]]
    gate: Gate

    @property
    def leaks(self) -> list[tuple[str, str]]:
        """Documents and names of people that reached the output."""
        return [(score.document.name, name) for score in self.scores for name in score.leaks]

    @property
    def damaged(self) -> tuple[int, int]:
        """Damaged files that were reported as such, of how many."""
        damaged = [score for score in self.scores if score.document.outcome == "error"]
        return sum(bool(score.extraction.error) for score in damaged), len(damaged)

    def worst(self, count: int) -> list[DocumentScore]:
        """The documents with the lowest F1 over all sections, those below 1 only."""
        below = [score for score in self.scores if score.f1 is not None and score.f1 < 1]
        return sorted(below, key=lambda score: (score.f1, score.document.name))[:count]

    def summary(self) -> dict[str, Any]:
        """Everything as plain values."""
        right, damaged = self.damaged
        return {
            "documents": len(self.scores),
            "leaks": self.leaks,
            "errors": sum(bool(score.extraction.error) for score in self.scores),
            "damaged_files_reported": f"{right} of {damaged}",
            "declared_unread": sum(score.left_out for score in self.scores),
            **{name: tally.summary() for name, tally in self.tallies.items()},
            "attributes": {
                name: {"right": good, "of": of, "accuracy": round(good / of, 4)}
                for name, (good, of) in sorted(self.attributes.items())
                if of
            },
            "gate": self.gate.summary(),
            "layouts": {
                family: {section: tally.summary() for section, tally in tallies.items() if tally.documents}
                for family, tallies in sorted(self.families.items())
            },
        }

    def detail(self) -> dict[str, Any]:
        """What was hit, missed and found beyond in each document."""
        return {
            score.document.name: {
                "error": score.extraction.error,
                "unread": score.extraction.unread,
                "confidence": score.extraction.confidence,
                "held_back": score.extraction.held_back,
                "layout": score.document.family,
                "f1": score.f1,
                **{name: {"hit": s.hit, "missed": s.missed, "extra": s.extra} for name, s in score.sections.items()},
            }
            for score in self.scores
        }


def evaluation_of(scores: Iterable[DocumentScore]) -> Evaluation:
    """Add scores up."""
    listed: Sequence[DocumentScore] = list(scores)
    tallies = {name: Tally() for name in ("placements", "placements_core", "measures", "measures_core", "statements")}
    families: dict[str, dict[str, Tally]] = defaultdict(lambda: {section: Tally() for section in SECTIONS})
    attributes = dict.fromkeys(ATTRIBUTES, (0, 0))
    gate = Gate()
    for score in listed:
        for name, section in score.sections.items():
            count(tallies[name], section)
            count(families[score.document.family][name], section)
        for name, section in score.core.items():
            count(tallies[f"{name}_core"], section)
        for name, (right, of) in score.attributes.items():
            attributes[name] = attributes[name][0] + right, attributes[name][1] + of
        gate.add(score)
    return Evaluation(list(listed), tallies, dict(families), attributes, gate)


def count(tally: Tally, section: SectionScore) -> None:
    """Add one section of one document to a tally."""
    tally.add(section.hit, len(section.extra), len(section.missed))
