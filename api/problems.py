"""Problems: every refusal of the API as one RFC 9457 document, or as a page in the same dress.

Belongs here: kinds of problems, and how exceptions become answers. Does not belong here: who raises them.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence

import orjson
import sqlalchemy
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.paging import UNKNOWN_PLACE
from schemas.public_service import Fault, Problem

MEDIA_TYPE = "application/problem+json"
API_PREFIXES = ("/v1", "/healthz", "/readyz", "/metrics", "/downloads")
VALUE_LENGTH = 100
"""Characters of a refused value that are said back."""

logger = logging.getLogger(__name__)
PageBuilder = Callable[[Request, Problem], bytes]


class ProblemError(Exception):
    """A request that cannot be answered; raised by dependencies and queries, answered as a problem document."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        near: Sequence[str] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.faults = list(faults)
        self.near = list(near)


def not_found(kind: str, name: str, near: Sequence[str] = ()) -> ProblemError:
    """The problem of a name that the edition does not hold, with names near to it."""
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return ProblemError(
        404,
        f"unknown-{kind.replace(' ', '-')}",
        f"Unknown {kind}",
        f"This edition holds no {kind} named {name!r}.{hint}",
        near=near,
    )


def bad_request(faults: Sequence[Fault]) -> ProblemError:
    """The problem of a request with faults, all of them listed."""
    return ProblemError(422, "bad-request", "The request has faults", _words(faults), faults=faults)


def unknown_names(faults: Sequence[Fault]) -> ProblemError:
    """The problem of parameters that name what the edition does not hold, all of them listed."""
    return ProblemError(404, "unknown-name", "Unknown names", _words(faults), faults=faults)


def _words(faults: Sequence[Fault]) -> str:
    return "; ".join(f"{fault.parameter}: {fault.message}" for fault in faults)


def unknown_place(message: str, given: str | None) -> ProblemError:
    """The problem of a place that no list of this order gave out: nothing stands there."""
    fault = Fault(parameter="after", place="query", message=message, value=shortened(given))
    return ProblemError(404, "unknown-place", "No such place in the list", f"after: {message}", faults=[fault])


def too_long(most: int) -> ProblemError:
    """The problem of an address that is longer than any that an answer gives out."""
    return ProblemError(
        414, "too-long", "The address is too long", f"Path and query may have {most} characters; ask for less at once."
    )


def head_too_large(most: int) -> ProblemError:
    """The problem of a request whose address and headers are larger than any client needs."""
    return ProblemError(
        431, "head-too-large", "The request's head is too large", f"Address and headers may have {most} bytes."
    )


def head_too_slow(seconds: float) -> ProblemError:
    """The problem of a request that does not come."""
    return ProblemError(
        408, "head-too-slow", "The request did not come", f"Its headers must come within {seconds:g} seconds."
    )


def no_http(words: str) -> ProblemError:
    """The problem of bytes that are no request."""
    return ProblemError(400, "no-http", "This is no HTTP request", words)


def took_too_long() -> ProblemError:
    """The problem of a question that the database did not answer in time."""
    detail = "The database did not answer in time. Ask for less: add a filter, or take the whole list as .csv."
    return ProblemError(503, "took-too-long", "The answer took too long", detail)


def database_gone() -> ProblemError:
    """The problem of a database that cannot be reached."""
    detail = "The database cannot be reached for the moment. Ask again in a minute."
    return ProblemError(503, "database-gone", "The database is gone", detail)


def too_many(seconds: int) -> ProblemError:
    """The problem of a client that asks more than its share."""
    detail = f"Ask again after {seconds} seconds. Lists come whole as .csv and .ndjson, and editions under /downloads."
    return ProblemError(429, "too-many-requests", "Too many requests", detail)


def document_of(error: ProblemError, path: str) -> bytes:
    """The problem document."""
    return orjson.dumps(_problem(error, path).model_dump(mode="json"))


def _problem(error: ProblemError, path: str) -> Problem:
    return Problem(
        type=f"urn:matchwatch:problem:{error.kind}",
        title=error.title,
        status=error.status,
        detail=error.detail,
        instance=path,
        faults=error.faults,
        near=error.near,
    )


def unreadable(name: str) -> ProblemError:
    """The problem of an edition whose file cannot be read."""
    return ProblemError(
        503,
        "edition-unreadable",
        "The edition cannot be read",
        f"The edition {name} is damaged or of another version. Build it anew with: matchwatch refresh",
    )


def wants_page(request: Request) -> bool:
    """Whether the request is for a page of the site rather than for the API."""
    path = request.url.path
    return not any(path == prefix or path.startswith(prefix + "/") for prefix in API_PREFIXES)


