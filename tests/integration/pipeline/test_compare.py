"""`matchwatch compare` over a published edition: like figures side by side, unlike ones refused with their reasons."""

import json

import pytest

from tests.conftest import Built, matchwatch

pytestmark = pytest.mark.crawl


def test_like_figures_of_two_schools_are_compared_and_unlike_ones_refused(sample_edition: Built) -> None:
    done = matchwatch(sample_edition.work, "compare", "brackenfell", "larkmere", "--edition", "sample", "--json")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    like = [one for one in found if one["comparable"]]
    unlike = [one for one in found if not one["comparable"]]
    assert any(one["name"] == "match_rate" and one["difference"] is not None for one in like)
    assert unlike
    assert all(one["reasons"] and one["difference"] is None for one in unlike)
    told = matchwatch(sample_edition.work, "compare", "brackenfell", "nowhere", "--edition", "sample")
    assert told.returncode == 2
    assert "no school of this edition" in told.stderr
