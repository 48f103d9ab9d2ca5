"""Structured data of pages that draw their text by script.

Belongs here: JSON-LD articles. Does not belong here: visible text.
"""

import json
from collections.abc import Iterator

from lxml.etree import _Element

from schemas.documents import Block, Heading, Locator, Paragraph
from scrapers.readers.html.markup import clean

TEXT_FIELDS = ("articleBody", "text", "description")
MOST_NODES = 5_000
LONGEST_SCRIPT = 5_000_000


def structured_blocks(root: _Element) -> list[Block]:
    """Return headline and body of the articles that a page describes in JSON-LD; empty where there are none."""
    blocks: list[Block] = []
    for number, script in enumerate(root.iter("script"), start=1):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > LONGEST_SCRIPT:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        locator = Locator(element_path=f"//script[{number}]")
        for record in records(data):
            blocks.extend(record_blocks(record, locator))
    return blocks


def records(data: object) -> Iterator[dict[str, object]]:
    """Yield the objects within JSON data, outer ones first."""
    waiting: list[object] = [data]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(node[:MOST_NODES])


def record_blocks(record: dict[str, object], locator: Locator) -> Iterator[Block]:
    """Yield headline and text of one object that has a text."""
    text = next((value for name in TEXT_FIELDS if isinstance(value := record.get(name), str) and value.strip()), None)
    if text is None:
        return
    headline = record.get("headline") or record.get("name")
    if isinstance(headline, str) and clean(headline):
        yield Heading(clean(headline), 1, locator)
    for line in text.splitlines():
        if clean(line):
            yield Paragraph(clean(line), locator)
