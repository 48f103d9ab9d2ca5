"""The work table on both databases: a task has one holder, and who lost it changes nothing any more."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.exceptions import FleetError, LeaseLostError
from pipelines.fleet.keeping import Keeper
from pipelines.fleet.opening import opened
from pipelines.fleet.work_table import DONE, FAILED, MOST_DEATHS, WAITING, Lease, Task, WorkTable
from tests.postgresql import new_database, server

HELD, OVER = 600.0, -1.0
"""Seconds of a lease that lasts, and of one that is over as soon as it is given."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'fleet.sqlite'}" if request.param == "sqlite" else new_database(server())


@pytest.fixture
def table(address: str) -> Iterator[WorkTable]:
    with opened(address) as found:
        yield found


def put_up(table: WorkTable, *units: str, run: str = "run", version: str = "1") -> None:
    table.post(Task(run, "read", unit, "sample", version, {"day": "2026-11-16"}) for unit in units)


def claim(table: WorkTable, seconds: float = HELD, worker: str = "one") -> list[Lease]:
    return table.claim("1", worker, seconds)


def statuses(table: WorkTable) -> dict[str, str]:
    return {one.unit: one.status for one in table.progress("run", "read")}


def test_a_task_that_is_held_is_given_to_nobody_else(table: WorkTable) -> None:
    put_up(table, "a")
    (lease,) = claim(table)
    assert (lease.task.unit, lease.task.payload) == ("a", {"day": "2026-11-16"})
    assert claim(table, worker="two") == []
    assert table.finish(lease, {"number": 3})
    assert claim(table, worker="two") == []
    assert [(one.status, one.told) for one in table.progress("run", "read")] == [(DONE, {"number": 3})]


def test_who_comes_back_after_losing_a_lease_changes_nothing(table: WorkTable) -> None:
    put_up(table, "a")
    (lost,) = claim(table, OVER)
    (held,) = claim(table, HELD, "two")
    assert table.renew([lost, held], HELD, {"settled": 1}) == [held]
    assert not table.finish(lost, {"number": 1})
    assert not table.fail(lost, "StoreError", "is full")
    assert not table.give_back(lost)
    assert statuses(table) == {"a": "leased"}
    assert table.finish(held, {"number": 2})
    assert not table.finish(lost, {"number": 1})
    assert [one.told for one in table.progress("run", "read")] == [{"number": 2}]


def test_a_lease_that_is_over_but_nobody_else_has_is_renewed(table: WorkTable) -> None:
    put_up(table, "a")
    (late,) = claim(table, OVER)
    assert table.renew([late], HELD, {}) == [late]
    assert claim(table, worker="two") == []


def test_what_workers_die_of_again_and_again_is_given_to_nobody(table: WorkTable) -> None:
    put_up(table, "a")
    for _ in range(MOST_DEATHS):
        assert len(claim(table, OVER)) == 1
    assert claim(table) == []
    assert [one.killed_all for one in table.progress("run", "read")] == [True]


def test_giving_back_counts_as_no_death(table: WorkTable) -> None:
    put_up(table, "a")
    for _ in range(2 * MOST_DEATHS):
        (lease,) = claim(table)
        assert table.give_back(lease)
    assert statuses(table) == {"a": WAITING}


def test_claims_take_much_at_first_and_one_by_one_at_the_end(table: WorkTable) -> None:
    put_up(table, *(f"school-{number:02}" for number in range(40)))
    sizes = []
    while leases := claim(table):
        sizes.append(len(leases))
    assert sizes[0] == 5
    assert sizes[-8:] == [1] * 8
    assert sorted(sizes, reverse=True) == sizes
    assert sum(sizes) == 40


def test_only_the_same_version_and_visible_runs_are_taken(table: WorkTable) -> None:
    put_up(table, "a", version="2")
    put_up(table, "b", run="elsewhere")
    assert table.runs("1") == {("sample", "elsewhere")}
    assert table.claim("1", "one", HELD, runs=["run"]) == []
    assert [lease.task.unit for lease in table.claim("2", "one", HELD, runs=["run"])] == ["a"]


def test_a_failure_is_told_and_what_is_posted_twice_stays(table: WorkTable) -> None:
    put_up(table, "a", "b")
    (lease,) = claim(table)
    assert table.fail(lease, "StoreError", "is full")
    put_up(table, "a", "b")
    assert statuses(table) == {"a": FAILED, "b": WAITING}
    assert table.progress("run", "read")[0].told == {"error": "is full"}


def test_a_run_that_was_taken_down_is_over_for_its_workers(table: WorkTable) -> None:
    put_up(table, "a")
    put_up(table, "a", run="newer")
    (lease,) = table.claim("1", "one", HELD, runs=["run"])
    table.withdraw("sample", but="newer")
    assert table.renew([lease], HELD, {}) == []
    assert not table.finish(lease, {})
    assert table.runs("1") == {("sample", "newer")}


def test_workers_that_claim_at_once_never_get_the_same(address: str, table: WorkTable) -> None:
    units = [f"school-{number:03}" for number in range(60)]
    put_up(table, *units)
    begin = threading.Barrier(4)
    taken: list[Sequence[Lease]] = []

    def work(name: str) -> None:
        with opened(address) as own:
            begin.wait()
            while any(one.status == WAITING for one in own.progress("run", "read")):
                leases = claim(own, worker=name)
                taken.append(leases)
                for lease in leases:
                    assert own.finish(lease, {})

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lease.task.unit for leases in taken for lease in leases) == units
    assert set(statuses(table).values()) == {DONE}


def test_a_keeper_keeps_what_is_its_own_and_tells_when_it_is_lost(table: WorkTable) -> None:
    put_up(table, "a")
    (lease,) = claim(table)
    told = threading.Event()
    with Keeper(table, [lease], 0.2, told.set) as keeper:
        keeper.demand()
        table.withdraw("sample")
        assert told.wait(30)
        with pytest.raises(LeaseLostError, match="another process"):
            keeper.demand()


def test_looking_waits_for_nobody(tmp_path: Path) -> None:
    path = tmp_path / "fleet.sqlite"
    with opened(f"sqlite:///{path}") as table, closing(sqlite3.connect(path, isolation_level=None)) as other:
        put_up(table, "a")
        other.execute("BEGIN IMMEDIATE")
        assert statuses(table) == {"a": WAITING}
        assert table.runs("1") == {("sample", "run")}


def test_a_table_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    with (
        pytest.raises(FleetError, match="out of reach") as caught,
        opened("postgresql://matchwatch:secret@127.0.0.1:1/none", patience=0),
    ):
        pass
    assert "secret" not in str(caught.value)
    for wrong in ("nonsense", "mysql://host/name", "postgresql://host"):
        with pytest.raises(FleetError, match="MATCHWATCH_FLEET"), opened(wrong):
            pass
    (tmp_path / "file").write_text("")
    with pytest.raises(FleetError, match="cannot be made"), opened(f"sqlite:///{tmp_path / 'file' / 'fleet.sqlite'}"):
        pass
