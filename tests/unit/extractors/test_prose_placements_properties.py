"""Counts rendered in many styles are all found; any text at all is read without failing."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extractors.numbers import SMALL
from tests.unit.extractors.small_documents import placements_in

FIELDS = (
    "internal medicine", "family medicine", "pediatrics", "emergency medicine", "general surgery", "psychiatry", "urology",
    "obstetrics and gynecology", "physical medicine and rehabilitation", "OB-GYN", "ENT", "medicine-pediatrics", "neurology",
    "diagnostic radiology", "otolaryngology", "obstetrics/gynecology", "child neurology", "radiation oncology",
)  # fmt: skip
Counts = list[tuple[str, int]]
counts_of_fields = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.integers(2, 60)), min_size=2, max_size=7, unique_by=lambda pair: pair[0]
)
VERBS = st.sampled_from(
    [
        "matched in",
        "chose",
        "will enter",
        "are headed for",
        "are going into",
        "will train in",
        "secured residencies in",
    ]
)


def in_words(parts: list[str], separator: str) -> str:
    """Join parts as a sentence does."""
    return separator.join(parts[:-1]) + f"{separator.rstrip()} and " + parts[-1]


def number_first(counts: Counts, verb: str) -> str:
    """Return "12 students matched in A, 9 in B and 3 in C."."""
    first, *others = counts
    opening = f"{first[1]} students {verb} {first[0]}"
    return in_words([opening, *(f"{count} in {name}" for name, count in others)], ", ") + "."


def label_first(counts: Counts, verb: str) -> str:
    """Return "The fields are A (12), B (9), and C (3)."."""
    return "The fields are " + in_words([f"{name} ({count})" for name, count in counts], ", ") + "."


def colons(counts: Counts, verb: str) -> str:
    """Return "Students matched as follows: A: 12; B: 9"."""
    return "Students matched as follows: " + "; ".join(f"{name}: {count}" for name, count in counts)


def shares(counts: Counts, verb: str) -> str:
    """Return "12 (8%) matched in A; 9 (6%) matched in B."."""
    return "; ".join(f"{count} ({count % 30 + 1}%) {verb} {name}" for name, count in counts) + "."


def items(counts: Counts, verb: str) -> str:
    """Return a list of items."""
    return "\n".join(f"- {name} – {count}" for name, count in counts)


STYLES: tuple[Callable[[Counts, str], str], ...] = (number_first, label_first, colons, shares, items)


@settings(max_examples=120, deadline=None)
@given(counts=counts_of_fields, style=st.sampled_from(STYLES), verb=VERBS)
def test_counts_in_any_style_are_found(counts: Counts, style: Callable[[Counts, str], str], verb: str) -> None:
    found = {(item.specialty, item.count) for item in placements_in(style(counts, verb))}
    assert found == set(counts)


@settings(max_examples=60, deadline=None)
@given(counts=counts_of_fields, style=st.sampled_from(STYLES), verb=VERBS)
def test_counts_under_a_heading_of_others_are_left_out(
    counts: Counts, style: Callable[[Counts, str], str], verb: str
) -> None:
    for heading in ("## Incoming residents", "## Applications by specialty", "## National results"):
        assert placements_in(f"{heading}\n{style(counts, verb)}") == []


FRAGMENTS = st.sampled_from(
    [*FIELDS, *SMALL.split("|")[:6], "12", "3,4", "(", ")", "%", "each", "students", "matched", "in 2019", "Duke", "Ohio",
     "University Hospital", ";", ":", "—", "\n- ", "\n", "[name]", "respectively", "and", "from", "up from", "$", "\u202f", "½"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(FRAGMENTS, max_size=40))
def test_any_text_is_read(parts: list[str]) -> None:
    text = "Class of 2020 matched. " + " ".join(parts)
    for placement in placements_in(text):
        assert placement.count >= 1
        for words in (placement.specialty, placement.program):
            assert words is None or " ".join(words.split()) in " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_characters_are_read(text: str) -> None:
    placements_in(f"The seniors matched. {text}")
