"""Failures: what an exception of the downloader means for the search.

Belongs here: naming failures, and telling passing ones from lasting ones. Does not belong here: answers (classify.py).
"""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet import error as twisted_errors
from twisted.web.client import ResponseFailed

from schemas.vocabulary import VisitOutcome
from scrapers.resolver import refusal_of

PASSING = frozenset(
    {
        VisitOutcome.timed_out,
        VisitOutcome.connection_lost,
        VisitOutcome.connection_refused,
        VisitOutcome.server_error,
        VisitOutcome.name_not_resolved,
    }
)
"""Failures that are tried again: the next attempt may well succeed."""
TLS_LIBRARIES = ("OpenSSL", "service_identity", "ssl")
NETWORK = PASSING | {VisitOutcome.tls_failed}
"""Failures of a host to answer at all over one scheme."""


def outcome_of(error: BaseException, host: str) -> tuple[VisitOutcome, str]:
    """Name what an exception means, and the reason in words."""
    refusal = refusal_of(host)
    if isinstance(error, CannotResolveHostError | twisted_errors.DNSLookupError):
        if refusal:
            return VisitOutcome.address_refused, refusal
        return VisitOutcome.name_not_resolved, f"{host} does not resolve"
    if _is_tls(error):
        return VisitOutcome.tls_failed, f"{host}: no trustworthy TLS connection"
    if isinstance(error, DownloadConnectionRefusedError | twisted_errors.ConnectError):
        if isinstance(error, twisted_errors.TimeoutError):
            return VisitOutcome.timed_out, f"{host} took too long to connect"
        return VisitOutcome.connection_refused, f"{host} refuses connections"
    if isinstance(error, DownloadTimeoutError | TimeoutError):
        return VisitOutcome.timed_out, f"{host} took too long to answer"
    if isinstance(error, DownloadCancelledError) or (
        isinstance(error, IgnoreRequest) and "maxsize" in str(error).lower()
    ):
        return VisitOutcome.too_large, "larger than the crawler takes"
    if isinstance(error, DownloadFailedError | ResponseDataLossError | twisted_errors.ConnectionClosed):
        return VisitOutcome.connection_lost, f"{host} broke the connection off"
    return VisitOutcome.failed_otherwise, f"{type(error).__name__} while fetching from {host}"


def _is_tls(error: BaseException) -> bool:
    """Whether an exception, or one that it wraps, comes from TLS."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if type(one).__module__.split(".")[0] in TLS_LIBRARIES or isinstance(one, twisted_errors.CertificateError):
            return True
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, ResponseFailed):
            waiting += [reason.value for reason in one.reasons]
    return False
