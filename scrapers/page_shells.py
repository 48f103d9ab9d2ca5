"""Shells: web pages that hold nothing until the scripts of a browser fill them.

Belongs here: how such a page is told from one that has little to say. Does not belong here: what follows from it
(classify.py), rendering it (rendering.py).
"""

import re

import lxml.html

FEW_WORDS = 60
HARDLY_ANY_WORDS = 15
FEW_LINKS = 5
MANY_SCRIPTS = 3
ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "react-root", "app-root", "q-app", "svelte", "application", "main-app",
     "vue-app", "spa-root"}
)  # fmt: skip
"""Identifiers that frameworks give the element which they fill."""
ROOT_TAGS = ("app-root", "app-component", "ember-app")
ASKS_FOR_SCRIPTS = re.compile(
    r"(enable|requires?|need|turn on|activate|without)[^.]{0,40}\b(java ?script|js)\b|"
    r"\b(java ?script|js)\b[^.]{0,40}\b(is )?(disabled|required|enabled|turned off|to run this app)",
    re.IGNORECASE,
)


def is_shell(document: lxml.html.HtmlElement, words: int) -> bool:
    """Whether a page with that many visible words is empty until scripts fill it.

    A page with words enough is never one: what it says stands there, whatever its scripts add.
    """
    scripts = sum(1 for script in document.iter("script") if "json" not in (script.get("type") or ""))
    if words >= FEW_WORDS or not scripts:
        return False
    if _asks_for_scripts(document) or _has_empty_root(document):
        return True
    links = sum(1 for link in document.iter("a") if link.get("href"))
    return scripts >= MANY_SCRIPTS and words < HARDLY_ANY_WORDS and links < FEW_LINKS


def _asks_for_scripts(document: lxml.html.HtmlElement) -> bool:
    return any(ASKS_FOR_SCRIPTS.search(element.text_content()) for element in document.iter("noscript"))


def _has_empty_root(document: lxml.html.HtmlElement) -> bool:
    roots = [element for element in document.iter("div", "main", "section") if element.get("id", "").lower() in ROOTS]
    roots += list(document.iter(*ROOT_TAGS))
    return any(not " ".join(root.itertext()).strip() and next(root.iter("a", "img"), None) is None for root in roots)
