"""The command line: quick to start, helpful, one clear line and a code of its own for whatever is wrong."""

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from pipelines.cli.exit_codes import MEANINGS, ExitCode
from pipelines.cli.main import run
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection
from tests.conftest import ROOT, command_environment
from tests.editions import publish_edition

HEAVY = ("dagster", "fastapi", "scrapy", "scipy", "polars", "sqlmodel", "pypdfium2", "scrapers.reading", "uvicorn")
Done = subprocess.CompletedProcess[str]
COMMANDS = ("up", "refresh", "serve", "explain", "review", "schools", "editions", "dictionary", "doctor")


class Command(Protocol):
    """Runs the command line in this process, with its own working folder."""

    def __call__(self, work: Path, *arguments: str, **environment: str) -> Done: ...


@pytest.fixture
def matchwatch(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def call(work: Path, *arguments: str, **environment: str) -> Done:
        for name, value in {**command_environment(work), **environment}.items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        out, told = capfd.readouterr()
        return Done(arguments, int(ended.value.code or 0), out, told)

    return call


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with an edition of either collection."""
    folder = tmp_path_factory.mktemp("work")
    publish_edition(folder / "editions", Collection.real)
    publish_edition(folder / "editions", Collection.sample, rows=3)
    return folder


def fails(done: Done, code: ExitCode) -> str:
    """Assert that a command ended with this code and one line on stderr; return the line."""
    assert done.returncode == code, done.stdout + done.stderr
    assert re.fullmatch(r"error: [^\n]+\n", done.stderr), done.stderr
    return done.stderr


def test_a_start_imports_nothing_heavy() -> None:
    script = f"import sys; from pipelines.cli.main import build_app; build_app(); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_names_every_command_and_every_code(matchwatch: Command, tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "--help")
    told = " ".join(done.stdout.split())
    assert all(f"│ {command} " in told for command in COMMANDS), told
    assert all(f"{int(code)} {meaning}" in told for code, meaning in MEANINGS.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(matchwatch: Command, tmp_path: Path, command: str) -> None:
    done = matchwatch(tmp_path, command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 300


def test_an_unknown_school_is_named_with_the_nearest_one(matchwatch: Command, tmp_path: Path) -> None:
    assert "yalle: no such school" in fails(
        matchwatch(tmp_path, "refresh", "--offline", "--school", "yalle"), ExitCode.FAILED
    )
    assert "did you mean yale?" in fails(matchwatch(tmp_path, "schools", "show", "yalle"), ExitCode.FAILED)


def test_a_school_file_that_is_no_yaml_stops_a_refresh_and_loses_nothing(
    matchwatch: Command, work: Path, tmp_path: Path
) -> None:
    schools = tmp_path / "schools"
    schools.mkdir()
    (schools / "alder.yaml").write_text("slug: alder\nname: [unclosed\n")
    before = current_edition(work / "editions", Collection.real)
    told = fails(matchwatch(work, "refresh", "--offline", MATCHWATCH_SCHOOLS=str(schools)), ExitCode.FAILED)
    assert "alder.yaml: line 3 is no readable YAML" in told
    assert current_edition(work / "editions", Collection.real) == before
    checked = matchwatch(work, "schools", "check", MATCHWATCH_SCHOOLS=str(schools))
    assert (checked.returncode, "alder.yaml: line 3" in checked.stdout) == (ExitCode.FAILED, True)


def test_a_new_school_is_one_file_to_fill_in(matchwatch: Command, tmp_path: Path) -> None:
    schools = tmp_path / "schools"
    shutil.copytree(ROOT / "sample" / "schools", schools)
    environment = {"MATCHWATCH_SCHOOLS": str(schools)}
    assert matchwatch(tmp_path, "schools", "new", "alder-valley", **environment).returncode == 0
    path = schools / "alder-valley.yaml"
    empty = matchwatch(tmp_path, "schools", "check", **environment)
    assert (empty.returncode, "alder-valley.yaml: name:" in empty.stdout) == (ExitCode.FAILED, True)
    told = "is there already"
    assert told in fails(matchwatch(tmp_path, "schools", "new", "alder-valley", **environment), ExitCode.FAILED)
    assert "is no slug" in fails(
        matchwatch(tmp_path, "schools", "new", "Alder Valley", **environment), ExitCode.FAILED
    )
    filled = {"name": "Alder Valley College", "short_name": "Alder Valley", "degree": "MD", "city": "Alder", "state": "VT",
              "website_domain": "alder-valley.example"}  # fmt: skip
    text = path.read_text()
    for field, value in filled.items():
        text = re.sub(rf"^{field}:", f"{field}: {value}", text, flags=re.MULTILINE)
    path.write_text(text)
    checked = matchwatch(tmp_path, "schools", "check", **environment)
    assert checked.returncode == 0, checked.stdout
    shown = json.loads(matchwatch(tmp_path, "schools", "show", "alder-valley", "--json", **environment).stdout)
    assert shown["website_domain"] == "alder-valley.example"


def test_schools_are_listed_by_degree_and_state(matchwatch: Command, tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "schools", "list", "--degree", "do", "--state", "tx", "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found
    assert {(one["degree"], one["state"]) for one in found} == {("DO", "TX")}


def test_imported_school_files_are_those_that_stand_there(matchwatch: Command, tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "schools", "import", MATCHWATCH_SCHOOLS=str(tmp_path / "schools"))
    assert done.stdout.startswith("238 written, 0 unchanged")
    again = matchwatch(tmp_path, "schools", "import", MATCHWATCH_SCHOOLS=str(tmp_path / "schools"))
    assert again.stdout.startswith("0 written, 238 unchanged")


def test_editions_are_listed_shown_and_compared(matchwatch: Command, work: Path) -> None:
    listed = matchwatch(work, "editions", "list").stdout.splitlines()
    assert [line[0] for line in listed] == ["*", "*"]
    shown = json.loads(matchwatch(work, "editions", "show", "sample", "--json").stdout)
    assert (shown["collection"], shown["invented"]) == ("sample", True)
    assert matchwatch(work, "editions", "diff", "sample", shown["edition_id"]).stdout == "No difference.\n"
    compared = matchwatch(work, "editions", "diff", "sample", "real").stdout
    assert re.search(r"placements: 3 -> 12 rows; \d+ came", compared)


def test_an_edition_that_is_not_there(matchwatch: Command, work: Path, tmp_path: Path) -> None:
    assert "no such edition" in fails(matchwatch(work, "editions", "show", "real-1999"), ExitCode.NO_EDITION)
    told = "no edition was published yet; build one with: matchwatch refresh"
    assert told in fails(matchwatch(tmp_path, "serve", "--port", "0"), ExitCode.NO_EDITION)


def test_a_pointer_that_leads_nowhere_is_named_with_the_remedy(
    matchwatch: Command, work: Path, tmp_path: Path
) -> None:
    editions = tmp_path / "editions"
    shutil.copytree(work / "editions", editions, symlinks=True)
    gone = current_edition(editions, Collection.real)
    shutil.rmtree(gone)
    shutil.rmtree(current_edition(editions, Collection.sample))
    told = fails(matchwatch(tmp_path, "serve", "--port", "0"), ExitCode.NO_EDITION)
    assert f"points to {gone.name}, which is gone" in told
    checked = matchwatch(tmp_path, "doctor")
    assert (checked.returncode, "which is gone" in checked.stdout) == (ExitCode.FAILED, True)


def test_a_port_that_is_taken_is_named_with_the_remedy(matchwatch: Command, work: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in ("serve", "up"):
            told = fails(matchwatch(work, command, "--port", port), ExitCode.PORT_IN_USE)
            assert f"127.0.0.1:{port}: another program listens there" in told


def test_the_doctor_finds_all_in_place(matchwatch: Command, work: Path) -> None:
    done = matchwatch(work, "doctor", "--port", "0")
    assert done.returncode == 0, done.stdout
    assert "BAD" not in done.stdout
    for matter in ("Python", "SQLite", "Picture reading (OCR)", "Disk", "Archive (real)", "Edition (sample)", "Port"):
        assert matter in done.stdout


def test_the_data_dictionary_fits_the_records(matchwatch: Command, tmp_path: Path) -> None:
    assert matchwatch(tmp_path, "dictionary", "--check").returncode == 0


def test_options_that_contradict_each_other_are_refused(matchwatch: Command, tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "refresh", "--later")
    assert (done.returncode, "add --sample" in done.stderr) == (ExitCode.BAD_ARGUMENTS, True)
