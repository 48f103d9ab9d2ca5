"""Errors raised in this package; each docstring says who raises it.

Belongs here: exceptions that a caller tells apart. Does not belong here: messages for people that need no type.
"""


class MatchWatchError(Exception):
    """Base of all errors whose text is one line for a person: what, where, and what to do."""


class RegistryError(MatchWatchError):
    """Raised by registry.py for an unknown school or a school file that does not hold its form."""


class ReferenceTableError(MatchWatchError):
    """Raised by reference.py for a table of reference/ that is absent or does not hold its form."""


class ReadingError(MatchWatchError):
    """Raised by readers when a document's bytes are damaged or of a type that no reader takes."""


class LimitExceededError(ReadingError):
    """Raised by readers when a document breaks a limit of bytes, pages, cells, time or memory."""


class UnreadableError(ReadingError):
    """Raised by readers when the file is whole but holds nothing readable: an image without OCR, a useless text layer."""


class ArchiveError(MatchWatchError):
    """Raised by archive.py when a WARC file or the index cannot be written or read."""


class LedgerError(MatchWatchError):
    """Raised by ledger.py when the crawl ledger cannot be opened or is of another version."""


class AddressRefusedError(MatchWatchError):
    """Raised by addresses.py for an address that is not http or https, or that leaves the public internet."""


class HostsMapError(MatchWatchError):
    """Raised by resolver.py for a hosts map that does not hold its form or names a host that could be real."""


class CrawlError(MatchWatchError):
    """Raised by run.py when a crawl cannot start: bad arguments, or another crawl at work in the same folder."""


class ReplayError(MatchWatchError):
    """Raised by replaying.py when what it needs is not installed."""


class WebArchiveError(MatchWatchError):
    """Raised by web_archive.py for an answer that is no index of a web archive."""
