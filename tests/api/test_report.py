"""The report over HTTP: page, data and files say the same, with filters and without a script."""

import csv
import io
import shutil
from pathlib import Path

import httpx
import pytest
from lxml import html

from api.pages.report import SCHOOLS_A_PAGE
from schemas.public import ReportAnswer
from schemas.public_service import Problem
from schemas.report import REPORT_JSON
from schemas.vocabulary import Collection, Severity
from tests.api.conftest import of_files, served
from tests.api.test_pages import read, words
from tests.editions import publish_edition


def answered(client: httpx.Client, **query: str) -> ReportAnswer:
    answer = client.get("/v1/report", params=query)
    assert answer.status_code == 200, answer.text
    return ReportAnswer.model_validate_json(answer.content)


def test_the_report_holds_what_the_lists_hold(client: httpx.Client) -> None:
    report = answered(client).report
    items = client.get("/v1/assessments").json()["items"]
    expected = {(item["school_slug"], item["criterion_id"]): item["status"] for item in items}
    found = {(school.slug, name): status for school in report.schools for name, status in school.statuses.items()}
    assert found == expected
    assert {flag.flag_id for flag in report.flags} == {
        item["flag_id"] for item in client.get("/v1/flags").json()["items"]
    }
    assert {change.event_id for change in report.changes} == {
        item["event_id"] for item in client.get("/v1/changes").json()["items"]
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"degree": "DO"}, {"briarholt"}),
        ({"degree": "MD", "state": "VT", "control": "public"}, {"alderbrook", "cinderford"}),
        ({"maturity": "young"}, {"cinderford"}),
        ({"degree": "DO", "state": "VT"}, set()),
    ],
)
def test_filters_hold_for_data_and_page_alike(client: httpx.Client, query: dict[str, str], expected: set[str]) -> None:
    report = answered(client, **query).report
    assert {school.slug for school in report.schools} == expected
    assert report.coverage.schools == len(expected)
    page = read(client, f"/report/schools?{httpx.QueryParams(query)}")
    links = page.xpath("//table[@class='matrix']/tbody/tr/th/a/@href")
    assert {link.split("/")[2].split("#")[0].split("?")[0] for link in links} == expected


def test_unknown_parameters_are_refused(client: httpx.Client) -> None:
    assert client.get("/v1/report?theme=match").status_code == 422
    assert client.get("/v1/report.csv").status_code == 406


def test_charts_are_read_aloud_and_stand_beside_their_figures(client: httpx.Client) -> None:
    page = read(client, "/report?edition=sample")
    charts = page.xpath("//figure[@class='charted']")
    assert len(charts) >= 4
    for chart in charts:
        picture = chart.find(".//svg")
        assert picture.get("role") == "img"
        assert picture.get("aria-label")
        assert chart.xpath(".//table") or chart.xpath("following-sibling::*[1]//table"), chart.findtext("figcaption")
    assert not page.xpath("//script|//style|//*[@style]")


def test_every_section_stands_on_the_page(client: httpx.Client) -> None:
    page = read(client, "/report")
    sections = [section.get("id") for section in page.xpath("//main/section")]
    assert sections == ["brief", "by-criterion", "least", "flags", "news", "coverage", "methods", "matrix"]
    linked = page.xpath("//nav[@class='contents']//a[starts-with(@href, '#')]/@href")
    assert [link.removeprefix("#") for link in linked] == sections


def test_the_matrix_shows_every_school_once_from_page_to_page(client: httpx.Client) -> None:
    schools = [school.slug for school in answered(client, edition="sample").report.schools]
    seen: list[str] = []
    for number in range(1, len(schools)):
        page = read(client, f"/report/schools?edition=sample&page={number}")
        rows = page.xpath("//table[@class='matrix']/tbody/tr/th/a/@href")
        if not rows:
            break
        seen += [row.split("/")[2].partition("?")[0].partition("#")[0] for row in rows]
        assert len(rows) <= SCHOOLS_A_PAGE
    assert seen == schools
    assert number > 2
    assert "The first of them" in page.text_content()


def test_a_page_of_schools_keeps_what_was_chosen(client: httpx.Client) -> None:
    page = read(client, "/report/schools?edition=sample&degree=MD&theme=rate")
    (following,) = page.xpath("//a[text()='Next schools']/@href")
    later = read(client, following)
    assert page.xpath("//table[@class='matrix']/thead/tr/th/span/text()") == later.xpath(
        "//table[@class='matrix']/thead/tr/th/span/text()"
    )
    (before,) = later.xpath("//a[text()='Schools before']/@href")
    assert words(read(client, before).find(".//table")) == words(page.find(".//table"))
    for number in ("0", "-1", "x", "1.5"):
        assert client.get(f"/report/schools?page={number}").status_code == 422


def test_new_flags_and_changes_lead_to_their_evidence(client: httpx.Client) -> None:
    report = answered(client).report
    page = read(client, "/report")
    changes = page.xpath("//table[caption[@id='changed-caption']]/tbody/tr")
    assert len(changes) == len(report.changes)
    for row in page.xpath("//table[caption[@id='new-caption']]/tbody/tr"):
        assert client.get(row.xpath("td[1]/a/@href")[0]).status_code == 200


def test_the_files_are_there_to_take_along(client: httpx.Client) -> None:
    page = read(client, "/report")
    links = page.xpath("//a[starts-with(@href, '/downloads/')]/@href")
    files = {link.rpartition("/")[2]: client.get(link) for link in links}
    assert set(files) == {"report.json", "report.csv", "report.pdf"}
    assert files["report.pdf"].headers["content-type"] == "application/pdf"
    assert files["report.pdf"].content.startswith(b"%PDF-")
    assert files["report.json"].json()["edition_id"] == answered(client).edition.id
    rows = list(csv.DictReader(io.StringIO(files["report.csv"].text)))
    assert [row["slug"] for row in rows] == [school.slug for school in answered(client).report.schools]


def test_the_sample_says_that_it_is_invented(client: httpx.Client) -> None:
    assert "made up" in (answered(client, edition="sample").report.notice or "")
    assert answered(client).report.notice is None


def test_adverse_flags_carry_a_link_to_all_of_their_kind(client: httpx.Client) -> None:
    page: html.HtmlElement = read(client, "/report?degree=DO")
    links = page.xpath("//table[caption[@id='flags-caption']]/tbody/tr/th/a/@href")
    adverse = [tally for tally in answered(client, degree="DO").report.rules if tally.severity is not Severity.note]
    for link, tally in zip(links, adverse, strict=False):
        assert client.get(link).json()["total"] == sum(tally.schools.values())


@of_files
def test_an_edition_without_or_with_a_broken_report_says_so(tmp_path: Path) -> None:
    edition = publish_edition(tmp_path, Collection.real)
    file = tmp_path / edition / REPORT_JSON
    shutil.move(file, tmp_path / "aside.json")
    with served(tmp_path) as address, httpx.Client(base_url=address) as client:
        missing = client.get("/v1/report")
        assert (missing.status_code, Problem.model_validate_json(missing.content).type) == (
            404,
            "urn:matchwatch:problem:no-report",
        )
        assert client.get("/report").status_code == 404
        assert client.get("/schools").status_code == 200
        file.write_text("{}")
        assert client.get("/v1/report").status_code == 503
