"""Tabs and accordions: which label names which panel.

Belongs here: finding labels, by the attributes scripts use. Does not belong here: reading the panels.
"""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from scrapers.readers.html.inline import text_of
from scrapers.readers.html.markup import name_tokens, select

TARGETS = ("aria-controls", "data-target", "data-bs-target", "data-tab", "data-toggle-target", "href", "for")
CONTROLS = frozenset({"a", "button", "label", "li", "div", "span", "h2", "h3", "h4", "h5", "summary"})
TARGETS_BY_SCRIPT = frozenset(TARGETS) - {"href"}
OPENING_MARKS = (b"aria-expanded", b"-toggle", b'tab"', b"tab'", b"=tab")
"""Without one of these in the markup only elements with a control's name open anything."""
NAMED_CONTROLS = ("a", "button", "label")
TABLISTS = etree.XPath("/descendant::*/@role[. = 'tablist']/..")
TAB_WORDS = frozenset(
    {
        "tab",
        "tabs",
        "pill",
        "pills",
        "accordion",
        "collapse",
        "collapsible",
        "toggle",
        "toggler",
        "trigger",
        "expander",
    }
)
LONGEST_LABEL = 150
PANELS = frozenset({"div", "section", "article", "ul", "dl", "table"})


@dataclass(slots=True)
class Labels:
    """Labels by the identifier of the panel they open, labels by element where panels follow them in order."""

    by_identifier: dict[str, str] = field(default_factory=dict)
    by_panel: dict[_Element, str] = field(default_factory=dict)

    def is_panel(self, element: _Element) -> bool:
        """Tell whether a label names this element."""
        return (bool(self.by_identifier) and element.get("id") in self.by_identifier) or element in self.by_panel

    def of(self, element: _Element) -> str | None:
        """Return the label of a panel."""
        return self.by_identifier.get(element.get("id") or "") or self.by_panel.get(element)


def find_labels(root: _Element, markup: bytes) -> Labels:
    """Find all labels of tabs and accordions of a page; what its markup, in small letters, does not name is not looked for."""
    labels = Labels()
    for control in root.iter(*(CONTROLS if any(mark in markup for mark in OPENING_MARKS) else NAMED_CONTROLS)):
        names = control.keys()
        if TARGETS_BY_SCRIPT.isdisjoint(names) and not (control.get("href") or "").startswith("#"):
            continue
        identifier = target_of(control)
        if identifier is None or not is_control(control):
            continue
        label = text_of(control)
        if label and len(label) <= LONGEST_LABEL:
            labels.by_identifier.setdefault(identifier, label)
    if b"tablist" in markup:
        add_panels_in_order(root, labels)
    if b"<button" in markup:
        add_panels_beside(root, labels)
    return labels


def is_control(element: _Element) -> bool:
    """Tell whether an element opens a tab or a panel."""
    if element.get("role") == "tab" or element.get("aria-expanded") is not None:
        return True
    if any(element.get(name) in {"tab", "pill", "collapse"} for name in ("data-toggle", "data-bs-toggle")):
        return True
    if element.tag == "label":
        return element.get("for") is not None and element.get("class") is not None and named_as_tab(element)
    return element.tag in NAMED_CONTROLS and named_as_tab(element)


def named_as_tab(element: _Element) -> bool:
    """Tell whether the class of an element, or of those around it, says tab or accordion."""
    for _ in range(3):
        names = element.get("class")
        if names and any(not TAB_WORDS.isdisjoint(words) for words in name_tokens(names)):
            return True
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
    return False


def target_of(control: _Element) -> str | None:
    """Return the identifier of what a control opens, or None."""
    for attribute in TARGETS:
        value = control.get(attribute)
        if not value or (attribute == "href" and not value.startswith("#")):
            continue
        identifier = value.lstrip("#").strip()
        if identifier and " " not in identifier:
            return identifier
    return None


def add_panels_in_order(root: _Element, labels: Labels) -> None:
    """Pair tabs with panels by their order where the markup links them by no identifier."""
    for tablist in select(TABLISTS, root):
        tabs = [tab for tab in tablist.iter() if tab.get("role") == "tab"]
        if not tabs or any(tab.get("aria-controls") for tab in tabs):
            continue
        scope = tablist.getparent()
        for _ in range(3):
            panels = [] if scope is None else [panel for panel in scope.iter() if panel.get("role") == "tabpanel"]
            if len(panels) == len(tabs):
                labels.by_panel.update({panel: text_of(tab) for panel, tab in zip(panels, tabs, strict=True)})
                break
            scope = None if scope is None else scope.getparent()


def add_panels_beside(root: _Element, labels: Labels) -> None:
    """Give a button's words to the panel right behind it, where its class says accordion or buttons and panels take turns."""
    for button in root.iter("button"):
        panel = panel_behind(button)
        if panel is None or labels.is_panel(panel):
            continue
        label = text_of(button)
        if label and len(label) <= LONGEST_LABEL and (named_as_tab(button) or takes_turns(button, panel)):
            labels.by_panel[panel] = label


def panel_behind(button: _Element) -> _Element | None:
    """Return the element right behind a button that may be what it opens."""
    following = button.getnext()
    return following if following is not None and following.tag in PANELS else None


def takes_turns(button: _Element, panel: _Element) -> bool:
    """Tell whether another button with a panel follows, or went before, among the same children."""
    after, before = panel.getnext(), button.getprevious()
    is_followed = after is not None and after.tag == "button" and panel_behind(after) is not None
    earlier = before.getprevious() if before is not None and before.tag in PANELS else None
    return is_followed or (earlier is not None and earlier.tag == "button")
