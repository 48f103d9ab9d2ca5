"""The commands resolve and reference, run as a user runs them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipelines.cli import reference, resolve
from scrapers.exceptions import MatchWatchError

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MATCHWATCH_WORK", str(tmp_path / "work"))
    app = typer.Typer()
    resolve.register(app)
    reference.register(app)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return invoke


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_specialty_as_json(run: Run) -> None:
    told = json.loads(run("resolve", "specialty", "Med-Prelim/UAB PM&R", "--json").stdout)
    assert (told["slug"], told["position"]) == ("prelim_medicine", "preliminary")


def test_one_institution_as_json_and_as_text(run: Run) -> None:
    told = json.loads(run("resolve", "institution", "Bayhealth Medical Ctr", "--state", "Delaware", "--json").stdout)
    assert told["slug"] == "bayhealth-medical-center"
    assert told["confidence"] > 0.9
    assert "bayhealth-medical-center" in run("resolve", "institution", "Bayhealth-DE").stdout


def test_what_is_not_resolved_says_so(run: Run) -> None:
    result = run("resolve", "institution", "Zzyzx Clinic", "--state", "CA")
    assert result.exit_code == 0
    assert "not resolved" in result.stdout


def test_a_state_that_is_none_is_refused(run: Run) -> None:
    result = run("resolve", "institution", "Bayhealth", "--state", "Atlantis")
    assert result.exit_code == 2
    assert "Atlantis" in result.output


def test_a_table_of_institutions_keeps_its_columns(run: Run, tmp_path: Path) -> None:
    source = written(
        tmp_path / "in.csv", "id,name,state,slug\n1,Bayhealth Med Ctr-DE,,x\n2,Zzyzx Clinic,CA,y\n3,,,z\n"
    )
    result = run(
        "resolve", "institutions", str(source), str(tmp_path / "out.csv"), "--review", str(tmp_path / "review.csv")
    )
    assert result.exit_code == 0, result.output
    rows = table(tmp_path / "out.csv")
    assert [row["slug"] for row in rows] == ["bayhealth-medical-center", "", ""]
    assert [row["input_slug"] for row in rows] == ["x", "y", "z"]
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert [row["name"] for row in table(tmp_path / "review.csv")] == ["Zzyzx Clinic"]


def test_a_table_of_specialties_gets_positions(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", 'specialty_raw\n"Surgery, Vascular"\nSurg-Prelim/Urology\n')
    assert run("resolve", "specialties", str(source), str(tmp_path / "out.csv")).exit_code == 0
    told = [(row["slug"], row["position"]) for row in table(tmp_path / "out.csv")]
    assert told == [("vascular_surgery", ""), ("prelim_surgery", "preliminary")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name\nBayhealth\n", "no column state"),
        (b"", "the file is empty"),
        (b"name,state\nBayhealth,DE,more\n", "line 2: more cells than columns"),
        (b"name,state\n\xff\xfe,DE\n", "is not UTF-8"),
        (b"name,name,state\na,b,DE\n", "two columns are named 'name'"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_in_one_line(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    result = run("resolve", "institutions", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"))
    assert isinstance(result.exception, MatchWatchError)
    assert told in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file_is_a_wrong_argument(run: Run, tmp_path: Path) -> None:
    assert run("resolve", "specialties", str(tmp_path / "none.csv"), str(tmp_path / "out.csv")).exit_code == 2


def test_a_report_without_programs_writes_nothing(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path / "report.html", "<html><body><h1>Annual report</h1><p>Nothing here.</p></body></html>")
    result = run("reference", "nrmp", str(source))
    assert isinstance(result.exception, MatchWatchError)
    assert not (tmp_path / "work").exists()


def test_a_report_becomes_a_directory_below_the_work_folder(run: Run, tmp_path: Path) -> None:
    rows = "<tr><td>Family Medicine</td><td>1234120C0</td><td>8</td><td>7*</td></tr>"
    head = "<tr><th>Dover</th><th>Code</th><th>2013 Quota</th><th>2013 Matched</th></tr>"
    body = f"<h1>DELAWARE</h1><h2>Bayhealth Med Ctr-DE</h2><table>{head}{rows}</table>"
    result = run("reference", "nrmp", str(written(tmp_path / "report.html", f"<html><body>{body}</body></html>")))
    assert result.exit_code == 0, result.output
    (row,) = table(tmp_path / "work" / "reference" / "nrmp" / "programs.csv")
    assert (row["institution_slug"], row["specialty_slug"], row["filled_2013"]) == (
        "bayhealth-medical-center",
        "family_medicine",
        "7",
    )
