"""From bytes to characters for every kind of text document.

Belongs here: character encodings. Does not belong here: media types (detection.py), repair of single words (wording.py).
"""

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Names that pages declare and what browsers read instead: declared UTF-16 without a byte order mark is never true."""
SAMPLE_LENGTH = 100_000
DAMAGED_SHARE = 0.02
"""Up to this share of broken sequences a text still counts as UTF-8 with other bytes pasted into it."""


def pasted_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252, as an editor would have pasted them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252-pasted", pasted_bytes)


def decode(content: bytes, *, declared_type: str | None = None, markup: bool = False) -> str:
    """Return the characters of a text document.

    The order of trust: byte order mark, valid UTF-8, the declared character set (Content-Type header, then the page's
    own), UTF-8 with a few foreign bytes, a statistical guess. Nothing fails: what stays undecodable is U+FFFD.

    Args:
        content: bytes of the document.
        declared_type: the Content-Type header.
        markup: whether the document may name its character set itself (meta element, XML declaration).
    """
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        declared = declared_encoding(content, declared_type, markup=markup)
    if declared not in {None, "utf-8"}:
        return content.decode(declared or "cp1252", "replace")
    pasted = content.decode("utf-8", "windows-1252-pasted")
    if declared == "utf-8" or mostly_unicode(content):
        return pasted
    guess = from_bytes(content[:SAMPLE_LENGTH]).best()
    return content.decode(guess.encoding if guess else "cp1252", "replace")


def mostly_unicode(content: bytes) -> bool:
    """Tell whether multi-byte characters of a text are UTF-8 but for a few."""
    sample = content[:SAMPLE_LENGTH]
    high = sum(byte > 127 for byte in sample)
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return high > 0 and broken * 3 <= high and broken <= max(1, len(sample) * DAMAGED_SHARE)


def declared_encoding(content: bytes, declared_type: str | None, *, markup: bool) -> str | None:
    """Return the codec of the declared character set, or None where none that is known is declared."""
    names = [found[1] for found in [CHARSET.search(declared_type or "")] if found]
    if markup:
        head = content[:4096]
        names += [found[1].decode("ascii") for found in [XML_ENCODING.search(head)] if found]
        names += [found[1] for found in [CHARSET.search(head.decode("latin-1"))] if found]
    for name in names:
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        return AS_BROWSERS_READ.get(codec, codec)
    return None
