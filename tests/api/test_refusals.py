"""Bad requests and hostile ones: one problem document that lists every fault."""

import http.client
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.public_service import Problem


def problem(answer: httpx.Response, status: int) -> Problem:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = Problem.model_validate_json(answer.content)
    assert found.status == status
    return found


def test_all_faults_are_listed_at_once(client: httpx.Client) -> None:
    answer = client.get(
        "/v1/schools/alderbrook/measures?limit=5000&stage=never&colour=red&fields=value,worth&after=rubbish&sort=age"
    )
    found = problem(answer, 422)
    assert {fault.parameter for fault in found.faults} == {"limit", "stage", "colour", "fields", "after", "sort"}
    by_name = {fault.parameter: fault for fault in found.faults}
    assert "worth" in by_name["fields"].message
    assert by_name["limit"].value == "5000"
    assert "unknown parameter" in by_name["colour"].message


@pytest.mark.parametrize(
    "path", ["/v1/schools", "/v1/criteria", "/v1/editions", "/v1/schools/alderbrook", "/v1/flags"]
)
def test_unknown_parameters_are_refused_everywhere(client: httpx.Client, path: str) -> None:
    found = problem(client.get(path, params={"page": "2"}), 422)
    assert [fault.parameter for fault in found.faults] == ["page"]


@pytest.mark.parametrize("given", ["0", "1001", "-1", "ten", "1e3", ""])
def test_limits_hold(client: httpx.Client, given: str) -> None:
    assert problem(client.get("/v1/schools", params={"limit": given}), 422).faults[0].parameter == "limit"


@pytest.mark.parametrize("path", ["/v1/schools", "/v1/editions"])
def test_one_value_is_not_given_twice(client: httpx.Client, path: str) -> None:
    found = problem(client.get(f"{path}?limit=1&limit=2&edition=real&edition=sample"), 422)
    assert {fault.parameter for fault in found.faults} == {"limit", "edition"}
    assert client.get("/v1/schools?degree=MD&degree=DO").status_code == 200


def test_unknown_school_names_near_ones(client: httpx.Client) -> None:
    for path in ("/v1/schools/aldrbrook", "/v1/schools/aldrbrook/measures"):
        found = problem(client.get(path), 404)
        assert found.near[0] == "alderbrook"
        assert "alderbrook" in found.detail


def test_unknown_edition_names_those_held(client: httpx.Client) -> None:
    found = problem(client.get("/v1/schools", params={"edition": "real-2001-01-01-00000000"}), 404)
    assert len(found.near) == 2


def test_place_of_another_order_is_refused(client: httpx.Client) -> None:
    following = client.get("/v1/schools", params={"limit": 1, "sort": "name"}).json()["next"]
    found = problem(client.get(following.replace("sort=name", "sort=-state")), 404)
    assert found.faults[0].parameter == "after"


@pytest.mark.parametrize("after", ["W10", "eyJhIjoxfQ", "WyIiLFtudWxsXV0", "WyIiLFtbMV1dXQ", "WyIiLFsxZTk5OV1d"])
def test_forged_places_are_not_found(client: httpx.Client, after: str) -> None:
    found = problem(client.get("/v1/schools", params={"after": after}), 404)
    assert (found.type, found.faults[0].parameter) == ("urn:matchwatch:problem:unknown-place", "after")


@pytest.mark.parametrize("after", ["%00", "é", "A" * 3000, ""])
def test_texts_that_are_no_places_are_refused(client: httpx.Client, after: str) -> None:
    assert problem(client.get("/v1/schools", params={"after": after}), 422).faults[0].parameter == "after"


@pytest.mark.parametrize("day", ["0", "1780272000", "2026-6-3", "tomorrow"])
def test_only_days_are_days(client: httpx.Client, day: str) -> None:
    for path in ("/v1/schools", "/v1/editions"):
        assert problem(client.get(path, params={"as_of": day}), 422).faults[0].parameter == "as_of"


INJECTIONS = ["' OR 1=1 --", "x'; DROP TABLE schools; --", "1) UNION SELECT * FROM edition --", '"', "\x00", "%27"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_values_stays_a_value(client: httpx.Client, text: str) -> None:
    for path, name in (
        ("/v1/schools", "state"),
        ("/v1/schools", "sort"),
        ("/v1/schools", "edition"),
        ("/v1/flags", "school_slug"),
        ("/v1/schools/alderbrook/placements", "document_id"),
    ):
        assert client.get(path, params={name: text}).status_code == 422, (path, name)
    for path, name in (("/v1/schools", "q"), ("/v1/flags", "rule"), ("/v1/national-baselines", "measure")):
        answer = client.get(path, params={name: text})
        if text == "\x00":
            assert answer.status_code == 422
            continue
        assert answer.status_code == 200
        assert answer.json()["total"] == 0
    assert client.get(f"/v1/schools/{quote(text, safe='')}").status_code in (404, 422)
    assert client.get("/v1/schools").json()["total"] == 3


TRAVERSALS = [
    "/downloads/real/../current/edition.csv",
    "/downloads/../../etc/passwd",
    "/downloads/real/..%2f..%2fetc%2fpasswd",
    "/downloads/%2e%2e/%2e%2e/etc/passwd",
    "/downloads/..%5c..%5cetc/passwd",
    "/downloads/real/.hidden",
    "/downloads/current/edition.csv",
    "/downloads/real/unlisted.txt",
    "/static/../rendering.py",
    "/static/..%2frendering.py",
    "/static/%2e%2e/templates/base.html",
    "/v1/schools?edition=..%2f..%2fetc",
    "/v1/schools?edition=current",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_paths_outside_are_refused(address: str, editions: Path, path: str) -> None:
    """Sent as they are: an ordinary client would tidy the path first."""
    for folder in editions.iterdir():
        (folder / "unlisted.txt").write_text("not for readers")
        (folder / ".hidden").write_text("not for readers")
    where = urlsplit(address)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=20)
    connection.putrequest("GET", path, skip_host=False)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert 400 <= answer.status < 500, (path, answer.status)
    assert b"root:" not in body
    assert b"not for readers" not in body
    assert b"import " not in body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(
        [
            "/v1/schools",
            "/v1/flags",
            "/v1/schools/alderbrook/placements",
            "/schools",
            "/report",
            "/v1/replies",
            "/v1/changes",
            "/v1/schools/alderbrook/ask-sheet",
            "/schools/alderbrook/ask",
            "/v1/compare",
            "/compare",
            "/corrections",
        ]
    ),
    name=st.sampled_from(
        [
            "q",
            "limit",
            "after",
            "sort",
            "fields",
            "state",
            "edition",
            "class_year",
            "rule",
            "theme",
            "schools",
            "specialty",
            "home_state",
            "kind",
            "period",
            "name",
        ]
    ),
    value=st.text(max_size=40),
)
def test_no_value_makes_the_server_fail(client: httpx.Client, path: str, name: str, value: str) -> None:
    encoded = quote(value.encode("utf-8", "surrogatepass"))
    answer = client.get(f"{path}?{name}={encoded}")
    assert answer.status_code in (200, 404, 422), (path, name, value, answer.text)
