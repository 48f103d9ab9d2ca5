"""Small documents for tests of measures, written as lines of text, and measures written in short."""

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, ReadDocument, Table, Tile
from schemas.findings import Measure
from schemas.vocabulary import Denominator, Qualifier, Stage, Unit
from scrapers.extractors.measures import measures_of
from scrapers.extractors.passages import passages_of
from scrapers.extractors.years import context_of

PLACE = Locator(element_path="/html/body")
TITLE = "Match Day 2022 | Harrowgate University School of Medicine"
YEAR = "2022"
UNTOLD = (Denominator.test_takers, Denominator.entering_class)


def document_of(text: str, title: str = TITLE) -> ReadDocument:
    """Return a document: '# ' opens headings, '- ' items, 'T VALUE / LABEL' tiles, lines with '|' a table, others are paragraphs."""
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(table_of(rows))
            rows = []
        if line:
            blocks.append(block_of(line))
    return ReadDocument(tuple(blocks), "text/html", "html", title=title)


def table_of(lines: list[str]) -> Table:
    """Return a table of lines whose cells stand between strokes; nothing tells which cells are headers."""
    cells = [
        Cell(text.strip(), row, column, PLACE)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.removeprefix("|").split("|"))
    ]
    return Table(tuple(cells), PLACE)


def block_of(line: str) -> Block:
    """Return the block that a line stands for."""
    if line.startswith("#"):
        marks, _, words = line.partition(" ")
        return Heading(words, len(marks), PLACE)
    if line.startswith("- "):
        return ListItem(line[2:], 1, PLACE)
    if line.startswith("T "):
        value, _, label = line[2:].partition(" / ")
        return Tile(value, label, PLACE)
    return Paragraph(line, PLACE)


def measures_in(text: str, title: str = TITLE) -> list[Measure]:
    """Return the measures of a document written as lines."""
    document = document_of(text, title)
    passages = passages_of(document.blocks)
    return measures_of(passages, context_of(document, passages))


def shown(measure: Measure) -> str:
    """Return a measure in short; what is usual is left out: the year of the title, exact, unstated, takers of an exam."""
    sign = "%" if measure.unit is Unit.percent else ""
    words = [measure.measure.value, f"{measure.value:g}{sign}"]
    words += [str(measure.period)] if measure.period != YEAR else []
    words += [measure.qualifier.value] if measure.qualifier is not Qualifier.exact else []
    words += [measure.stage.value] if measure.stage not in (None, Stage.unstated) else []
    words += [measure.exam.value] if measure.exam else []
    words += [measure.attempt.value] if measure.attempt and measure.exam else []
    words += [f"/{measure.denominator.value}"] if measure.denominator and measure.denominator not in UNTOLD else []
    words += [f"n={measure.numerator_n}"] if measure.numerator_n is not None else []
    words += [f"d={measure.denominator_n}"] if measure.denominator_n is not None else []
    words += [f"y={measure.years}"] if measure.years else []
    words += [f"[{measure.specialty}]"] if measure.specialty else []
    words += [f"nat={measure.national_value:g}"] if measure.national_value is not None else []
    return " ".join(words)
