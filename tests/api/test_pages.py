"""The pages: what they show, what they never show, and whether everybody can read them.

Longer than other files: every page is held to the same promises.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from lxml import html

from schemas.vocabulary import CriterionStatus
from tests.edition_records import HOSTILE_PROGRAM

WEIGHT_LIMIT = 100_000
TEXT_CONTRAST = 4.5
"""Least contrast of text by WCAG 2.2 AA."""
PAIRS = (
    ("ink", "paper"),
    ("ink", "raised"),
    ("soft", "paper"),
    ("soft", "raised"),
    ("accent", "paper"),
    ("accent", "raised"),
    ("on-accent", "accent"),
    ("good", "good-wash"),
    ("warn", "warn-wash"),
    ("warn", "paper"),
    ("bad", "bad-wash"),
    ("bad", "paper"),
    ("ink", "warn-wash"),
    ("ink", "plain-wash"),
)


def read(client: httpx.Client, path: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(answer.text)


def words(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture(scope="session")
def paths(client: httpx.Client) -> list[str]:
    """Every page of both collections."""
    found = []
    for edition in ("real", "sample"):
        query = f"?edition={edition}"
        documents = client.get(f"/v1/schools/alderbrook/documents{query}").json()["items"]
        flags = client.get(f"/v1/flags{query}").json()["items"]
        found += [
            f"{path}{query}"
            for path in (
                "/",
                "/schools",
                "/report",
                "/report/schools",
                "/methods",
                "/compare",
                "/changes",
                "/corrections",
                "/flags",
                "/data",
            )
        ]
        found += [f"{path}{query}" for path in ("/search", "/specialties", "/institutions")]
        found += [f"/shortlist{query}", f"/shortlist?specialty=general-surgery&state=VT&edition={edition}"]
        found += [
            f"/schools/alderbrook/destinations{query}",
            f"/schools/briarholt/destinations?state=VT&edition={edition}",
        ]
        found += [f"/search?q=aldebrook&edition={edition}", f"/flags?rule=vague_match_claim&edition={edition}"]
        found += [f"/specialties/general-surgery{query}", f"/institutions/hospital-00000{query}"]
        school = f"/v1/schools/alderbrook/{{}}{query}"
        keys = [
            client.get(school.format(noun)).json()["items"][0] for noun in ("measures", "placements", "statements")
        ]
        found += [f"/evidence/{item['finding_id']}{query}" for item in keys]
        evidence = client.get(school.format("evidence")).json()["items"]
        found += [f"/evidence/{evidence[0]['evidence_id']}{query}"]
        outcomes = client.get(school.format("outcomes")).json()["items"]
        found += [f"/outcomes/{item['outcome_id']}{query}" for item in outcomes[:3]]
        found += [f"/schools/{slug}{query}" for slug in ("alderbrook", "briarholt", "cinderford")]
        found += [
            f"/schools/{slug}/{page}{query}"
            for slug in ("alderbrook", "briarholt", "cinderford")
            for page in ("ask", "figures")
        ]
        found += [f"/schools/alderbrook/ask?specialty=general-surgery&home_state=VT&edition={edition}"]
        found += [f"/compare?schools=alderbrook&schools=briarholt&edition={edition}"]
        found += [f"/flags/{flag['flag_id']}{query}" for flag in flags]
        found += [f"/documents/{document['document_id']}{query}" for document in documents]
    return found


def pages(client: httpx.Client, paths: list[str]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in paths:
        yield path, read(client, path)
    yield "404", read(client, "/schools/nobody", 404)
    yield "422", read(client, "/schools?colour=red", 422)


def test_pages_are_well_formed_for_everybody(client: httpx.Client, paths: list[str]) -> None:
    for path, page in pages(client, paths):
        assert page.get("lang") == "en", path
        assert page.findtext(".//title"), path
        assert len(page.findall(".//main")) == 1, path
        assert len(page.findall(".//h1")) == 1, path
        assert page.xpath("//body/header"), path
        assert page.xpath("//body/footer"), path
        assert page.xpath("//body/a[@class='skip']/@href") == ["#content"], path
        assert page.get_element_by_id("content").tag == "main", path
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        names = page.xpath("//@id")
        assert len(names) == len(set(names)), path
        for table in page.findall(".//table"):
            assert table.findtext("caption") is not None, path
            assert all(cell.get("scope") in ("col", "row", "rowgroup") for cell in table.iter("th")), path
        for field in page.xpath("//input[@type!='hidden']|//select"):
            labelled = field.getparent().tag == "label" or page.xpath(f"//label[@for='{field.get('id')}']")
            assert labelled, (path, field.get("name"))
        for region in page.xpath("//*[@role='region']"):
            assert page.get_element_by_id(region.get("aria-labelledby")) is not None, path


def test_pages_need_no_script_and_no_third_party(client: httpx.Client, paths: list[str], address: str) -> None:
    for path, page in pages(client, paths):
        assert not page.xpath("//script|//style|//iframe|//object|//@style|//@*[starts-with(name(), 'on')]"), path
        for loaded in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href|//img/@src"):
            assert urlsplit(urljoin(address, loaded)).netloc == urlsplit(address).netloc, (path, loaded)


def test_pages_are_light(client: httpx.Client, paths: list[str]) -> None:
    style = len(client.get("/static/style.css").content)
    for path in paths:
        assert len(client.get(path).content) + style < WEIGHT_LIMIT, path


def test_every_link_leads_somewhere(client: httpx.Client, paths: list[str], address: str) -> None:
    seen: set[str] = set()
    for path in paths:
        page = read(client, path)
        for target in page.xpath("//a/@href|//link/@href"):
            found = urljoin(f"{address}{path}", target)
            if urlsplit(found).netloc != urlsplit(address).netloc or found in seen:
                continue
            seen.add(found)
            answer = client.get(found)
            assert answer.status_code == 200, (path, target)
            fragment = urlsplit(found).fragment
            if fragment:
                assert html.document_fromstring(answer.text).xpath(f"//*[@id='{fragment}']"), (path, target)
    assert len(seen) > 50


def test_links_stay_in_the_edition(client: httpx.Client, paths: list[str]) -> None:
    for path in paths:
        page = read(client, path)
        targets = page.xpath("//main//a/@href|//footer//a/@href")
        inner = [
            target
            for target in targets
            if target.startswith("/") and not target.startswith(("/downloads/", "/v1/openapi"))
        ]
        if path.endswith("edition=sample"):
            forms = page.findall(".//form")
            assert all(form.xpath(".//input[@name='edition']/@value") == ["sample"] for form in forms), path
            assert all("edition=" in target for target in inner), path
        else:
            assert not any("edition=sample" in target for target in inner), path


def test_sample_pages_say_that_they_are_invented(client: httpx.Client, paths: list[str]) -> None:
    for path in paths:
        page = read(client, path)
        banners = page.xpath("//aside[contains(@class, 'banner')]")
        if path.endswith("edition=sample"):
            assert len(banners) == 1, path
            assert words(banners[0]).startswith("Invented data."), path
            assert str(page.findtext(".//title")).startswith("[Invented data]"), path
        else:
            assert not banners, path
            assert "Invented data" not in words(page), path


def test_switch_keeps_the_page_where_it_can(client: httpx.Client) -> None:
    def switched(path: str) -> list[str]:
        return [str(target) for target in read(client, path).xpath("//nav[@class='switch']//a/@href")]

    assert switched("/report?degree=DO") == ["/report?degree=DO", "/report?degree=DO&edition=sample"]
    assert switched("/schools/alderbrook") == ["/schools", "/schools?edition=sample"]
    assert switched("/?edition=sample") == ["/", "/?edition=sample"]


def test_each_page_has_its_twin(client: httpx.Client, paths: list[str]) -> None:
    for path in paths:
        twins = read(client, path).xpath("//link[@rel='alternate' and @type='application/json']/@href")
        assert len(twins) == 1, path
        answer = client.get(twins[0])
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["edition"]["invented"] is path.endswith("edition=sample")


def test_school_page_shows_the_newest_outcomes_beside_the_nation(client: httpx.Client) -> None:
    text = words(read(client, "/schools/alderbrook"))
    for expected in (
        "93.2 %",
        "82 of 88",
        "before SOAP",
        "match participants",
        "95 % interval 85.9 to 96.8",
        "US MD seniors, 2026",
        "Vague claim, about the match",
        "The search of its site was completed on 3 June 2026.",
        "Refused by the site’s robots rules",
        "Yellow flag Vague match claim",
    ):
        assert expected in text, expected


def test_every_figure_stands_with_its_basis_words_and_source(client: httpx.Client) -> None:
    page = read(client, "/schools/alderbrook/figures")
    text = words(page)
    for expected in (
        "82 of 88 participants (93.2%) matched before SOAP",
        "transcribed by hand",
        "page 2, box 72,100,300,112",
        "Stage: before SOAP",
        "the list names no institutions",
    ):
        assert expected in text, expected
    rows = page.xpath("//section[@id='figures']//tbody/tr")
    assert len(rows) == client.get("/v1/schools/alderbrook/measures").json()["total"]
    assert all(row.xpath(".//a[contains(@href, '/evidence/')]") for row in rows)


def test_flags_on_a_school_page_show_their_evidence(client: httpx.Client) -> None:
    flags = words(read(client, "/schools/alderbrook").get_element_by_id("flags"))
    for expected in ("Our graduates match at the finest programs.", "/html/body/p[2]", "3 June 2026", "SHA-256"):
        assert expected in flags


def test_absence_is_told_from_ignorance(client: httpx.Client) -> None:
    silent = words(read(client, "/schools/briarholt"))
    assert "not met" in silent
    assert "Red flag No outcome disclosure" in silent
    assert "The search of its site was completed on 3 June 2026." in silent
    unknown = words(read(client, "/schools/cinderford"))
    assert "not assessed" in unknown
    assert "The search of its site was not completed: its host answered 503." in unknown
    assert "nothing follows from it about the school" in unknown
    flags = words(read(client, "/schools/cinderford").get_element_by_id("flags"))
    assert "Note Not assessed" in flags
    assert "Red flag" not in flags
    assert "Yellow flag" not in flags


def test_flag_page_shows_evidence_to_the_place(client: httpx.Client) -> None:
    flag = client.get("/v1/flags", params={"severity": "yellow"}).json()["items"][0]
    text = words(read(client, f"/flags/{flag['flag_id']}"))
    evidence = flag["evidence"][0]
    for expected in (evidence["quote"], evidence["element_path"], evidence["document"]["sha256"], "3 June 2026"):
        assert expected in text
    assert "How to have it corrected" in text


def test_document_page_marks_transcriptions(client: httpx.Client) -> None:
    for document in client.get("/v1/schools/alderbrook/documents").json()["items"]:
        text = words(read(client, f"/documents/{document['document_id']}"))
        assert document["sha256"] in text
        assert ("Transcribed by hand." in text) is (document["kind"] == "transcribed")


def test_hostile_text_is_inert(client: httpx.Client) -> None:
    document = client.get("/v1/schools/alderbrook/measures?measure=match_rate").json()["items"][0]["document_id"]
    page = read(client, f"/documents/{document}")
    assert HOSTILE_PROGRAM in words(page)
    assert not page.xpath("//script|//main//b")
    searched = read(client, "/schools?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert not searched.xpath("//script")
    assert searched.xpath("//input[@id='q']/@value") == ['"><script>alert(1)</script>']


def test_report_counts_and_matrix_agree_with_the_api(client: httpx.Client) -> None:
    page = read(client, "/report")
    rows = page.xpath("//table[contains(@class, 'tally')]/tbody/tr")
    criteria = client.get("/v1/criteria").json()
    assert len(rows) == criteria["total"]
    titles = {item["title"]: item["criterion_id"] for item in criteria["items"]}
    counted: dict[str, list[int]] = {
        titles[row.xpath("string(th/text())").strip()]: [
            int(cell) for cell in row.xpath("td[not(contains(@class, 'share'))]/text()")
        ]
        for row in rows
    }
    expected: dict[str, list[int]] = {identifier: [0] * len(CriterionStatus) for identifier in titles.values()}
    for slug in ("alderbrook", "briarholt", "cinderford"):
        for item in client.get(f"/v1/schools/{slug}/assessments").json()["items"]:
            expected[item["criterion_id"]][list(CriterionStatus).index(CriterionStatus(item["status"]))] += 1
    assert counted == expected
    cells = read(client, "/report/schools").xpath("//table[@class='matrix']/tbody/tr[th/a='Briarholt']/td/i/text()")
    assert sorted(cells) == ["not met", "withheld"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("degree=DO", {"Briarholt"}),
        ("degree=MD&state=VT&control=public", {"Alderbrook", "Cinderford"}),
        ("maturity=young&theme=rate", {"Cinderford"}),
        ("degree=&state=&control=&maturity=&theme=", {"Alderbrook", "Briarholt", "Cinderford"}),
        ("degree=DO&state=VT", set()),
    ],
)
def test_report_filters(client: httpx.Client, query: str, expected: set[str]) -> None:
    page = read(client, f"/report/schools?{query}")
    assert set(page.xpath("//table[@class='matrix']/tbody/tr/th/a/text()")) == expected


def test_lists_go_on_to_the_next_page(client: httpx.Client) -> None:
    seen: list[Any] = []
    path = "/report/schools?edition=sample&degree=MD"
    while path:
        page = read(client, path)
        seen += page.xpath("//table[@class='matrix']/tbody/tr/th/a/@href")
        following = page.xpath("//a[text()='Next schools']/@href")
        path = following[0] if following else ""
    assert len(seen) == len({re.sub(r"\?[^#]*", "", href) for href in seen}) == 62


def test_search_by_name(client: httpx.Client) -> None:
    page = read(client, "/schools?q=Briar")
    assert page.xpath("//tbody/tr/th/a/text()") == ["Briarholt"]
    assert "No school matches" in words(read(client, "/schools?q=zzz"))


def test_problem_pages_wear_the_same_dress(client: httpx.Client) -> None:
    missing = read(client, "/schools/aldrbrook", 404)
    assert missing.xpath("//main//a[text()='alderbrook']/@href") == ["/schools/alderbrook"]
    faults = words(read(client, "/schools?colour=red&limit=0", 422))
    assert "colour" in faults
    assert "limit" in faults
    assert "invented" in words(read(client, "/schools/nobody?edition=sample", 404)).lower()


def test_an_edition_chosen_by_its_address_says_so(client: httpx.Client) -> None:
    edition = client.get("/v1/editions?edition=sample").json()["edition"]["id"]
    page = read(client, f"/schools?edition={edition}")
    assert f"You are reading edition {edition}" in words(page)
    assert page.xpath("//aside[contains(@class, 'banner')]")
    assert page.xpath("//tbody/tr[1]/th/a/@href") == [f"/schools/alderbrook?edition={edition}"]


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(client: httpx.Client, scheme: str) -> None:
    style = client.get("/static/style.css").text
    light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
    colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", dark.split("@media")[0]))
    for front, back in PAIRS:
        bright, dim = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= TEXT_CONTRAST, (front, back)


def test_twins_take_the_filters_of_their_page(client: httpx.Client) -> None:
    page = read(client, "/schools?degree=DO&q=briar")
    twin = client.get(page.xpath("//link[@rel='alternate']/@href")[0]).json()
    assert [item["slug"] for item in twin["items"]] == ["briarholt"]
    report = read(client, "/report?degree=DO&theme=rate")
    twin = client.get(report.xpath("//link[@rel='alternate']/@href")[0]).json()
    assert [school["slug"] for school in twin["report"]["schools"]] == ["briarholt"]


def test_no_flag_is_no_praise_without_a_finished_search(client: httpx.Client) -> None:
    rows = read(client, "/schools").xpath("//tbody/tr")
    flags = {row.xpath("string(th/a)"): words(row.xpath("td")[5]) for row in rows}
    assert flags["Cinderford"] == "not assessed"
    assert "1 red" in flags["Briarholt"]
