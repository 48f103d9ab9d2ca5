"""Small documents for tests of extractors, written as lines of text."""

from schemas.documents import Block, Heading, ListItem, Locator, Paragraph, ReadDocument, Tile
from schemas.findings import Placement
from scrapers.extractors.passages import passages_of
from scrapers.extractors.placements.prose import prose_placements
from scrapers.extractors.years import context_of

PLACE = Locator(element_path="/html/body")


def block_of(line: str) -> Block:
    """Return a block: '# ' and '## ' open headings, '- ' items, 'VALUE | LABEL' after '| ' a tile."""
    if line.startswith("#"):
        marks, _, text = line.partition(" ")
        return Heading(text, len(marks), PLACE)
    if line.startswith("- "):
        return ListItem(line[2:], 1, PLACE)
    if line.startswith("| "):
        value, _, label = line[2:].partition(" | ")
        return Tile(value, label, PLACE)
    return Paragraph(line, PLACE)


def placements_in(text: str, title: str = "# Match Day 2020") -> list[Placement]:
    """Return the placements of a document written as lines."""
    lines = [line.strip() for line in (title + "\n" + text).split("\n") if line.strip()]
    document = ReadDocument(tuple(block_of(line) for line in lines), "text/html", "html")
    passages = passages_of(document.blocks)
    return prose_placements(passages, context_of(document, passages))


def shown(placement: Placement) -> str:
    """Return a placement in short: SPECIALTY @ PROGRAM [ST] <position> = COUNT / YEAR, the year only if not 2020."""
    words = [placement.specialty or ""]
    words += [f"@ {placement.program}"] if placement.program else []
    words += [f"[{placement.state}]"] if placement.state else []
    words += [f"<{placement.position}>"] if placement.position else []
    words += [f"= {placement.count}"] + ([f"/ {placement.class_year}"] if placement.class_year != 2020 else [])
    return " ".join(words).strip()
