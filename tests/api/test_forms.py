"""Lists as CSV and NDJSON, over all schools, and travel in time."""

import csv
import gzip
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import orjson
import pytest

from api.forms import Form, column_name, columns_of, form_of
from schemas import public
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.edition_records import FORMULAS
from tests.editions import publish_edition

COLLECTIONS = (
    "/v1/schools", "/v1/measures", "/v1/placements", "/v1/outcomes", "/v1/statements", "/v1/documents", "/v1/flags",
    "/v1/assessments", "/v1/criteria", "/v1/specialties", "/v1/institutions", "/v1/replies", "/v1/changes", "/v1/national-baselines",
    "/v1/schools/alderbrook/placements", "/v1/schools/alderbrook/visits",
)  # fmt: skip


def rows_of(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("path", COLLECTIONS)
def test_lines_hold_every_row_of_the_list(client: httpx.Client, path: str) -> None:
    query = {"edition": "sample"}
    total = client.get(path, params=query).json()["total"]
    table = client.get(f"{path}.csv", params=query)
    lines = client.get(path, params=query, headers={"Accept": "application/x-ndjson"})
    assert table.headers["content-type"].startswith("text/csv")
    assert lines.headers["content-type"] == "application/x-ndjson"
    rows = rows_of(table)
    items = [orjson.loads(line) for line in lines.content.splitlines()]
    assert len(rows) == len(items) == total
    for row, item in zip(rows, items, strict=True):
        assert row["invented"] == "true"
        assert item["invented"] is True
        assert row["edition"] == item["edition"] == table.headers["matchwatch-edition"]


def test_lines_are_the_items_of_the_pages_in_their_order(client: httpx.Client) -> None:
    query = {"edition": "sample", "sort": "-count", "class_year_from": "2024"}
    pages: list[object] = []
    address: str | None = f"/v1/placements?{httpx.QueryParams({**query, 'limit': '70'})}"
    while address:
        answer = client.get(address).json()
        pages += answer["items"]
        address = answer["next"]
    lines = [orjson.loads(line) for line in client.get("/v1/placements.ndjson", params=query).content.splitlines()]
    for line in lines:
        del line["edition"], line["invented"]
    assert lines == pages


def test_limit_and_fields_hold_for_lines(client: httpx.Client) -> None:
    query = {"edition": "sample", "limit": "3", "fields": "specialty,document"}
    rows = rows_of(client.get("/v1/placements.csv", params=query))
    assert len(rows) == 3
    assert list(rows[0])[:2] == ["specialty", "document_kind"]
    assert "program" not in rows[0]


def test_formulas_are_disarmed(client: httpx.Client) -> None:
    every = client.get("/v1/placements.csv", params={"edition": "sample"})
    rows = rows_of(every)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    disarmed = {f"'{text}" for text in FORMULAS if not text.startswith("'")}
    assert disarmed <= {row["program"] for row in rows}


def test_lines_are_tagged_compressed_and_answer_head(client: httpx.Client) -> None:
    first = client.get("/v1/placements.csv", params={"edition": "sample"})
    again = client.get(
        "/v1/placements.csv", params={"edition": "sample"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304
    assert not again.content
    head = client.head("/v1/placements.csv", params={"edition": "sample"})
    assert head.status_code == 200
    assert not head.content
    assert head.headers["etag"] == first.headers["etag"]
    assert first.headers["content-encoding"] == "gzip"
    assert "Accept" in first.headers["vary"]
    with client.stream("GET", "/v1/placements.csv?edition=sample", headers={"Accept-Encoding": "gzip"}) as raw:
        assert gzip.decompress(b"".join(raw.iter_raw())).decode() == first.text


def test_forms_do_not_share_a_tag_or_a_stored_answer(client: httpx.Client) -> None:
    tags = {client.get(f"/v1/flags{suffix}").headers["etag"] for suffix in ("", ".csv", ".ndjson")}
    assert len(tags) == 3
    assert client.get("/v1/flags", headers={"Accept": "text/csv"}).text.startswith("flag_id,")
    assert client.get("/v1/flags").headers["content-type"] == "application/json"


def test_faults_are_told_before_the_first_line(client: httpx.Client) -> None:
    answer = client.get("/v1/placements.csv", params={"colour": "red", "limit": "0"})
    assert answer.status_code == 422
    assert {fault["parameter"] for fault in answer.json()["faults"]} == {"colour", "limit"}
    assert client.get("/v1/schools/nowhere/placements.csv").status_code == 404
    after = client.get("/v1/schools", params={"limit": "1"}).json()["next"]
    assert client.get(after.replace("/v1/schools?", "/v1/schools.csv?sort=-name&")).status_code == 404


def test_single_items_have_no_lines(client: httpx.Client) -> None:
    assert client.get("/v1/schools/alderbrook.csv").status_code == 406
    assert client.get("/v1/openapi.json").status_code == 200


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", Form.json),
        ("*/*", Form.json),
        ("text/csv", Form.csv),
        ("application/json;q=0.5, text/csv", Form.csv),
        ("text/csv;q=0.1, application/json", Form.json),
        ("text/html,application/xhtml+xml,*/*;q=0.8", Form.json),
        ("application/x-ndjson;q=bad, text/csv;q=0.2", Form.csv),
    ],
)
def test_accept_header_chooses_the_form(accept: str, form: Form) -> None:
    assert form_of("/v1/flags", accept.encode()) == (form, "/v1/flags")


def test_columns_are_flat_and_unique() -> None:
    for model in (public.SchoolAnswer, public.FlagAnswer, public.PlacementAnswer, public.InstitutionAnswer):
        names = [column_name(name, part) for name, part in columns_of(model, [])]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/placements", {"degree": "DO"}),
        ("/v1/measures", {"school_state": "OR"}),
        ("/v1/documents", {"maturity": "young"}),
    ],
)
def test_filters_by_school_hold_for_lists_of_findings(client: httpx.Client, path: str, query: dict[str, str]) -> None:
    every = client.get(path, params={"edition": "sample"}).json()["total"]
    wanted = client.get(path, params={"edition": "sample", **query}).json()["total"]
    assert every > 0
    assert wanted == 0
    mine = client.get(path, params={"edition": "sample", "school_slug": "alderbrook"}).json()["total"]
    assert mine == every


