"""Exchanges: Scrapy's requests and answers as the archive and the classification take them.

Belongs here: reading headers, and putting an exchange together. Does not belong here: storing it (archive.py).
"""

from datetime import UTC, datetime
from http.client import responses
from typing import Any

from scrapy import Request
from scrapy.http import Response

from scrapers.archive import Exchange


def exchange_of(request: Request, response: Response) -> Exchange:
    """A request and its answer as the archive keeps them."""
    return Exchange(
        address=request.url,
        status=response.status,
        reason=responses.get(response.status, ""),
        body=response.body,
        fetched_at=datetime.now(UTC),
        response_headers=header_pairs(response.headers),
        request_headers=header_pairs(request.headers),
    )


def header_pairs(headers: Any) -> list[tuple[str, str]]:
    """Headers as (name, value) pairs of text."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]


def headers_of(response: Response) -> dict[str, str]:
    """The headers of an answer, names in lower case."""
    return {name.lower(): value for name, value in header_pairs(response.headers)}


def header_of(response: Response, name: str) -> str | None:
    """One header of an answer, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None


def request_of(response: Response) -> Request:
    """The request that an answer belongs to."""
    if response.request is None:
        raise AttributeError("Scrapy gave a response without its request")
    return response.request
