"""The command line of a crawl: its options, with what they are by default, and the codes with which it ends.

Belongs here: names, forms and help of the options. Does not belong here: what is done with them (run.py).
"""

import argparse
import sys
from enum import IntEnum
from pathlib import Path
from typing import Any

from scrapers.walk import Limits


class ExitCode(IntEnum):
    """How a crawl ended."""

    COMPLETE = 0
    BAD_ARGUMENTS = 1
    SOME_SCHOOLS_FAILED = 3
    NO_NETWORK = 4
    CANNOT_WRITE = 5
    STOPPED = 6


EPILOG = """\
What it writes below --work:
  archive/            WARC files and index.jsonl, one capture a line
  ledger.sqlite       every address known, and what became of it; from it a killed crawl goes on
  crawls/<slug>.json  the record of each school's search: complete or not, and why

A run that was killed or stopped is taken up where it was: start the same command again, nothing is fetched twice.
A finished run is followed by a new one, which asks each known page only whether it changed.

Exit codes: 0 finished; 1 bad arguments or school files; 3 finished, but some schools gave nothing at all;
4 no host could be reached (no network); 5 cannot write (disk full); 6 stopped before the end.

Examples:
  python -m scrapers.run --schools scrapers/schools --work var --school yale
  python -m scrapers.run --schools sample/schools --work var/sample --hosts-map hosts.json --delay 0

Set MATCHWATCH_CONTACT to a page that says who runs this crawler and how to reach them: it is sent with every request.
"""


class _Parser(argparse.ArgumentParser):
    """Ends with the documented code for bad arguments."""

    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.BAD_ARGUMENTS, f"error: {message}; see --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    limits = Limits()
    parser = _Parser(
        prog="python -m scrapers.run",
        description="Fetch what schools publish about matches and exams into an archive.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--schools", type=Path, required=True, metavar="FOLDER", help="folder of school files")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="folder to write to")
    parser.add_argument("--school", action="append", metavar="SLUG", help="only this school; may be repeated")
    parser.add_argument("--run", metavar="ID", help="name of the run; the same name goes on with it (default: the last"
                        " run if it was not finished, else a new one named by the time)")  # fmt: skip
    parser.add_argument("--hosts-map", type=Path, metavar="FILE", help="JSON of host name to address:port, for names under"
                        " .example, .test, .invalid and .localhost only; no other host is reached then")  # fmt: skip
    parser.add_argument("--page-budget", type=_positive, metavar="N", default=limits.pages,
                        help="most pages a school unless its file says otherwise (default: %(default)s)")  # fmt: skip
    parser.add_argument("--school-seconds", type=_not_negative, metavar="S", default=limits.seconds,
                        help="most seconds a school (default: %(default)s)")  # fmt: skip
    parser.add_argument("--answer-seconds", type=_positive, metavar="S", default=60,
                        help="most seconds that one answer may take, to its last byte (default: %(default)s)")  # fmt: skip
    parser.add_argument("--delay", type=_not_negative, metavar="SECONDS", default=1.0,
                        help="least pause between requests to one host; 0 only for servers of your own (default: 1)")  # fmt: skip
    parser.add_argument("--processes", type=_positive, metavar="N", help="most processes that fetch and read pages; schools that share"
                        " a domain stay in one (default: as many as the pauses leave work for, at most one a processor; without a pause one)")  # fmt: skip
    parser.add_argument("--hours", metavar="FIRST-LAST", help="hours of the day in which requests are sent, as 22-6, by the clock of"
                        " this machine; outside of them the crawl waits (default: all)")  # fmt: skip
    parser.add_argument(
        "--stop-list", type=Path, metavar="FILE", help="hosts that are never asked, one a line, with all below them"
    )
    parser.add_argument(
        "--total-budget", type=_positive, metavar="N", help="most requests over all schools (default: no limit)"
    )
    parser.add_argument("--browser", metavar="PROGRAM", help="an installed Chromium that renders pages which are empty until scripts"
                        " fill them; needs the optional extra `browser` (default: such pages are reported, not read)")  # fmt: skip
    parser.add_argument("--until-input-ends", action="store_true", help="end at once, as if killed, when standard input is closed:"
                        " for a parent that may die")  # fmt: skip
    parser.add_argument(
        "--wait",
        action="store_true",
        help="wait until another crawl in the same folder has ended, instead of giving up",
    )
    parser.add_argument("--progress", action="store_true", help="print one JSON object a line on stdout as it goes")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _not_negative(text: str) -> float:
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number
