"""Every robots case end to end: real files on real hosts, and what the crawler then asked for by the server's own log."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.addresses import canonical_address
from scrapers.settings import PRODUCT
from tests.integration.crawl.conftest import Crawled, Crawler, school
from tests.integration.crawl.site import Reply, Web, html

pytestmark = pytest.mark.crawl
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("robots_cases.toml").read_text())["case"]


def host_of_case(number: int) -> str:
    return f"www.case-{number}.example"


@dataclass(frozen=True)
class Obeyed:
    """One crawl of one host a case."""

    web: Web
    crawled: Crawled


@pytest.fixture(scope="module")
def obeyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Obeyed]:
    with Web() as web:
        crawler = Crawler(web, tmp_path_factory.mktemp("robots"))
        for number, case in enumerate(CASES):
            host = host_of_case(number)
            paths = [*case.get("open", []), *case.get("closed", [])]
            text = re.sub(r"\bBOT", PRODUCT, case["robots"]).replace("HOST", host).replace("LONG", "a" * 16_700)
            web.hosts[host] = {path: html("A page", f"Page {path}.") for path in paths}
            web.hosts[host]["/robots.txt"] = Reply(text.encode(), headers={"Content-Type": "text/plain"})
            known = [{"address": f"http://{host}{path}"} for path in paths]
            crawler.write(school(f"case-{number}", host, known_addresses=known))
        yield Obeyed(web, crawler.run())


def test_every_case_is_obeyed_to_the_letter(obeyed: Obeyed) -> None:
    """All in one test, so that workers that share the tests out do not each crawl anew."""
    broken = [case["name"] for number, case in enumerate(CASES) if not is_obeyed(obeyed, number, case)]
    assert len(CASES) > 60
    assert broken == []


def is_obeyed(obeyed: Obeyed, number: int, case: dict[str, Any]) -> bool:
    host = host_of_case(number)
    opened, closed = (
        {canonical_address(f"http://{host}{path}") for path in case.get(kind, [])} for kind in ("open", "closed")
    )
    asked = {canonical_address(f"http://{host}{path}") for path in obeyed.web.counts(host)}
    visits = {visit.address: visit.outcome for visit in obeyed.crawled.record(f"case-{number}").visits}
    refused = {visits[address] for address in closed} <= {VisitOutcome.refused_by_robots}
    return asked >= opened and not asked & closed and refused


def test_each_robots_txt_was_asked_for_once_and_first(obeyed: Obeyed) -> None:
    for number in range(len(CASES)):
        asked = [one.path for one in obeyed.web.asked if one.host == host_of_case(number)]
        assert asked[0] == "/robots.txt"
        assert asked.count("/robots.txt") == 1
