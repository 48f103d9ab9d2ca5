"""The five examples of docs/methods.md, reckoned there by hand; and every method has its section there."""

import re
from pathlib import Path

import pytest

from schemas.outcomes import Outcome
from schemas.public import OutcomeAnswer
from schemas.vocabulary import Basis, Stage
from tests.unit.derive.builders import only
from tests.unit.derive.real_figures import real_outcomes

METHODS = Path("docs/methods.md")


def of_year(slug: str, year: str) -> list[Outcome]:
    return [one for one in real_outcomes()[slug] if one.period == year]


def test_a_rate_beside_the_nation() -> None:
    outcomes = of_year("musc", "2017")
    stated = only(outcomes, "match_rate", basis=Basis.published)
    assert (stated.value, stated.denominator, stated.numerator, stated.national_value) == (95.3, 171, None, 94.3)
    assert "163 of 171" in (stated.note or "")
    assert (stated.interval_low, stated.interval_high) == (91.04, 97.61)
    distance = only(outcomes, "match_rate_distance")
    assert (distance.value, distance.interval_low, distance.interval_high) == (1.0, -3.26, 3.31)


def test_a_list() -> None:
    outcomes = of_year("siu", "2010")
    assert only(outcomes, "placement_rows").value == 64
    people = only(outcomes, "persons_listed")
    assert (people.value, people.lower_bound, people.upper_bound) == (64, 62, 64)
    alone = only(outcomes, "preliminary_only")
    assert (alone.value, alone.lower_bound, alone.upper_bound) == (2, 0, 2)
    care = only(outcomes, "primary_care_share")
    assert (care.numerator, care.denominator, care.value) == (29, 62, 46.77)
    assert (care.lower_bound, care.upper_bound) == (45.31, 48.44)
    assert only(outcomes, "primary_care_with_obgyn_share").value == 54.84
    printed = {one.value for one in outcomes if one.name == "primary_care_share" and one.basis is Basis.published}
    assert printed == {46.8, 54.6}


def test_three_rates() -> None:
    outcomes = of_year("vcu", "2023")
    rates = {one.stage: one for one in outcomes if one.name == "match_rate"}
    assert {stage: one.value for stage, one in rates.items()} == {
        Stage.before_soap: 93.2,
        Stage.after_soap: 100.0,
        Stage.overall: 99.0,
    }
    assert "share of graduating class" in (rates[Stage.before_soap].not_compared or "")
    soap = only(outcomes, "soap_share")
    assert (soap.value, soap.lower_bound, soap.upper_bound) == (None, 0.0, 6.85)
    assert "unlike bases" in (soap.not_computable or "")
    assert "merges preliminary and categorical" in (only(outcomes, "preliminary_only").not_computable or "")


def test_three_rates_stay_three_in_the_answers_of_the_api() -> None:
    rates = [one for one in of_year("vcu", "2023") if one.name == "match_rate"]
    answers = [
        OutcomeAnswer.model_validate(
            one.model_dump(exclude={"finding_ids"}) | {"evidence_count": len(one.finding_ids)}
        )
        for one in rates
    ]
    assert len({(one.stage, one.denominator_kind, one.value) for one in answers}) == 3


def test_a_figure_that_does_not_add_up() -> None:
    outcomes = of_year("wvsom", "2025")
    stated = only(outcomes, "primary_care_share", basis=Basis.published)
    assert (stated.value, stated.numerator) == (65, 96)
    assert "96 of 184 is 52.2 %" in (stated.caution or "")
    placed = only(outcomes, "placement_rate", basis=Basis.published)
    assert (placed.value, placed.national_value) == (100, None)
    assert "NRMP-definition rule" in (placed.not_compared or "")


def test_who_went_without() -> None:
    outcomes = of_year("umass-chan", "2016")
    without = only(outcomes, "without_match")
    assert (without.value, without.denominator, without.stage) == (4, 120, Stage.before_soap)
    assert only(outcomes, "match_rate_distance").value == 3.2
    stated = only(outcomes, "match_rate", basis=Basis.published)
    assert (stated.interval_low, stated.interval_high) == (91.74, 98.7)


def test_every_method_has_its_section() -> None:
    headings = " ".join(re.findall(r"^#+ (.*)$", METHODS.read_text(encoding="utf-8"), re.MULTILINE))
    used = {one.method for outcomes in real_outcomes().values() for one in outcomes}
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path("pipelines/steps/derive").glob("*.py"))
    used |= set(re.findall(r'\bmethod"?(?:=|: )"(\w+)"', code)) - {"wilson"}
    assert used <= set(re.findall(r"\w+", headings))


@pytest.mark.parametrize("section", ["Which list of a class is used", "Small numbers", "National figures", "Checks"])
def test_the_rules_are_written_down(section: str) -> None:
    assert f"## {section}" in METHODS.read_text(encoding="utf-8")
