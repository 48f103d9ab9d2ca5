"""Replies on their way from files into an edition."""

from pathlib import Path

import pytest

from pipelines import quality, stages
from pipelines.exceptions import ReplyError
from schemas.tables import ReplyRow, ReplyStepRow
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


def test_a_damaged_reply_is_named(workshop: Workshop) -> None:
    (workshop.folder / "replies" / "birch-2026-1.toml").write_text(REPLY.replace("birch", "beech"))
    with pytest.raises(ReplyError, match=r"birch-2026-1\.toml"):
        stages.tables(workshop.layers, [])


def test_the_check_names_it_before_a_crawl_begins(workshop: Workshop) -> None:
    assert list(quality.replies_hold(workshop.layers, ["alder"])) == []
    (workshop.folder / "replies" / "birch-2026-1.toml").write_text(REPLY.replace("2026-05-04", "2099-05-04"))
    (fault,) = quality.replies_hold(workshop.layers, ["alder"])
    assert "lies in the future" in fault


def test_no_folder_no_replies(workshop: Workshop) -> None:
    (workshop.folder / "replies").rmdir()
    assert stages.tables(workshop.layers, [])[ReplyRow] == []
