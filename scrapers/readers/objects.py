"""The reader of JSON: whatever objects a file holds, as headings, tables and lines.

Belongs here: the shape of the data. Does not belong here: what a name means; no form is known here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import orjson

from schemas.documents import Block, Cell, Heading, Locator, Paragraph, ReadDocument, Table
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.wording import normalise, repair

MEDIA_TYPE = "application/json"
DEEPEST = 12
"""Levels below which nothing that a person posts is nested."""
NAME = re.compile(r"[A-Za-z0-9]+(_[A-Za-z0-9]+)+")
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def read_objects(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read JSON: a list of objects is a table under the name that it has, a single value a line of name and value.

    Names are put in words: match_rate and matchRate both say match rate.

    Raises:
        LimitExceededError: the file is too large.
        ReadingError: it is no JSON.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the file has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    try:
        found = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ReadingError(f"the file is damaged JSON ({error}): fetch it again") from error
    blocks: list[Block] = []
    cells_left = limits.cells
    warnings: list[str] = []
    for block in _blocks(found, "", 1):
        cells_left -= len(block.cells) if isinstance(block, Table) else 0
        if cells_left < 0 or len(blocks) >= limits.blocks:
            warnings.append(f"cut at the limit of {limits.cells:,} cells or {limits.blocks:,} blocks")
            break
        blocks.append(block)
    return ReadDocument(tuple(blocks), MEDIA_TYPE, "objects", address=address, warnings=tuple(warnings))


def _blocks(value: object, path: str, level: int) -> Iterator[Block]:
    """What a value says, from the outside inwards; path is its place in the file."""
    if level > DEEPEST:
        return
    if isinstance(value, Mapping):
        yield from _of_object(value, path, level)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        rows = [row for row in value if isinstance(row, Mapping)]
        if rows and len(rows) == len(value):
            yield _table(rows, path)
        else:
            for number, item in enumerate(value):
                yield from _blocks(item, f"{path}[{number}]", level + 1)
    elif text := _text(value):
        yield Paragraph(text, Locator(element_path=path or "$"))


def _of_object(value: Mapping[str, object], path: str, level: int) -> Iterator[Block]:
    for name, inner in value.items():
        place = f"{path}.{name}" if path else name
        if isinstance(inner, Mapping | list):
            yield Heading(_words(name), min(level + 1, 6), Locator(element_path=place))
            yield from _blocks(inner, place, level + 1)
        elif text := _text(inner):
            yield Paragraph(f"{_words(name)}: {text}", Locator(element_path=place))


def _table(rows: Sequence[Mapping[str, object]], path: str) -> Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [
        Cell(_words(name), 0, column, Locator(element_path=f"{path}[0].{name}"), is_header=True)
        for column, name in enumerate(names)
    ]
    for number, row in enumerate(rows):
        cells += [
            Cell(text, number + 1, column, Locator(element_path=f"{path}[{number}].{name}"))
            for column, name in enumerate(names)
            if (text := _text(row.get(name)))
        ]
    return Table(tuple(cells), Locator(element_path=path or "$"))


def _text(value: object) -> str:
    """A single value as text; a coded word in words, nested data not at all."""
    if isinstance(value, str):
        text = normalise(repair(value))
        return text.replace("_", " ") if NAME.fullmatch(text) else text
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    return ""


def _words(name: str) -> str:
    words = HUMPS.sub(" ", normalise(repair(name)).replace("_", " ").replace("-", " ")).strip()
    return words[:1].upper() + words[1:]
