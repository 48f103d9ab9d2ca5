"""What counts as a fault of a reader: anything but a document or a typed error, more time or memory than allowed.

Belongs here: running one reader on one input and naming its fault. Does not belong here: making inputs.
"""

import time
import traceback
from pathlib import Path

from schemas.documents import Table
from scrapers.exceptions import ReadingError
from scrapers.readers import image
from scrapers.readers.dispatch import read
from scrapers.readers.limits import Limits
from scrapers.readers.pdf import reader

LIMITS = Limits(seconds=60.0, memory_bytes=3_000_000_000)
SLOWEST = 12.0
"""Seconds of processor time for an input of at most three megabytes; the slowest honest page takes a tenth of a second."""
PACKAGE = "scrapers"


def leave_recognition_out() -> None:
    """Read pictures as far as unpacking them: the recognition engine takes seconds a page and is not ours."""
    for module in (image, reader):
        setattr(module, "recogniser", lambda: None)  # noqa: B010  # the modules' own name for the engine


def fault_of(content: bytes, kind: str) -> str | None:
    """Read one document whole; return the fault's name, None where there is none."""
    started = time.process_time()
    try:
        document = read(content, address=f"https://school.example/list.{kind}", limits=LIMITS)
        for blocks in (document.blocks, *document.alternatives):
            if any(len(block.cells) > LIMITS.cells for block in blocks if isinstance(block, Table)):
                return "too many cells"
    except ReadingError:
        pass
    except BaseException as error:  # panics of extensions are no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__} at {where(error)}"
    spent = time.process_time() - started
    return f"slow: {kind}" if spent > SLOWEST else None


def where(error: BaseException) -> str:
    """Return the innermost line of this project that an error passed through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if f"/{PACKAGE}/" in frame.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "outside"
