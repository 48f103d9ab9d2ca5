"""The address guard against real servers: whatever carries a hostile address to the crawler, nobody there is ever asked."""

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.registry import school_yaml
from tests.integration.crawl.conftest import ROOT, Crawled, Crawler, school
from tests.integration.crawl.hostile import HOSTILE, INNER_4, INNER_6, READ_AS_OWN_HOST, hostile_addresses
from tests.integration.crawl.inner_net import Trap
from tests.integration.crawl.site import HOST, Page, Reply, Web, html, lettered, link

pytestmark = pytest.mark.crawl
REFUSED = {VisitOutcome.redirect_refused, VisitOutcome.address_refused}
XML = {"Content-Type": "application/xml"}


@dataclass(frozen=True)
class Baited:
    """A crawl of a web full of hostile addresses, and the servers on loopback that nobody may ask."""

    web: Web
    crawled: Crawled
    traps: tuple[Trap, Trap]
    addresses: list[str]


def _redirect(target: str) -> Reply:
    sent = target.replace("\r", "").replace("\n", "").encode().decode("latin-1")
    return Reply(b"", 302, {"Location": sent})


def _file(address: str) -> str:
    """The same address with a path that looks like the document that is sought, where it has a plain path."""
    return address + "match-list.pdf" if address.endswith("/") else address


def bait(web: Web, addresses: list[str]) -> None:
    """Put each address behind everything that a crawler follows."""
    numbers = range(len(addresses))
    pages: dict[str, Page] = {
        "/": html("Alderholt", link("/outcomes/", "Match list and outcomes"), *(
            link(f"/{way}/{lettered(number)}/", f"Match list {number}") for way in ("moved", "chain", "refresh") for number in numbers)),
        "/outcomes/": html("Match results", *(link(_file(one), "Match list pdf") for one in addresses), *(
            f'<iframe src="{_file(one)}" title="Match list"></iframe><img src="{one}chart.png" alt="Match results 2025">'
            f"""<button onclick="window.open('{one}')">Match list</button>""" for one in addresses)),
        "/robots.txt": Reply(b"User-agent: *\nAllow: /\n" + b"".join(
            f"Sitemap: {one}\n".encode() for one in addresses if "\n" not in one)),
        "/sitemap.xml": Reply(_sitemap(addresses), headers=XML),
    }  # fmt: skip
    for number, address in enumerate(addresses):
        pages[f"/moved/{lettered(number)}/"] = _redirect(address)
        pages[f"/chain/{lettered(number)}/"] = _redirect(f"/hop/{lettered(number)}/")
        pages[f"/hop/{lettered(number)}/"] = _redirect(_file(address))
        pages[f"/refresh/{lettered(number)}/"] = html(
            "Match list", "Moved.", head=f'<meta http-equiv="refresh" content="0; url={address}">'
        )
    web.hosts[HOST] |= pages
    web.hosts["www.sly.example"] = {"/robots.txt": lambda _: _redirect(addresses[0]), "/": html("Sly", "x")}


def _sitemap(addresses: list[str]) -> bytes:
    written = [one.replace("&", "&amp;").replace("<", "&lt;") for one in addresses]
    pages = "".join(f"<url><loc>{_file(one)}</loc></url>" for one in written)
    indexes = "".join(f"<sitemap><loc>{one}sitemap.xml</loc></sitemap>" for one in written)
    return f"<urlset>{pages}{indexes}</urlset>".encode()


@pytest.fixture(scope="module")
def baited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Baited]:
    with Web() as web, Trap("127.0.0.1") as trap, Trap("::1", port=trap.port) as trap_6:
        addresses = hostile_addresses(trap.port)
        bait(web, addresses)
        crawler = Crawler(web, tmp_path_factory.mktemp("guard"))
        spelled = [{"address": one.replace("{port}", str(trap.port))} for one in (*INNER_4, *INNER_6)]
        crawler.write(school(crawl={"page_budget": 5000}, known_addresses=spelled), school("sly", "www.sly.example"))
        yield Baited(web, crawler.run(), (trap, trap_6), addresses)


