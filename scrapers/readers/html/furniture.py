"""Page furniture: menus, footers, banners, link lists and whatever else frames the content of a page.

Belongs here: the decision that an element is not content. Does not belong here: reading (walker.py), tab labels (labels.py).
"""

from functools import lru_cache

from lxml.etree import _Element

from scrapers.readers.html.labels import Labels
from scrapers.readers.html.markup import has_text, is_hidden, is_screen_reader_only, name_tokens, names_of
from scrapers.readers.html.survey import MOST_LINKS, Survey

ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "tablist", "toolbar", "alert", "tooltip"}
)
ALWAYS = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "gdpr",
        "ccpa",
        "skip",
        "pager",
        "pagination",
        "footer",
        "ftr",
        "colophon",
        "topbar",
        "copyright",
        "advertisement",
        "ads",
        "advert",
        "comments",
        "disqus",
        "newsletter",
        "offcanvas",
        "megamenu",
        "sitemap",
    ]
)
"""Words in a name that make an element furniture unless it holds the page's main part."""
WITH_LINKS = frozenset(
    [
        "sidebar",
        "aside",
        "related",
        "widget",
        "promo",
        "tags",
        "header",
        "hdr",
        "banner",
        "similar",
        "recommended",
        "popular",
        "trending",
        "toolbar",
        "links",
        "quicklinks",
        "quicklaunch",
        "archive",
        "archives",
        "categories",
        "masthead",
        "share",
        "sharing",
        "social",
        "follow",
        "login",
        "subscribe",
        "utility",
        "submenu",
        "toc",
        "teaser",
        "teasers",
    ]
)
"""Words that make an element furniture where links are most of what it holds."""
NEGATIONS = frozenset({"no", "without", "has", "with", "layout", "hide", "not"})
CONTENT_HINTS = frozenset(
    {"tab", "tabs", "pills", "accordion", "pane", "panel", "panels", "collapse", "collapsible", "toggle"}
)
CONTENT_HINTS_WITHIN = ("table", "p", "h2", "h3")
ONLY_LINKS = 0.95
MOSTLY_LINKS = 0.6
SOME_LINKS = 0.4
LONG_ANCHOR = 32
"""Average characters of a link's text from which links are content, such as hospitals, rather than ways around the site."""
MUCH_TEXT = 600
LIST_LIKE = frozenset({"ul", "ol", "div", "section", "table", "td", "center", "p", "dl"})
FRAMES = frozenset({"nav", "menu", "dialog", "noscript"})
EDGES = frozenset({"footer", "aside", "header"})
HEARD_ONLY = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "th"})
"""Elements that say what follows also where they are kept for screen readers."""


def is_furniture(element: _Element, labels: Labels, survey: Survey, *, in_main: bool, has_main: bool) -> bool:
    """Tell whether a block element frames the page instead of being its content.

    Args:
        element: element in question.
        labels: labels of tabs and accordions; a panel that one of them names is content however it is hidden.
        survey: what stands below each element of the page.
        in_main: whether it stands within the page's main part.
        has_main: whether the page marks its main part at all.
    """
    tag = element.tag
    if labels.is_panel(element):
        return tag == "nav" or mostly_links(element, survey, MOSTLY_LINKS, 3)
    has_attributes = bool(element.keys())
    if has_attributes:
        if is_hidden(element):
            return not has_content_name(element)
        if is_screen_reader_only(element):
            return tag not in HEARD_ONLY
    if tag in FRAMES or (has_attributes and element.get("role") in ROLES):
        return element not in survey.content
    if tag in EDGES:
        return framing_element(element, survey, in_main=in_main)
    if has_attributes and named_furniture(element, survey):
        return True
    return not in_main and tag in LIST_LIKE and link_list(element, survey, strict=has_main)


def framing_element(element: _Element, survey: Survey, *, in_main: bool) -> bool:
    """Judge footer, aside and header elements, which can also belong to an article."""
    if element.tag == "footer":
        return element not in survey.content
    if element.tag == "header":
        return not in_main and mostly_links(element, survey, SOME_LINKS, 2) and next(element.iter("h1"), None) is None
    return not in_main or mostly_links(element, survey, SOME_LINKS, 1) or named_furniture(element, survey)


def named_furniture(element: _Element, survey: Survey) -> bool:
    """Judge an element by its class names and identifier."""
    names = names_of(element)
    if not names:
        return False
    always, linked = judge_names(names)
    if always:
        return element not in survey.content and not wraps_content(element, survey)
    return linked and element not in survey.content and mostly_links(element, survey, SOME_LINKS, 2)


@lru_cache(maxsize=8192)
def judge_names(names: str) -> tuple[bool, bool]:
    """Tell whether names hold a word of furniture, and whether one that needs links beside it."""
    always = linked = False
    for words in name_tokens(names):
        if not words or words[0] in NEGATIONS or not CONTENT_HINTS.isdisjoint(words):
            continue
        edges = {words[0], words[-1]}
        always = always or not ALWAYS.isdisjoint(edges)
        linked = linked or not WITH_LINKS.isdisjoint(words)
    return always, linked


def has_content_name(element: _Element) -> bool:
    """Tell whether a hidden element is named as a part that a click unfolds."""
    if element.get("role") == "tabpanel":
        return True
    return any(not CONTENT_HINTS.isdisjoint(words) for words in name_tokens(names_of(element)))


def wraps_content(element: _Element, survey: Survey) -> bool:
    """Tell whether an element holds so much running text or data that its name must be about what it also holds."""
    if not has_text(element, MUCH_TEXT) or next(element.iter(*CONTENT_HINTS_WITHIN), None) is None:
        return False
    return not mostly_links(element, survey, SOME_LINKS, 3)


def link_list(element: _Element, survey: Survey, *, strict: bool) -> bool:
    """Tell whether an element outside the main part is a list of links."""
    if element in survey.content:
        return False
    share = SOME_LINKS if strict else ONLY_LINKS if element in survey.tables else MOSTLY_LINKS
    return mostly_links(element, survey, share, 2 if strict else 3)


def mostly_links(element: _Element, survey: Survey, share: float, least: int) -> bool:
    """Tell whether an element holds enough links, short ones, that make up this share of its text."""
    links = survey.links(element)
    characters = sum(links)
    if not least <= len(links) < MOST_LINKS or characters > LONG_ANCHOR * len(links):
        return False
    return not has_text(element, int(characters / share) + 1)
