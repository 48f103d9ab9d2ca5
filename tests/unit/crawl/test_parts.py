"""Parting the schools of a crawl, and taking turns at a host."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.registry import School
from scrapers.parts import parted, useful_processes
from scrapers.scope import Scope
from scrapers.shared_pacing import SharedPace

DOMAINS = [f"school-{number}.example" for number in range(12)]


def made(slug: str, domains: list[str]) -> School:
    """An invented school that walks these domains."""
    return School.model_validate(
        {"slug": slug, "name": slug, "short_name": slug, "degree": "MD", "city": "Nowhere", "state": "TX",
         "website_domain": domains[0], "crawl": {"allowed_hosts": domains[1:]}}
    )  # fmt: skip


@given(
    grounds=st.lists(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=3, unique=True), max_size=25),
    most=st.integers(1, 6),
)
def test_every_school_is_in_one_part_and_no_domain_in_two(grounds: list[list[str]], most: int) -> None:
    schools = {f"s{number}": made(f"s{number}", domains) for number, domains in enumerate(grounds)}
    parts = parted(schools, most)
    assert Counter(slug for part in parts for slug in part) == Counter(list(schools))
    assert len(parts) <= most
    assert all(parts)
    walked = [{domain for school in part.values() for domain in Scope(school).registered_domains} for part in parts]
    assert sum(len(domains) for domains in walked) == len({domain for domains in walked for domain in domains})


def test_schools_that_share_nothing_are_spread_evenly() -> None:
    schools = {f"s{number:02}": made(f"s{number:02}", [f"far-{number}.example"]) for number in range(10)}
    assert sorted(len(part) for part in parted(schools, 3)) == [3, 3, 4]
    assert [list(part) == sorted(part) for part in parted(schools, 3)] == [True, True, True]


@pytest.mark.parametrize(
    ("schools", "delay", "processes"), [(0, 1, 1), (60, 1, 1), (61, 1, 2), (120, 2, 1), (10_000, 1, 3), (10_000, 0, 1)]
)
def test_as_many_processes_walk_as_the_pauses_leave_work_for(
    monkeypatch: pytest.MonkeyPatch, schools: int, delay: float, processes: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert useful_processes(schools, delay) == processes


def test_a_host_is_one_process_s_until_its_answer_and_its_pause_are_over(tmp_path: Path) -> None:
    first, second = SharedPace(0.2, tmp_path), SharedPace(0.2, tmp_path)
    order: list[str] = []

    async def ask(pace: SharedPace, name: str, may_end: asyncio.Event) -> None:
        await pace.turn("files.example")
        order.append(f"{name} asks")
        await may_end.wait()
        order.append(f"{name} has its answer")
        pace.over("files.example")

    async def both() -> None:
        may_end, at_once = asyncio.Event(), asyncio.Event()
        at_once.set()
        one = asyncio.create_task(ask(first, "first", may_end))
        while not order:  # noqa: ASYNC110 - until the first one has its turn
            await asyncio.sleep(0)
        other = asyncio.create_task(ask(second, "second", at_once))
        third = asyncio.create_task(ask(first, "first again", at_once))
        await SharedPace(0, tmp_path).turn("elsewhere.example")
        assert order == ["first asks"]
        may_end.set()
        await asyncio.gather(one, other, third)

    asyncio.run(both())
    assert order[:2] == ["first asks", "first has its answer"]
    assert order[2::2] in (["second asks", "first again asks"], ["first again asks", "second asks"])
    assert [name.removesuffix(" asks") for name in order[::2]] == [
        name.removesuffix(" has its answer") for name in order[1::2]
    ]


def test_what_a_host_asked_of_one_process_holds_for_all(tmp_path: Path) -> None:
    told, other = SharedPace(0, tmp_path), SharedPace(0, tmp_path)
    told.hold("busy.example", 250)

    async def impatient() -> None:
        async with asyncio.timeout(0.05):
            await other.turn("busy.example")

    with pytest.raises(TimeoutError):
        asyncio.run(impatient())
    assert 200 < other.wait("busy.example") <= 250