def install_handlers(app: FastAPI, build_page: PageBuilder, driver_errors: Sequence[type[Exception]] = ()) -> None:
    """Answer every exception of the app as a problem; `build_page` dresses those of the web pages.

    driver_errors are those of a database driver besides SQLite's.
    """
    answers = ProblemAnswers(build_page)
    app.add_exception_handler(ProblemError, answers.on_problem)
    app.add_exception_handler(RequestValidationError, answers.on_faults)
    app.add_exception_handler(HTTPException, answers.on_refusal)
    app.add_exception_handler(sqlalchemy.exc.DatabaseError, answers.on_database)
    kinds: Sequence[type[Exception]] = (sqlite3.DatabaseError, *driver_errors)
    for kind in kinds:
        app.add_exception_handler(kind, answers.on_database)
    app.add_exception_handler(sqlalchemy.exc.TimeoutError, answers.on_no_connection)
    app.add_exception_handler(Exception, answers.on_failure)


class ProblemAnswers:
    """How each kind of exception is answered."""

    def __init__(self, build_page: PageBuilder) -> None:
        self._build_page = build_page

    async def on_problem(self, request: Request, error: Exception) -> Response:
        """Answer a problem that a dependency or a query raised."""
        if not isinstance(error, ProblemError):
            return await self.on_failure(request, error)
        return self._answer(request, error)

    async def on_faults(self, request: Request, error: Exception) -> Response:
        """Answer parameters that do not fit their model."""
        found = error.errors() if isinstance(error, RequestValidationError) else []
        if found and all(fault.get("type") == UNKNOWN_PLACE for fault in found):
            return self._answer(request, unknown_place(str(found[0].get("msg")), str(found[0].get("input"))))
        return self._answer(request, bad_request([_fault(fault) for fault in found]))

    async def on_refusal(self, request: Request, error: Exception) -> Response:
        """Answer what the framework refuses: an unknown address, a method that writes."""
        if not isinstance(error, HTTPException):
            return await self.on_failure(request, error)
        return self._answer(request, _refusal(request, error), dict(error.headers or {}))

    async def on_database(self, request: Request, error: Exception) -> Response:
        """Answer a database that fails while it is read, or that was stopped because its time was up."""
        told = str(error)
        if "interrupted" in told or "statement timeout" in told:
            logger.warning("%s took too long", request.url.path)
            return self._answer(request, took_too_long(), {"Retry-After": "60"})
        if self._is_gone(error):
            logger.error("the database cannot be reached")
            return self._answer(request, database_gone(), {"Retry-After": "60"})
        logger.error("edition cannot be read: %s", error.__class__.__name__)
        return self._answer(request, unreadable("served now"))

    async def on_no_connection(self, request: Request, error: Exception) -> Response:  # noqa: ARG002 - it is always the same
        """Answer a question for which no connection to the database became free."""
        logger.warning("%s: no connection to the database became free", request.url.path)
        return self._answer(request, took_too_long(), {"Retry-After": "60"})

    @staticmethod
    def _is_gone(error: Exception) -> bool:
        """Whether a server failed or cannot be reached; a file that cannot be read is damaged, not gone."""
        return type(getattr(error, "orig", None) or error).__module__.startswith("psycopg")

    async def on_failure(self, request: Request, error: Exception) -> Response:
        """Answer a fault of ours; what it was stands in the log only."""
        logger.error("%s failed", request.url.path, exc_info=error)
        detail = "The fault is ours and was logged; try again later."
        return self._answer(request, ProblemError(500, "internal", "The server failed", detail))

    def _answer(self, request: Request, error: ProblemError, headers: dict[str, str] | None = None) -> Response:
        more = {"Cache-Control": "no-store", **(headers or {})}
        if wants_page(request):
            return Response(
                self._build_page(request, _problem(error, request.url.path)),
                error.status,
                more,
                "text/html; charset=utf-8",
            )
        return Response(document_of(error, request.url.path), error.status, more, MEDIA_TYPE)


def _fault(error: dict[str, object]) -> Fault:
    location = error.get("loc")
    parts = [str(part) for part in location] if isinstance(location, tuple) else []
    given = error.get("input")
    unknown = error.get("type") == "extra_forbidden"
    message = "unknown parameter; /v1/openapi.json lists the known ones" if unknown else str(error.get("msg"))
    return Fault(
        parameter=parts[1] if len(parts) > 1 else "request",
        place=parts[0] if parts else "request",
        message=message.removeprefix("Value error, "),
        value=shortened(given),
    )


def shortened(given: object) -> str | None:
    """A refused value as it is said back."""
    return None if given is None else str(given)[:VALUE_LENGTH]


def _refusal(request: Request, error: HTTPException) -> ProblemError:
    if error.status_code == 404:
        return ProblemError(404, "unknown-address", "Not found", f"There is nothing at {request.url.path}.")
    if error.status_code == 405:
        return ProblemError(405, "read-only", "Read only", "Only GET and HEAD are answered here.")
    return ProblemError(error.status_code, "refused", "Refused", str(error.detail))
