"""Whether a text layer holds language or wrong letters.

Belongs here: a test without any dictionary. Does not belong here: what is done about it (reader.py).
"""

import re
from collections.abc import Iterable

from scrapers.readers.pdf.page_model import Page

FREQUENT_PAIRS = frozenset(
    [
        *("th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "ti", "es", "or", "te", "of", "ed", "is", "it"),
        *("al", "ar", "st", "to", "nt", "ng", "se", "ha", "as", "ou", "io", "le", "ve", "co", "me", "de", "hi", "ri"),
        *("ro", "ic", "ne", "ea", "ra", "ce", "li", "ch", "ll", "be", "ma", "si", "om", "ur", "ca", "el", "ta", "la"),
        *("ns", "di", "fo", "ho", "pe", "ec", "pr", "no", "ct", "us", "ac", "ot", "il", "tr", "ly", "nc", "et", "ut"),
        *("ss", "so", "rs", "un", "lo", "wa", "ge", "ie", "wh", "ee", "wi", "em", "ad", "ol", "rt", "po", "we", "na"),
        *("ul", "ni", "ts", "mo", "ow", "pa", "im", "mi", "ai", "sh", "ir", "su", "id", "os", "iv", "ia", "am", "ag"),
    ]
)
"""The commonest pairs of letters within English words."""
LOWEST_SHARE = 0.45
FEWEST_PAIRS = 80
HIGHEST_UNDECODABLE = 0.15
WORDS_A_PAGE = 120
"""Words of each page that are looked at."""
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
"""Words in Latin letters; of other scripts nothing is told."""


def is_legible(pages: Iterable[Page]) -> bool:
    """Tell whether the words of pages look like language; too few words to tell count as legible."""
    frequent = pairs = strange = letters = 0
    for page in pages:
        strange += page.undecodable
        for word in page.words[:WORDS_A_PAGE]:
            letters += len(word.text)
            strange += word.text.count("(cid:") * 8
            strange += sum("\ue000" <= character <= "\uf8ff" for character in word.text if not character.isascii())
            for run in WORD.findall(word.text):
                lower = run.casefold()
                pairs += len(lower) - 1
                frequent += sum(lower[index : index + 2] in FREQUENT_PAIRS for index in range(len(lower) - 1))
    if letters + strange and strange > HIGHEST_UNDECODABLE * (letters + strange):
        return False
    return pairs < FEWEST_PAIRS or frequent >= LOWEST_SHARE * pairs
