"""Pages that a reader comes to from a figure, a name or a search: they say what the API says."""

import httpx
import pytest

from schemas.vocabulary import Severity
from tests.api.test_pages import read, words


def test_specialty_page_counts_each_school_and_class_as_the_api_does(client: httpx.Client) -> None:
    page = read(client, "/specialties/general-surgery?edition=sample")
    (row,) = page.xpath("//section[@id='schools']//tbody/tr")
    years = [
        int(cell.text) for cell in page.xpath("//section[@id='schools']//thead//th") if (cell.text or "").isdigit()
    ]
    shown = dict(zip(years, [words(cell) for cell in row.xpath("td")[1:]], strict=False))
    query = {"edition": "sample", "specialty_slug": "general-surgery", "limit": "500"}
    counted: dict[int, int] = {}
    for item in client.get("/v1/placements", params=query).json()["items"]:
        if item["class_year"]:
            counted[item["class_year"]] = counted.get(item["class_year"], 0) + item["count"]
    assert {year: int(count) for year, count in shown.items() if count != "–"} == counted
    assert "this is no ranking" in words(page)


def test_institution_page_leads_to_specialties_and_schools(client: httpx.Client) -> None:
    page = read(client, "/institutions/hospital-00000")
    assert page.xpath("//section[@id='schools']//tbody/tr/th/a/@href") == ["/schools/alderbrook#placements"]
    links = page.xpath("//section[@id='specialties']//tbody/tr/th/a/@href")
    assert links
    assert all(client.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize(
    "path", ["/specialties/astrology", "/institutions/nowhere", "/evidence/" + "0" * 16, "/outcomes/" + "0" * 16]
)
def test_unknown_names_are_told_in_the_dress_of_the_site(client: httpx.Client, path: str) -> None:
    assert len(read(client, path, 404).xpath("//main//h1")) == 1


def test_search_forgives_and_groups(client: httpx.Client) -> None:
    page = read(client, "/search?q=aldebrok")
    assert page.xpath("//main//h2")[0].text == "Schools"
    assert page.xpath("//ul[@class='hits']//a/@href")[0] == "/schools/alderbrook"
    assert "Nothing has a name like that" in words(read(client, "/search?q=zzzzqqq"))
    hostile = read(client, "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert not hostile.xpath("//script")


def test_flags_page_filters_and_counts_rules(client: httpx.Client) -> None:
    everything = client.get("/v1/flags").json()
    page = read(client, "/flags")
    assert len(page.xpath("//table/tbody/tr[td/a[contains(@href, '/flags/')]]")) == everything["total"]
    for severity in Severity:
        found = read(client, f"/flags?severity={severity}").xpath("//tbody//td/a[contains(@href, '/flags/')]")
        assert len(found) == sum(item["severity"] == severity for item in everything["items"])
    rules = {
        words(row.find("th")): int(words(row.xpath("td")[-1]))
        for row in page.xpath("//section[@id='rules']//tbody/tr")
    }
    assert rules == {"Vague match claim": 1, "No outcome disclosure": 1, "Not assessed": 1}


def test_evidence_page_of_a_transcription_says_why_nothing_is_shown(client: httpx.Client) -> None:
    item = client.get("/v1/schools/alderbrook/measures?measure=exam_pass_rate").json()["items"][0]
    page = read(client, f"/evidence/{item['finding_id']}")
    assert "Keyed in by hand from the page" in words(page)
    assert item["document"]["sha256"] in words(page)
    assert words(page.find(".//h1")).endswith("%")


def test_outcome_page_shows_basis_nation_and_every_place(client: httpx.Client) -> None:
    query = {"name": "match_rate", "school_slug": "alderbrook"}
    outcome = client.get("/v1/outcomes", params=query).json()["items"][0]
    page = read(client, f"/outcomes/{outcome['outcome_id']}")
    for expected in ("93.2 %", "82 of 88", "before SOAP", "match participants", "93.5 %", outcome["outcome_id"]):
        assert expected in words(page), expected
    assert len(page.xpath("//section[@id='evidence']//tbody/tr")) == outcome["evidence_count"]
    assert page.xpath("//section[@id='evidence']//a[contains(@href, '/evidence/')]")


def test_a_finding_tells_what_rests_on_it(client: httpx.Client) -> None:
    item = client.get("/v1/schools/alderbrook/measures?measure=match_rate").json()["items"][0]
    rests = words(read(client, f"/evidence/{item['finding_id']}").get_element_by_id("rests"))
    assert "Outcome: match rate, 2026" in rests


def test_data_page_has_every_file_of_the_package(client: httpx.Client) -> None:
    page = read(client, "/data?edition=sample")
    edition = client.get("/v1/editions?edition=sample").json()["edition"]["id"]
    package = client.get(f"/downloads/{edition}/datapackage.json").json()
    links = set(page.xpath("//a/@href"))
    for resource in package["resources"]:
        assert f"/downloads/{edition}/{resource['path']}" in links
        assert f"/downloads/{edition}/{resource['path'].replace('.csv', '.parquet')}" in links
    assert f"/downloads/{edition}/matchwatch.sqlite" in links


def test_shortlist_page_has_the_order_points_and_sources_of_the_api(client: httpx.Client) -> None:
    query = {"specialty": "general-surgery", "state": "VT", "match_weight": "0"}
    listed = client.get("/v1/shortlist", params=query).json()
    page = read(client, "/shortlist?" + "&".join(f"{name}={value}" for name, value in query.items()))
    schools = page.xpath("//article/h2/a/@href")
    assert schools == [f"/schools/{item['school_slug']}" for item in listed["items"]]
    for article, item in zip(page.xpath("//article"), listed["items"], strict=True):
        parts = article.xpath(".//dd")
        assert len(parts) == len(item["parts"])
        for shown, part in zip(parts, item["parts"], strict=True):
            assert part["why"] in words(shown)
            assert ("unknown" in [words(mark) for mark in shown.xpath(".//*[@class='mark']")]) is (
                part["points"] is None
            )
            assert len(shown.xpath(".//a")) == len(part["sources"])
    assert all(line in words(page.get_element_by_id("how")) for line in listed["formula"])
    assert page.xpath("//select[@id='specialty']/option[@selected]/@value") == ["general-surgery"]
    assert page.xpath("//input[@id='match_weight']/@value") == ["0"]


def test_a_wish_for_what_is_not_there_is_told(client: httpx.Client) -> None:
    assert "astrology" in words(read(client, "/shortlist?specialty=astrology", 404))


def test_destinations_page_counts_as_the_api_does_and_leads_to_the_rows(client: httpx.Client) -> None:
    listed = client.get("/v1/schools/alderbrook/destinations", params={"edition": "sample"}).json()
    page = read(client, "/schools/alderbrook/destinations?edition=sample")
    (row,) = page.xpath("//table/tbody/tr")
    (item,) = listed["items"]
    years = [int(cell.text) for cell in page.xpath("//thead//th") if (cell.text or "").isdigit()]
    assert years == listed["listed_classes"]
    shown = dict(zip(years, [words(cell) for cell in row.xpath("td")[2:]], strict=True))
    assert {year: int(count) for year, count in shown.items() if count != "–"} == {
        one["class_year"]: one["people"] for one in item["years"]
    }
    for link in row.xpath("td/a/@href"):
        assert client.get(link).status_code == 200
