"""Replies, changes, ask sheets and comparisons as the API answers them."""

from typing import Any

import httpx
import pytest

from rules.asking.sheet import ask_sheet_of
from schemas import public_comparison, public_service
from schemas.vocabulary import Collection
from tests.edition_records import AS_OF, REPLIES
from tests.editions import alderbrook, asked_about


def item(client: httpx.Client, path: str, **query: str) -> dict[str, Any]:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    found = answer.json()["item"]
    assert isinstance(found, dict)
    return found


def faults(client: httpx.Client, path: str, *, status: int = 422, **query: str) -> dict[str, str]:
    answer = client.get(path, params=query)
    assert answer.status_code == status, answer.text
    found = public_service.Problem.model_validate_json(answer.content)
    return {fault.parameter: fault.message for fault in found.faults}


class TestReplies:
    def test_a_flag_shows_the_reply_and_its_state(self, client: httpx.Client) -> None:
        (flag,) = client.get("/v1/schools/alderbrook/flags").json()["items"]
        (reply,) = flag["replies"]
        assert reply["state"] == "amended"
        assert reply["statement"] == REPLIES[0].statement
        assert [step["state"] for step in reply["steps"]] == ["received", "under_review", "amended"]

    def test_an_assessment_shows_the_reply_to_its_criterion_only(self, client: httpx.Client) -> None:
        rows = client.get("/v1/schools/briarholt/assessments").json()["items"]
        assert {row["criterion_id"]: len(row["replies"]) for row in rows} == {"match.list": 1, "rate.basis": 0}
        assert not any(flag["replies"] for flag in client.get("/v1/schools/briarholt/flags").json()["items"])

    def test_the_log_leads_to_the_flags(self, client: httpx.Client) -> None:
        first, second = client.get("/v1/replies").json()["items"]
        (flag,) = client.get("/v1/schools/alderbrook/flags").json()["items"]
        assert first["flag_ids"] == [flag["flag_id"]]
        assert (first["received_on"], first["decided_on"]) == ("2026-05-04", "2026-05-14")
        assert (second["state"], second["decided_on"], second["flag_ids"]) == ("received", None, [])

    def test_pages_by_the_day_of_receipt(self, client: httpx.Client) -> None:
        page = client.get("/v1/replies", params={"limit": 1, "sort": "-received_on"}).json()
        following = client.get(page["next"]).json()
        assert following["next"] is None
        assert {row["reply_id"] for row in page["items"] + following["items"]} == {one.reply_id for one in REPLIES}

    def test_filters_by_state_and_school(self, client: httpx.Client) -> None:
        for query in ({"state": "received"}, {"degree": "DO"}, {"school_state": "OR"}, {"criterion_id": "match.list"}):
            assert [row["reply_id"] for row in client.get("/v1/replies", params=query).json()["items"]] == [
                "briarholt-2026-1"
            ]

    def test_fields_alone_still_find_what_they_show(self, client: httpx.Client) -> None:
        rows = client.get("/v1/schools/alderbrook/flags?fields=replies,severity").json()["items"]
        assert [set(row) for row in rows] == [{"replies", "severity"}]
        assert rows[0]["replies"]
        assert client.get("/v1/replies?fields=flag_ids&limit=1").json()["items"][0]["flag_ids"]

    def test_one_by_its_name(self, client: httpx.Client) -> None:
        assert item(client, "/v1/replies/briarholt-2026-1")["school_slug"] == "briarholt"
        assert client.get("/v1/replies/briarholt-2026-9").status_code == 404


class TestChanges:
    def test_a_change_carries_its_captures(self, client: httpx.Client) -> None:
        rows = client.get("/v1/changes", params={"kind": "shrank"}).json()["items"]
        assert [row["before_document"]["document_id"] for row in rows] == [rows[0]["before_document_id"]]
        assert rows[0]["after_document"]["fetched_at"]

    def test_changes_are_found_by_the_days_on_which_they_were_noticed(self, client: httpx.Client) -> None:
        every = client.get("/v1/changes", params={"sort": "-noticed_on"}).json()["items"]
        assert [(row["last_seen_on"], row["noticed_on"]) for row in every] == [
            ("2026-05-09", "2026-06-20"),
            ("2026-04-02", "2026-05-09"),
        ]
        for span, kinds in (
            ({"noticed_on_from": "2026-05-10"}, {"vanished"}),
            ({"noticed_on_to": "2026-05-09"}, {"shrank"}),
            ({"noticed_on_from": "2026-05-09", "noticed_on_to": "2026-06-20"}, {"shrank", "vanished"}),
        ):
            assert {row["kind"] for row in client.get("/v1/changes", params=span).json()["items"]} == kinds
        assert client.get("/v1/changes", params={"noticed_on_from": "May"}).status_code == 422

    def test_of_a_page_that_is_gone_nothing_stands_since(self, client: httpx.Client) -> None:
        (row,) = client.get("/v1/schools/alderbrook/changes", params={"kind": "vanished"}).json()["items"]
        assert row["after_document"] is row["after"] is None
        assert client.get("/v1/schools/briarholt/changes").json()["items"] == []


