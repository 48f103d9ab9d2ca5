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
