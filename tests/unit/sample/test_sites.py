"""The committed sites: complete, honest about being invented, linked, and the same as what the generator writes."""

import re
import tomllib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from sample.generate import write_sample
from sample.server import LATER, SITES, Host, load_hosts
from schemas.registry import School
from schemas.vocabulary import CriterionStatus, Degree
from scrapers.registry import SCHOOLS_FOLDER, check_schools, load_schools

SAMPLE = SITES.parent
EXPECTED = tomllib.loads((SAMPLE / "expected.toml").read_text(encoding="utf-8"))["schools"]
SURNAMES = [line.split(" ")[1] for line in (SAMPLE / "planted_names.txt").read_text(encoding="utf-8").splitlines()]
DEAD_LINKS = {
    "http://www.quillhaven.example/student-affairs/match-day-2022/",
    "http://www.brackenfell.example/students/match/2019/",
}
RULES = {
    "no_outcome_disclosure", "no_match_disclosure", "no_exam_disclosure", "duty_overdue", "vague_match_claim",
    "vague_exam_claim", "impossible_claim", "inconsistent_figures", "rate_without_basis", "unlike_comparison",
    "selective_years", "stale", "unreadable_form", "withheld", "disclosure_removed", "no_graduates_yet",
    "young_school", "not_assessed",
}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for name in ("sites", "later", "schools")
        for file in (folder / name).rglob("*")
        if file.is_file()
    } | {"planted_names.txt": (folder / "planted_names.txt").read_bytes()}


def schools() -> dict[str, School]:
    return load_schools(SAMPLE / "schools")


def pages() -> Iterator[tuple[str, html.HtmlElement]]:
    for file in sorted(SITES.rglob("*.html")):
        path = file.relative_to(SITES).as_posix().removesuffix("index.html")
        yield f"http://{path}", html.fromstring(file.read_bytes())


def test_regenerating_gives_the_same_bytes(tmp_path: Path) -> None:
    write_sample(tmp_path)
    written, committed = tree(tmp_path), tree(SAMPLE)
    assert written.keys() == committed.keys()
    assert [path for path in written if written[path] != committed[path]] == []


def test_sample_stays_small() -> None:
    assert sum(len(content) for content in tree(SAMPLE).values()) < 3_000_000


def test_every_school_file_is_sound_and_has_a_site() -> None:
    assert list(check_schools(SAMPLE / "schools")) == []
    for school in schools().values():
        assert (SITES / f"www.{school.website_domain}").is_dir()


def test_schools_are_not_real_ones() -> None:
    real = load_schools(SCHOOLS_FOLDER).values()
    taken = {text.casefold() for entry in real for text in (entry.slug, entry.name, entry.short_name)}
    taken |= {entry.website_domain for entry in real if entry.website_domain}
    for school in schools().values():
        assert not {school.slug, school.name.casefold(), school.short_name.casefold()} & taken
        assert school.website_domain is not None
        assert school.website_domain.endswith(".example")


def test_variety_of_schools() -> None:
    found = list(schools().values())
    assert len(found) >= 12
    assert {school.degree for school in found} == {Degree.MD, Degree.DO}
    assert len({school.state for school in found}) >= 10
    assert {school.control for school in found if school.control} == {"public", "private"}


def test_every_page_says_that_the_school_is_invented() -> None:
    for address, page in pages():
        text = " ".join(page.text_content().split())
        assert "does not exist. It was invented for MatchWatch’s sample" in text, address


def test_links_lead_somewhere_except_the_planted_dead_ones() -> None:
    hosts = load_hosts(SITES, None)
    dead = set()
    for address, page in pages():
        for link in (*page.xpath("//a/@href"), *page.xpath("//img/@src"), *page.xpath("//link/@href")):
            target = urlsplit(urljoin(address, link))
            if target.fragment and not target.path:
                continue
            host = hosts[target.netloc]
            known = target.path in host.redirects or any(target.path.startswith(prefix) for prefix in host.login)
            if not known and host.file_at(target.path) is None:
                dead.add(urljoin(address, link))
    assert {link for link in dead if "stavely" not in link} == DEAD_LINKS
    assert {link for link in dead if "stavely" in link} == {"http://www.stavely.example/by-the-numbers/match-2019/"}


