"""The crawl's child process: its events, its end, and what is said when it goes wrong."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from pipelines import crawling
from pipelines.crawling import CrawlEnd, CrawlPlan, Event, crawl
from pipelines.exceptions import CrawlError, StoppedError, StoreError
from scrapers.arguments import ExitCode


class Scripted(CrawlPlan):
    """A plan whose child is a script of the test's own."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", self.schools.read_text()]


def plan(tmp_path: Path, script: str) -> CrawlPlan:
    (tmp_path / "script").write_text(script)
    return Scripted(schools=tmp_path / "script", work=tmp_path / "work")


def test_codes_are_those_of_the_child() -> None:
    assert {one.name: int(one) for one in CrawlEnd} == {one.name: int(one) for one in ExitCode}


def test_every_event_is_handed_on(tmp_path: Path) -> None:
    events = [{"event": "school_done", "school": "alder"}, {"event": "finished", "exit_code": 0}]
    script = f"import json\nfor one in {events!r}: print(json.dumps(one), flush=True)"
    heard: list[Event] = []
    assert crawl(plan(tmp_path, script), heard.append) is CrawlEnd.COMPLETE
    assert heard == json.loads(json.dumps(events))


@pytest.mark.parametrize("end", [CrawlEnd.SOME_SCHOOLS_FAILED, CrawlEnd.NO_NETWORK])
def test_ends_that_leave_records_are_no_errors(tmp_path: Path, end: CrawlEnd) -> None:
    assert crawl(plan(tmp_path, f"raise SystemExit({int(end)})"), lambda _: None) is end


@pytest.mark.parametrize(
    ("script", "error", "told"),
    [
        (
            "import sys; sys.stderr.write('error: yal: no such school\\n'); sys.exit(1)",
            CrawlError,
            "yal: no such school",
        ),
        (
            "import sys; sys.stderr.write('error: cannot write below x; free space\\n'); sys.exit(5)",
            StoreError,
            "free space",
        ),
        ("raise SystemExit(6)", StoppedError, "goes on where it was"),
        ("import os; os.kill(os.getpid(), 9)", CrawlError, r"died \(exit code -9\).*crawl\.log.*same command"),
    ],
)
def test_the_end_is_told_in_one_line(tmp_path: Path, script: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        crawl(plan(tmp_path, script), lambda _: None)
    assert "\n" not in str(caught.value)


def test_a_child_is_told_to_end_when_its_listener_breaks(tmp_path: Path) -> None:
    mark = tmp_path / "ended"
    script = f"""
import pathlib, signal, time
def end(*_): pathlib.Path({str(mark)!r}).touch(); raise SystemExit(6)
signal.signal(signal.SIGINT, end)
print('{{"event": "response"}}', flush=True)
while True: time.sleep(0.05)
"""

    def breaks(_: Event) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl(plan(tmp_path, script), breaks)
    assert mark.exists()


def test_a_child_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "SECONDS_TO_END", 0.5)
    script = """
import os, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print('{"event": "response", "pid": %d}' % os.getpid(), flush=True)
while True: time.sleep(0.05)
"""
    pids: list[int] = []

    def breaks(event: Event) -> None:
        pids.append(event["pid"])
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised just above
        crawl(plan(tmp_path, script), breaks)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    with pytest.raises(StoreError, match="MATCHWATCH_WORK"):
        crawl(plan(tmp_path, ""), lambda _: None)
    assert stat.S_ISREG((tmp_path / "work").stat().st_mode)


def test_the_command_line_names_everything(tmp_path: Path) -> None:
    made = CrawlPlan(
        tmp_path / "schools", tmp_path / "work", ("yale", "duke"), 50, 0, tmp_path / "hosts.json", processes=3
    ).command()
    assert made[1:3] == ["-m", "scrapers.run"]
    assert [made[place + 1] for place, part in enumerate(made) if part == "--school"] == ["yale", "duke"]
    assert made[made.index("--page-budget") + 1] == "50"
    assert made[made.index("--processes") + 1] == "3"
    assert Path(made[made.index("--hosts-map") + 1]).is_absolute()
