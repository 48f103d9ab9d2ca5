"""Subject matter: whether a document is about something else than a school's medical graduates.

Belongs here: the words by which documents about them, and about other matters, can be told. Does not belong here:
whose figure a passage tells (audience), which lists are lists of positions (placements.scope).
"""

import re
from collections.abc import Sequence
from itertools import chain

from schemas.documents import Table
from scrapers.extractors.passages import Passage, text_of

MEDICAL_GRADUATES = re.compile(
    r"\bmedical\s+(?:schools?|students?|seniors?|education|college|graduates?|class|degrees?|licens\w+)\b|\b(?:school|college)\s+of\s+(?:[\w-]+\s+)?medicine\b|\bosteopath\w+|\bresidenc(?:y|ies)\b"
    r"|\b(?:nrmp|usmle|comlex|nbome|nbme|ecfmg|gme|eras)\b|\bpgy-?\s?[1-5]\b|\bmatch\s+(?:day|week|rates?|lists?)\b|\bstep\s+(?:[123]|one|two|three|i{1,3})\b|\blevel\s+[123]\b"
    r"|\bgraduate\s+medical\b|\bdoctors?\s+of\s+medicine\b|\bphysicians\b|\bmatched\s+(?:in)?to\b|\b(?-i:M\.?D\.?|D\.?O\.?)\s+(?:program|class|graduates?|students?|seniors?)\b|\bmedical\s+center\b"
    r"|\bsoap\b|\bscramble\b|\bunmatched\b|\bprimary[\s-]care\b|\bspecialt(?:y|ies)\b|\bmatch\s+(?:19|20)\d\d\b|\b2-?ce\b|\b(?:class|graduates?|seniors|students|\d+)\s+match(?:ed)?\b(?!\s+(?:for|against|by))"
    r"|\bboard\s+scores?\b|\b(?:seniors|graduates|students|class)\b[^.;]{0,60}\bmatch(?:ed)?\b",
    re.IGNORECASE,
)
OTHER_MATTERS = re.compile(
    r"\b(?:high\s+schools?|school\s+districts?|\d+(?:st|nd|rd|th)[\s-]grade\w*|undergraduates?|bachelor\w*|bar\s+(?:exam\w*|pass\w*)|aba|law\s+schools?|mba|employment|employed|employers?|"
    r"teach(?:ers?|ing\s+positions?)|completers|team|league|tournament|soccer|football|basketball|donors?|gifts?|patients?|transplants?|survival|registr(?:y|ants)|votes?|voters?|elections?|"
    r"precincts?|customers?|countries|surveys?|households?|employees|budgets?|revenues?|shareholders?|species|journey)\b",
    re.IGNORECASE,
)
SPECIALTIES = re.compile(
    r"\b(family\s+medicine|internal\s+medicine|psychiatry|pediatrics|emergency\s+medicine|anesthesiology|obstetrics|orthop[ae]*dics?|dermatology|neurology|radiology|general\s+surgery)\b",
    re.IGNORECASE,
)
FEWEST_SPECIALTIES = 2
"""Specialties that a document names from which it is about physicians."""
MOST_LETTERS = 3000
"""Letters of one block that are looked at."""


def is_about_others(passages: Sequence[Passage], title: str | None, address: str | None) -> bool:
    """Tell whether a document is about something else: not a word of medical graduates, and words of other matters.

    A page of nothing but rates of a class says neither, and is the school's on whose site it stands.
    """
    texts = (text_of(passage.block)[:MOST_LETTERS] for passage in passages)
    captions = (passage.block.caption for passage in passages if isinstance(passage.block, Table))
    named: set[str] = set()
    others = False
    for text in chain([title or "", (address or "").replace("-", " ")], texts, filter(None, captions)):
        named.update(match[0].casefold() for match in SPECIALTIES.finditer(text))
        if len(named) >= FEWEST_SPECIALTIES or MEDICAL_GRADUATES.search(text):
            return False
        others = others or OTHER_MATTERS.search(text) is not None
    return others
