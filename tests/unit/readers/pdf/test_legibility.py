"""Telling language from wrong letters."""

from scrapers.readers.pdf.legibility import is_legible
from scrapers.readers.pdf.page_model import Page, Style, Word
from tests.unit.readers.pdf.sheets import INSTITUTIONS, SPECIALTIES

STYLE = Style(10, bold=False, italic=False, colour=0)


def page(text: str) -> Page:
    words = [Word(part, 0, 0, 10, 10, 8, STYLE) for part in text.split()]
    return Page(1, 600, 800, words)


def test_names_of_hospitals_and_specialties_are_language() -> None:
    assert is_legible([page(" ".join(INSTITUTIONS + SPECIALTIES))])
    assert is_legible([page(" ".join(INSTITUTIONS + SPECIALTIES).upper())])


def test_letters_shifted_by_a_broken_font_are_not() -> None:
    text = " ".join(INSTITUTIONS + SPECIALTIES).lower()
    shifted = "".join(chr((ord(letter) - 97 + 7) % 26 + 97) if letter.isalpha() else letter for letter in text)

    assert not is_legible([page(shifted)])


def test_private_letters_are_not() -> None:
    assert not is_legible([page("\ue001\ue002\ue003 " * 40)])


def test_too_little_text_counts_as_legible() -> None:
    assert is_legible([page("Xyzzq 2024")])
