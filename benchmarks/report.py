"""How long the transparency report of 238 schools and 26 criteria takes to build, and its page to open in a browser.

Belongs here: the times, beside a bare page of the same server in the same run. Does not belong here: whether the report is right.
The schools are invented, their statuses run through all there are. Times are of the processor, which hold on a machine that does other
things too: the server's, and those of the browser's page. Without a browser the page is fetched only. Run: python -m benchmarks.report [--rounds N]
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from pipelines.steps.assess.flags.raising import load_flag_rules
from pipelines.steps.publish.printed.compose import printed_report
from pipelines.steps.publish.report import write_matrix
from schemas.report import REPORT_CSV, REPORT_JSON, REPORT_PDF, Report
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.editions import publish_edition
from tests.unit.report.makers import nation

SCHOOLS = 238
BUILD_GOAL, OPEN_GOAL = 10.0, 1.0
"""Seconds."""
BASELINE = "/corrections?edition=sample"
"""A page of little more than the frame of the site."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def build(folder: Path) -> Report:
    """Count the report and write its three files."""
    report = nation(SCHOOLS)
    (folder / REPORT_JSON).write_text(report.model_dump_json(), encoding="utf-8")
    write_matrix(folder / REPORT_CSV, report)
    meanings = {name: rule.meaning for name, rule in load_flag_rules().items()}
    (folder / REPORT_PDF).write_bytes(printed_report(report, meanings))
    return report


@contextmanager
def opener() -> Iterator[Callable[[str], float]]:
    """What tells the seconds of processor time until a page is loaded with everything on it, server and browser together."""
    from playwright.sync_api import sync_playwright

    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        yield lambda address: _server_time(lambda: httpx.get(address, timeout=60).raise_for_status())
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)

        def opened(address: str) -> float:
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            server = _server_time(lambda: page.goto(address, wait_until="load"))
            found = session.send("Performance.getMetrics")["metrics"]
            page.close()
            return server + next(float(one["value"]) for one in found if one["name"] == "ThreadTime")

        yield opened
        browser.close()


def _server_time(work: Callable[[], object]) -> float:
    """Processor time of this process, in which the server runs, while something is asked of it."""
    started = time.process_time()
    work()
    return time.process_time() - started


def shortest(work: Callable[[], float], rounds: int) -> float:
    """The shortest of several times: what the work costs on a machine that does other things too."""
    return min(work() for _ in range(rounds))


def main() -> int:
    """Print the times; exit code 1 where one is over its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        editions = Path(name)
        folder = editions / publish_edition(editions, Collection.sample)
        started = time.process_time()
        report = build(folder)
        building = time.process_time() - started
        degrees = iter(("", "&degree=MD,DO", "&degree=DO,MD", "&control=public&degree=MD,DO"))
        with served(editions) as address, opener() as opened:
            opened(f"{address}{BASELINE}")
            page = shortest(lambda: opened(f"{address}/report?edition=sample{next(degrees, '')}"), min(rounds, 4))
            bare = shortest(lambda: opened(f"{address}{BASELINE}"), rounds)
    table = Table(
        "what",
        "processor seconds",
        "goal",
        title=f"Report of {len(report.schools)} schools and {len(report.criteria)} criteria",
    )
    table.add_row("counted and written as JSON, CSV and PDF", f"{building:.2f}", f"{BUILD_GOAL:g}")
    table.add_row("page opened", f"{page:.2f}", f"{OPEN_GOAL:g}")
    table.add_row("page opened, beside a bare page", f"{page / bare:.1f} times", "")
    Console().print(table)
    return 0 if building < BUILD_GOAL and page < OPEN_GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
