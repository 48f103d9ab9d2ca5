"""Every route answers in the form that its model promises, with its edition and its evidence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from pydantic import BaseModel

from schemas import public, public_service
from schemas.editions import SAMPLE_NOTICE
from tests.edition_records import HOSTILE_PROGRAM

LISTS: dict[str, type[BaseModel]] = {
    "/v1/schools": public.SchoolAnswer,
    "/v1/assessments": public.AssessmentAnswer,
    "/v1/criteria": public.CriterionAnswer,
    "/v1/flags": public.FlagAnswer,
    "/v1/national-baselines": public.NationalBaselineAnswer,
    "/v1/measures": public.MeasureAnswer,
    "/v1/placements": public.PlacementAnswer,
    "/v1/statements": public.StatementAnswer,
    "/v1/documents": public.DocumentAnswer,
    "/v1/outcomes": public.OutcomeAnswer,
    "/v1/specialties": public.SpecialtyAnswer,
    "/v1/institutions": public.InstitutionAnswer,
    "/v1/replies": public.ReplyAnswer,
    "/v1/changes": public.ChangeAnswer,
    "/v1/schools/alderbrook/replies": public.ReplyAnswer,
    "/v1/schools/alderbrook/changes": public.ChangeAnswer,
    "/v1/schools/alderbrook/measures": public.MeasureAnswer,
    "/v1/schools/alderbrook/placements": public.PlacementAnswer,
    "/v1/schools/alderbrook/assessments": public.AssessmentAnswer,
    "/v1/schools/alderbrook/flags": public.FlagAnswer,
    "/v1/schools/alderbrook/documents": public.DocumentAnswer,
    "/v1/schools/alderbrook/outcomes": public.OutcomeAnswer,
    "/v1/schools/alderbrook/statements": public.StatementAnswer,
    "/v1/schools/alderbrook/visits": public.VisitAnswer,
    "/v1/schools/alderbrook/evidence": public.EvidenceAnswer,
}
SORTS = {
    "/v1/schools": ["name", "-state"],
    "/v1/schools/alderbrook/measures": ["period", "-period", "-value"],
    "/v1/schools/alderbrook/placements": ["class_year", "-class_year", "-count"],
    "/v1/schools/alderbrook/visits": ["-score", "depth"],
    "/v1/replies": ["-received_on", "received_on", "state"],
    "/v1/changes": ["kind", "-subject"],
    "/v1/flags": ["-days_late_strict", "days_late_strict", "severity"],
    "/v1/national-baselines": ["year", "-value"],
}


def get(client: httpx.Client, path: str, **query: object) -> dict[str, Any]:
    answer = client.get(path, params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("edition", ["real", "sample"])
def test_list_keeps_its_promise(client: httpx.Client, path: str, edition: str) -> None:
    answer = client.get(path, params={"edition": edition})
    model = LISTS[path]
    listing = public.Listing[model].model_validate_json(answer.content)  # type: ignore[valid-type]
    assert listing.total >= listing.count == len(listing.items) > 0
    for item in answer.json()["items"]:
        assert set(item) == set(model.model_fields)
    assert answer.headers["content-type"] == "application/json"


def test_single_items_keep_their_promise(client: httpx.Client) -> None:
    flag = get(client, "/v1/flags", limit=1)["items"][0]
    document = get(client, "/v1/schools/alderbrook/documents", limit=1)["items"][0]
    for path, model, item in (
        (f"/v1/flags/{flag['flag_id']}", public.FlagAnswer, flag),
        (f"/v1/documents/{document['document_id']}", public.DocumentAnswer, document),
    ):
        answer = client.get(path)
        public.Single[model].model_validate_json(answer.content)  # type: ignore[valid-type]
        assert answer.json()["item"] == item


def test_school_is_shown_with_the_lists_asked_for(client: httpx.Client) -> None:
    listed = get(client, "/v1/schools", slug="alderbrook")["items"][0]
    plain = client.get("/v1/schools/alderbrook")
    assert set(
        public.Single[public.SchoolInFull].model_validate_json(plain.content).item.included.model_dump().values()
    ) == {None}
    full = get(client, "/v1/schools/alderbrook", include="flags,outcomes,replies")["item"]
    for name, items in full.pop("included").items():
        expected = get(client, f"/v1/schools/alderbrook/{name}", limit=1000)["items"] if items is not None else None
        assert items == expected
        assert (items is not None) == (name in ("flags", "outcomes", "replies"))
    assert full == listed
    assert client.get("/v1/schools/alderbrook", params={"include": "visits"}).status_code == 422


def test_health_and_editions_keep_their_promise(client: httpx.Client) -> None:
    listing = public.EditionListing.model_validate_json(client.get("/v1/editions").content)
    assert listing.total == 2
    assert all(item.current for item in listing.items)
    assert {item.collection for item in listing.items} == {"real", "sample"}
    assert public_service.Health.model_validate_json(client.get("/healthz").content).status == "ok"
    ready = public_service.Health.model_validate_json(client.get("/readyz").content)
    assert set(ready.editions) == {"real", "sample"}
    assert all(ready.editions.values())


def test_every_route_of_the_description_is_checked_here(client: httpx.Client) -> None:
    described = set(client.get("/v1/openapi.json").json()["paths"])
    checked = {path.replace("alderbrook", "{slug}") for path in LISTS}
    others = {
        "/v1/schools/{slug}",
        "/v1/flags/{flag_id}",
        "/v1/documents/{document_id}",
        "/v1/replies/{reply_id}",
        "/v1/schools/{slug}/ask-sheet",
        "/v1/compare",
        "/v1/shortlist",
        "/v1/downloads",
        "/v1/report",
        "/v1/schools/{slug}/destinations",
        "/v1/search",
        "/v1/specialties/{slug}",
        "/v1/institutions/{slug}",
        "/v1/editions",
        "/v1/status",
        "/healthz",
        "/readyz",
        "/metrics",
        "/v1/evidence/{key}",
        "/downloads/{edition_id}/pages/{document_id}-{page}.webp",
        "/downloads/{edition_id}/{file_name}",
    }
    assert described == checked | others


@pytest.mark.parametrize("path", LISTS)
def test_sample_is_unmistakably_invented(client: httpx.Client, path: str) -> None:
    answer = client.get(path, params={"edition": "sample"})
    mark = answer.json()["edition"]
    assert mark["invented"] is True
    assert mark["notice"] == SAMPLE_NOTICE
    assert answer.headers["matchwatch-data"] == "invented"
    assert answer.headers["matchwatch-edition"] == mark["id"]
    real = client.get(path)
    assert real.json()["edition"]["invented"] is False
    assert real.headers["matchwatch-data"] == "real"


def test_measure_shows_basis_document_and_place(client: httpx.Client) -> None:
    rate = get(client, "/v1/schools/alderbrook/measures", measure="match_rate")["items"][0]
    assert (rate["value"], rate["unit"], rate["qualifier"]) == (93.2, "percent", "exact")
    assert (rate["stage"], rate["denominator"]) == ("before_soap", "participants")
    assert rate["element_path"] == "/html/body/p[1]"
    assert rate["quote"] == "82 of 88 participants (93.2%) matched before SOAP"
    document = rate["document"]
    assert document["kind"] == "crawled"
    assert document["published_by"] == "school"
    assert document["address"] == "https://www.alderbrook.example/outcomes"
    assert document["fetched_at"] == "2026-06-03T08:30:00Z"
    assert len(document["sha256"]) == 64


def test_transcribed_documents_are_told_apart(client: httpx.Client) -> None:
    exam = get(client, "/v1/schools/alderbrook/measures", exam="step_2_ck")["items"][0]
    assert exam["document"]["kind"] == "transcribed"
    assert exam["document"]["fetched_at"] is None
    assert (exam["page"], exam["box"]) == (2, "72,100,300,112")


def test_missing_values_are_null_with_their_reason(client: httpx.Client) -> None:
    share = get(client, "/v1/schools/alderbrook/outcomes", name="home_institution_share")["items"][0]
    assert share["value"] is None
    assert share["not_computable"] == "the list names no institutions"
    assert share["evidence_count"] == 3
    evidence = get(client, "/v1/schools/alderbrook/evidence", subject_id=share["outcome_id"])
    assert evidence["total"] == 3


def test_flags_embed_their_evidence(client: httpx.Client) -> None:
    flag = get(client, "/v1/flags", severity="yellow")["items"][0]
    evidence = flag["evidence"][0]
    assert evidence["quote"] == "Our graduates match at the finest programs."
    assert evidence["element_path"] == "/html/body/p[2]"
    assert evidence["document"]["address"] == "https://www.alderbrook.example/outcomes"
    assert len(evidence["document"]["sha256"]) == 64
    red = get(client, "/v1/flags", severity="red")["items"][0]
    assert red["evidence"][0]["document"] is None
    assert red["evidence"][0]["note"] == "searched, nothing found"


def test_hostile_text_is_told_as_it_is(client: httpx.Client) -> None:
    programs = [row["program"] for row in get(client, "/v1/schools/alderbrook/placements", limit=1000)["items"]]
    assert HOSTILE_PROGRAM in programs


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/v1/schools", {"degree": "DO"}, ["briarholt"]),
        ("/v1/schools", {"state": "VT"}, ["alderbrook", "cinderford"]),
        ("/v1/schools", {"state": "VT,OR", "control": "public"}, ["alderbrook", "cinderford"]),
        ("/v1/schools", {"maturity": "young"}, ["cinderford"]),
        ("/v1/schools", {"q": "briar FALLS"}, ["briarholt"]),
        ("/v1/schools", {"q": "%"}, []),
        ("/v1/schools", {"degree": "DO", "state": "VT"}, []),
    ],
)
def test_filters_of_schools(client: httpx.Client, path: str, query: dict[str, str], expected: list[str]) -> None:
    listing = get(client, path, **query)
    assert [item["slug"] for item in listing["items"]] == expected
    assert listing["total"] == len(expected)


def test_flags_can_be_filtered_by_kind_of_school(client: httpx.Client) -> None:
    assert [flag["school_slug"] for flag in get(client, "/v1/flags", degree="DO")["items"]] == ["briarholt"]
    assert get(client, "/v1/flags", degree="DO", severity="note")["total"] == 0
    assert get(client, "/v1/flags", lenient="true")["total"] == 1


def test_ranges_and_repeated_filters(client: httpx.Client) -> None:
    path = "/v1/schools/alderbrook/placements"
    from_2025 = get(client, path, class_year_from=2025)
    assert {row["class_year"] for row in from_2025["items"]} == {2025, 2026}
    repeated = client.get(path, params=[("class_year", "2025"), ("class_year", "2026")]).json()
    assert repeated["total"] == from_2025["total"] == get(client, path, class_year="2025,2026")["total"]


def test_chosen_fields(client: httpx.Client) -> None:
    items = get(client, "/v1/schools/alderbrook/placements", fields="class_year,specialty")["items"]
    assert all(list(item) == ["class_year", "specialty"] for item in items)
    often = client.get("/v1/criteria", params=[("fields", "criterion_id")] * 90)
    assert often.status_code == 200
    assert all(list(item) == ["criterion_id"] for item in often.json()["items"])


def pages_of(client: httpx.Client, path: str, **query: object) -> Iterator[dict[str, Any]]:
    page = get(client, path, **query)
    yield page
    while page["next"]:
        answer = client.get(page["next"])
        assert answer.status_code == 200, answer.text
        page = answer.json()
        yield page


@pytest.mark.parametrize(("path", "sort"), [(path, sort) for path, sorts in SORTS.items() for sort in ["", *sorts]])
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_pages_hold_every_item_once(client: httpx.Client, path: str, sort: str, limit: int) -> None:
    if limit == 1 and "placements" in path:
        limit = 3
    query = {"edition": "sample", "limit": limit} | ({"sort": sort} if sort else {})
    items = []
    for page in pages_of(client, path, **query):
        assert page["count"] == len(page["items"]) <= limit
        items += page["items"]
        total = page["total"]
    keys = [str(sorted((name, str(value)) for name, value in item.items())) for item in items]
    assert len(keys) == len(set(keys)) == total
    if sort:
        values = [item[sort.removeprefix("-")] for item in items]
        present = [value for value in values if value is not None]
        assert present == sorted(present, reverse=sort.startswith("-"))
        missing_last = sort.startswith("-")
        missing = [index for index, value in enumerate(values) if value is None]
        expected = range(len(present), len(values)) if missing_last else range(len(missing))
        assert missing == list(expected)


def test_next_link_keeps_edition_and_query(client: httpx.Client) -> None:
    answer = client.get("/v1/schools", params={"edition": "sample", "limit": 2, "state": "VT"})
    following = answer.json()["next"]
    assert answer.headers["link"] == f'<{following}>; rel="next"'
    assert f"edition={answer.json()['edition']['id']}" in following
    assert "state=VT" in following


def test_kept_description_is_the_served_one(client: httpx.Client) -> None:
    kept = orjson.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_bytes())
    kept["info"].pop("version")
    served = client.get("/v1/openapi.json").json()
    served["info"].pop("version")
    assert kept == served, "write it anew: python -m api.openapi > docs/openapi.json"
