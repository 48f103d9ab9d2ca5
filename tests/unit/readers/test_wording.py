"""Cleaning of printed text."""

from scrapers.readers.wording import LONGEST_WORD, normalise


def test_a_run_longer_than_any_word_is_cut_and_the_rest_stays() -> None:
    assert normalise(f"Urology  {'a' * 40_000}\tat Elsewhere") == f"Urology {'a' * LONGEST_WORD} at Elsewhere"
    assert normalise("word " * 1_000) == " ".join(["word"] * 1_000)
