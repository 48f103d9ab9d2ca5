"""Past captures as a process: python -m scrapers.past. Fetches earlier states of known outcome pages from a web archive.

Belongs here: its command line, starting and ending it. Does not belong here: the requests (spiders/past_captures.py).
One run a process, as for run.py. It holds the same lock and moves the same mark of the archive, so no crawl runs beside it.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from schemas.registry import School
from scrapers.addresses import canonical_address
from scrapers.archive import Archive, ArchiveWriter
from scrapers.arguments import ExitCode
from scrapers.exceptions import AddressRefusedError, ArchiveError, CrawlError, MatchWatchError
from scrapers.ledger import Ledger
from scrapers.manners import Manners, read_stop_list
from scrapers.pacing import Pace
from scrapers.resolver import HostsMap, load_hosts_map
from scrapers.run import chosen_schools, restore_archive
from scrapers.scope import Scope
from scrapers.settlements import ArchiveMark
from scrapers.spiders.past_captures import PastWalk
from scrapers.web_archive import WebArchive
from scrapers.working_folder import only_one

UNUSED = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {"scrapy.extensions.telnet.TelnetConsole": None},
    "CONCURRENT_REQUESTS": 1,
}
"""Settings of the site walk that do not hold here: no ledger of addresses, no events; one request at a time in all."""


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m scrapers.past", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--schools", type=Path, required=True, metavar="FOLDER", help="folder of school files")
    parser.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="folder to write to")
    parser.add_argument("--school", action="append", required=True, metavar="SLUG", help="school; may be repeated")
    parser.add_argument("--cdx", required=True, metavar="ADDRESS", help="CDX interface of the web archive")
    parser.add_argument("--replay", required=True, metavar="ADDRESS", help="its replay, up to the time")
    parser.add_argument("--first-year", type=int, required=True, metavar="YEAR")
    parser.add_argument("--last-year", type=int, required=True, metavar="YEAR")
    parser.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="pause between two requests")
    parser.add_argument("--hosts-map", type=Path, metavar="FILE", help="as of python -m scrapers.run")
    parser.add_argument("--stop-list", type=Path, metavar="FILE", help="as of python -m scrapers.run")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and return the exit code; the last line on stdout tells as JSON what was fetched."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.delay <= 0 and options.hosts_map is None:
        parser.error("--delay 0 is for servers of your own, with --hosts-map; give at least 0.1")
    try:
        hosts = load_hosts_map(options.hosts_map) if options.hosts_map is not None else None
        schools = chosen_schools(options.schools, options.school)
        with only_one(options.work), Ledger(options.work / "ledger.sqlite") as ledger:
            return _fetch(options, schools, hosts, ledger)
    except ArchiveError as error:
        sys.stderr.write(f"error: {error}\n")
        return ExitCode.CANNOT_WRITE
    except MatchWatchError as error:
        sys.stderr.write(f"error: {error}\n")
        return ExitCode.BAD_ARGUMENTS
    except (OSError, sqlite3.Error) as error:
        sys.stderr.write(f"error: cannot write below {options.work} ({error}); free space or choose another folder\n")
        return ExitCode.CANNOT_WRITE


def pages_of(school: School) -> list[tuple[str, str]]:
    """The outcome pages that a school file names as the school's own and does not forbid, by the school's slug.

    Raises:
        CrawlError: it names none.
    """
    scope, found = Scope(school), []
    for known in school.known_addresses:
        try:
            address = canonical_address(known.address)
        except AddressRefusedError:
            continue
        if known.is_own_release and not scope.is_forbidden(address):
            found.append((school.slug, address))
    if not found:
        raise CrawlError(
            f"{school.slug}: its school file names no outcome page of its own; find them: matchwatch discover {school.slug}"
        )
    return found


def _fetch(options: argparse.Namespace, schools: dict[str, School], hosts: HostsMap | None, ledger: Ledger) -> int:
    folder = options.work / "archive"
    restore_archive(folder, ledger)
    writer = ArchiveWriter(folder)
    ledger.set_mark(ArchiveMark(*writer.position))
    walk = PastWalk(
        source=WebArchive(options.cdx, options.replay),
        pages=[page for school in schools.values() for page in pages_of(school)],
        years=range(options.first_year, options.last_year + 1),
        archive=Archive(folder),
        writer=writer,
        pace=Pace(options.delay),
        settled=lambda: ledger.set_mark(ArchiveMark(*writer.position)),
        manners=Manners(stop_list=read_stop_list(options.stop_list)) if options.stop_list else Manners(),
    )
    try:
        _run_process(walk, hosts)
    finally:
        writer.close()
    if walk.write_failure:
        raise ArchiveError(walk.write_failure)
    sys.stdout.write(
        json.dumps({"fetched": walk.fetched, "requests": walk.asked, "failures": walk.failures}, ensure_ascii=False)
        + "\n"
    )
    return ExitCode.SOME_SCHOOLS_FAILED if walk.failures else ExitCode.COMPLETE


def _run_process(walk: PastWalk, hosts: HostsMap | None) -> None:
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 - installs a reactor, which only a crawl needs
    from scrapy.settings import Settings  # noqa: PLC0415

    from scrapers.spiders.past_captures import PastCapturesSpider  # noqa: PLC0415

    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.update({**UNUSED, "HOSTS_MAP": hosts}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(PastCapturesSpider, walk=walk)
    process.start()


if __name__ == "__main__":
    sys.exit(main())
