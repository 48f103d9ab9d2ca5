"""Whether a text layer holds language or wrong letters.

Belongs here: a test without any dictionary. Does not belong here: what is done about it (reader.py).
"""

import re
from collections import Counter
from collections.abc import Iterable
from operator import add

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
UNNAMED_LENGTH = 8
"""Characters with which pdfminer writes a glyph without a character: (cid:123)."""
HIGHEST_UNDECODABLE = 0.15
WORDS_A_PAGE = 120
"""Words of each page that are looked at."""
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
"""Words in Latin letters; of other scripts nothing is told."""


def is_legible(pages: Iterable[Page]) -> bool:
    """Tell whether the words of pages look like language; too few words to tell count as legible."""
    pages = list(pages)
    words = Counter(word.text for page in pages for word in page.words[:WORDS_A_PAGE])
    strange = sum(page.undecodable for page in pages)
    frequent = pairs = letters = 0
    for word, count in words.items():
        letters += count * len(word)
        strange += count * strange_letters(word)
        for run in WORD.findall(word):
            lower = run.casefold()
            pairs += count * (len(lower) - 1)
            frequent += count * sum(map(FREQUENT_PAIRS.__contains__, map(add, lower, lower[1:])))
    if letters + strange and strange > HIGHEST_UNDECODABLE * (letters + strange):
        return False
    return pairs < FEWEST_PAIRS or frequent >= LOWEST_SHARE * pairs


def strange_letters(word: str) -> int:
    """Return how many letters of a word stand for glyphs that have no character."""
    unnamed = word.count("(cid:") * UNNAMED_LENGTH
    return unnamed if word.isascii() else unnamed + sum("\ue000" <= letter <= "\uf8ff" for letter in word)
