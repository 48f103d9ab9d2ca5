"""The pages between readers and schools: ask sheet, comparison, changes, corrections."""

import httpx
import pytest

from tests.api.test_pages import WEIGHT_LIMIT, read, words
from tests.edition_records import REPLIES


def test_a_reply_stands_beside_its_flag_everywhere(client: httpx.Client) -> None:
    (flag,) = client.get("/v1/schools/alderbrook/flags").json()["items"]
    for path in (f"/flags/{flag['flag_id']}", "/schools/alderbrook", "/corrections"):
        page = read(client, path)
        text = words(page)
        for expected in (REPLIES[0].statement, "amended", "Office of Student Affairs", "The page says so now."):
            assert expected in text, (path, expected)
        assert "Received on 4 May 2026" in text, path
        assert not page.xpath("//main//b"), path


def test_a_reply_to_an_assessment_stands_in_its_row(client: httpx.Client) -> None:
    page = read(client, "/schools/briarholt")
    (row,) = [row for row in page.xpath("//section[@id='criteria']//tr") if row.xpath(".//*[@class='reply']")]
    assert "match.list" in words(row)
    assert "received" in words(row)


def test_the_log_counts_states_and_days(client: httpx.Client) -> None:
    counts = {
        words(pair[0]): words(pair[1]) for pair in read(client, "/corrections").xpath("//dl[@class='counts']/div")
    }
    assert counts["Replies"] == "2"
    assert counts["Amended"] == counts["Received"] == "1"
    assert counts["Upheld"] == "0"
    assert counts["Median days to a decision"] == "10"


def test_questions_carry_their_sources(client: httpx.Client) -> None:
    page = read(client, "/schools/alderbrook/ask")
    sheet = client.get("/v1/schools/alderbrook/ask-sheet").json()["item"]
    leads = page.xpath("//section[@id='first']/article")
    assert len(leads) == sum(question["lead"] for question in sheet["questions"])
    for question in sheet["questions"]:
        assert question["question"] in words(page)
    claims = page.xpath("//section[@id='public']//li")
    assert len(claims) == len(sheet["public"]) > 0
    assert all(claim.xpath(".//a[contains(@href, '/documents/')]") for claim in claims)


def test_wishes_stay_in_the_form_and_in_the_twin(client: httpx.Client) -> None:
    page = read(client, "/schools/alderbrook/ask?specialty=general-surgery&home_state=VT")
    assert page.xpath("//select/option[@selected]/@value") == ["general-surgery", "VT"]
    twin = client.get(page.xpath("//link[@rel='alternate']/@href")[0]).json()["item"]
    assert (twin["specialty_slug"], twin["home_state"]) == ("general-surgery", "VT")
    assert read(client, "/schools/alderbrook/ask?specialty=&home_state=").xpath("//h1")
    assert "astrology" in words(read(client, "/schools/alderbrook/ask?specialty=astrology", 404))


def test_refused_comparisons_say_why(client: httpx.Client) -> None:
    page = read(client, "/compare?schools=alderbrook&schools=briarholt&name=match_rate")
    text = words(page.get_element_by_id("table-1"))
    assert "not compared different stage: before soap and after soap" in text
    assert "93.2 %" in text
    assert "98 %" in text
    assert page.xpath("//input[@type='checkbox'][@checked]/@value") == ["alderbrook", "briarholt"]


def test_like_figures_show_their_difference(client: httpx.Client) -> None:
    page = read(client, "/compare?schools=alderbrook&schools=briarholt&name=graduation_rate")
    assert "on one basis; the second less the first is -10 (95 % interval" in words(page)


def test_a_common_basis_stands_below_the_refusal(client: httpx.Client) -> None:
    page = read(client, "/compare?schools=alderbrook&schools=briarholt&name=placement_rate")
    assert "On the basis of after SOAP, share of participants: 95 and 89.5 to 100." in words(page)


@pytest.mark.parametrize("query", ["", "?schools=alderbrook"])
def test_a_comparison_begins_with_a_choice(client: httpx.Client, query: str) -> None:
    page = read(client, f"/compare{query}")
    assert "Choose at least two schools." in words(page)
    assert len(page.xpath("//input[@type='checkbox']")) == 3


def test_the_choice_of_all_real_schools_is_light(client: httpx.Client) -> None:
    few, many = (len(client.get("/compare", params={"edition": name}).content) for name in ("real", "sample"))
    a_school = (many - few) / 60
    style = len(client.get("/static/style.css").content)
    assert few + 238 * a_school + style < WEIGHT_LIMIT / 2, "the figures of five schools need the other half"


def test_a_comparison_does_not_carry_its_schools_into_the_other_collection(client: httpx.Client) -> None:
    page = read(client, "/compare?schools=alderbrook,briarholt")
    assert page.xpath("//nav[@class='switch']//a/@href") == ["/compare", "/compare?edition=sample"]


def test_changes_lead_to_their_captures(client: httpx.Client) -> None:
    page = read(client, "/changes?kind=shrank")
    (row,) = page.xpath("//tbody/tr")
    assert "60 people in 48 rows" in words(row)
    assert len(row.xpath(".//a[contains(@href, '/documents/')]")) == 2
    assert "No change matches." in words(read(client, "/changes?kind=appeared"))
    assert "match rate before soap 2025" in words(read(client, "/schools/alderbrook").get_element_by_id("changes"))


def test_questions_come_as_plain_text_too(client: httpx.Client) -> None:
    path = read(client, "/schools/alderbrook/ask?edition=sample&specialty=general-surgery").xpath(
        "//a[contains(@href, 'ask.txt')]/@href"
    )[0]
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    sheet = client.get("/v1/schools/alderbrook/ask-sheet?edition=sample&specialty=general-surgery").json()["item"]
    text = " ".join(answer.text.split())
    for question in sheet["questions"]:
        assert " ".join(question["question"].split()) in text
        for claim in question["because"]:
            assert " ".join(claim["text"].split()) in text
            assert (claim["address"] or "our search of the school’s site") in text
    assert "made up" in text
    words_of = [line.split() for line in answer.text.splitlines()]
    assert all(len(" ".join(line)) <= 78 or len(line) <= 2 for line in words_of), "only an address may run over"
    assert client.get("/schools/nobody/ask.txt").status_code == 404
