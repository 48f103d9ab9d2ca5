"""Expectations of school files on the sample edition: met or reported, and beside what the edition before held."""

import pytest

from pipelines.expectations import expectations_of, expectations_unmet
from pipelines.layers import Layers
from pipelines.previous import PreviousEdition
from pipelines.settings import Settings
from schemas.registry import Expectation
from schemas.vocabulary import Collection
from tests.conftest import Built, matchwatch


@pytest.fixture(scope="module")
def layers(sample_edition: Built) -> Layers:
    return Layers(Settings(work=sample_edition.work), Collection.sample)


def test_what_is_met_is_told_beside_the_edition_before(layers: Layers) -> None:
    previous = PreviousEdition(layers.settings.editions_folder, Collection.sample)
    told = list(expectations_of(layers, "larkmere", previous))
    assert {one.kind for one in told} == {"placements", "measures"}
    for one in told:
        assert one.is_met
        assert one.before
        assert f"the edition before held {one.before}" in one.told
    assert all(one.before is None for one in expectations_of(layers, "larkmere"))
    assert list(expectations_of(layers, "quillhaven", previous)) == []


def test_what_is_not_met_is_reported_with_its_year(layers: Layers) -> None:
    fresh = Layers(layers.settings, Collection.sample)
    asked = [Expectation(class_year=2026, minimum_placements=5000), Expectation(class_year=1999, minimum_measures=1)]
    fresh.schools["larkmere"] = fresh.schools["larkmere"].model_copy(update={"expectations": asked})
    lines = list(expectations_unmet(fresh, "larkmere"))
    assert len(lines) == 2
    assert "its file expects 5000" in lines[0]
    assert lines[1].startswith("larkmere: 0 measures of 1999")


def test_coverage_shows_them(sample_edition: Built) -> None:
    done = matchwatch(sample_edition.work, "coverage", "--sample", "--school", "larkmere")
    assert done.returncode == 0, done.stderr
    assert "met: " in done.stdout
    assert "its file expects 100; the edition before held" in done.stdout