class TestAskSheet:
    def test_the_general_sheet_is_that_of_the_edition(self, client: httpx.Client) -> None:
        expected = ask_sheet_of(asked_about(alderbrook(12), AS_OF)).model_dump(mode="json")
        assert item(client, "/v1/schools/alderbrook/ask-sheet") == expected

    def test_every_claim_has_a_source_that_is_served(self, client: httpx.Client) -> None:
        sheet = item(client, "/v1/schools/alderbrook/ask-sheet")
        claims = [*sheet["public"], *(claim for question in sheet["questions"] for claim in question["because"])]
        assert sheet["public"]
        for claim in claims:
            assert claim["document_id"] or claim["assessment_id"]
            if claim["document_id"]:
                assert client.get(f"/v1/documents/{claim['document_id']}").status_code == 200

    def test_wishes_change_the_questions(self, client: httpx.Client) -> None:
        sheet = item(
            client, "/v1/schools/alderbrook/ask-sheet", specialty="general-surgery", home_state="VT", edition="sample"
        )
        words = " ".join(question["question"] for question in sheet["questions"])
        assert (sheet["specialty_slug"], sheet["home_state"]) == ("general-surgery", "VT")
        assert "general surgery" in words
        assert "Vermont" in words

    def test_schools_of_which_little_is_known_have_one(self, client: httpx.Client) -> None:
        for slug in ("briarholt", "cinderford"):
            leads = [one for one in item(client, f"/v1/schools/{slug}/ask-sheet")["questions"] if one["lead"]]
            assert 1 <= len(leads) <= 3

    def test_unknown_wishes_are_named_at_once(self, client: httpx.Client) -> None:
        found = faults(client, "/v1/schools/alderbrook/ask-sheet", status=404, specialty="astrology", home_state="ZZ")
        assert set(found) == {"specialty", "home_state"}
        assert client.get("/v1/schools/nobody/ask-sheet").status_code == 404


class TestCompare:
    def compared(self, client: httpx.Client, **query: str) -> list[dict[str, Any]]:
        answer = client.get("/v1/compare", params={"schools": "alderbrook,briarholt", **query})
        listing = public_comparison.ComparisonListing.model_validate_json(answer.content)
        assert listing.count == len(listing.items)
        found = answer.json()["items"]
        assert isinstance(found, list)
        return found

    def test_unlike_bases_are_refused_with_reasons(self, client: httpx.Client) -> None:
        (rate,) = self.compared(client, name="match_rate")
        (pair,) = rate["pairs"]
        assert rate["period"] == "2026"
        assert not pair["comparable"]
        assert pair["difference"] is None
        assert any("stage" in reason for reason in pair["reasons"])
        assert any("base" in reason for reason in pair["reasons"])

    def test_like_figures_have_a_difference_with_its_interval(self, client: httpx.Client) -> None:
        (rate,) = self.compared(client, name="graduation_rate")
        (pair,) = rate["pairs"]
        assert pair["comparable"]
        assert pair["reasons"] == []
        assert pair["difference"] == -10
        assert pair["difference_low"] < -10 < pair["difference_high"]

    def test_a_common_basis_is_offered_where_there_is_one(self, client: httpx.Client) -> None:
        (rate,) = self.compared(client, name="placement_rate")
        (pair,) = rate["pairs"]
        assert not pair["comparable"]
        assert pair["reasons"] == ["different base: participants and graduating class"]
        assert pair["common"] == {
            "basis": "after SOAP, share of participants",
            "first_low": 95,
            "first_high": 95,
            "second_low": 89.5,
            "second_high": 100,
        }

    def test_what_one_school_has_not_is_named(self, client: httpx.Client) -> None:
        rows = {row["name"]: row for row in self.compared(client)}
        assert rows["home_institution_share"]["missing"] == ["briarholt"]
        assert rows["home_institution_share"]["pairs"] == []
        assert list(rows) == ["graduation_rate", "match_rate", "placement_rate", "home_institution_share"]

    def test_the_same_school_in_two_periods_is_not_mixed(self, client: httpx.Client) -> None:
        (rate,) = self.compared(client, name="match_rate", period="2025")
        assert {figure["school_slug"] for figure in rate["figures"]} == {"briarholt"}

    @pytest.mark.parametrize(
        "schools", ["alderbrook", "alderbrook,alderbrook", "a,b,c,d,e,f", ""], ids=["one", "twice", "six", "none"]
    )
    def test_two_to_five_different_schools(self, client: httpx.Client, schools: str) -> None:
        assert any(name.startswith("schools") for name in faults(client, "/v1/compare", schools=schools))

    def test_an_unknown_school(self, client: httpx.Client) -> None:
        answer = client.get("/v1/compare", params={"schools": "alderbrook,brierholt"})
        assert answer.status_code == 404
        assert answer.json()["near"][0] == "briarholt"

    @pytest.mark.parametrize(
        "path", ["/v1/compare.csv?schools=alderbrook,briarholt", "/v1/schools/alderbrook/ask-sheet.csv"]
    )
    def test_only_lists_come_as_lines(self, client: httpx.Client, path: str) -> None:
        assert client.get(path).status_code == 406


@pytest.mark.parametrize("path", ["/v1/replies", "/v1/changes", "/v1/schools/alderbrook/ask-sheet"])
def test_each_names_its_edition(client: httpx.Client, path: str) -> None:
    for collection in Collection:
        mark = client.get(path, params={"edition": collection}).json()["edition"]
        assert mark["invented"] is (collection is Collection.sample)