def test_ranges_of_periods_and_values(client: httpx.Client) -> None:
    items = client.get("/v1/measures", params={"period_from": "2025", "period_to": "2026", "value_from": "90"}).json()[
        "items"
    ]
    assert items
    assert all(2025 <= int(item["period"][:4]) <= 2026 and item["value"] >= 90 for item in items)


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, dict[date, str]]]:
    folder: Path = tmp_path_factory.mktemp("travel")
    days = (date(2026, 3, 1), date(2026, 6, 4), date(2026, 11, 1))
    made = {
        day: publish_edition(folder, Collection.real, rows=number + 3, as_of=day) for number, day in enumerate(days)
    }
    with served(folder) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client, made


def test_as_of_answers_from_the_edition_of_that_day(travelled: tuple[httpx.Client, dict[date, str]]) -> None:
    client, made = travelled
    for day, expected in (
        (date(2026, 3, 1), made[date(2026, 3, 1)]),
        (date(2026, 6, 3), made[date(2026, 3, 1)]),
        (date(2026, 6, 4), made[date(2026, 6, 4)]),
        (date(2027, 1, 1), made[date(2026, 11, 1)]),
    ):
        answer = client.get("/v1/placements", params={"as_of": day.isoformat()})
        assert answer.json()["edition"]["id"] == expected
        assert (
            client.get("/v1/schools/alderbrook", params={"as_of": day.isoformat()}).json()["edition"]["id"] == expected
        )


def test_as_of_before_the_first_edition_names_it(travelled: tuple[httpx.Client, dict[date, str]]) -> None:
    client, _ = travelled
    early = client.get("/v1/schools", params={"as_of": "2020-01-01"})
    assert early.status_code == 404
    assert "2026-03-01" in early.json()["detail"]


def test_as_of_with_an_edition_never_answers_from_another(travelled: tuple[httpx.Client, dict[date, str]]) -> None:
    client, made = travelled
    edition = made[date(2026, 6, 4)]
    later = client.get("/v1/schools", params={"as_of": "2026-06-05", "edition": edition})
    assert later.json()["edition"]["id"] == edition
    assert client.get("/v1/schools", params={"as_of": "2026-06-03", "edition": edition}).status_code == 404


def test_pages_of_a_past_day_stay_in_its_edition(travelled: tuple[httpx.Client, dict[date, str]]) -> None:
    client, made = travelled
    page = client.get("/v1/placements", params={"as_of": "2026-06-30", "limit": "1"}).json()
    seen = {page["edition"]["id"]}
    while page["next"]:
        page = client.get(page["next"]).json()
        seen.add(page["edition"]["id"])
    assert seen == {made[date(2026, 6, 4)]}
    listed = client.get("/v1/editions", params={"as_of": "2026-06-30"}).json()
    assert [item["edition_id"] for item in listed["items"]] == [made[date(2026, 6, 4)], made[date(2026, 3, 1)]]
