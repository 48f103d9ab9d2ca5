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
from pathlib import Path

from dagster_pipes import PipesEnvVarParamsLoader, open_dagster_pipes

from schemas.documents import CrawlRecord
from schemas.registry import School
from schemas.vocabulary import VisitOutcome
from scrapers.archive import ArchiveWriter
from scrapers.archive_mending import restore
from scrapers.arguments import ExitCode, build_parser
from scrapers.books import Books, Event
from scrapers.crawl_report import build_record, summary
from scrapers.exceptions import ArchiveError, CrawlError, HostsMapError, LedgerError, RegistryError
from scrapers.ledger import Ledger
from scrapers.lifetime import end_with_input
from scrapers.manners import Hours, Manners, read_stop_list, require_browser
from scrapers.parts import parted, useful_processes, walk_in_parts
from scrapers.registry import load_schools
from scrapers.resolver import HostsMap, load_hosts_map
from scrapers.settlements import ArchiveMark
from scrapers.walk import Limits
from scrapers.walking import WalkSettings, walk
from scrapers.working_folder import only_one

logger = logging.getLogger("scrapers.run")


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


def report(event: Event) -> None:
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
        books = Books(ledger, writer, options.work / "crawls", report if options.progress else _unheard)
        try:
            settings = _walk_settings(options, hosts, manners)
            to_walk = {slug: schools[slug] for slug in unfinished}
            failure = _walk(to_walk, books, settings, _most_processes(options, len(to_walk)))
        finally:
            writer.close()
        records = {slug: books.records.get(slug) or build_record(ledger, slug) for slug in schools}
        code = _exit_code(failure, records)
        _tell(options, run_id, code, list(records.values()), ledger)
    return code


def _walk(schools: dict[str, School], books: Books, settings: WalkSettings, most_processes: int) -> str | None:
    """Walk in this process, or in several if there is work for them."""
    parts = parted(schools, most_processes)
    return walk_in_parts(parts, books, settings) if len(parts) > 1 else walk(schools, books, settings)


def _walk_settings(options: argparse.Namespace, hosts: HostsMap | None, manners: Manners) -> WalkSettings:
    return WalkSettings(
        archive=options.work / "archive",
        delay=options.delay,
        answer_seconds=options.answer_seconds,
        limits=Limits(pages=options.page_budget, seconds=options.school_seconds),
        hosts=hosts,
        browser=options.browser,
        progress=options.progress,
        manners=manners,
    )


def _most_processes(options: argparse.Namespace, schools: int) -> int:
    """How many processes may walk; a budget over all schools is counted in one."""
    if options.total_budget is not None:
        return 1
    return int(options.processes or useful_processes(schools, options.delay))


def _unheard(_: Event) -> None:
    """Take an event that nobody wants to hear."""


def restore_archive(folder: Path, ledger: Ledger) -> None:
    """Cut off what a killed crawl left unsettled at the end of the archive."""
    if not restore(folder, ledger.mark()):
        logger.warning("the archive is older than the ledger; every page is asked for again")
        ledger.forget_runs()


def _exit_code(write_failure: str | None, records: dict[str, CrawlRecord]) -> ExitCode:
    if write_failure:
        return ExitCode.CANNOT_WRITE
    if any(record.finished_at is None for record in records.values()):
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
