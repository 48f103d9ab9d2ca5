"""Cleaning of printed text that every reader shares: white space, invisible characters, damaged encodings.

Belongs here: changes that keep the words as printed. Does not belong here: what the words mean.
"""

import ftfy

INVISIBLE = dict.fromkeys((173, 8203, 8204, 8205, 8206, 8207, 8288, 65279, 65534, 65535))
INVISIBLE |= dict.fromkeys(range(0x202A, 0x202F)) | dict.fromkeys(range(0x2066, 0x206A)) | {0x00: None}
SAME_AS = {
    0x2010: "-",
    0x2011: "-",
    0x2212: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
TRANSLATION = INVISIBLE | SAME_AS
LONGEST_WORD = 1_000
MOJIBAKE_MARKS = ("Ã", "Â", "â€", "â\x80", "Å", "ï¿½", "ðŸ")


def normalise(text: str) -> str:
    """Return text on one line: runs of white space of any width become one space, invisible characters go.

    Soft hyphens and zero-width marks are dropped, the non-breaking hyphen and the minus sign become a plain hyphen,
    ligatures their letters; dashes, quotes and all other characters stay as printed. Of a run without white space that is
    longer than any word only the beginning is kept: patterns that look for words would go through it again and again.
    """
    if not text.isascii():
        text = text.translate(TRANSLATION)
    words = text.split()
    if len(text) > LONGEST_WORD and max(map(len, words), default=0) > LONGEST_WORD:
        words = [word[:LONGEST_WORD] for word in words]
    return " ".join(words)


def repair(text: str) -> str:
    """Undo a wrong decoding of earlier hands (mojibake) where the text shows its marks; other text is returned as it is."""
    if text.isascii() or not any(mark in text for mark in MOJIBAKE_MARKS):
        return text
    return ftfy.fix_encoding(text)
