"""Cells that ran into the next column: "Osteopathic MedMetro Health", "Lenox Hill Hosp-NYNew York".

Belongs here: cutting two cells apart that a narrow column printed as one. Does not belong here: rows (rows.py).
"""

from scrapers.extractors.gazetteer import cities, squeezed
from scrapers.extractors.lexicon import LIKELY, institution_likeness, specialty_likeness

LONGEST = 200


def specialty_and_institution(text: str) -> tuple[str, str] | None:
    """Cut a string that opens with a known specialty and goes on with an institution; the longest specialty wins."""
    for end in range(min(len(text), LONGEST) - 1, 1, -1):
        head, rest = text[:end].rstrip(), text[end:].lstrip()
        if text[end - 1] != " " and specialty_likeness(head) >= 0.9 and institution_likeness(rest) >= LIKELY:
            return head, rest
    return None


def institution_and_city(text: str) -> tuple[str, str] | None:
    """Cut a string that opens with an institution and ends with a known city; the longest city wins."""
    for start in range(2, min(len(text), LONGEST)):
        head, rest = text[:start].rstrip(), text[start:]
        if rest[0].isupper() and squeezed(rest) in cities() and institution_likeness(head) >= LIKELY:
            return head, rest
    return None
