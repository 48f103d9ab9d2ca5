"""The reader of plain text.

Belongs here: lines to paragraphs. Does not belong here: delimited tables (delimited.py).
"""

from schemas.documents import Locator, Paragraph, ReadDocument
from scrapers.exceptions import LimitExceededError
from scrapers.readers.decoding import decode
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.wording import normalise, repair


def read_plain(
    content: bytes, *, declared_type: str | None = None, address: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ReadDocument:
    """Read a text file: every line that holds a letter or digit is a paragraph located by its number.

    Raises:
        LimitExceededError: the file is too large.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the file has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    blocks: list[Paragraph] = []
    warnings: list[str] = []
    for number, line in enumerate(decode(content, declared_type=declared_type).splitlines(), start=1):
        text = normalise(repair(line))[: limits.characters_per_block]
        if not any(character.isalnum() for character in text):
            continue
        if len(blocks) >= limits.blocks:
            warnings.append(f"cut at the limit of {limits.blocks:,} blocks, in line {number}")
            break
        blocks.append(Paragraph(text, Locator(element_path=f"line {number}")))
    return ReadDocument(tuple(blocks), "text/plain", "plain", address=address, warnings=tuple(warnings))
