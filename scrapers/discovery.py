"""Discovery: which of a page's or sitemap's links become addresses to visit.

Belongs here: the decision for each link, from its score, the scope of the school and the depth. Does not belong here:
reading links (links.py), the score itself (frontier.py).
"""

from collections.abc import Iterator

from schemas.vocabulary import VisitOutcome
from scrapers.addresses import host_of
from scrapers.frontier import (
    CONTINUES,
    DECORATION,
    DOCUMENT_WORDS,
    NEVER_SUFFIXES,
    OUTCOME_PAGE,
    PROMISING,
    Score,
    is_document,
    is_image,
    score_link,
    score_page,
)
from scrapers.links import Link, Page
from scrapers.settlements import Found
from scrapers.walk import Walk

LEAST_SCORE = -0.6
LINKS_FROM_SITEMAP = 400
PAGES_OF_ONE_LIST = 5
"""How many times farther than other links the next pages of a list are followed."""


def from_page(walk: Walk, found: Found, page: Page, address: str) -> list[Found]:
    """The addresses that a fetched page leads to; address is the one that answered."""
    page_score = score_page(address, page.text, page.headings).value
    best: dict[str, tuple[Score, Link]] = {}
    for link in page.links:
        if link.address == address:
            continue
        score = score_link(link, page, page_score, found.depth)
        if link.address not in best or score.value > best[link.address][0].value:
            best[link.address] = (score, link)
    return list(_kept(walk, found, page, page_score, best))


def from_sitemap(walk: Walk, found: Found, sitemaps: list[str], pages: list[str]) -> list[Found]:
    """The promising addresses of a sitemap, best first up to a limit, and the sitemaps that it names."""
    scope = walk.scopes[found.school]
    new = [
        Found(found.school, address, "sitemap", depth=found.depth + 1, parent_address=found.address)
        for address in sitemaps
        if scope.is_home_ground(host_of(address)) and found.depth < 2
    ][: walk.limits.sitemaps]
    scored = [(score_link(Link(address, ""), None, 0.0, 0).value, address) for address in pages]
    scored = sorted((pair for pair in scored if pair[0] >= PROMISING), reverse=True)[:LINKS_FROM_SITEMAP]
    for value, address in scored:
        host = host_of(address)
        if not (scope.is_home_ground(host) or scope.is_wider_ground(host)) or _never(address) or scope.trap(address):
            continue
        if scope.is_forbidden(address):
            new.append(_forbidden(found, address, value))
            continue
        new.append(Found(found.school, address, "link", value, promising=True, depth=1, parent_address=found.address))
    return new


def _kept(
    walk: Walk, found: Found, page: Page, page_score: float, best: dict[str, tuple[Score, Link]]
) -> Iterator[Found]:
    scope = walk.scopes[found.school]
    for address, (score, link) in best.items():
        if walk.told_before(found.school, address, score.value, found.depth + 1 if found.linked else None):
            continue
        if _never(address) or score.value < LEAST_SCORE:
            continue
        host = host_of(address)
        promising = score.value >= PROMISING
        at_home = scope.is_home_ground(host)
        external = not at_home and not (promising and scope.is_wider_ground(host))
        if not _is_wanted(link, page_score, external=external, promising=promising):
            continue
        if not promising:
            walk.noted[found.school] = walk.noted.get(found.school, 0) + 1
            if walk.noted[found.school] > walk.limits.unpromising:
                continue
        if (found.school, address) not in walk.written and not external and scope.trap(address):
            continue
        yield _decided(walk, found, page, link, score, external=external)


def _is_wanted(link: Link, page_score: float, *, external: bool, promising: bool) -> bool:
    """Whether a link of this kind is followed at all from a page of this worth."""
    from_outcomes = page_score >= OUTCOME_PAGE
    if link.kind == "img" or is_image(link.address):
        decoration = DECORATION.search(f"{link.address} {link.text}") is not None
        return from_outcomes and promising and not decoration and not link.in_navigation
    if external:
        named = is_document(link.address) or (promising and DOCUMENT_WORDS.search(link.text) is not None)
        return from_outcomes and named and not link.in_navigation
    return True


def _decided(walk: Walk, found: Found, page: Page, link: Link, score: Score, *, external: bool) -> Found:
    outcome: VisitOutcome | None = None
    detail: str | None = None
    depth = found.depth + 1
    if not external and walk.scopes[found.school].is_forbidden(link.address):
        return _forbidden(found, link.address, score.value)
    if page.nofollow or link.nofollow:
        outcome, detail = VisitOutcome.refused_by_robots, "the page asks not to follow this link"
    elif depth > walk.limits.depth * (PAGES_OF_ONE_LIST if CONTINUES.intersection(score.reasons) else 1):
        outcome, detail = VisitOutcome.skipped_budget, f"more than {walk.limits.depth} links from a start page"
    return Found(
        found.school,
        link.address,
        "link",
        score.value,
        promising=score.value >= PROMISING,
        depth=depth,
        linked=found.linked,
        external=external,
        parent_address=found.address,
        anchor_text=link.text or link.heading or None,
        outcome=outcome,
        detail=detail,
    )


def _forbidden(found: Found, address: str, score: float) -> Found:
    return Found(
        found.school,
        address,
        "link",
        score,
        promising=score >= PROMISING,
        depth=found.depth + 1,
        parent_address=found.address,
        outcome=VisitOutcome.forbidden_by_school_file,
        detail="the school file forbids this path",
    )


def _never(address: str) -> bool:
    return address.split("?", 1)[0].lower().endswith(NEVER_SUFFIXES)
