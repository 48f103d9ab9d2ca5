"""Strings that a maintainer could settle: those not resolved, and those resolved without being sure.

Belongs here: collecting them, most frequent first, in the form of a line of reference/lookups. Does not belong here: how
they are resolved, where the decisions are kept (lookups.py).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.institutions import SURE
from schemas.resolution import ResolvedFindings


@dataclass(frozen=True, slots=True, order=True)
class ReviewLine:
    """One string with the best guess; kind is the lookup file it belongs to."""

    kind: str
    text: str
    state: str
    guess: str
    confidence: float
    count: int

    def as_lookup(self) -> tuple[str, ...]:
        """The line as a maintainer would add it, once the guess is confirmed."""
        note = f"{self.count} times; guess with confidence {self.confidence:.2f}"
        if self.kind == "institution_strings":
            return (self.text, self.state, self.guess, note)
        return (self.text, self.guess, "", note)


def needs_review(answer: Answer) -> bool:
    """Whether a person should look at an answer."""
    if answer.method in ("empty", "decision"):
        return False
    return answer.slug is None or answer.confidence < SURE


def review_lines(strings: Iterable[tuple[str, str, str, Answer]]) -> list[ReviewLine]:
    """Return the strings to review (kind, text, state, answer), most frequent first."""
    counts: Counter[tuple[str, str, str]] = Counter()
    answers: dict[tuple[str, str, str], Answer] = {}
    for kind, text, state, answer in strings:
        if needs_review(answer):
            key = (kind, " ".join(text.split()), state)
            counts[key] += 1
            answers[key] = answer
    lines = [
        ReviewLine(*key, answers[key].slug or answers[key].runner_up or "", answers[key].confidence, count)
        for key, count in counts.items()
    ]
    return sorted(lines, key=lambda line: (-line.count, line.kind, line.text, line.state))


def review_of(findings: ResolvedFindings) -> list[ReviewLine]:
    """Return the strings of a school's placements that a person should look at."""
    return review_lines(
        one
        for placement in findings.placements
        for one in (
            (
                "institution_strings",
                placement.program or "",
                placement.state or "",
                Answer(
                    placement.institution_slug,
                    placement.institution_confidence or 0.0,
                    placement.institution_method or "empty",
                    placement.institution_runner_up,
                ),
            ),
            (
                "specialty_strings",
                placement.specialty or "",
                "",
                Answer(
                    placement.specialty_slug,
                    placement.specialty_confidence or 0.0,
                    placement.specialty_method or "empty",
                    placement.specialty_runner_up,
                ),
            ),
        )
    )
