"""What holds for all names, institutions and texts, found by trying many."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.documents import Locator, Paragraph
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import MARK, People
from scrapers.extractors.people.vocabulary import ABSTRACT, institution_words, never_names, specialty_words
from scrapers.reference import institutions

PLACE = Locator()
SYLLABLES = [
    "bra",
    "quo",
    "vel",
    "tho",
    "nix",
    "sor",
    "mel",
    "dax",
    "fen",
    "ulo",
    "rik",
    "zam",
    "pe",
    "li",
    "gra",
    "ost",
    "ny",
    "ka",
]
INSTITUTIONS = sorted({item.name for item in institutions()})


def is_free(word: str) -> bool:
    """Whether an invented word means nothing else."""
    known = word in never_names() or word in institution_words() or word in specialty_words()
    return not known and ABSTRACT.fullmatch(word) is None


words = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map("".join).filter(is_free).map(str.capitalize)
surnames = st.one_of(
    words, st.tuples(words, words).map("-".join), words.map("O’{}".format), words.map("van der {}".format)
)
names = st.one_of(
    st.tuples(words, surnames).map(" ".join),
    st.tuples(words, st.sampled_from(string.ascii_uppercase), surnames).map(
        lambda parts: f"{parts[0]} {parts[1]}. {parts[2]}"
    ),
)
PLACES_OF_NAMES = [
    "“It is done,” said {}, who matched in Ohio.",
    "{} said the wait was long.",
    "{} opens a letter.",
    "Dr. {} spoke first.",
    "By {}",
    "{}, a fourth-year student, will train at Mayo Clinic.",
    "{} ’19 matched in pediatrics.",
    "{}, MD, chairs the committee on advising.",
    "{}, 26, of Springfield wept.",
    "Seniors {} and Bo Li celebrate.",
    "Contact: {}, 555-0100",
    "{} (MD ’20): Pediatrics, Duke University",
]


@given(name=names, template=st.sampled_from(PLACES_OF_NAMES))
def test_no_part_of_a_name_is_left(name: str, template: str) -> None:
    text = template.format(name)
    cleaned = People.for_document(passages_of([Paragraph(text, PLACE)])).clean(text)
    assert MARK in cleaned
    for part in name.replace("van der ", "").replace(".", "").split():
        if len(part) > 1:
            assert part not in cleaned


@given(name=names, template=st.sampled_from(PLACES_OF_NAMES[:8]))
def test_a_name_goes_from_other_sentences_too(name: str, template: str) -> None:
    people = People.for_document(passages_of([Paragraph(template.format(name), PLACE)]))
    assert name not in people.clean(f"A word from {name} closed the day.")


@given(
    name=st.sampled_from(INSTITUTIONS),
    template=st.sampled_from(
        [
            "{}",
            "Pediatrics, {}",
            "Two will train at {}.",
            "{} takes 12 of them.",
            "Programs at {} and {} follow.",
            "{} – 3",
        ]
    ),
)
@settings(max_examples=300)
def test_an_institution_is_left_as_it_is(name: str, template: str) -> None:
    text = template.format(name, name)
    assert People.for_document(passages_of([Paragraph(text, PLACE)])).clean(text) == text


@given(st.text(max_size=300))
def test_no_text_makes_it_fail_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    people = People.for_document(passages_of([Paragraph(text, PLACE)]))
    once = people.clean(text)
    assert people.clean(once).count(MARK) >= once.count(MARK)
    people.is_name(text)
    people.is_name_column(text, [text])


@given(st.text(alphabet=string.ascii_lowercase + " ,.;:'-()0123456789", max_size=200))
def test_words_without_capitals_stay(text: str) -> None:
    assert People().clean(text) == text
