"""An edition that loses much waits for a person, while the server goes on with the last good one."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli.exit_codes import ExitCode
from pipelines.exceptions import HeldBackError, NoEditionError, PublishError
from pipelines.steps.publish import content, database
from pipelines.steps.publish.database import Tables
from pipelines.steps.publish.difference import difference
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.held import accept, held_folder, reject, roll_back
from pipelines.steps.publish.pointer import current_edition
from pipelines.steps.publish.release import Tolerance, load_tolerances, losses
from schemas.editions import SCHEMA_VERSION
from schemas.held import NOTE_NAME, held_editions
from schemas.tables import FlagRow, PlacementRow
from schemas.vocabulary import Collection
from tests.api.conftest import of_files, served
from tests.conftest import matchwatch
from tests.editions import publish_edition

pytestmark = of_files

FULL, FEWER, MUCH_FEWER = 200, 190, 140
"""Placements of one school: the declared tolerance is 10 %."""


class Gate:
    """A folder of editions behind a running server."""

    def __init__(self, work: Path, client: httpx.Client) -> None:
        self.work, self.editions, self._client = work, work / "editions", client
        self.good = publish_edition(self.editions, Collection.real, rows=FULL)

    def publish(self, rows: int) -> str:
        return publish_edition(self.editions, Collection.real, rows=rows, tolerances=load_tolerances())

    def held(self, rows: int = MUCH_FEWER) -> str:
        with pytest.raises(HeldBackError, match="placements fell from 200 to"):
            self.publish(rows)
        return held_editions(self.editions)[0].edition_id

    def served(self, edition: str = "real") -> tuple[int, str, int]:
        answer = self._client.get("/v1/placements", params={"edition": edition, "limit": 1})
        body = answer.json()
        return answer.status_code, body.get("edition", {}).get("id", ""), body.get("total", -1)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    (tmp_path / "editions").mkdir()
    with (
        served(tmp_path / "editions") as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield Gate(tmp_path, client)


def test_a_drop_of_30_percent_is_held_and_the_last_good_edition_is_served(gate: Gate) -> None:
    held = gate.held()
    assert current_edition(gate.editions, Collection.real).name == gate.good
    assert gate.served() == (200, gate.good, FULL)
    assert gate.served(held)[0] == 404
    assert gate.served(f".held/{held}")[0] in (404, 422)
    (note,) = held_editions(gate.editions)
    assert (note.edition_id, note.current_edition_id) == (held, gate.good)
    assert [(loss.counted, loss.before, loss.after) for loss in note.losses] == [("placements", FULL, MUCH_FEWER)]
    assert read_edition(held_folder(gate.editions, held)).placement_count == MUCH_FEWER


def test_a_small_loss_is_published(gate: Gate) -> None:
    published = gate.publish(FEWER)
    assert gate.served() == (200, published, FEWER)
    assert held_editions(gate.editions) == []


def test_what_a_person_accepts_is_published_whole(gate: Gate) -> None:
    held = gate.held()
    accept(gate.editions, held)
    assert gate.served() == (200, held, MUCH_FEWER)
    assert held_editions(gate.editions) == []
    assert not (gate.editions / held / NOTE_NAME).exists()
    assert gate.publish(MUCH_FEWER) == held
    with pytest.raises(NoEditionError, match="held are: none"):
        accept(gate.editions, held)


def test_what_a_person_rejects_is_gone_and_held_again_when_it_comes_again(gate: Gate) -> None:
    held = gate.held()
    reject(gate.editions, held)
    assert held_editions(gate.editions) == []
    assert not held_folder(gate.editions, held).exists()
    assert gate.served() == (200, gate.good, FULL)
    assert gate.held() == held


def test_an_edition_that_was_published_before_is_held_too_when_it_loses_much(gate: Gate) -> None:
    bad = gate.held()
    accept(gate.editions, bad)
    assert roll_back(gate.editions, Collection.real, None, gate.good) == gate.good
    assert gate.held() == bad
    assert gate.served() == (200, gate.good, FULL)
    accept(gate.editions, bad)
    assert gate.served() == (200, bad, MUCH_FEWER)


def test_the_command_line_lists_compares_accepts_and_rolls_back(gate: Gate) -> None:
    held = gate.held()
    listed = matchwatch(gate.work, "editions", "list").stdout
    assert f"! {held}" in listed
    assert "placements fell from 200 to 140 (30.0%; 10.0% is tolerated)" in listed
    assert "placements: 200 -> 140 rows" in matchwatch(gate.work, "editions", "diff", "real", held).stdout
    assert matchwatch(gate.work, "editions", "accept", held).returncode == 0
    assert gate.served()[1] == held
    back = matchwatch(gate.work, "editions", "rollback")
    assert f"{gate.good} is current again" in back.stdout, back.stderr
    assert gate.served() == (200, gate.good, FULL)
    unknown = matchwatch(gate.work, "editions", "reject", "real-2026-01-01-00000000")
    assert unknown.returncode == 9
    assert unknown.stderr.startswith("error: real-2026-01-01-00000000: no edition of this name is held")


def test_an_edition_of_an_earlier_schema_version_is_built_anew_and_still_measures_what_is_lost(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        for module in (content, database):
            earlier.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION - 1)
        old = publish_edition(gate.editions, Collection.real, rows=FULL)
    assert gate.served()[0] == 503
    shown = matchwatch(gate.work, "editions", "show", old)
    assert (shown.returncode, shown.stdout) == (ExitCode.CANNOT_WRITE, "")
    assert "not of schema version" in shown.stderr
    with pytest.raises(PublishError, match="not of schema version"):
        difference(gate.editions / gate.good, gate.editions / old)
    gate.held()
    anew = gate.publish(FULL)
    assert anew == gate.good != old
    with pytest.raises(PublishError, match="not of schema version"):
        roll_back(gate.editions, Collection.real, old, None)
    assert gate.served() == (200, anew, FULL)


@pytest.mark.parametrize("name", ["../outside", ".held/real-2026-01-01-00000000", "sample-2026-01-01-00000000", ""])
def test_going_back_takes_only_an_edition_of_the_collection(gate: Gate, name: str) -> None:
    with pytest.raises(NoEditionError):
        roll_back(gate.editions, Collection.real, name, None)
    assert gate.served()[1] == gate.good


@given(before=st.integers(0, 400), after=st.integers(0, 400), share=st.floats(0, 1), least=st.integers(1, 50))
def test_a_loss_is_told_just_where_it_passes_share_and_number(
    before: int, after: int, share: float, least: int
) -> None:
    tolerance = {"placements": Tolerance(share=share, at_least=least)}
    found = losses_between(before, after, tolerance)
    lost = before - after
    assert bool(found) == (lost >= least and lost > share * before)


def losses_between(before: int, after: int, tolerances: dict[str, Tolerance]) -> list[str]:
    rows: Tables = {PlacementRow: [{"school_slug": "alderbrook"}] * after, FlagRow: []}
    return [loss.told for loss in losses({"placements": before}, rows, tolerances)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tolerances.placements]\nshare = 2\nat_least = 1", "share"),
        ("[tolerances.people]\nshare = 0.1\nat_least = 1", "people: nothing of this name is counted"),
        ("tolerances", "does not hold the tolerances"),
    ],
)
def test_a_file_of_tolerances_that_does_not_hold_its_form_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "release.toml"
    path.write_text(text)
    with pytest.raises(PublishError, match=told):
        load_tolerances(path)
