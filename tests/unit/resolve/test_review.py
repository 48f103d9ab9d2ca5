"""Strings for review: listed with where they stand, written as lookups, settled by one line."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pipelines.cli import review
from pipelines.layers import Layers, SchoolFindings
from pipelines.settings import Settings
from pipelines.steps.resolve.institution_index import InstitutionIndex
from pipelines.steps.resolve.institutions import InstitutionResolver
from pipelines.steps.resolve.resolvers import Resolvers
from pipelines.steps.resolve.school import resolve_school
from schemas.vocabulary import Collection
from tests.unit.resolve.test_school import SCHOOL, reading, row

Run = Callable[..., Result]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, institutions: InstitutionResolver, resolvers: Resolvers
) -> Run:
    """The command over one school whose list holds a hospital and a specialty that nobody knows."""
    monkeypatch.setenv("MATCHWATCH_WORK", str(tmp_path / "work"))
    rows = [row("Basket Weaving", "Zzyzx Clinic", state="CA")] * 2 + [row("Neurology", "Howard Univ Hosp-DC")]
    found = resolve_school(SCHOOL, [reading("d1", *rows)], resolvers)
    Layers(Settings(), Collection.real).findings.write(SCHOOL.slug, SchoolFindings(current=found))
    app = typer.Typer()
    review.register(app)
    app.callback()(lambda: None)
    return lambda *arguments: CliRunner().invoke(app, ["review", *arguments])


def test_strings_are_listed_with_count_documents_and_schools(run: Run) -> None:
    told = run("--strings").stdout
    assert "Zzyzx Clinic, CA: hospital; 2 times in 1 documents of howard" in told
    lines = [json.loads(line) for line in run("--strings", "--json").stdout.splitlines()]
    assert [(line["text"], line["count"], line["schools"]) for line in lines] == [
        ("Zzyzx Clinic", 2, ["howard"]),
        ("Basket Weaving", 2, ["howard"]),
    ]


def test_a_line_that_was_written_and_confirmed_settles_the_string(
    run: Run, tmp_path: Path, index: InstitutionIndex
) -> None:
    result = run("--strings", "--lookups", str(tmp_path / "lookups"))
    assert result.exit_code == 0, result.output
    with (tmp_path / "lookups" / "institution_strings.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["name"] for line in lines] == ["Zzyzx Clinic"]
    lines[0]["slug"] = "cedars-sinai-medical-center"
    answer = InstitutionResolver(index, decisions=lines).resolve("ZZYZX CLINIC-CA")
    assert (answer.slug, answer.confidence, answer.method) == ("cedars-sinai-medical-center", 1.0, "decision")


def test_lookups_without_strings_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("--lookups", str(tmp_path)).exit_code == 2
