"""Evidence views over HTTP: a figure with its page or its lines, from the views file of the edition alone."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy

from schemas.public_views import EvidenceViewAnswer
from schemas.view_tables import LINES, METADATA, PAGES, PLACES, UNSEEN, VIEWS_NAME
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.api.test_pages import read, words
from tests.editions import publish_edition

PICTURE = b"RIFF....WEBP"


@pytest.fixture(scope="module")
def viewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of one edition: its crawled page has lines, its typed one a picture of page 2."""
    folder = tmp_path_factory.mktemp("viewed")
    edition = publish_edition(folder, Collection.real)
    with served(folder) as address, httpx.Client(base_url=address, timeout=30) as client:
        write_views(folder / edition / VIEWS_NAME, client)
        yield client


def write_views(path: Path, client: httpx.Client) -> None:
    rate, exam = (measure(client, name) for name in ("match_rate", "exam_pass_rate"))
    kinds = ["heading", "first row", *["row"] * 12, "heading", "text", "text"]
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            sqlalchemy.insert(LINES),
            [
                {"document_id": rate["document_id"], "number": number, "kind": kind, "text": f"{kind} {number} | cell"}
                for number, kind in enumerate(kinds)
            ],
        )
        connection.execute(
            sqlalchemy.insert(PLACES),
            [{"document_id": rate["document_id"], "place": rate["element_path"], "number": 10}],
        )
        connection.execute(
            sqlalchemy.insert(PAGES),
            [
                {
                    "document_id": exam["document_id"],
                    "page": 2,
                    "width": 612.0,
                    "height": 792.0,
                    "names": 3,
                    "partly": True,
                    "picture": PICTURE,
                }
            ],
        )
        connection.execute(
            sqlalchemy.insert(UNSEEN), [{"document_id": rate["document_id"], "reason": "some places moved"}]
        )
    engine.dispose()


def measure(client: httpx.Client, name: str) -> dict[str, str]:
    found: dict[str, str] = client.get(f"/v1/schools/alderbrook/measures?measure={name}").json()["items"][0]
    return found


def view(client: httpx.Client, key: str) -> EvidenceViewAnswer:
    return EvidenceViewAnswer.model_validate(client.get(f"/v1/evidence/{key}").json()["item"])


def test_lines_come_with_the_head_of_their_table(viewed: httpx.Client) -> None:
    found = view(viewed, measure(viewed, "match_rate")["finding_id"])
    assert [line.number for line in found.lines] == [0, 1, 7, 8, 9, 10, 11, 12, 13]
    assert [line.number for line in found.lines if line.is_place] == [10]
    assert found.page_view is None
    assert found.unseen is None
    assert (found.kind, found.rule, found.confidence) == ("measure", "rate_in_sentence", 0.9)
    page = read(viewed, f"/evidence/{found.key}")
    assert [words(cell) for cell in page.xpath("//div[@class='excerpt']//tr[@class='here']//mark")] == [
        "row 10",
        "cell",
    ]
    rows = [[words(cell) for cell in row.xpath("td")] for row in page.xpath("//div[@class='excerpt']//tr")]
    assert rows[:3] == [["first row 1", "cell"], ["…"], ["row 7", "cell"]]


def test_a_page_is_shown_with_its_box(viewed: httpx.Client) -> None:
    found = view(viewed, measure(viewed, "exam_pass_rate")["finding_id"])
    assert found.page_view is not None
    assert (found.page_view.page, found.page_view.width, found.page_view.names) == (2, 612.0, 3)
    picture = viewed.get(found.page_view.picture)
    assert picture.content == PICTURE
    assert picture.headers["content-type"] == "image/webp"
    assert picture.headers["cache-control"] == "public, max-age=86400"
    page = read(viewed, f"/evidence/{found.key}")
    close_up, box = page.xpath("//rect[@class='box']")
    assert dict(close_up.attrib) == dict(box.attrib)
    x0, top, x1, bottom = (float(side) for side in (found.box or "").split(","))
    assert (float(box.get("x")), float(box.get("y"))) == (x0 - 3, top - 3)
    assert (float(box.get("width")), float(box.get("height"))) == (x1 - x0 + 6, bottom - top + 6)
    left, above, width, height = (float(part) for part in page.xpath("//svg/@viewbox | //svg/@viewBox")[0].split())
    assert left <= x0
    assert above <= top
    assert x1 <= left + width
    assert bottom <= above + height
    assert height < 0.5 * 792
    assert "Names of people are blacked out" in words(page)
    assert "Pictures are covered or blurred" in words(page)


def test_evidence_of_a_conclusion_is_shown_like_its_finding(viewed: httpx.Client) -> None:
    finding = measure(viewed, "match_rate")["finding_id"]
    rows = viewed.get("/v1/schools/alderbrook/evidence").json()["items"]
    evidence = next(row for row in rows if row["finding_id"] == finding)
    found = view(viewed, evidence["evidence_id"])
    assert found.kind == "evidence"
    assert found.finding is not None
    assert found.finding.finding_id == finding
    assert read(viewed, f"/evidence/{found.key}").xpath("//h1")


@pytest.mark.parametrize(
    "page", ["0123456789abcdef-1", "0123456789abcdef-0", "..%2F..%2Fmatchwatch-1", "0123456789abcdef-1;DROP"]
)
def test_pictures_that_are_not_there(viewed: httpx.Client, page: str) -> None:
    edition = viewed.get("/v1/editions").json()["edition"]["id"]
    answer = viewed.get(f"/downloads/{edition}/pages/{page}.webp")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_edition_without_views_says_so(client: httpx.Client) -> None:
    found = view(client, measure(client, "match_rate")["finding_id"])
    assert (found.page_view, found.lines) == (None, [])
    assert found.unseen == "this edition holds no pictures of documents"


def test_a_damaged_views_file_costs_no_page(tmp_path: Path) -> None:
    edition = publish_edition(tmp_path, Collection.real)
    (tmp_path / edition / VIEWS_NAME).write_bytes(b"no database at all" * 100)
    with served(tmp_path) as address, httpx.Client(base_url=address, timeout=30) as client:
        found = view(client, measure(client, "match_rate")["finding_id"])
        assert found.unseen == "no view of this place was made"
        assert read(client, f"/evidence/{found.key}").xpath("//h1")