def links_from_home(hosts: dict[str, Host], home: str) -> dict[str, int]:
    """Walk from a home page over the sample's hosts; return the addresses found and the links it took."""
    depths = {home: 0}
    waiting = deque([home])
    while waiting:
        address = waiting.popleft()
        target = urlsplit(address)
        answer = hosts[target.netloc].answer(target.path)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page: Any = html.fromstring(answer.body)
            for link in page.xpath("//a/@href"):
                found = urljoin(address, link)
                if found not in depths:
                    depths[found] = depths[address] + 1
                    waiting.append(found)
    return depths


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("www.larkmere.example", "http://www.larkmere.example/files/match-list-2024.pdf"),
        ("www.larkmere.example", "http://www.larkmere.example/files/match-lists-2022-2026.xlsx"),
        ("www.tamarack.example", "http://www.tamarack.example/documents/match-list-2026.pdf"),
        ("www.tamarack-basin.example", "http://www.tamarack.example/outcomes/"),
        ("www.brackenfell.example", "http://cdn.campusfiles.example/brackenfell/match-list-2026.pdf"),
        ("www.ottersby.example", "http://www.ottersby.example/wp-content/uploads/2024/06/match-list-2024.csv"),
        ("www.pellingham.example", "http://www.pellingham.example/com/comlex/"),
        ("www.harrowick.example", "http://www.harrowick.example/outcomes/board-scores/"),
        ("www.stavely.example", "http://www.stavely.example/by-the-numbers/residency-placement/"),
        ("www.vantry.example", "http://www.vantry.example/files/match-list-2025.pdf"),
        ("www.islemoor.example", "http://www.islemoor.example/outcomes/match-list-2024/"),
        ("www.wexcombe.example", "http://www.wexcombe.example/intranet/match-list-2026"),
        ("www.rookhope.example", "http://www.rookhope.example/outcomes/match/"),
    ],
)
def test_outcomes_are_within_three_links_of_home(host: str, address: str) -> None:
    assert links_from_home(load_hosts(SITES, None), f"http://{host}/")[address] <= 3


@pytest.mark.parametrize("sitemap", sorted(SITES.glob("*/sitemap.xml")), ids=lambda path: path.parent.name)
def test_sitemaps_list_pages_that_exist(sitemap: Path) -> None:
    host = load_hosts(SITES, None)[sitemap.parent.name]
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap.read_text(encoding="utf-8"))
    assert addresses
    assert [address for address in addresses if host.file_at(urlsplit(address).path) is None] == []


def test_planted_surnames_are_unique_and_stand_on_the_sites_only_as_names() -> None:
    assert len(set(SURNAMES)) == len(SURNAMES)
    destinations = (SAMPLE / "generator" / "destinations.csv").read_text(encoding="utf-8").casefold()
    texts = [page.text_content() for _, page in pages()]
    everywhere = "\n".join(texts) + "".join(
        file.read_bytes().decode("latin-1") for pattern in ("*.pdf", "*.csv") for file in SITES.rglob(pattern)
    )
    for surname in SURNAMES:
        assert surname.casefold() not in destinations
        assert surname in everywhere


def test_expectations_cover_schools_rules_and_statuses() -> None:
    assert EXPECTED.keys() == schools().keys()
    raised = {rule for entry in EXPECTED.values() for rule in (*entry["flags"], *entry.get("flags_later", ()))}
    assert raised == RULES
    for rule in ("no_match_disclosure", "no_exam_disclosure"):
        degrees = {schools()[slug].degree for slug, entry in EXPECTED.items() if rule in entry["flags"]}
        assert degrees == {Degree.MD, Degree.DO}
    statuses = {status for entry in EXPECTED.values() for status in entry["criteria"].values()}
    assert statuses == set(CriterionStatus)


def test_readme_table_agrees_with_the_expectations() -> None:
    rows = {}
    for line in (SAMPLE / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0] in EXPECTED:
            rows[cells[0]] = (cells[1], re.findall(r"`(\w+)`", cells[3]))
    assert rows.keys() == EXPECTED.keys()
    for slug, (degree, flags) in rows.items():
        assert degree == schools()[slug].degree
        assert flags == [*EXPECTED[slug]["flags"], *EXPECTED[slug].get("flags_later", [])]


def test_later_state_only_covers_hosts_of_the_first() -> None:
    assert {folder.name for folder in LATER.iterdir()} <= {folder.name for folder in SITES.iterdir()}
