"""The archive of a working folder when no crawl writes to it: how far it is settled, by the ledger beside it.

Belongs here: archive and ledger together. Does not belong here: cutting files (scrapers/archive_mending.py), what is done then
(archive_copying.py, archive_pruning.py).
"""

from collections.abc import Mapping
from pathlib import Path

from scrapers.archive import INDEX, warc_files
from scrapers.archive_mending import restore, settled_sizes
from scrapers.archive_swapping import finish_swap, is_swapping
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark
from scrapers.working_folder import only_one

ARCHIVE, LEDGER = "archive", "ledger.sqlite"


def mark_of(work: Path) -> ArchiveMark | None:
    """How far the ledger of a working folder says that the archive is settled; None where there is no ledger."""
    if not (work / LEDGER).is_file():
        return None
    with Ledger(work / LEDGER) as ledger:
        return ledger.mark()


def settled(work: Path) -> Mapping[str, int]:
    """How far each file of the archive is settled, the index last; a crawl may be at work. A swap that was cut off is carried on.

    Raises:
        ArchiveError: something settled was lost.
        CrawlError: a swap was cut off, and a crawl has just begun that carries it on.
    """
    folder = work / ARCHIVE
    if is_swapping(folder):
        with only_one(work):
            finish_swap(folder)
    return settled_sizes(folder, mark_of(work))


def settle(work: Path) -> Mapping[str, int]:
    """Cut off what is not settled, as a crawl does when it begins, and tell the sizes. The working folder must be held."""
    folder = work / ARCHIVE
    restore(folder, mark_of(work))
    names = [*warc_files(folder), *([INDEX] if (folder / INDEX).is_file() else [])]
    return {name: (folder / name).stat().st_size for name in names}
