"""NRMP program codes: three digits for the specialty, a letter for the track.

Belongs here: reading codes such as 140C0 or 1903140P1. Does not belong here: specialties in words (specialties.py).
"""

import re
from collections.abc import Iterable

from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.specialty_phrases import PRELIMINARY_OF
from schemas.registry import Specialty
from schemas.vocabulary import Position

PROGRAM_CODE = re.compile(r"\s*(?:\d{4})?(\d{3})([CPARM])\d\s*", re.IGNORECASE)
"""Institution (may be left out), specialty, track, number."""
TRACKS = {
    "C": Position.categorical, "P": Position.preliminary, "A": Position.advanced, "R": Position.physician_only,
    "M": Position.categorical,
}  # fmt: skip
PRIMARY_TRACK = "M"
PRIMARY_OF = {"internal_medicine": "internal_medicine_primary", "pediatrics": "pediatrics_primary"}
SHARE_A_CODE = frozenset({*PRELIMINARY_OF.values(), *PRIMARY_OF.values()})
"""Kinds of position that have the code of their specialty; the track tells them."""
SAME_WORDS = 0.99


class ProgramCodes:
    """The specialties by their codes."""

    def __init__(self, vocabulary: Iterable[Specialty]) -> None:
        # Of several specialties with one code, the first is the one that the NRMP calls by it.
        self._slugs = {
            one.acgme_nrmp_code: one.slug
            for one in reversed(tuple(vocabulary))
            if one.acgme_nrmp_code and one.slug not in SHARE_A_CODE
        }

    def answer(self, text: str) -> Answer | None:
        """Return what a program code means; None where the text is no code of a known specialty."""
        found = PROGRAM_CODE.fullmatch(text)
        slug = self._slugs.get(found[1]) if found else None
        if found is None or slug is None:
            return None
        track = found[2].upper()
        position = TRACKS[track]
        if slug == "transitional_year":
            return Answer(slug, SAME_WORDS, "code", None, Position.transitional)
        if position is Position.preliminary:
            slug = PRELIMINARY_OF.get(slug, slug)
        elif track == PRIMARY_TRACK:
            slug = PRIMARY_OF.get(slug, slug)
        return Answer(slug, SAME_WORDS, "code", None, position)
