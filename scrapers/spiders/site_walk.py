"""The site walk: from a school's known addresses, home page and sitemaps to its outcome pages.

Belongs here: what is done with an answer or a failure: settle it, follow it, try it again. Does not belong here: what
the answer means (classify.py, failures.py), which links count (discovery.py), writing (recording.py).
"""

import hashlib
import logging
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from schemas.vocabulary import VisitOutcome
from scrapers import discovery
from scrapers.addresses import canonical_address, host_of, registered_domain, require_public_address
from scrapers.archive import Exchange
from scrapers.books import Visited
from scrapers.classify import (
    Verdict,
    is_login_address,
    media_type_of,
    sketch_of,
    verdict_of_page,
    verdict_of_status,
)
from scrapers.exceptions import AddressRefusedError, ArchiveError
from scrapers.exchanges import exchange_of, header_of, headers_of, request_of
from scrapers.failures import NETWORK, PASSING, outcome_of
from scrapers.links import NO_PAGE, Page, read_page, read_sitemap
from scrapers.middlewares import VisitRefusedError
from scrapers.pacing import LONGEST_HOLD, retry_after_seconds
from scrapers.settlements import Found, Settlement
from scrapers.walk import Walk

MAXIMUM_HOPS = 8
MAXIMUM_RETRIES = 2
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
Output = Visited | Request
logger = logging.getLogger(__name__)


