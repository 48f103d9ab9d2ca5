"""The sample web, crawled and judged for real: every flag and every status that expected.toml asks for, and no others."""

import shutil
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipelines.steps.assess.flags.raising import load_flag_rules
from pipelines.steps.publish.pointer import DATABASE_NAME
from schemas.vocabulary import CriterionStatus, Severity
from tests.candour_tables import assert_kept, markdown_table
from tests.conftest import ROOT, Built, matchwatch

pytestmark = pytest.mark.crawl

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "sample" / "expected.toml").read_text(encoding="utf-8"))[
    "schools"
]
WITH_RECOGNITION = find_spec("rapidocr") is not None
SYMBOLS = {Severity.red: "▲", Severity.yellow: "△", Severity.note: "ℹ"}
SPOKEN = {"withheld", "promised"}


@dataclass
class Judged:
    """What an edition says of the schools: statuses by criterion, flags, and how many pieces of evidence each has."""

    statuses: dict[str, dict[str, sqlite3.Row]] = field(default_factory=lambda: defaultdict(dict))
    flags: dict[str, list[sqlite3.Row]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[str, list[sqlite3.Row]] = field(default_factory=lambda: defaultdict(list))
    changes: list[sqlite3.Row] = field(default_factory=list)

    def rules(self, slug: str) -> set[str]:
        return {flag["rule"] for flag in self.flags[slug]}


def judged_in(edition: Path) -> Judged:
    found = Judged()
    with sqlite3.connect(f"file:{edition / DATABASE_NAME}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute("SELECT * FROM assessments"):
            found.statuses[row["school_slug"]][row["criterion_id"]] = row
        for row in connection.execute("SELECT * FROM flags ORDER BY school_slug, rule, flag_subject"):
            found.flags[row["school_slug"]].append(row)
        for row in connection.execute("SELECT * FROM evidence"):
            found.evidence[row["subject_id"]].append(row)
        found.changes = connection.execute("SELECT * FROM change_events").fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def first(sample_edition: Built) -> Judged:
    return judged_in(sample_edition.edition)


@pytest.fixture(scope="module")
def later(sample_edition: Built, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The same web some months later, crawled again over the first state."""
    work = tmp_path_factory.mktemp("later") / "work"
    shutil.copytree(sample_edition.work, work, symlinks=True)
    done = matchwatch(work, "refresh", "--sample", "--later")
    assert done.returncode == 3, done.stdout + done.stderr
    return judged_in(Built(work, done.stdout).edition)


def expected_statuses(slug: str, key: str = "criteria") -> Mapping[str, str]:
    wanted: dict[str, str] = dict(EXPECTED[slug].get(key, {}))
    if slug == "vantry" and WITH_RECOGNITION:
        wanted["match.list"] = "met"
    return wanted


@pytest.mark.parametrize("slug", EXPECTED)
def test_exactly_the_flags_that_a_school_has_earned(first: Judged, slug: str) -> None:
    assert first.rules(slug) == set(EXPECTED[slug]["flags"])


@pytest.mark.parametrize("slug", EXPECTED)
def test_the_statuses_that_its_site_settles(first: Judged, slug: str) -> None:
    wanted = expected_statuses(slug)
    found = {name: first.statuses[slug][name]["status"] for name in wanted}
    assert found == wanted, {
        name: first.statuses[slug][name]["reason"] for name in wanted if found[name] != wanted[name]
    }


def test_in_the_later_state_a_list_is_gone(later: Judged) -> None:
    assert later.rules("islemoor") == set(EXPECTED["islemoor"]["flags_later"])
    wanted = expected_statuses("islemoor", "criteria_later")
    assert {name: later.statuses["islemoor"][name]["status"] for name in wanted} == wanted


def test_what_is_gone_is_a_change_and_a_first_look_is_none(first: Judged, later: Judged) -> None:
    assert first.changes == []
    assert {(one["school_slug"], one["kind"]) for one in later.changes} == {("islemoor", "vanished")}
    assert {f"match list {year}" for year in (2024, 2025, 2026)} <= {one["subject"] for one in later.changes}


def test_what_did_not_change_keeps_its_flags_and_the_day_they_were_first_seen(first: Judged, later: Judged) -> None:
    for slug in EXPECTED:
        before = {flag["flag_id"]: flag["first_seen"] for flag in first.flags[slug]}
        after = {flag["flag_id"]: flag["first_seen"] for flag in later.flags[slug]}
        assert before.items() <= after.items()
        assert slug == "islemoor" or before == after


def test_every_rule_is_raised_somewhere_and_every_status_occurs(first: Judged, later: Judged) -> None:
    raised = {rule for judged in (first, later) for slug in EXPECTED for rule in judged.rules(slug)}
    assert raised == set(load_flag_rules())
    statuses = {row["status"] for slug in EXPECTED for row in first.statuses[slug].values()}
    assert statuses == {status.value for status in CriterionStatus}


def test_everything_adverse_carries_its_evidence(first: Judged) -> None:
    for slug in EXPECTED:
        for flag in first.flags[slug]:
            assert flag["severity"] == Severity.note or first.evidence[flag["flag_id"]], (slug, flag["rule"])
        for name, row in first.statuses[slug].items():
            shown = first.evidence[row["assessment_id"]]
            assert shown or row["status"] == CriterionStatus.not_yet_due, (slug, name)
            if row["status"] in SPOKEN:
                assert all(one["quote"] for one in shown), (slug, name)
            if row["status"] == CriterionStatus.not_met and name != "form.consistent" and not name.startswith("form."):
                assert any("Search record" in (one["note"] or "") for one in shown), (slug, name)


def test_the_table_of_schools_and_rules_in_the_docs(first: Judged, later: Judged) -> None:
    rules = list(load_flag_rules())
    states = [(slug, slug, first) for slug in EXPECTED] + [("islemoor", "islemoor, later", later)]
    rows = []
    for slug, name, judged in states:
        severities = {flag["rule"]: SYMBOLS[Severity(flag["severity"])] for flag in judged.flags[slug]}
        rows.append([name, *(severities.get(rule, "") for rule in rules)])
    assert_kept("schools and rules", markdown_table(["school", *(f"`{rule}`" for rule in rules)], rows))
