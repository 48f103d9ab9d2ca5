"""Pruning the archive of a collection: what would go, and letting it go.

Belongs here: lock, ledger and order of a pruning. Does not belong here: the rule (retention.py), the files (scrapers/archive_pruning.py).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from pipelines.archive_work import LEDGER, mark_of, settle, settled
from pipelines.layers import Layers
from pipelines.retention import Sorted, cited_by, forbidden_captures, sort_exchanges
from scrapers.archive_pruning import Stored, prune, stored_exchanges
from scrapers.exceptions import ArchiveError
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark
from scrapers.working_folder import only_one

DAYS_A_YEAR = 365.25


def what_would_go(
    layers: Layers, years: float, advance: Callable[[int], object], *, taken_down: bool = False
) -> Sorted:
    """Tell what stays in the archive of a collection from what may go; nothing is changed.

    Args:
        layers: the collection.
        years: how old an exchange must be.
        advance: told how many bytes more were looked through.
        taken_down: whether captures of paths that school files forbid go, however old and whatever cites them.

    Raises:
        ArchiveError: the archive is damaged.
        StoreError: an edition or a layer cannot be read, so that nobody knows what it cites.
    """
    return _sorted(layers, settled(layers.folder), years, advance, taken_down=taken_down)


def let_go(layers: Layers, years: float, advance: Callable[[int], object], *, taken_down: bool = False) -> Sorted:
    """Write the archive of a collection anew without what may go; killed at any moment, it is the old one or the new one.

    Raises:
        CrawlError: a crawl is at work.
        ArchiveError: the archive is damaged, or cannot be written.
        StoreError: an edition or a layer cannot be read, so that nobody knows what it cites.
    """
    settled(layers.folder)
    with only_one(layers.folder):
        sizes = settle(layers.folder)
        found = _sorted(layers, sizes, years, advance, taken_down=taken_down)
        if not found.goes:
            return found
        mark = mark_of(layers.folder)
        before = (mark.warc_file, mark.warc_bytes, mark.index_bytes) if mark else None
        after = prune(layers.archive.folder, sizes, found.stays, {one.place for one in found.goes}, before)
        if mark is not None and after is not None:
            with Ledger(layers.folder / LEDGER) as ledger:
                ledger.set_mark(ArchiveMark(*after))
    return found


def _sorted(
    layers: Layers, sizes: Mapping[str, int], years: float, advance: Callable[[int], object], *, taken_down: bool
) -> Sorted:
    captures = list(layers.archive.captures())
    if not captures:
        raise ArchiveError(f"{layers.archive.folder}: holds no capture yet; crawl first")

    def looked_through() -> Iterator[Stored]:
        for one in stored_exchanges(layers.archive.folder, sizes):
            advance(one.size)
            yield one

    return sort_exchanges(
        looked_through(),
        captures,
        cited_by(layers),
        datetime.now(UTC) - timedelta(days=years * DAYS_A_YEAR),
        forbidden_captures(captures, layers.schools) if taken_down else (),
    )
