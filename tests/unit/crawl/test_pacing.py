"""How long a host is left alone, without waiting for it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.pacing import JITTER, LONGEST_DELAY, Pace, retry_after_seconds

SECONDS = st.floats(0, 1000, allow_nan=False)


@given(delay=st.floats(0.1, 30), crawl_delay=SECONDS, latency=SECONDS)
def test_the_pause_is_never_below_the_delay_or_the_crawl_delay(
    delay: float, crawl_delay: float, latency: float
) -> None:
    pace = Pace(delay)
    pace.obey("a.example", crawl_delay)
    pace.answered("a.example", latency, time.monotonic())
    pause = pace.pause("a.example")
    assert pause >= delay
    assert pause >= min(crawl_delay, LONGEST_DELAY)
    assert pause <= max(delay, LONGEST_DELAY) * 1.2
    assert pace.rest("a.example") == min(latency, LONGEST_DELAY)
    assert pace.pause("other.example") <= delay * 1.2


def test_a_slow_host_is_given_time() -> None:
    pace = Pace(1)
    pace.answered("slow.example", 8, time.monotonic())
    assert pace.rest("slow.example") == 8
    assert pace.wait("slow.example") > 7


def test_no_delay_is_no_delay_but_rules_hold() -> None:
    pace = Pace(0)
    pace.answered("a.example", 5, time.monotonic())
    assert pace.pause("a.example") == pace.rest("a.example") == 0
    pace.obey("a.example", 0.5)
    assert pace.pause("a.example") == 0.5


def test_the_pause_counts_from_where_the_answer_began_and_the_rest_from_its_end() -> None:
    pace = Pace(10)
    asyncio.run(pace.turn("a.example"))
    assert 9 < pace.wait("a.example") <= 10 * (1 + JITTER)
    pace.answered("a.example", 0.5, time.monotonic() - 4)
    assert 9 < pace.wait("a.example") <= 10 * (1 + JITTER)
    pace.answered("a.example", 0.5, time.monotonic() + 3)
    assert 12 < pace.wait("a.example") <= 3 + 10 * (1 + JITTER)
    pace.answered("a.example", 60, time.monotonic() - 20)
    assert pace.wait("a.example") > 29


def test_backoff_grows() -> None:
    pace = Pace(1)
    assert pace.backoff(0) < pace.backoff(1)
    assert Pace(0).backoff(0) > 0


@pytest.mark.parametrize(
    ("written", "seconds"), [("120", 120.0), (" 5 ", 5.0), ("soon", None), ("-3", None), ("", None), (None, None)]
)
def test_retry_after_in_seconds(written: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(written) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    earlier = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    assert 3500 < (retry_after_seconds(later) or 0) <= 3600
    assert retry_after_seconds(earlier) == 0
