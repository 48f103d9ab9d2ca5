"""Errors raised in this package; each docstring says who raises it.

Belongs here: faults of storage and publication that a caller tells apart. Each text is one line: what, where, what to do.
"""

from scrapers.exceptions import MatchWatchError


class StoreError(MatchWatchError):
    """Raised by stores.py when a layer's file cannot be written or does not hold its form."""


class OtherArchiveError(StoreError):
    """Raised by archive_copying.py where another archive, or a later state of it, would be lost."""


class PublishError(MatchWatchError):
    """Raised by steps/publish when an edition cannot be written or fails its own checks."""


class NoEditionError(MatchWatchError):
    """Raised by steps/publish/pointer.py when no edition is current, or `current` points to one that is gone."""


class CrawlError(MatchWatchError):
    """Raised by crawling.py when the crawl's child process could not do its work."""


class StoppedError(MatchWatchError):
    """Raised by crawling.py and refreshing.py when a run was stopped before its end; the same command goes on."""


class HeldBackError(MatchWatchError):
    """Raised by refreshing.py when a blocking check stopped publication, and by steps/publish when an edition loses too much."""


class PortInUseError(MatchWatchError):
    """Raised by the commands that serve when another program listens on the port."""


class ReplyError(MatchWatchError):
    """Raised by steps/assess/replies.py for a reply that does not hold its form or names what does not exist."""


class DisclosureError(MatchWatchError):
    """Raised by steps/assess/disclosure_form.py for a posted disclosure that cannot be read at all."""


class DirectoryError(MatchWatchError):
    """Raised by steps/resolve when a report is no program list, is read wrongly, or a local program directory is damaged."""


class TableError(MatchWatchError):
    """Raised by cli/resolve_tables.py for a table of strings that cannot be read or lacks a column."""


class ScheduleError(MatchWatchError):
    """Raised by cli/schedule.py when a schedule cannot be turned on or off."""


class DatabaseError(MatchWatchError):
    """The database of editions cannot be reached, refuses us, or holds something else than it should."""


class UnknownRunError(MatchWatchError):
    """Raised by cli/runs.py when no report is of the run that was asked for."""


class FleetError(MatchWatchError):
    """Raised by fleet/ when the work table is out of reach, another run has taken over, or workers die of a task."""


class LeaseLostError(MatchWatchError):
    """Raised by fleet/ in a worker whose lease is no longer its own; another goes on with the task."""


class DiscoveryError(MatchWatchError):
    """Raised by discovering.py for a school file that cannot be added to without losing what a maintainer wrote."""
