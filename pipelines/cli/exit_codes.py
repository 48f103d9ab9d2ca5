"""How the `matchwatch` command ends: one number for each thing that a script may want to tell apart.

Belongs here: the codes, their words, and which error gives which code. Does not belong here: messages.
"""

from enum import IntEnum

from pipelines.exceptions import HeldBackError, NoEditionError, PortInUseError, PublishError, StoppedError, StoreError
from scrapers.exceptions import ArchiveError, MatchWatchError


class ExitCode(IntEnum):
    """Exit codes of every command."""

    OK = 0
    FAILED = 1
    BAD_ARGUMENTS = 2
    SOME_SCHOOLS_FAILED = 3
    NO_NETWORK = 4
    CANNOT_WRITE = 5
    STOPPED = 6
    HELD_BACK = 7
    PORT_IN_USE = 8
    NO_EDITION = 9


MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "done",
    ExitCode.FAILED: "a fault named in one line on stderr",
    ExitCode.BAD_ARGUMENTS: "unknown command, option or value",
    ExitCode.SOME_SCHOOLS_FAILED: "edition published, but some schools gave nothing at all",
    ExitCode.NO_NETWORK: "no host could be reached; what the last edition had was kept",
    ExitCode.CANNOT_WRITE: "the disk is full or a folder cannot be written; nothing was lost",
    ExitCode.STOPPED: "stopped before the end; the same command goes on",
    ExitCode.HELD_BACK: "a blocking check failed; the edition before stays current",
    ExitCode.PORT_IN_USE: "the port is taken",
    ExitCode.NO_EDITION: "no edition was published yet, or the current one is gone",
}
"""What each code means, as the help prints it."""


CODES_OF_ERRORS: dict[type[MatchWatchError], ExitCode] = {
    ArchiveError: ExitCode.CANNOT_WRITE,
    StoreError: ExitCode.CANNOT_WRITE,
    PublishError: ExitCode.CANNOT_WRITE,
    StoppedError: ExitCode.STOPPED,
    HeldBackError: ExitCode.HELD_BACK,
    PortInUseError: ExitCode.PORT_IN_USE,
    NoEditionError: ExitCode.NO_EDITION,
}


def exit_code_of(error: MatchWatchError) -> ExitCode:
    """The code with which a command ends on this error."""
    return next((code for kind, code in CODES_OF_ERRORS.items() if isinstance(error, kind)), ExitCode.FAILED)
