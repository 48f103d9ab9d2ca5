"""The crawl as a process: python -m scrapers.run. Fetches the sites of schools into an archive, and reports.

Belongs here: the command line, the exit codes, starting and ending one crawl. Does not belong here: the walk itself.
One crawl a process: a Twisted reactor cannot be started twice, so pipelines run this as a child.
"""

import argparse
import json
import logging
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from dagster_pipes import PipesEnvVarParamsLoader, open_dagster_pipes

from schemas.documents import CrawlRecord
from schemas.registry import School
from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive, ArchiveWriter
from scrapers.archive_mending import cut, mend
from scrapers.crawl_report import build_record, summary, write_record
from scrapers.exceptions import ArchiveError, CrawlError, HostsMapError, LedgerError, RegistryError
from scrapers.ledger import Ledger
from scrapers.lifetime import end_with_input
from scrapers.manners import Hours, Manners, read_stop_list, require_browser
from scrapers.pacing import Pace
from scrapers.registry import load_schools
from scrapers.resolver import HostsMap, load_hosts_map
from scrapers.settlements import ArchiveMark
from scrapers.walk import Limits, Walk
from scrapers.working_folder import only_one

logger = logging.getLogger("scrapers.run")


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a crawl and return its exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.until_input_ends:
        end_with_input(ExitCode.STOPPED)  # every answer is settled for itself: only open ones are asked for again
    if options.delay == 0 and options.hosts_map is None:
        parser.error("--delay 0 is for servers of your own, with --hosts-map; give at least 0.1")
    try:
        schools = chosen_schools(options.schools, options.school)
        manners = Manners(
            Hours.read(options.hours) if options.hours else Hours(),
            read_stop_list(options.stop_list) if options.stop_list else frozenset(),
            options.total_budget,
        )
        if options.browser is not None:
            require_browser(options.browser)
        hosts = load_hosts_map(options.hosts_map) if options.hosts_map is not None else None
        with only_one(options.work, waits=options.wait):
            return _crawl(options, schools, hosts, manners)
    except (RegistryError, HostsMapError, LedgerError, CrawlError) as error:
        sys.stderr.write(f"error: {error}\n")
        return ExitCode.BAD_ARGUMENTS
    except (ArchiveError, OSError, sqlite3.Error) as error:
        sys.stderr.write(f"error: cannot write below {options.work} ({error}); free space or choose another folder\n")
        return ExitCode.CANNOT_WRITE


def report(event: dict[str, object]) -> None:
    """Print one event as a line of JSON on stdout, at once."""
    sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def chosen_schools(folder: Path, slugs: list[str] | None) -> dict[str, School]:
    """The schools named, or all of a folder.

    Raises:
        RegistryError: one is unknown, or a file does not hold its form.
    """
    schools = load_schools(folder)
    unknown = sorted(set(slugs or ()) - set(schools))
    if unknown:
        raise RegistryError(f"{', '.join(unknown)}: no such school in {folder}; the file names there are the slugs")
    return {slug: schools[slug] for slug in slugs} if slugs else schools


def _crawl(options: argparse.Namespace, schools: dict[str, School], hosts: HostsMap | None, manners: Manners) -> int:
    folder = options.work / "archive"
    with Ledger(options.work / "ledger.sqlite") as ledger:
        restore_archive(folder, ledger)
        run_id = options.run or ledger.unfinished_run() or datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        unfinished = ledger.begin(run_id, schools)
        writer = ArchiveWriter(folder)
        ledger.set_mark(ArchiveMark(*writer.position))
        records: dict[str, CrawlRecord] = {}

        def tell(event: dict[str, object]) -> None:
            if options.progress:
                report(event)

        def finished(slug: str) -> None:
            record = build_record(ledger, slug)
            write_record(options.work / "crawls", record)
            records[slug] = record
            tell({"event": "school_done", "school": slug, "complete": record.complete, "fetched": record.fetched})

        walk = Walk(
            schools={slug: schools[slug] for slug in unfinished},
            ledger=ledger,
            archive=Archive(folder),
            writer=writer,
            pace=Pace(options.delay),
            limits=Limits(pages=options.page_budget, seconds=options.school_seconds),
            on_finished=finished,
            on_event=tell,
            manners=manners,
        )
        try:
            _run_process(walk, hosts, options)
        finally:
            writer.close()
        for slug in set(schools) - set(records):
            records[slug] = build_record(ledger, slug)
        code = _exit_code(walk, records)
        _tell(options, run_id, code, [records[slug] for slug in schools], ledger)
    return code


def restore_archive(folder: Path, ledger: Ledger) -> None:
    """Cut off what a killed crawl left unsettled at the end of the archive."""
    mark = ledger.mark()
    if mark is None:
        mend(folder)
    elif not cut(folder, mark.warc_file, mark.warc_bytes, mark.index_bytes):
        logger.warning("the archive is older than the ledger; every page is asked for again")
        ledger.forget_runs()


def _run_process(walk: Walk, hosts: HostsMap | None, options: argparse.Namespace) -> None:
    """Run the spider in this process until nothing is left."""
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 - installs a reactor, which only a crawl needs
    from scrapy.settings import Settings  # noqa: PLC0415

    from scrapers.spiders.site_walk import SiteWalkSpider  # noqa: PLC0415

    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.set("PROGRESS", options.progress, priority="cmdline")
    settings.set("HOSTS_MAP", hosts, priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", options.answer_seconds, priority="cmdline")
    settings.set("BROWSER", options.browser, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(SiteWalkSpider, walk=walk)
    process.start()


def _exit_code(walk: Walk, records: dict[str, CrawlRecord]) -> ExitCode:
    if walk.write_failure:
        return ExitCode.CANNOT_WRITE
    if not walk.queue.is_empty() or any(record.finished_at is None for record in records.values()):
        return ExitCode.STOPPED
    unreachable = {VisitOutcome.name_not_resolved, VisitOutcome.connection_refused, VisitOutcome.timed_out}
    outcomes = {visit.outcome for record in records.values() for visit in record.visits}
    if outcomes and outcomes <= unreachable:
        return ExitCode.NO_NETWORK
    return ExitCode.COMPLETE if all(record.fetched for record in records.values()) else ExitCode.SOME_SCHOOLS_FAILED


def _tell(
    options: argparse.Namespace, run_id: str, code: ExitCode, records: list[CrawlRecord], ledger: Ledger
) -> None:
    """Report the end: to a person on stderr, to the caller on stdout, to Dagster where it started this process."""
    sys.stderr.write(summary(records) + "\n")
    settled, known = ledger.totals()
    end = {
        "event": "finished",
        "run": run_id,
        "exit_code": int(code),
        "schools": len(records),
        "complete": sum(record.complete for record in records),
        "fetched": sum(record.fetched for record in records),
        "refused": sum(record.refused for record in records),
        "failed": sum(record.failed for record in records),
        "skipped": sum(record.skipped for record in records),
        "settled": settled,
        "known": known,
    }
    if options.progress:
        report(end)
    if PipesEnvVarParamsLoader().is_dagster_pipes_process():  # type: ignore[no-untyped-call]
        with open_dagster_pipes() as pipes:
            pipes.report_custom_message(end)


if __name__ == "__main__":
    sys.exit(main())
