"""Redress: what happens to a page between two captures though it says the same.

Belongs here: changes of markup, order and trimmings. Does not belong here: what a test checks.
"""

import random
from collections.abc import Callable

from lxml import etree, html

COOKIES = """<div id="consent" role="dialog" class="cookie-banner"><h2>We value your privacy</h2>
<p>We use 12 cookies to improve your experience. 98% of visitors accept all cookies.</p><button>Accept all</button></div>"""
COUNTERS = """<footer><p class="view-count">This page has been viewed 10,437 times</p><p>Page views: 1891</p>
<p>Last updated: July 14, 2026</p></footer>"""
NEWS = """<aside class="news"><h3>Latest news</h3><ul>
<li><a href="/news/31">Research team wins $2.4 million grant, October 9, 2026</a></li>
<li><a href="/news/30">Dean named to national panel (March 3, 2025)</a></li></ul></aside>"""


def cookie_banner(page: html.HtmlElement) -> None:
    page.body.insert(0, html.fragment_fromstring(COOKIES))


def view_counter_and_date_stamp(page: html.HtmlElement) -> None:
    page.body.append(html.fragment_fromstring(COUNTERS))


def rotating_news(page: html.HtmlElement) -> None:
    page.body.append(html.fragment_fromstring(NEWS))


def new_classes(page: html.HtmlElement) -> None:
    """Build tools add names of their own to every class."""
    for number, element in enumerate(page.iter(etree.Element)):
        if element.get("class"):
            element.set("class", f"{element.get('class')} css-{number:x}")
            element.set("data-v", str(number))


def session_in_links(page: html.HtmlElement) -> None:
    for link in page.iter("a"):
        if address := link.get("href"):
            link.set("href", f"{address}{'&' if '?' in address else '?'}sid=8f3a&utm_source=mail")


def white_space(page: html.HtmlElement) -> None:
    for element in page.iter(etree.Element):
        if element.tag not in ("pre", "script", "style", "textarea") and (element.text or "").strip():
            element.text = (element.text or "").replace(" ", "  \n")


def comments_and_wrapper(page: html.HtmlElement) -> None:
    children = list(page.body)
    wrapper = etree.SubElement(page.body, "div", {"class": "layout"})
    wrapper.append(etree.Comment("rendered 2026-11-26 12:33:01 by node 7"))
    wrapper.extend(children)


def other_order(page: html.HtmlElement) -> None:
    """The rows of every plain table of data, shuffled; a head stays above."""
    for table in page.iter("table"):
        rows = [row for row in table.iter("tr") if row.find("td") is not None and row.find("th") is None]
        is_plain = len({len(row) for row in rows}) == 1 and not table.xpath(".//*[@rowspan or @colspan]")
        below = rows if table.find(".//th") is not None else rows[1:]
        if is_plain and below and len({row.getparent() for row in below}) == 1:
            parent = below[0].getparent()
            for row in below:
                parent.remove(row)
            parent.extend(random.Random(len(below)).sample(below, len(below)))


TRIMMINGS: tuple[Callable[[html.HtmlElement], None], ...] = (
    cookie_banner, view_counter_and_date_stamp, rotating_news, new_classes, session_in_links, white_space, comments_and_wrapper,
)  # fmt: skip


def redressed(content: bytes, *changes: Callable[[html.HtmlElement], None]) -> bytes:
    """The page after these changes."""
    page = html.document_fromstring(content)
    for change in changes:
        change(page)
    return bytes(html.tostring(page, encoding="utf-8"))
