"""Documents that are zip archives of XML parts.

Belongs here: opening such an archive within limits, parsing one part safely. Does not belong here: what the parts hold.
"""

import io
import zipfile

from lxml import etree
from lxml.etree import _Element

from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers.limits import Limits


def open_package(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a zipped document.

    Raises:
        LimitExceededError: its parts are too large when unpacked.
        ReadingError: it is no zip archive.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the file has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError("the file is damaged (no whole zip archive): fetch it again") from error
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > limits.unpacked_bytes:
        raise LimitExceededError(
            f"the file unpacks to {unpacked:,} bytes, the limit is {limits.unpacked_bytes:,}: raise the limit"
        )
    return package


def part_bytes(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Return one part of a zipped document, or None where it has none of that name.

    Raises:
        ReadingError: the part is damaged or encrypted.
    """
    try:
        return package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise ReadingError(f"the file is damaged (part {name}): fetch it again") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise ReadingError(f"the file is damaged (part {name}): fetch it again") from error


def part_root(package: zipfile.ZipFile, name: str) -> _Element | None:
    """Return the root element of one XML part, or None where there is none of that name; entities stay unresolved.

    Raises:
        ReadingError: the part is damaged.
    """
    content = part_bytes(package, name)
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"the file is damaged (part {name} is no XML): fetch it again") from error
