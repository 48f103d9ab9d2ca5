"""The disclosure form: fit to be posted or not, and read like any other document once it is."""

import json
from datetime import date
from pathlib import Path

import pytest
import typer
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from pipelines.cli import disclosure
from pipelines.exceptions import DisclosureError
from pipelines.steps.assess.disclosure_form import check_form, json_schema, table_headers
from schemas.vocabulary import Attempt, Denominator, Exam, MeasureName, Position, Stage, StatementKind
from scrapers.reading import read_and_extract

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = DOCS / "disclosure_example"
FILES = ("classes.csv", "exams.csv", "match_list.csv", "disclosure.json")


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    found = typer.Typer()
    disclosure.register(found)
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_example_is_fit_to_be_posted(name: str) -> None:
    assert check_form(EXAMPLE / name) == []


def test_the_schema_that_is_kept_is_the_schema_that_holds() -> None:
    kept = (DOCS / "disclosure.schema.json").read_text(encoding="utf-8")
    assert kept == json_schema(), "write it anew: matchwatch disclosure schema > docs/disclosure.schema.json"
    example = json.loads((EXAMPLE / "disclosure.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(json.loads(kept)).iter_errors(example)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "fault"),
    [
        ("classes.csv", "2026,42", "2026,45", "line 2", "graduates are 45"),
        ("classes.csv", "37,92.5", "36,92.5", "line 2", "participants are 40"),
        ("classes.csv", "37,92.5", "37,97.5", "line 2", "97.5 is not 37 of 40, which is 92.5"),
        ("classes.csv", "2025,41", "2026,41", "line 3", "stands there twice"),
        ("classes.csv", "2026,42", "2026,many", "line 2", "Graduates"),
        ("classes.csv", "2026,42", "2026,", "line 2", "Graduates: Field required"),
        ("classes.csv", "Unmatched", "Left over", "line 1", "'Left over' is not in the form"),
        ("classes.csv", "Class,Graduates", "Student name,Graduates", "line 1", "names of people must not be posted"),
        ("exams.csv", "44,41,93.2", "44,46,93.2", "line 2", "46 passed of 44"),
        ("exams.csv", "44,41,93.2", "44,41,95.2", "line 2", "is not 41 of 44"),
        ("exams.csv", "2025-2026", "2024-2026", "line 5", "one cycle a row"),
        ("exams.csv", "USMLE Step 1,2024", "USMLE Step 1,2025", "line 3", "stands there twice"),
        ("exams.csv", "USMLE Step 1,2025", "USMLE Step 4,2025", "line 2", "Exam"),
        ("exams.csv", "44,41,93.2,93", '44,41,93.2,93,"x"', "line 2", "7 cells under 6 headers"),
        ("match_list.csv", "UVM Medical Center", "Dr. Harriet Quillfeather", "line 2", "name a person"),
        ("match_list.csv", "categorical,2", "cathegorical,2", "line 2", "Position"),
        ("match_list.csv", ",VT,", ",Vermont,", "line 2", "State"),
        ("disclosure.json", '"placed_in_soap": 2', '"placed_in_soap": 1', "classes[0]", "participants are 40"),
        ("disclosure.json", '"entered": 44', '"entered": 40', "cohorts[0]", "more graduated"),
        ("disclosure.json", '"degree": "MD"', '"degree": "MBBS"', "degree", "MD"),
        ("disclosure.json", "Office of Student Affairs", "Dean Harriet Quillfeather, MD", "office", "name a person"),
        ("disclosure.json", '"position": "transitional"', '"position": "categorical"', "match_list", "were placed"),
        ("disclosure.json", '"version": 1', '"version": 9', "version", "1"),
    ],
)
def test_seeded_faults_are_found(tmp_path: Path, name: str, old: str, new: str, where: str, fault: str) -> None:
    text = (EXAMPLE / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = check_form(path)
    assert faults
    assert any(one.where == where and fault in one.message for one in faults), faults


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("form.pdf", b"%PDF", "neither .json nor .csv"),
        ("form.json", b"{", "is no JSON"),
        ("form.json", b"[" * 100_000, "is no JSON"),
        ("form.json", b'{"version": NaN}', "is no JSON"),
        ("form.csv", b'Class,Graduates\n"' + b"4" * 200_000, "line 2: is no CSV"),
        ("form.csv", b"\xff\xfe\x00", "is not UTF-8"),
        ("form.csv", b"Color,Shape\n", "begins like no table"),
        ("form.csv", b"", "begins like no table"),
    ],
)
def test_files_that_are_no_form(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DisclosureError, match=fault):
        check_form(path)
    with pytest.raises(DisclosureError, match="cannot be read"):
        check_form(tmp_path / "absent.csv")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_may_be_separated_as_spreadsheets_in_other_languages_do(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "classes.csv"
    path.write_text((EXAMPLE / "classes.csv").read_text(encoding="utf-8").replace(",", delimiter), encoding="utf-8")
    assert check_form(path) == []


def test_an_empty_table_is_filled_in_first(tmp_path: Path) -> None:
    path = tmp_path / "classes.csv"
    path.write_text(",".join(table_headers("classes")) + "\n", encoding="utf-8")
    assert [fault.message for fault in check_form(path)] == ["the table holds no row; fill it in"]


class TestCommand:
    """`matchwatch disclosure`."""

    def test_validate(self, app: typer.Typer, tmp_path: Path) -> None:
        good = CliRunner().invoke(app, ["disclosure", "validate", str(EXAMPLE / "classes.csv")])
        assert (good.exit_code, "fit to be posted" in good.output) == (0, True)
        path = tmp_path / "classes.csv"
        path.write_text(
            (EXAMPLE / "classes.csv").read_text(encoding="utf-8").replace("92.5", "99.5"), encoding="utf-8"
        )
        bad = CliRunner().invoke(app, ["disclosure", "validate", str(path)])
        assert bad.exit_code == 1
        assert "line 2: match rate 99.5 is not 37 of 40" in bad.output

    def test_table_and_schema(self, app: typer.Typer) -> None:
        header = CliRunner().invoke(app, ["disclosure", "table", "exams"]).output
        assert header == (EXAMPLE / "exams.csv").read_text(encoding="utf-8").splitlines()[0] + "\n"
        assert CliRunner().invoke(app, ["disclosure", "schema"]).output == json_schema()


class TestIngestion:
    """A posted form is read by the readers that there are."""

    def test_classes(self) -> None:
        found = read_and_extract((EXAMPLE / "classes.csv").read_bytes(), declared_type="text/csv").measures
        rates = {one.period: one for one in found if one.measure is MeasureName.match_rate}
        assert {period: one.value for period, one in rates.items()} == {"2026": 92.5, "2025": 95.0, "2024": 92.7}
        assert {one.stage for one in rates.values()} == {Stage.before_soap}
        assert {one.denominator for one in rates.values()} == {Denominator.participants}
        assert rates["2025"].national_value == 93.5
        counts = {(one.measure, one.period): one.value for one in found}
        assert counts[MeasureName.participants, "2026"] == 40
        assert counts[MeasureName.unmatched, "2026"] == 1
        assert counts[MeasureName.class_size, "2026"] == 42

    def test_exams(self) -> None:
        found = read_and_extract((EXAMPLE / "exams.csv").read_bytes(), declared_type="text/csv").measures
        results = {(one.exam, one.period): one for one in found}
        assert results[Exam.step_1, "2025"].value == 93.2
        assert results[Exam.step_2_ck, "2024-2025"].national_value == 98
        assert {one.attempt for one in found} == {Attempt.first}
        assert len(found) == 6

    def test_match_list(self) -> None:
        found = read_and_extract((EXAMPLE / "match_list.csv").read_bytes(), declared_type="text/csv").placements
        assert sum(one.count for one in found) == 41
        assert {one.class_year for one in found} == {2026}
        assert {one.position for one in found} == {Position.categorical, Position.advanced, Position.transitional}
        assert ("Maine Medical Center", "ME") in {(one.program, one.state) for one in found}

    def test_one_json_file_says_what_the_tables_say(self) -> None:
        found = read_and_extract((EXAMPLE / "disclosure.json").read_bytes(), declared_type="application/json")
        results = {(one.measure, one.exam, one.period): one for one in found.measures}
        rate = results[MeasureName.match_rate, None, "2025"]
        assert (rate.value, rate.stage, rate.denominator, rate.national_value) == (
            95.0,
            Stage.before_soap,
            Denominator.participants,
            93.5,
        )
        exam = results[MeasureName.exam_pass_rate, Exam.step_2_ck, "2024-2025"]
        assert (exam.value, exam.attempt, exam.national_value) == (97.6, Attempt.first, 98)
        assert sum(one.count for one in found.placements) == 41
        assert {one.kind for one in found.statements} == {StatementKind.support}
        assert found.stated_date == date(2026, 9, 30)
        assert not found.leftovers