class SiteWalkSpider(Spider):
    """Walks the sites of all schools of a walk in one crawl. Requests come from scheduler.py, so it starts with none."""

    name = "site_walk"

    def __init__(self, walk: Walk, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.walk = walk

    async def start(self) -> AsyncIterator[Any]:
        """Yield nothing: the scheduler holds what the ledger says is to be visited."""
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def request_for(self, found: Found) -> Request:
        """The request for an address, conditional if it was captured before."""
        headers: dict[str, str] = {}
        before = self.walk.before.get((found.school, found.address))
        if before is not None and before.etag:
            headers["If-None-Match"] = before.etag
        if before is not None and before.last_modified:
            headers["If-Modified-Since"] = before.last_modified
        return Request(
            found.address, self.answered, errback=self.failed, headers=headers, meta={"found": found, "attempt": 0}
        )

    def answered(self, response: Response) -> Iterator[Output]:
        """Settle an answer; one that breaks the reading of it is settled as failed, never left open."""
        request = request_of(response)
        found: Found = request.meta["found"]
        try:
            yield from self._outputs(found, request, response)
        except Exception as error:
            logger.exception("%s: the answer from %s could not be handled", found.school, host_of(found.address))
            detail = f"{type(error).__name__} while reading the answer"
            yield Visited(found, _settlement(found, Verdict(VisitOutcome.failed_otherwise, detail), response.status))

    def failed(self, failure: Failure) -> Iterator[Output]:
        """Settle a failure, or try again if it may pass."""
        request: Request = failure.request  # type: ignore[attr-defined]
        found: Found = request.meta["found"]
        error: Any = failure.value
        if isinstance(error, VisitRefusedError):
            outcome, detail, sent = error.outcome, error.detail, False
        else:
            (outcome, detail), sent = outcome_of(error, host_of(found.address)), True
            if outcome in PASSING and request.meta["attempt"] < MAXIMUM_RETRIES:
                yield self._again(request, None)
                return
        settlement = Settlement(found.school, found.address, outcome, detail, attempted=sent)
        yield Visited(found, settlement, new=_other_homes(found, outcome))

    def _outputs(self, found: Found, request: Request, response: Response) -> Iterator[Output]:
        retry_after = retry_after_seconds(header_of(response, "Retry-After"))
        if response.status in BUSY or response.status // 100 == 5:
            verdict = verdict_of_status(response.status, headers_of(response), response.body)
            challenged = verdict is not None and verdict.outcome is VisitOutcome.bot_challenge
            if not challenged and (retry_after or 0) > LONGEST_HOLD:
                detail = f"{host_of(found.address)} asks to be left alone for {retry_after:.0f} seconds"
                self.walk.close_host(host_of(found.address), VisitOutcome.server_error, detail)
            elif not challenged and request.meta["attempt"] < MAXIMUM_RETRIES:
                yield self._again(request, retry_after)
                return
        yield self._visited(found, request, response)

    def _again(self, request: Request, retry_after: float | None) -> Request:
        """The same request once more, its host left alone for a while first."""
        attempt = int(request.meta["attempt"])
        wait = max(retry_after or 0.0, self.walk.pace.backoff(attempt))
        self.walk.pace.hold(host_of(request.url), wait)
        found: Found = request.meta["found"]
        return request.replace(meta={"found": found, "attempt": attempt + 1})

    def _visited(self, found: Found, request: Request, response: Response) -> Visited:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return self._unchanged(found, response)
        exchange = exchange_of(request, response)
        if response.status in REDIRECTS:
            return self._redirected(found, response, exchange)
        verdict = verdict_of_status(response.status, headers_of(response), response.body)
        if found.kind == "probe":
            return self._probed(found, response, exchange, verdict)
        if verdict is None and not response.body and "download_stopped" not in response.flags:
            verdict = Verdict(VisitOutcome.empty, "the answer has no content")
        if verdict is not None:
            return Visited(found, _settlement(found, verdict, response.status), exchange)
        if found.kind == "sitemap":
            return self._sitemap(found, response, exchange)
        return self._document(found, request, response, exchange)

    def _document(self, found: Found, request: Request, response: Response, exchange: Exchange) -> Visited:
        declared = (header_of(response, "Content-Type") or "").split(";")[0].strip().lower()
        media_type = media_type_of(response.body, declared, urlsplit(found.address).path)
        if "download_stopped" in response.flags:
            media_type = None
        if media_type is None or (found.external and media_type == "text/html"):
            detail = f"{declared or 'content of no known type'}{' on a host of others' if found.external else ''}"
            return Visited(found, _settlement(found, Verdict(VisitOutcome.wrong_type, detail), response.status), None)
        page = NO_PAGE
        if media_type == "text/html":
            page = read_page(response.body, found.address, header_of(response, "Content-Type"))
            absence = self.walk.absences.get(host_of(found.address))
            verdict = verdict_of_page(page.text, found.address, absence, is_start=found.kind == "home")
            if verdict is not None and verdict.outcome is not VisitOutcome.needs_browser:
                return Visited(found, _settlement(found, verdict, response.status), exchange)
        else:
            verdict = None
        new = [*self._led_to(found, page, media_type), *self._named_sitemaps(found, request)]
        digest = hashlib.sha256(response.body).hexdigest()
        before = self.walk.before.get((found.school, found.address))
        if before is not None and before.sha256 == digest:
            verdict = verdict or Verdict(VisitOutcome.not_modified, "the same bytes as before")
            return Visited(found, _settlement(found, verdict, response.status, digest), None, new=new)
        declared_type = header_of(response, "Content-Type")
        if (
            verdict is not None
        ):  # without validators, so that it is looked at anew: what its scripts fill in may change
            settlement = _settlement(found, verdict, response.status, digest)
            return Visited(found, settlement, exchange, media_type, declared_type, new=new)
        return Visited(
            found,
            _settlement(found, Verdict(VisitOutcome.fetched), response.status, digest),
            exchange,
            media_type,
            declared_type,
            header_of(response, "ETag"),
            header_of(response, "Last-Modified"),
            new,
        )

    def _unchanged(self, found: Found, response: Response) -> Visited:
        """Take the links of a page that did not change from the archive."""
        before = self.walk.before.get((found.school, found.address))
        if before is None:
            verdict = Verdict(VisitOutcome.failed_otherwise, "said to be unchanged, but never captured")
            return Visited(found, _settlement(found, verdict, response.status))
        try:
            body = self.walk.archive.content(before)
        except ArchiveError:
            logger.exception("%s: an earlier capture cannot be read back", found.school)
            verdict = Verdict(VisitOutcome.failed_otherwise, "unchanged, but its capture cannot be read back")
            return Visited(found, _settlement(found, verdict, response.status))
        html = before.media_type == "text/html"
        page = read_page(body, found.address, before.content_type) if html else NO_PAGE
        new = [*self._led_to(found, page, before.media_type or ""), *self._named_sitemaps(found, request_of(response))]
        shell = verdict_of_page(page.text, found.address, None, is_start=True) if page.text.is_shell else None
        unchanged = Verdict(VisitOutcome.not_modified, "the host says that it did not change")
        return Visited(found, _settlement(found, shell or unchanged, response.status, before.sha256), None, new=new)

    def _redirected(self, found: Found, response: Response, exchange: Exchange) -> Visited:
        try:
            target = canonical_address(header_of(response, "Location") or "", base=found.address)
            require_public_address(target)
        except AddressRefusedError as error:
            verdict = Verdict(VisitOutcome.redirect_refused, f"redirects to a forbidden address: {error}")
            return Visited(found, _settlement(found, verdict, response.status), exchange)
        refusal = self._refused_redirect(found, target)
        if refusal is not None:
            return Visited(found, _settlement(found, refusal, response.status), exchange)
        follow = Found(
            found.school, target, found.kind, found.score, promising=found.promising, depth=found.depth,
            linked=found.linked, hops=found.hops + 1, external=found.external,
            asked_address=found.asked_address or found.address, parent_address=found.parent_address,
            anchor_text=found.anchor_text,
        )  # fmt: skip
        settlement = Settlement(
            found.school, found.address, None, f"redirects to {target}"[:500], response.status, led_to=target
        )
        return Visited(found, settlement, exchange, new=[follow])

    def _refused_redirect(self, found: Found, target: str) -> Verdict | None:
        """Why a redirect is not followed, or None."""
        scope = self.walk.scopes[found.school]
        host = host_of(target)
        if found.kind == "probe":
            return Verdict(VisitOutcome.client_error, "an address that does not exist redirects")
        if target == found.address or found.hops >= MAXIMUM_HOPS:
            return Verdict(VisitOutcome.redirect_refused, "redirects in a circle or without end")
        if is_login_address(target) and not is_login_address(found.address):
            return Verdict(VisitOutcome.login_required, "redirects to a login page")
        if scope.is_forbidden(target):
            return Verdict(VisitOutcome.forbidden_by_school_file, "redirects to a path that the school file forbids")
        if not (found.external or scope.is_home_ground(host) or scope.is_wider_ground(host)):
            detail = (
                f"redirects to {registered_domain(host)}, no host of the school; if it is one, add it to allowed_hosts"
            )
            return Verdict(VisitOutcome.redirect_refused, detail[:500])
        gone_home = urlsplit(target).path in ("", "/") and urlsplit(found.address).path not in ("", "/")
        if gone_home and found.kind in ("link", "known"):
            return Verdict(VisitOutcome.soft_404, "redirects to the home page")
        return None

    def _probed(self, found: Found, response: Response, exchange: Exchange, verdict: Verdict | None) -> Visited:
        """Keep what a host answers for a page that does not exist."""
        sketch = ""
        if verdict is None and response.body:
            sketch = sketch_of(read_page(response.body, found.address, header_of(response, "Content-Type")).text)
        outcome = verdict.outcome if verdict else VisitOutcome.soft_404
        host = host_of(found.address)
        settlement = Settlement(
            found.school, found.address, outcome, None, response.status, absence=sketch, absence_host=host
        )
        return Visited(found, settlement, exchange)

    def _sitemap(self, found: Found, response: Response, exchange: Exchange) -> Visited:
        sitemaps, pages = read_sitemap(response.body)
        if not sitemaps and not pages and b"<html" in response.body[:2048].lower():
            verdict = Verdict(VisitOutcome.soft_404, "a web page where a sitemap was asked for")
            return Visited(found, _settlement(found, verdict, response.status), exchange)
        new = discovery.from_sitemap(self.walk, found, sitemaps, pages)
        return Visited(found, _settlement(found, Verdict(VisitOutcome.fetched), response.status), exchange, new=new)

    def _led_to(self, found: Found, page: Page, media_type: str) -> list[Found]:
        if media_type != "text/html" or found.external:
            return []
        new = discovery.from_page(self.walk, found, page, found.address)
        probe = self.walk.probe_for(found.school, found.address)
        return [probe, *new] if probe else new

    def _named_sitemaps(self, found: Found, request: Request) -> list[Found]:
        """The sitemaps that the host's robots.txt names, told once with every start page."""
        if found.kind not in ("home", "known"):
            return []
        new: list[Found] = []
        for named in request.meta.get("sitemaps", []):
            try:
                address = canonical_address(named, base=found.address)
            except AddressRefusedError:
                continue
            if self.walk.scopes[found.school].is_home_ground(host_of(address)):
                new.append(Found(found.school, address, "sitemap", parent_address=found.address))
        return new


def _settlement(found: Found, verdict: Verdict, status: int, sha256: str | None = None) -> Settlement:
    return Settlement(found.school, found.address, verdict.outcome, verdict.detail, status, sha256)


def _other_homes(found: Found, outcome: VisitOutcome) -> list[Found]:
    """Where else the home page may be when a host does not answer: over http, or with www before a bare domain."""
    if found.kind != "home" or outcome not in NETWORK:
        return []
    host = host_of(found.address)
    addresses: list[str] = []
    if found.address.startswith("https://") and outcome is not VisitOutcome.name_not_resolved:
        addresses.append("http://" + found.address.removeprefix("https://"))
    elif host == registered_domain(host):
        addresses.append(f"https://www.{host}/")
    return [Found(found.school, address, "home", found.score, promising=True, linked=True) for address in addresses]