def test_the_table_is_long_and_its_servers_do_listen(baited: Baited) -> None:
    assert len(set(HOSTILE)) >= 40
    for trap, host in zip(baited.traps, ("127.0.0.1", "[::1]"), strict=True):
        before = len(trap.asked)
        with urllib.request.urlopen(f"http://{host}:{trap.port}/", timeout=5) as answer:
            assert answer.read() == b"inner"
        assert len(trap.asked) == before + 1
        trap.asked.clear()


def test_nobody_on_loopback_was_asked(baited: Baited) -> None:
    assert [asked for trap in baited.traps for asked in trap.asked] == []


def test_every_redirect_to_a_hostile_address_was_met_and_refused(baited: Baited) -> None:
    own_host = tuple(start.replace("{port}", "") for start in READ_AS_OWN_HOST)
    outcomes = {visit.address: visit.outcome for visit in baited.crawled.record().visits}
    for number, address in enumerate(baited.addresses):
        for way in ("moved", "chain", "hop"):
            assert baited.web.counts()[f"/{way}/{lettered(number)}/"] == 1
            if not address.startswith(own_host):
                assert outcomes[f"http://{HOST}/{way}/{lettered(number)}/"] in REFUSED, address
        assert baited.web.counts()[f"/refresh/{lettered(number)}/"] == 1


def test_no_capture_holds_what_stands_behind_the_guard(baited: Baited) -> None:
    assert all(HOST in (capture.final_address or "") for capture in baited.crawled.captures())
    hosts = {
        visit.address.split("/")[2]
        for visit in baited.crawled.record().visits
        if visit.outcome is VisitOutcome.fetched
    }
    assert hosts <= {HOST}


def test_a_robots_txt_that_leads_inside_closes_its_host(baited: Baited) -> None:
    assert "/" not in baited.web.counts("www.sly.example")
    assert not baited.crawled.record("sly").complete


def test_names_that_lead_inside_are_refused_by_the_crawler_as_it_runs_in_production(tmp_path: Path) -> None:
    """In a network of its own, where the real name resolution asks a real name server whose answers lead inside."""
    isolated = ["unshare", "--map-root-user", "--net", "--mount"]
    if subprocess.run([*isolated, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine makes no networks of their own (unshare)")
    made = school(
        "rightful",
        "www.rightful.school.test",
        website_domain="rightful.school.test",
        known_addresses=[{"address": f"http://{name}.rightful.school.test/match/"} for name in ("six", *INWARD)],
    )
    (tmp_path / "schools").mkdir()
    (tmp_path / "schools" / "rightful.yaml").write_text(school_yaml(made))
    command = [*isolated, sys.executable, "-m", "tests.integration.crawl.inner_net", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    crawled = Crawled(0, tmp_path / "work", [], done.stderr)
    outcomes = {visit.address: visit.outcome for visit in crawled.record("rightful").visits}
    assert (tmp_path / "trapped.txt").read_text() == ""
    for name in ("www", "six"):
        assert outcomes[f"http://{name}.rightful.school.test/match/"] is VisitOutcome.fetched, done.stderr
    for name in INWARD:
        assert outcomes[f"http://{name}.rightful.school.test/match/"] is VisitOutcome.address_refused, name
    for spelled in ("http://127.0.0.1/match-list.pdf", "http://[::1]/match.pdf"):
        assert outcomes[spelled] is VisitOutcome.address_refused
    asked = (tmp_path / "asked.txt").read_text().split()
    assert asked.count("rebound.rightful.school.test/robots.txt") == 1
    assert "rebound.rightful.school.test/match/" not in asked


INWARD = ("loopback", "private", "metadata", "loopback6", "mapped6", "nat64", "unique6", "mixed", "rebound", "alias")
