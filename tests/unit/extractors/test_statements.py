"""Statements: which sentences say something of the results without a figure, and which do not."""

import pytest

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, Table, Tile
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import MARK
from scrapers.extractors.statements import statements_of
from scrapers.extractors.years import NO_YEAR, DocumentContext

PLACE = Locator(element_path="/html/body/p")
CONTEXT = DocumentContext(None, None, (), (), NO_YEAR)
VAGUE, WITHHELD, PROMISED = "vague_claim", "withheld", "promised"
NOT_YET_DUE, BEHIND_LOGIN, SUPPORT = "not_yet_due", "behind_login", "support"
MATCH, EXAM, OUTCOMES = "match", "exam", "outcomes"


def stated(*blocks: Block) -> set[tuple[str, str]]:
    """Kinds and topics of what some blocks state."""
    return {(item.kind.value, item.topic.value) for item in statements_of(passages_of(blocks), CONTEXT)}


def under(heading: str, text: str) -> list[Block]:
    """A paragraph under a heading, if there is one."""
    return [*([Heading(heading, 1, PLACE)] if heading else []), Paragraph(text, PLACE)]


def test_a_statement_carries_its_words_place_and_rule_without_names() -> None:
    text = "“Our board scores remain strong,” said Isolde Marchetti, associate dean."
    (found,) = statements_of(passages_of([Paragraph(text, PLACE)]), CONTEXT)
    assert found.text == f"“Our board scores remain strong,” said {MARK}, associate dean."
    assert found.quote == found.text
    assert found.element_path == PLACE.element_path
    assert found.rule == "praise of exam results"


def test_only_the_sentence_that_states_it_is_kept() -> None:
    text = "The ceremony was on Friday. We do not publish match lists. Parking is free."
    (found,) = statements_of(passages_of([Paragraph(text, PLACE)]), CONTEXT)
    assert found.text == "We do not publish match lists."


def test_results_named_before_give_the_topic() -> None:
    blocks = [
        Paragraph("In all, 98 of our seniors matched.", PLACE),
        Paragraph("“These are superb results,” the dean said.", PLACE),
    ]
    assert stated(*blocks) == {(VAGUE, MATCH)}


def test_a_notice_about_two_things_is_two_statements() -> None:
    both = {(WITHHELD, MATCH), (WITHHELD, EXAM)}
    assert stated(Paragraph("The school does not publish match lists or board scores.", PLACE)) == both
    later = "Match results and COMLEX pass rates will be posted in June."
    assert stated(Paragraph(later, PLACE)) == {(PROMISED, MATCH), (PROMISED, EXAM)}
    due = "No class has taken part in the residency match or taken USMLE Step 2 CK yet."
    assert stated(Paragraph(due, PLACE)) == {(NOT_YET_DUE, MATCH), (NOT_YET_DUE, EXAM)}


def test_a_figure_in_another_clause_does_not_settle_a_claim() -> None:
    assert stated(Paragraph("In 2014, 96 seniors applied, and they were matched to top programs.", PLACE)) == {
        (VAGUE, MATCH)
    }
    assert stated(Paragraph("In 2014, 96 seniors matched to top programs.", PLACE)) == set()


def test_a_range_leaves_a_claim_open() -> None:
    assert stated(Tile("97-98%", "COMLEX Level 3 pass rate above the national mean", PLACE)) == {(VAGUE, EXAM)}
    assert stated(Tile("97.4%", "COMLEX Level 3 pass rate above the national mean", PLACE)) == set()


def test_items_of_a_list_and_long_cells_are_read_and_headings_are_not() -> None:
    sentence = "Our graduates match into the most prestigious programs."
    assert stated(ListItem(sentence, 1, PLACE)) == {(VAGUE, MATCH)}
    assert stated(Table((Cell(sentence, 0, 0, PLACE), Cell("Match", 0, 1, PLACE)), PLACE)) == {(VAGUE, MATCH)}
    assert stated(Heading("Our graduates match into the most prestigious programs", 1, PLACE)) == set()


def test_the_same_words_printed_twice_are_one_statement() -> None:
    sentence = "Board scores remain strong."
    assert len(statements_of(passages_of([Paragraph(sentence, PLACE), Paragraph(sentence, PLACE)]), CONTEXT)) == 1


@pytest.mark.parametrize(
    "heading", ["School of Pharmacy", "College of Dental Medicine", "Doctor of Physical Therapy", "Nursing"]
)
def test_other_professions_are_left_out(heading: str) -> None:
    assert (
        stated(*under(heading, "Our board pass rates are outstanding, and we do not publish placement data.")) == set()
    )


@pytest.mark.parametrize(
    "unit", ["match ", "going on to very highly ", "board exam Step 1 ", "rates will be ", "a-", "A. "]
)
def test_endless_sentences_state_nothing(unit: str) -> None:
    assert stated(Paragraph((unit * 20_000)[:50_000], PLACE)) == set()
