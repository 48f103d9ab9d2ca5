"""One invented site: its pages, files and behaviour, and how they become a folder of files.

Belongs here: rendering pages in the site's frame, robots.txt, sitemaps, the behaviour file. Does not belong here: what
the pages say (schools/), how the folder is served (sample/server.py).
"""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from schemas.registry import School

PALETTES = {
    "pine": ("#1f4d3a", "#e8f0ea"), "navy": ("#1b365d", "#e9eef5"), "brick": ("#7a2e1f", "#f6ece8"),
    "plum": ("#4b2a57", "#f1ebf4"), "slate": ("#37474f", "#eceff1"), "teal": ("#0f5560", "#e6f1f2"),
    "ochre": ("#6b4e00", "#f7f1e1"), "indigo": ("#2c3480", "#ebecf6"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the main menu with the entries beneath it, each a label and an address."""

    label: str
    address: str
    children: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its author writes it; body is markup."""

    address: str
    title: str
    body: str
    updated: str | None = None
    trail: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()


@dataclass
class Behaviour:
    """What the server does on this host besides serving files; written as _behaviour.toml."""

    updated: str = "2026-09-14T08:00:00Z"
    aliases: list[str] = field(default_factory=list)
    status: int | None = None
    retry_after: int | None = None
    soft_404: str | None = None
    redirects: dict[str, str] = field(default_factory=dict)
    login: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def as_toml(self) -> str:
        """Return the behaviour as TOML text."""
        lines = [f"updated = {self.updated}"]
        lines += [f'{key} = ["{values}"]' for key, values in self._lists()]
        if self.status:
            lines.append(f"status = {self.status}")
        if self.retry_after:
            lines.append(f"retry_after = {self.retry_after}")
        if self.soft_404:
            lines.append(f'soft_404 = "{self.soft_404}"')
        for name, mapping in (("redirects", self.redirects), ("login", self.login)):
            if mapping:
                lines += ["", f"[{name}]", *(f'"{key}" = "{value}"' for key, value in mapping.items())]
        return "\n".join(lines) + "\n"

    def _lists(self) -> list[tuple[str, str]]:
        pairs = (("aliases", self.aliases), ("removed", self.removed))
        return [(key, '", "'.join(values)) for key, values in pairs if values]


@dataclass
class Site:
    """A site under construction."""

    school: School
    host: str
    skeleton: str
    palette: str
    street: str
    founded: int
    pages: dict[str, Page] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    menu: list[MenuEntry] = field(default_factory=list)
    behaviour: Behaviour = field(default_factory=Behaviour)
    robots: str | None = "User-agent: *\nDisallow: /search/\n"
    sitemap: str | None = "plain"
    unlisted: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        """The site's address without a closing slash."""
        return f"http://{self.host}"

    def add(self, page: Page) -> None:
        """Add a page or replace the one at its address."""
        self.pages[page.address] = page

    def page(
        self,
        address: str,
        title: str,
        *body: str,
        updated: str | None = None,
        trail: Sequence[tuple[str, str]] = (),
        related: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Add a page from pieces of markup; updated is the date that the page prints, in words."""
        self.add(Page(address, title, "\n".join(body), updated, tuple(trail), tuple(related)))

    def rendered(self) -> dict[str, bytes]:
        """Return every file of the site by its path inside the site's folder."""
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=True,
            keep_trailing_newline=True,
        )
        frame = environment.get_template(f"{self.skeleton}.html")
        dark, light = PALETTES[self.palette]
        result = dict(self.files)
        result["assets/site.css"] = environment.get_template("site.css").render(dark=dark, light=light).encode()
        for page in self.pages.values():
            result[file_path(page.address)] = frame.render(site=self, school=self.school, page=page).encode()
        if self.robots is not None:
            result["robots.txt"] = self._robots_text().encode()
        result |= self._sitemaps()
        result["_behaviour.toml"] = self.behaviour.as_toml().encode()
        return result

    def _robots_text(self) -> str:
        name = {"plain": "sitemap.xml", "index": "sitemap_index.xml"}.get(self.sitemap or "")
        return (self.robots or "") + (f"\nSitemap: {self.address}/{name}\n" if name else "")

    def _sitemaps(self) -> Mapping[str, bytes]:
        listed = [page.address for page in self.pages.values() if page.address not in self.unlisted]
        if self.sitemap == "plain":
            return {"sitemap.xml": sitemap("urlset", "url", [self.address + path for path in listed])}
        if self.sitemap == "index":
            half = (len(listed) + 1) // 2
            parts = {
                f"sitemap-{number}.xml.gz": chunk for number, chunk in enumerate((listed[:half], listed[half:]), 1)
            }
            result = {
                name: gzip.compress(sitemap("urlset", "url", [self.address + path for path in chunk]), 9, mtime=0)
                for name, chunk in parts.items()
            }
            result["sitemap_index.xml"] = sitemap("sitemapindex", "sitemap", [f"{self.address}/{n}" for n in parts])
            return result
        return {}


def sitemap(root: str, entry: str, addresses: Sequence[str]) -> bytes:
    """Return a sitemap or a sitemap index of the addresses."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"  <{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses]
    return ("\n".join([*lines, f"</{root}>"]) + "\n").encode()


def file_path(address: str) -> str:
    """Return the path of the file that holds the page at an address of the site."""
    path = address.lstrip("/")
    if not path or path.endswith("/"):
        return path + "index.html"
    return path if "." in path.rsplit("/", 1)[-1] else path + ".html"
