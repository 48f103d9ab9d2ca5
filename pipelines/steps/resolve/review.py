"""Strings that a maintainer could settle: those not resolved, and those resolved without being sure.

Belongs here: collecting them, most frequent first, in the form of a line of reference/lookups. Does not belong here: how
they are resolved, where the decisions are kept (lookups.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.institutions import SURE
from schemas.resolution import ResolvedFindings, ResolvedPlacement

INSTITUTIONS, SPECIALTIES = "institution_strings", "specialty_strings"
"""Names of the files of reference/lookups, without their ending."""


class PrintedString(NamedTuple):
    """A string as printed once, with its answer and where it stands; kind is the lookup file it belongs to."""

    kind: str
    text: str
    state: str
    answer: Answer
    school: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One string with the best guess, how often it stands, and at which schools and in which documents."""

    kind: str
    text: str
    state: str
    guess: str
    confidence: float
    count: int
    schools: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def as_lookup(self) -> tuple[str, ...]:
        """The line as a maintainer would add it, once the guess is confirmed."""
        note = f"{self.count} times; guess with confidence {self.confidence:.2f}"
        if self.kind == INSTITUTIONS:
            return (self.text, self.state, self.guess, note)
        return (self.text, self.guess, "", note)


def needs_review(answer: Answer) -> bool:
    """Whether a person should look at an answer."""
    if answer.method in ("empty", "decision"):
        return False
    return answer.slug is None or answer.confidence < SURE


def review_lines(strings: Iterable[PrintedString]) -> list[ReviewLine]:
    """Return the strings to review, most frequent first."""
    found: dict[tuple[str, str, str], list[PrintedString]] = defaultdict(list)
    for one in strings:
        if needs_review(one.answer):
            found[one.kind, " ".join(one.text.split()), one.state].append(one)
    lines = [
        ReviewLine(
            *key,
            ones[-1].answer.slug or ones[-1].answer.runner_up or "",
            ones[-1].answer.confidence,
            len(ones),
            tuple(sorted({one.school for one in ones} - {""})),
            tuple(sorted({one.document for one in ones} - {""})),
        )
        for key, ones in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.count, line.kind, line.text, line.state))


def review_of(schools: Iterable[ResolvedFindings]) -> list[ReviewLine]:
    """Return the strings of schools' placements that a person should look at."""
    return review_lines(
        one for findings in schools for placement in findings.placements for one in _strings_of(placement)
    )


def _strings_of(placement: ResolvedPlacement) -> Iterator[PrintedString]:
    where = (placement.school_slug, placement.document_id)
    institution = Answer(
        placement.institution_slug,
        placement.institution_confidence or 0.0,
        placement.institution_method or "empty",
        placement.institution_runner_up,
    )
    specialty = Answer(
        placement.specialty_slug,
        placement.specialty_confidence or 0.0,
        placement.specialty_method or "empty",
        placement.specialty_runner_up,
    )
    yield PrintedString(INSTITUTIONS, placement.program or "", placement.state or "", institution, *where)
    yield PrintedString(SPECIALTIES, placement.specialty or "", "", specialty, *where)
