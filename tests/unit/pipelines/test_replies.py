"""Replies on their way from files into an edition."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines import quality, stages
from pipelines.steps.publish.edition import publish
from schemas.tables import ReplyRow, ReplyStepRow
from schemas.vocabulary import Collection
from tests.unit.pipelines.workshop import Workshop, school

REPLY = """school_slug = "birch"
rule = "stale"
disputed = "The newest results are said to be old."
statement = "New ones were posted in May."
spoken_by = "Office of Student Affairs"
[[steps]]
state = "received"
on = 2026-05-04
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path, school("birch"), school("alder"))
    (tmp_path / "replies").mkdir()
    return made


def test_replies_are_there_whichever_schools_are_renewed(workshop: Workshop) -> None:
    (workshop.folder / "replies" / "birch-2026-1.toml").write_text(REPLY)
    for renewed in ([], ["alder"], ["alder", "birch"]):
        tables = stages.tables(workshop.layers, renewed)
        assert [(row["reply_id"], row["state"]) for row in tables[ReplyRow]] == [("birch-2026-1", "received")]
        assert [row["step"] for row in tables[ReplyStepRow]] == [1]


def test_a_damaged_reply_costs_no_other_its_place_and_stays_as_it_was(workshop: Workshop) -> None:
    folder = workshop.folder / "replies"
    (folder / "birch-2026-1.toml").write_text(REPLY)
    (folder / "alder-2026-1.toml").write_text(REPLY.replace("birch", "alder"))
    publish(workshop.layers.settings.editions_folder, Collection.real, stages.tables(workshop.layers, []),
            as_of=date(2026, 6, 1), built_at=datetime(2026, 6, 1, tzinfo=UTC))  # fmt: skip
    (folder / "birch-2026-1.toml").write_text("[[steps")
    tables = stages.tables(workshop.layers, [])
    assert [(row["reply_id"], row["statement"]) for row in tables[ReplyRow]] == [
        ("alder-2026-1", "New ones were posted in May."),
        ("birch-2026-1", "New ones were posted in May."),
    ]
    assert [row["reply_id"] for row in tables[ReplyStepRow]] == ["alder-2026-1", "birch-2026-1"]


def test_a_reply_that_was_damaged_from_the_first_is_left_out(workshop: Workshop) -> None:
    (workshop.folder / "replies" / "birch-2026-1.toml").write_text(REPLY.replace("birch", "beech"))
    assert stages.tables(workshop.layers, [])[ReplyRow] == []


def test_the_check_names_it_before_a_crawl_begins(workshop: Workshop) -> None:
    assert list(quality.replies_hold(workshop.layers, ["alder"])) == []
    (workshop.folder / "replies" / "birch-2026-1.toml").write_text(REPLY.replace("2026-05-04", "2099-05-04"))
    (fault,) = quality.replies_hold(workshop.layers, ["alder"])
    assert "lies in the future" in fault


def test_no_folder_no_replies(workshop: Workshop) -> None:
    (workshop.folder / "replies").rmdir()
    assert stages.tables(workshop.layers, [])[ReplyRow] == []
