"""A narrowed refresh on a later day: the others are judged by that day too, by what the edition before says of them."""

from datetime import date
from pathlib import Path

import pytest

from pipelines import stages
from pipelines.steps.publish.edition import rows_of_edition
from schemas.tables import AssessmentRow, FlagRow, PlacementRow
from tests.unit.pipelines.workshop import AS_OF, PAGE, Workshop, school

LATER = date(2028, 11, 16)
"""A day on which lists of later classes are due."""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path / "one", school("alder"), school("birch"))
    made.fetch("alder", "/match/", PAGE)
    for slug in ("alder", "birch"):
        made.searched(slug, "/match/")
    return made


def judged(folder: Path, slug: str) -> list[object]:
    return [
        {name: value for name, value in row.items() if name != "first_seen"}
        for table in (AssessmentRow, FlagRow)
        for row in rows_of_edition(folder, table)
        if row["school_slug"] == slug
    ]


def test_schools_that_are_not_asked_are_judged_by_the_day_of_the_edition(workshop: Workshop, tmp_path: Path) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    whole = workshop.copied_to(tmp_path / "whole")
    narrowed = stages.publish_edition(workshop.layers, ["birch"], LATER)
    stages.assess(whole.layers, whole.slugs, LATER)
    wanted = stages.publish_edition(whole.layers, whole.slugs, LATER)
    assert judged(narrowed.folder, "alder") == judged(wanted.folder, "alder")
    assert judged(narrowed.folder, "alder") != judged(first.folder, "alder")


def test_what_was_not_published_does_not_come_in_by_the_way(workshop: Workshop) -> None:
    first = stages.publish_edition(workshop.run(), workshop.slugs, AS_OF)
    workshop.fetch("alder", "/match/", PAGE.replace(b"Mayo Clinic", b"Cleveland Clinic"))
    second = stages.publish_edition(workshop.run(), ["birch"], LATER)
    assert judged(second.folder, "alder") == judged(first.folder, "alder")
    placements = [list(rows_of_edition(made.folder, PlacementRow)) for made in (first, second)]
    assert placements[0] == placements[1]
