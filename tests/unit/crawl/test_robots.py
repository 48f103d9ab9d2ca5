"""What robots.txt answers mean, and how long their rules are kept."""

import asyncio

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.robots import MAXIMUM_BYTES, RobotsAnswer, RobotsKeeper, rules_from

ORIGIN = "http://school.example"
ADDRESS = f"{ORIGIN}/match/"


def allowed(answer: RobotsAnswer) -> bool:
    return rules_from(ORIGIN, answer).allows(ADDRESS, "MatchWatchBot")


CLOSED = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_absent_rules_open_the_host(status: int) -> None:
    assert allowed(RobotsAnswer(status, CLOSED))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_failing_host_is_closed(status: int) -> None:
    rules = rules_from(ORIGIN, RobotsAnswer(status))
    assert rules.outcome is VisitOutcome.robots_unavailable
    assert not rules.allows(ADDRESS, "MatchWatchBot")


@pytest.mark.parametrize("failure", [VisitOutcome.timed_out, VisitOutcome.connection_lost])
def test_rules_that_never_came_close_the_host(failure: VisitOutcome) -> None:
    assert rules_from(ORIGIN, RobotsAnswer(failure=failure)).outcome is VisitOutcome.robots_unavailable


@pytest.mark.parametrize(
    "failure", [VisitOutcome.name_not_resolved, VisitOutcome.connection_refused, VisitOutcome.tls_failed]
)
def test_a_host_that_is_not_there_is_named_as_such(failure: VisitOutcome) -> None:
    rules = rules_from(ORIGIN, RobotsAnswer(failure=failure, detail="not there"))
    assert rules.outcome is failure
    assert not rules.allows(ADDRESS, "MatchWatchBot")


def test_rules_beyond_the_size_limit_are_not_read() -> None:
    filler = b"# " + b"x" * MAXIMUM_BYTES + b"\n"
    assert allowed(RobotsAnswer(200, filler + CLOSED))
    assert not allowed(RobotsAnswer(200, CLOSED + filler))


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf" + CLOSED, CLOSED.replace(b"\n", b"\r\n"), b"\xff\xfe\n" + CLOSED])
def test_byte_order_marks_line_ends_and_noise_do_not_open_a_closed_host(body: bytes) -> None:
    assert not allowed(RobotsAnswer(200, body))


def test_delay_and_sitemaps_are_read() -> None:
    body = b"User-agent: MatchWatchBot\nCrawl-delay: 2.5\nSitemap: http://school.example/a.xml\n"
    rules = rules_from(ORIGIN, RobotsAnswer(200, body))
    assert rules.crawl_delay("MatchWatchBot") == 2.5
    assert rules.crawl_delay("Other") == 0.0
    assert rules.sitemaps() == ["http://school.example/a.xml"]


class Server:
    """Gives the answers it was made with, one after the other, the last one for ever."""

    def __init__(self, *answers: RobotsAnswer) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def fetch(self, address: str, attempt: int) -> RobotsAnswer:
        self.asked.append((address, attempt))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def keep(server: Server, *addresses: str) -> list[bool]:
    async def ask() -> list[bool]:
        keeper = RobotsKeeper(server.fetch)
        rules = await asyncio.gather(*(keeper.rules(address) for address in addresses))
        return [one.allows(address, "MatchWatchBot") for one, address in zip(rules, addresses, strict=True)]

    return asyncio.run(ask())


def test_rules_are_asked_for_once_an_origin_even_by_many_at_once() -> None:
    server = Server(RobotsAnswer(404))
    assert keep(server, ADDRESS, f"{ORIGIN}/other", "https://school.example/") == [True] * 3
    assert sorted(address for address, _ in server.asked) == [
        f"{ORIGIN}/robots.txt",
        "https://school.example/robots.txt",
    ]


def test_a_passing_failure_is_tried_again() -> None:
    server = Server(RobotsAnswer(503), RobotsAnswer(200, CLOSED))
    assert keep(server, ADDRESS) == [False]
    assert [attempt for _, attempt in server.asked] == [0, 1]
    assert keep(Server(RobotsAnswer(503)), ADDRESS) == [False]


def test_redirects_are_followed_five_times_and_then_count_as_absent() -> None:
    there = RobotsAnswer(301, location="/elsewhere.txt")
    assert keep(Server(there, RobotsAnswer(200, CLOSED)), ADDRESS) == [False]
    endless = Server(there)
    assert keep(endless, ADDRESS) == [True]
    assert len(endless.asked) == 6
