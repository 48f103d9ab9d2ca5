"""What kind of file a document is, from its bytes first.

Belongs here: media type detection. Does not belong here: which reader takes a type (dispatch.py), character encodings.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import puremagic

HTML = "text/html"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV = "text/csv"
TSV = "text/tab-separated-values"
PLAIN = "text/plain"
XML = "application/xml"
JSON = "application/json"
UNKNOWN = "application/octet-stream"

HEAD_LENGTH = 4096
ZIP_MEMBERS = (("xl/workbook.bin", XLSB), ("xl/", XLSX), ("word/", DOCX), ("ppt/", PPTX))
COMPOUND_STREAMS = (
    ("EncryptedPackage", "application/x-encrypted-office"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", XLS),
    ("Book", XLS),
)
ENDINGS = {
    ".htm": HTML, ".html": HTML, ".pdf": PDF, ".xlsx": XLSX, ".xlsm": XLSX, ".xls": XLS, ".ods": ODS,
    ".docx": DOCX, ".pptx": PPTX, ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".txt": PLAIN, ".xml": XML,
    ".json": JSON,
}  # fmt: skip
TEXT_TYPES = frozenset({CSV, TSV, PLAIN, XML, HTML, JSON})
DECLARED_NAMES = {
    "application/xhtml+xml": HTML,
    "application/csv": CSV,
    "text/comma-separated-values": CSV,
    "text/x-csv": CSV,
    "text/xml": XML,
}
HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|title|body|meta|link|script|style|table|div|p|h[1-6]|ul|ol|dl|span|center|font|main"
    r"|section|article|nav|br|a|b)\b",
    re.IGNORECASE,
)
XML_NOISE = re.compile(r"\s+|<\?[^>]{0,400}\?>|<!--.{0,2000}?-->", re.DOTALL)


def detect_media_type(content: bytes, *, declared: str | None = None, address: str | None = None) -> str:
    """Return the media type of some bytes, lower case and without parameters.

    The bytes decide wherever they can; the declared Content-Type and then the address's ending only tell kinds of text
    apart. Unknown binary data is application/octet-stream.
    """
    head = content[:HEAD_LENGTH]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return zip_type(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return compound_type(content)
    text = text_head(head)
    if text is None:
        return binary_type(content)
    return text_type(text, declared, address)


def zip_type(content: bytes) -> str:
    """Tell the documents that are zip archives apart by the names of their members."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return archive.read("mimetype")[:200].decode("ascii", "replace").strip().lower()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "application/zip"
    for start, media_type in ZIP_MEMBERS:
        if any(name.startswith(start) for name in names):
            return media_type
    return "application/zip"


def compound_type(content: bytes) -> str:
    """Tell the documents that are OLE compound files apart by the names of their streams."""
    for name, media_type in COMPOUND_STREAMS:
        if name.encode("utf-16-le") in content:
            return media_type
    return "application/x-ole-storage"


def text_head(head: bytes) -> str | None:
    """Decode the first bytes as far as their kind needs it; None where they are not text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if b"\x00" in head:
        return None
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    if control > len(head) // 50:
        return None
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def binary_type(content: bytes) -> str:
    """Ask the signature table for the type of binary data."""
    try:
        return (puremagic.from_string(content, mime=True) or UNKNOWN).lower()
    except (puremagic.PureError, ValueError):
        return UNKNOWN


def text_type(text: str, declared: str | None, address: str | None) -> str:
    """Tell kinds of text apart: markup by its first tags, the rest by declaration and ending."""
    start = XML_NOISE.sub(" ", text).lstrip()
    if start.startswith("{\\rtf"):
        return "application/rtf"
    if start[:5].lower() == "<svg " or start.lower().startswith("<!doctype svg"):
        return "image/svg+xml"
    if start.startswith("<"):
        return HTML if HTML_START.match(start) or not text.lstrip().startswith("<?xml") else XML
    hint = hinted_type(declared, address)
    if hint != HTML and hint in TEXT_TYPES:
        return hint
    if HTML_START.search(text) and "</" in text:
        return HTML
    return PLAIN if not start or hint != HTML else HTML


def hinted_type(declared: str | None, address: str | None) -> str | None:
    """Return the type that the Content-Type header names, or else the address's ending."""
    name = (declared or "").partition(";")[0].strip().lower()
    name = DECLARED_NAMES.get(name, name)
    ending = ENDINGS.get(ending_of(address))
    if name and not (name in {PLAIN, UNKNOWN, HTML, XLS} and ending in {CSV, TSV, JSON}):
        return CSV if name == XLS else name
    return ending


def ending_of(address: str | None) -> str:
    """Return the ending of an address's path in lower case, with its dot; empty where there is none."""
    try:
        return PurePosixPath(urlsplit(address or "").path).suffix.lower()
    except ValueError:
        return ""
