"""Shortlist and destinations over a real server: every point explained and sourced, unknown never zero."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from pipelines.steps.publish.content import edition_tables
from pipelines.steps.publish.edition import publish
from rules.shortlist import FORMULA
from schemas.identifiers import identifier
from schemas.outcomes import Outcome
from schemas.shortlist import DestinationListing, ShortlistItem, ShortlistListing
from schemas.vocabulary import Attempt, Basis, Collection, Exam, Unit
from tests import editions as made
from tests.api.conftest import served
from tests.edition_records import AS_OF, BUILT

WISH = {"specialty": "general-surgery", "state": "VT"}


def figure(slug: str, name: str, value: float | None, low: float | None, **more: object) -> Outcome:
    fields = {
        "outcome_id": identifier(slug, name, str(more)),
        "school_slug": slug,
        "name": name,
        "period": "2022-2026",
        "value": value,
        "interval_low": low,
        "interval_high": None if low is None or value is None else value + 5,
        "unit": Unit.percent,
        "basis": Basis.derived,
        "method": "track_record" if name == "specialty_share" else "national_distance",
        "not_computable": None if value is not None else "too few to be shown",
        **more,
    }
    return Outcome.model_validate(fields)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("shortlist")
    rows = made.alderbrook(60)
    finding = rows.findings.placements[2].finding_id
    one = figure("alderbrook", "specialty_share", 20.0, 15.5, specialty_slug="general-surgery", finding_ids=(finding,))
    two = figure("alderbrook", "match_rate_distance", -0.3, None, period="2026")
    other = figure("briarholt", "specialty_share", 30.0, 25.0, specialty_slug="pediatrics")
    hidden = figure("briarholt", "specialty_share", None, None, specialty_slug="anesthesiology")
    exam = figure(
        "briarholt",
        "exam_pass_rate_distance",
        2.0,
        1.0,
        exam=Exam.comlex_1,
        attempt=Attempt.first,
        period="2025",
    )
    schools = [
        replace(rows, outcomes=[*rows.outcomes, one, two]),
        replace(made.briarholt(), outcomes=[other, hidden, exam]),
        made.cinderford(),
    ]
    tables = edition_tables(schools, made._reference())
    publish(folder, Collection.sample, tables, as_of=AS_OF, built_at=BUILT)
    with served(folder) as address, httpx.Client(base_url=address, timeout=60) as found:
        yield found


def shown(client: httpx.Client, **query: object) -> dict[str, ShortlistItem]:
    answer = client.get("/v1/shortlist", params={"edition": "sample", **query})  # type: ignore[dict-item]
    assert answer.status_code == 200, answer.text
    listing = ShortlistListing.model_validate_json(answer.content)
    assert listing.formula == list(FORMULA)
    return {item.school_slug: item for item in listing.items}


def test_published_support_comes_first_and_unknown_is_no_zero(client: httpx.Client) -> None:
    found = shown(client, **WISH)
    assert list(found) == ["alderbrook", "briarholt", "cinderford"]
    nothing = found["cinderford"]
    assert (nothing.support, nothing.known_weight, nothing.support_low, nothing.support_high) == (
        None,
        0.0,
        0.0,
        100.0,
    )
    assert all(part.used is None and part.points is None and part.why.startswith("Unknown") for part in nothing.parts)


def test_every_known_part_is_sourced(client: httpx.Client) -> None:
    found = shown(client, **WISH)
    for item in found.values():
        for part in item.parts:
            assert bool(part.sources) or part.used is None
            for source in part.sources:
                rows = client.get(source.path).json()
                assert "items" in rows
    record = next(part for part in found["alderbrook"].parts if part.aspect == "specialty")
    assert (record.used, record.points, record.others, record.lower) == (15.5, 100.0, 1, 1)
    evidence = client.get(record.sources[0].path).json()["items"]
    assert record.sources[0].finding_ids == [row["finding_id"] for row in evidence]
    assert record.sources[0].document_ids == [evidence[0]["document_id"]]
    place = next(part for part in found["alderbrook"].parts if part.aspect == "place")
    assert client.get(place.sources[0].path).json()["total"] > 0


def test_a_list_without_the_specialty_is_a_zero_and_a_withheld_share_is_not(client: httpx.Client) -> None:
    none = next(part for part in shown(client, **WISH)["briarholt"].parts if part.aspect == "specialty")
    assert (none.used, none.points) == (0.0, 0.0)
    assert "None of its listed graduates" in none.why
    hidden = shown(client, specialty="anesthesiology")["briarholt"].parts[0]
    assert (hidden.used, hidden.points) == (None, None)
    assert "too few to be shown" in hidden.why


def test_weights_are_the_readers_and_leave_parts_out(client: httpx.Client) -> None:
    found = shown(client, **WISH, specialty_weight=0, place_weight=0, match_weight=0, exams_weight=10)
    assert next(iter(found)) == "briarholt"
    assert {part.aspect.value for item in found.values() for part in item.parts} == {"exams"}
    assert shown(client, degree="DO").keys() == {"briarholt"}


def test_divisions_and_regions_are_spelt_out(client: httpx.Client) -> None:
    listing = client.get(
        "/v1/shortlist", params={"edition": "sample", "division": "new-england", "region": "west"}
    ).json()
    assert {"VT", "MA", "CA", "HI"} <= set(listing["states"])
    assert "NY" not in listing["states"]


def test_unknown_wishes_are_named_at_once(client: httpx.Client) -> None:
    answer = client.get("/v1/shortlist", params={"edition": "sample", "specialty": "astrology", "state": "ZZ"})
    assert answer.status_code == 404
    assert {fault["parameter"] for fault in answer.json()["faults"]} == {"specialty", "state"}


def test_destinations_year_after_year_name_their_rows(client: httpx.Client) -> None:
    answer = client.get(
        "/v1/schools/alderbrook/destinations", params={"edition": "sample", "specialty": "family-medicine"}
    )
    listing = DestinationListing.model_validate_json(answer.content)
    assert listing.listed_classes == [2026, 2025, 2024]
    (item,) = listing.items
    rows = client.get(
        "/v1/schools/alderbrook/placements",
        params={
            "edition": "sample",
            "specialty_slug": "family-medicine",
            "institution_slug": item.institution_slug,
            "limit": "1000",
        },
    ).json()["items"]
    counted = {row["finding_id"] for row in rows if row["class_year"] is not None}
    assert {finding for year in item.years for finding in year.finding_ids} == counted
    assert (item.people, item.classes) == (len(counted), len({row["class_year"] for row in rows} - {None}))
    assert listing.unresolved == sum(
        row["institution_slug"] is None and row["class_year"] is not None
        for row in client.get(
            "/v1/schools/alderbrook/placements",
            params={"edition": "sample", "specialty_slug": "family-medicine", "limit": "1000"},
        ).json()["items"]
    )
    assert client.get("/v1/schools/nobody/destinations?edition=sample").status_code == 404
