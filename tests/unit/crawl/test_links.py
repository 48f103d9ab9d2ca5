"""Reading links, titles and sitemaps."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.links import read_page, read_sitemap

BASE = "http://school.example/outcomes/"


def addresses(markup: str) -> list[str]:
    return [link.address.removeprefix("http://school.example") for link in read_page(markup.encode(), BASE).links]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<a href="list.pdf">List</a>', "/outcomes/list.pdf"),
        ('<map><area href="/map" alt="Map"></map>', "/map"),
        ('<iframe src="/frame.pdf"></iframe>', "/frame.pdf"),
        ('<object data="/o.pdf"></object>', "/o.pdf"),
        ('<img src="/chart.png" alt="Match 2024">', "/chart.png"),
        ('<select><option value="/match/2023">2023</option></select>', "/match/2023"),
        ("""<button onclick="window.location.href='/match/2022'">2022</button>""", "/match/2022"),
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        ('<base href="/elsewhere/"><a href="x">x</a>', "/elsewhere/x"),
    ],
)
def test_all_ways_to_link_are_read(markup: str, address: str) -> None:
    assert addresses(f"<html><head></head><body>{markup}</body></html>") == [address]


@pytest.mark.parametrize(
    "href", ["#top", "mailto:a@b.example", "tel:1", "javascript:void(0)", "data:text/plain,x", "ftp://a.example/"]
)
def test_what_is_no_page_is_left_out(href: str) -> None:
    assert addresses(f'<body><a href="{href}">x</a></body>') == []


def test_a_link_comes_with_its_words_and_the_heading_above_it() -> None:
    markup = """<html><head><title> Match
      results </title></head><body><nav><a href="/n">Menu</a></nav><h1>Outcomes</h1><h2>Class of 2024</h2>
      <p>See <a href="/list.pdf" rel="nofollow">the <b>full</b> list</a></p>
      <h2>Older</h2><a href="/old"><img alt="Older lists" src="/i.png"></a></body></html>"""
    page = read_page(markup.encode(), BASE)
    links = {link.address.removeprefix("http://school.example"): link for link in page.links}
    assert page.text.title == "Match results"
    assert page.text.heading == "Outcomes"
    assert (links["/list.pdf"].text, links["/list.pdf"].heading) == ("the full list", "Class of 2024")
    assert links["/list.pdf"].nofollow
    assert (links["/old"].text, links["/old"].heading) == ("Older lists", "Older")
    assert links["/n"].in_navigation
    assert links["/n"].heading == ""


def test_words_of_scripts_and_styles_are_not_words_of_the_page() -> None:
    page = read_page(b"<body><script>secret()</script><style>p{}</style><p>One <b>two</b> three</p></body>", BASE)
    assert page.text.words == ("one", "two", "three")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<body><a href='/x'>Año</a></body>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("<head><meta charset='windows-1252'></head><body><a href='/x'>Año</a></body>".encode("cp1252"), None),
        ("<body><a href='/x'>Año</a></body>".encode(), "text/html; charset=nonsense"),
    ],
)
def test_encodings_are_respected(body: bytes, content_type: str | None) -> None:
    assert [link.text for link in read_page(body, BASE, content_type).links] == ["Año"]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_error(body: bytes) -> None:
    read_page(body, BASE)
    read_sitemap(body)


def test_password_forms_and_nofollow_pages_are_noticed() -> None:
    page = read_page(b"<head><meta name=ROBOTS content='NoFollow'></head><body><input type=PASSWORD></body>", BASE)
    assert page.nofollow
    assert page.text.asks_password


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> http://school.example/a </loc>
 <image:image><image:loc>http://school.example/i.png</image:loc></image:image></url><url><loc>nonsense</loc></url></urlset>"""


def test_sitemaps_of_every_form_are_read() -> None:
    expected: tuple[list[str], list[str]] = ([], ["http://school.example/a", "http://school.example/i.png"])
    assert read_sitemap(SITEMAP) == read_sitemap(gzip.compress(SITEMAP)) == expected
    assert read_sitemap(b"http://school.example/a\nhttp://school.example/b\n")[1] == [
        "http://school.example/a",
        "http://school.example/b",
    ]
    index = b"<sitemapindex><sitemap><loc>http://school.example/s.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(index) == (["http://school.example/s.xml.gz"], [])
    assert read_sitemap(gzip.compress(SITEMAP)[:60]) == ([], [])


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    bomb = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://school.example/&a;</loc></url></urlset>"""
    assert all("root" not in address for address in read_sitemap(bomb)[1])
