"""A page that moves between two refreshes, from the redirect of its host to the changes that the edition tells."""

import os
from pathlib import Path

import pytest

from pipelines.cli.exit_codes import ExitCode
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.steps.publish.pointer import current_edition
from schemas.tables import ChangeEventRow, PlacementRow
from schemas.vocabulary import Collection
from tests.conftest import matchwatch
from tests.integration.crawl.site import Page, Reply, Web
from tests.many_schools import many_schools, slug_of

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes minutes: make test-long"),
]
OLD, NEW = "/match-list-2026/", "/classes/2026/match-list/"
ROWS_LEFT_OUT = 9


def refreshed(work: Path, day: str) -> list[tuple[str, str, str]]:
    """The changes that an edition tells after a refresh: kind, subject and path."""
    environment = {"MATCHWATCH_SCHOOLS": str(work / "schools"), "MATCHWATCH_HOSTS_MAP": str(work / "hosts.json"),
                   "MATCHWATCH_REPLIES": str(work / "none")}  # fmt: skip
    done = matchwatch(work, "refresh", "--as-of", day, **environment)
    assert done.returncode == ExitCode.OK, done.stdout + done.stderr
    rows = rows_of_edition(current_edition(work / "editions", Collection.real), ChangeEventRow)
    return sorted(
        (str(row["kind"]), str(row["subject"]), str(row["address"]).partition(".example")[2]) for row in rows
    )


def move(web: Web, whole: Page, rows_left_out: int) -> None:
    """Let the old address of the list lead to a new one, where some of its rows are missing."""
    pages = web.hosts[f"www.{slug_of(0)}.example"]
    assert isinstance(whole, Reply)
    head, *rows = whole.body.split(b"<tr>")
    ending = rows[-1].partition(b"</tr>")[2]
    kept = [row.partition(b"</tr>")[0] for row in rows[: len(rows) - rows_left_out]]
    pages[NEW] = Reply(head + b"".join(b"<tr>" + row + b"</tr>" for row in kept) + ending, headers=whole.headers)
    pages[OLD] = Reply(b"", 301, {"Location": NEW})


def test_a_list_that_moves_has_neither_vanished_nor_appeared_but_may_shrink(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with many_schools(1, tmp_path) as web:
        assert refreshed(tmp_path, "2026-11-16") == []
        edition = current_edition(tmp_path / "editions", Collection.real)
        assert sum(row["class_year"] == 2026 for row in rows_of_edition(edition, PlacementRow)) > ROWS_LEFT_OUT
        whole = web.hosts[f"www.{slug_of(0)}.example"][OLD]
        move(web, whole, 0)
        assert refreshed(tmp_path, "2026-11-17") == []
        move(web, whole, ROWS_LEFT_OUT)
        assert refreshed(tmp_path, "2026-11-18") == [("shrank", "match list 2026", NEW)]
