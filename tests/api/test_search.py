"""Search: names as people write them lead to what they mean."""

import httpx
import pytest

from api.search import Entry, SearchIndex
from schemas import public_service
from schemas.public_service import SearchKind
from scrapers.reference import institutions, specialties
from scrapers.registry import load_schools


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    entries = [
        Entry(SearchKind.school, school.slug, school.name, None, (school.name, school.short_name, school.slug))
        for school in load_schools().values()
    ]
    entries += [
        Entry(SearchKind.specialty, found.slug, found.canonical_name, None, (found.canonical_name, found.slug))
        for found in specialties()
    ]
    entries += [Entry(SearchKind.institution, found.slug, found.name, None, (found.name,)) for found in institutions()]
    return SearchIndex(entries)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("yale", SearchKind.school, "Yale School of Medicine"),
        ("YALE!", SearchKind.school, "Yale School of Medicine"),
        ("harverd", SearchKind.school, "Harvard Medical School"),
        ("jon hopkins", SearchKind.school, "Johns Hopkins University School of Medicine"),
        ("dermatolgy", SearchKind.specialty, "Dermatology"),
        ("internal med", SearchKind.specialty, "Internal Medicine"),
        ("mass general", SearchKind.institution, "Massachusetts General Hospital"),
        ("Orthopedic surgery", SearchKind.specialty, "Orthopaedic Surgery"),
    ],
)
def test_names_as_people_write_them(index: SearchIndex, words: str, kind: SearchKind, name: str) -> None:
    first = index.find(words, [], 5)[0]
    assert (first.kind, first.name) == (kind, name)


@pytest.mark.parametrize("words", ["xqzzyv", "!!!", "   ", "q" * 100])
def test_what_is_like_nothing_finds_nothing(index: SearchIndex, words: str) -> None:
    assert index.find(words, [], 5) == []


def test_kinds_and_limit_hold_and_scores_fall(index: SearchIndex) -> None:
    hits = index.find("new york", [SearchKind.school], 3)
    assert 0 < len(hits) <= 3
    assert {hit.kind for hit in hits} == {SearchKind.school}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_route_keeps_its_promise(client: httpx.Client) -> None:
    answer = client.get("/v1/search", params={"q": "aldrbrook", "edition": "sample"})
    listing = public_service.SearchListing.model_validate_json(answer.content)
    assert listing.items[0].slug == "alderbrook"
    assert client.get(listing.items[0].path, params={"edition": "sample"}).status_code == 200


def test_route_names_its_faults(client: httpx.Client) -> None:
    faults = client.get("/v1/search", params={"kind": "planet", "limit": "0"}).json()["faults"]
    assert {fault["parameter"] for fault in faults} == {"q", "kind", "limit"}
