"""Sites of other shapes than the sample's, each with outcome documents to be found and much else besides.

Belongs here: the sites. Does not belong here: what a crawl of them must come to (test_shapes.py).
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from tests.integration.crawl.site import Asked, Page, Reply, html, link, pdf

FILLER = ("Admissions", "Research", "Faculty directory", "Giving", "Parking", "Dining", "Library", "Human resources", "Newsroom",
          "Events", "Visit campus", "Tuition", "Housing", "Athletics", "Alumni magazine", "Nursing", "Dentistry", "Pharmacy")  # fmt: skip
SHEET = "/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit#gid=0"
EXPORT = "/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/export?format=xlsx"
Pages = dict[str, Page]


@dataclass(frozen=True)
class Shape:
    """A site: its pages by path, the addresses that must be found, and other hosts that serve it."""

    name: str
    pages: Pages
    sought: tuple[str, ...]
    others: dict[str, Pages] = field(default_factory=dict)
    open_ended: Callable[[Asked], Reply] | None = None
    """Answers every path that is not given: a space without end."""

    @property
    def host(self) -> str:
        return f"www.{self.name}.example"


def menu() -> list[str]:
    return ["<nav>", *(link(f"/{words.lower().replace(' ', '-')}/", words) for words in FILLER), "</nav>"]


def filled(pages: Pages) -> Pages:
    """The pages with those of the menu."""
    return {
        f"/{words.lower().replace(' ', '-')}/": html(words, f"About {words}.", *menu()) for words in FILLER
    } | pages


def deep() -> Shape:
    steps = [("Academics", "/a/"), ("MD Program", "/a/md/"), ("Student Affairs", "/a/md/sa/"), ("Career Advising", "/a/md/sa/ca/"),
             ("Residency outcomes", "/a/md/sa/ca/ro/")]  # fmt: skip
    pages: Pages = {"/": html("Deep", *menu(), link(steps[0][1], steps[0][0]))}
    for (name, path), (next_name, next_path) in pairwise(steps):
        pages[path] = html(name, *menu(), link(next_path, next_name))
    pages["/a/md/sa/ca/ro/"] = html("Residency outcomes", *menu(), link("/files/7f3a.pdf", "Full list (PDF)"))
    pages["/files/7f3a.pdf"] = pdf("list")
    return Shape("deep", filled(pages), ("/a/md/sa/ca/ro/", "/files/7f3a.pdf"))


def paged_archive() -> Shape:
    years = range(2013, 2025)
    pages: Pages = {"/": html("Archive", *menu(), link("/match/", "Match results"))}
    listed = [list(years)[start : start + 2] for start in range(0, len(years), 2)]
    for number, some in enumerate(listed, 1):
        path = "/match/" if number == 1 else f"/match/?page={number}"
        onward = [link(f"/match/?page={number + 1}", "Next")] if number < len(listed) else []
        pages[path] = html("Match results", *menu(), *(link(f"/match/{year}/", str(year)) for year in some), *onward)
    pages |= {f"/match/{year}/": html(f"{year}", *menu(), f"Surgery: {year - 2000}") for year in years}
    return Shape("archive", filled(pages), tuple(f"/match/{year}/" for year in years))


def files_elsewhere() -> Shape:
    files: Pages = {"/": html("Files", "All files")}
    files |= {f"/9c{number}e/download": pdf(f"{number}") for number in range(4)}
    links = [
        link(f"http://files.cdn.example/9c{number}e/download", f"Class of {2020 + number} (PDF)")
        for number in range(4)
    ]
    shared = link(f"http://docs.suite.example{SHEET}", "Match list 2024")
    pages: Pages = {"/": html("Elsewhere", *menu(), link("/outcomes", "Student outcomes")),
                    "/outcomes": html("Student outcomes", *menu(), *links, shared, link("http://files.cdn.example/", "Our file host"))}  # fmt: skip
    sheet = Reply(b"Specialty,Program\nSurgery,Somewhere\n", headers={"Content-Type": "text/csv"})
    sought = tuple(f"http://files.cdn.example/9c{number}e/download" for number in range(4))
    others: dict[str, Pages] = {"files.cdn.example": files, "docs.suite.example": {EXPORT: sheet}}
    return Shape("elsewhere", filled(pages), ("/outcomes", *sought, f"http://docs.suite.example{EXPORT}"), others)


def accordion() -> Shape:
    body = "".join(
        f"<details><summary>{title}</summary><p>Some words.</p>{link(path, words)}</details>"
        for title, path, words in (
            ("Match list", "/dl?id=1", "Download"), ("USMLE pass rates", "/dl?id=2", "Download"), ("Cafeteria", "/dl?id=3", "Menu"))
    )  # fmt: skip
    pages: Pages = {
        "/": html("Accordion", *menu(), link("/facts/", "Facts and figures")),
        "/facts/": html(
            "Facts and figures", *menu(), body, '<img src="/u/match-results-2024.png" alt="Match results 2024">'
        ),
        "/dl?id=1": pdf("1"),
        "/dl?id=2": pdf("2"),
        "/u/match-results-2024.png": Reply(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"}),
    }
    return Shape("accordion", filled(pages), ("/facts/", "/dl?id=1", "/dl?id=2"))


def sitemap_only() -> Shape:
    host = "http://www.sitemap.example"
    entries = [
        *(f"/story/{number}-a-day-in-the-life/" for number in range(400)),
        "/md/where-graduates-match/",
        "/md/step-1-results/",
    ]
    listed = "".join(f"<url><loc>{host}{path}</loc></url>" for path in entries)
    pages: Pages = {
        "/": html("Sitemap", "Search our site."),
        "/robots.txt": Reply(f"Sitemap: {host}/maps/index.xml\n".encode()),
        "/maps/index.xml": Reply(
            f"<sitemapindex><sitemap><loc>{host}/maps/1.xml.gz</loc></sitemap></sitemapindex>".encode()
        ),
        "/maps/1.xml.gz": Reply(gzip.compress(f"<urlset>{listed}</urlset>".encode())),
        "/md/where-graduates-match/": html("Where our graduates match", link("list.pdf", "List (PDF)")),
        "/md/where-graduates-match/list.pdf": pdf("list"),
        "/md/step-1-results/": html("Step 1 results", "97%"),
    }
    return Shape(
        "sitemap", pages, ("/md/where-graduates-match/", "/md/where-graduates-match/list.pdf", "/md/step-1-results/")
    )


def endless(asked: Asked) -> Reply:
    """Every page leads to ten more of its kind: news, days, sessions, filters."""
    number = len(asked.path)
    onward = [link(f"/news/?page={number + step}", str(number + step)) for step in range(4)]
    onward += [link(f"/events/2026/{month:02}/{number % 28:02}/", "Match Day calendar") for month in range(1, 5)]
    onward += [link(f"/match;jsessionid={number}A{step}?sid={number}{step}", "Match list") for step in range(3)]
    onward += [link(f"/people?filter[year]={number}&sort=asc&view={step}", "Matched students") for step in range(3)]
    onward += [link(f"/news/{number}/{step}/match-day-memories/", "Match Day memories") for step in range(3)]
    return html("News", *menu(), *onward)


def traps() -> Shape:
    pages: Pages = {
        "/": html("Traps", *menu(), link("/news/", "News"), link("/events/", "Match Day events"), link("/consumer/", "Consumer information")),
        "/consumer/": html("Consumer information", link("/consumer/outcomes.pdf", "Graduation and match rates")),
        "/consumer/outcomes.pdf": pdf("rates"),
        "/match": html("Match list", "Surgery: 4"),
    }  # fmt: skip
    return Shape("traps", filled(pages), ("/consumer/", "/consumer/outcomes.pdf"), open_ended=endless)


SHAPES = (deep(), paged_archive(), files_elsewhere(), accordion(), sitemap_only(), traps())
