"""The working folder of a crawl: one crawl at a time.

Belongs here: the lock. Does not belong here: what is written there (archive.py, ledger.py).
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrapers.exceptions import CrawlError

logger = logging.getLogger(__name__)


@contextmanager
def only_one(work: Path, *, waits: bool = False) -> Iterator[None]:
    """Hold the working folder for this process alone; the lock goes with the process, however it ends.

    Args:
        work: the folder; made where it is missing.
        waits: whether to wait until a crawl that is at work there has ended.

    Raises:
        CrawlError: another crawl is at work there, and it is not waited for.
    """
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if not waits:
                raise CrawlError(
                    f"{work}: another crawl is at work there; wait for it or choose another folder"
                ) from error
            logger.warning("%s: waiting until another crawl there has ended", work)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
