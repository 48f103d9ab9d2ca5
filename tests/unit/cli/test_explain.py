"""`matchwatch explain`: one answer a document, in the order given, whatever the others are."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from fpdf import FPDF
from PIL import Image
from typer.testing import CliRunner

from pipelines.cli import explain
from schemas.documents import Capture
from scrapers.archive import ArchiveWriter, Exchange

PAGE = """<html><head><title>Match Day</title></head><body><h1>Class of 2021</h1>
<p>Of the 120 seniors who took part, 97 percent matched.</p><p>Board scores remain strong.</p>
<table><tr><th>Student</th><th>Specialty</th><th>Program</th></tr>
<tr><td>Odile Brandt</td><td>Pediatrics</td><td>Mayo Clinic-MN</td></tr>
<tr><td>Idris Kane</td><td>Urology</td><td>Duke Univ Med Ctr-NC</td></tr>
<tr><td>Aoife Byrne</td><td>Internal Medicine</td><td>Henry Ford Hospital-MI</td></tr></table>
<p>“We did it,” said Idris Kane.</p></body></html>"""
NAMES = ("Odile", "Brandt", "Idris", "Kane", "Aoife", "Byrne")
ADDRESS = "https://med.oakhollow.example/match/2021"


def application() -> typer.Typer:
    """A command line that has this command only."""
    app = typer.Typer()
    app.callback()(lambda: None)
    explain.register(app)
    return app


def run(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Exit code, output and messages of the command."""
    result = CliRunner().invoke(application(), ["explain", *arguments], env=environment)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with a list, a rate, a vague claim and names."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def list_pdf(tmp_path: Path) -> Path:
    """A one-page list with a name column, drawn as a ruled table."""
    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.cell(0, 10, "Match List, Class of 2021", new_x="LMARGIN", new_y="NEXT")
    rows = [
        ("Student", "Specialty", "Program"),
        ("Brandt, Odile", "Pediatrics", "Mayo Clinic-MN"),
        ("Kane, Idris", "Urology", "Duke Univ Med Ctr-NC"),
        ("Byrne, Aoife", "Internal Medicine", "Henry Ford Hospital-MI"),
        ("Mensah, Kofi", "Psychiatry", "Emory Univ SOM-GA"),
    ]
    with pdf.table() as table:
        for row in rows:
            line = table.row()
            for cell in row:
                line.cell(cell)
    path = tmp_path / "list.pdf"
    pdf.output(str(path))
    return path


def archived(work: Path, body: bytes) -> None:
    """Put a page into the archive of the sample below a work folder."""
    folder = work / "sample" / "archive"
    writer = ArchiveWriter(folder)
    fetched = datetime(2026, 3, 1, tzinfo=UTC)
    warc_file, offset = writer.store(Exchange(ADDRESS, 200, "OK", body, fetched, (("Content-Type", "text/html"),)))
    writer.index(
        Capture(
            address=ADDRESS, final_address=ADDRESS, http_status=200, media_type="text/html", byte_count=len(body),
            sha256=hashlib.sha256(body).hexdigest(), fetched_at=fetched, school_slug="oakhollow", warc_file=warc_file,
            warc_offset=offset, content_type="text/html; charset=utf-8",
        )
    )  # fmt: skip
    writer.close()


def test_json_is_one_line_a_document_in_the_order_given(page: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    missing = tmp_path / "missing.html"
    code, output, _ = run("--json", str(missing), str(page), str(damaged), str(tmp_path))
    answers = [json.loads(line) for line in output.splitlines()]
    assert code == 1
    assert [answer["file"] for answer in answers] == [str(missing), str(page), str(damaged), str(tmp_path)]
    assert "no such file" in answers[0]["error"]
    assert answers[1]["error"] is None
    assert {item["program"] for item in answers[1]["placements"]} >= {"Mayo Clinic-MN", "Henry Ford Hospital-MI"}
    assert [item["kind"] for item in answers[1]["statements"]] == ["vague_claim"]
    assert "damaged" in answers[2]["error"]
    assert "is a folder" in answers[3]["error"]


def test_no_name_reaches_any_output(page: Path, list_pdf: Path) -> None:
    for arguments in (["--json", str(page), str(list_pdf)], ["--all", str(page), str(list_pdf)]):
        code, output, messages = run(*arguments)
        assert code == 0
        assert not [name for name in NAMES if name in output + messages]


def test_a_person_sees_findings_beside_their_places(page: Path) -> None:
    code, output, _ = run(str(page))
    assert code == 0
    assert "3 placements of 3 people" in output
    assert "names of people dropped" in output
    assert "match_rate 2021: 97 %" in output
    assert "“Board scores remain strong.”" in output
    assert "rule:" in output


def test_long_tables_are_cut_unless_all_is_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Pediatrics</td><td>Hospital {number} Medical Center-OH</td></tr>" for number in range(60))
    path = tmp_path / "long.html"
    path.write_text(
        f"<h1>Class of 2020 Match List</h1><table><tr><th>Specialty</th><th>Program</th></tr>{rows}</table>",
        encoding="utf-8",
    )
    assert "20 more: --all shows them" in run(str(path))[1]
    assert "more: --all" not in run("--all", str(path))[1]


def test_an_address_is_looked_up_in_the_archive(tmp_path: Path) -> None:
    archived(tmp_path, PAGE.encode())
    environment = {**os.environ, "MATCHWATCH_WORK": str(tmp_path)}
    code, output, _ = run("--json", f"{ADDRESS}#list", environment=environment)
    answer = json.loads(output)
    assert code == 0
    assert answer["file"] == f"{ADDRESS}#list"
    assert len(answer["placements"]) == 3


def test_an_address_that_was_never_crawled_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "MATCHWATCH_WORK": str(tmp_path)}
    code, output, _ = run("--json", ADDRESS, environment=environment)
    assert code == 1
    error = json.loads(output)["error"]
    assert "does not fetch" in error
    assert "refresh --school" in error


def test_a_page_is_drawn_with_findings_marked_and_names_black(list_pdf: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.png"
    code, _, messages = run("--image", str(drawn), str(list_pdf))
    assert code == 0
    assert "page 1 with 4 placements marked" in messages
    picture = Image.open(drawn).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1_000_000) or []}
    assert (30, 90, 200) in colours
    answer = json.loads(run("--json", str(list_pdf))[1])
    scale = picture.width / 612
    for item in answer["placements"]:
        left, top, _, bottom = (float(side) for side in item["box"].split(","))
        names = picture.crop((round(30 * scale), round(top * scale), round((left - 8) * scale), round(bottom * scale)))
        black = {colour: count for count, colour in names.convert("L").getcolors() or []}[0]
        assert black > 0.2 * names.width * names.height


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--image", "x.png", "a.pdf", "b.pdf"], "one document at a time"),
        (["--page", "2", "a.pdf"], "give --image"),
        (["--workers", "0", "a.pdf"], "greater than"),
        ([], "Usage"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], said: str) -> None:
    code, output, messages = run(*arguments)
    assert code == 2
    assert said in output + messages


def test_only_pages_of_a_pdf_can_be_drawn(page: Path, list_pdf: Path, tmp_path: Path) -> None:
    code, _, messages = run("--image", str(tmp_path / "x.png"), str(page))
    assert code == 2
    assert "only pages of a PDF" in " ".join(messages.replace("│", " ").split())
    assert not (tmp_path / "x.png").exists()
    result = CliRunner().invoke(
        application(), ["explain", "--image", str(tmp_path / "x.png"), "--page", "9", str(list_pdf)]
    )
    assert "has 1 pages" in str(result.exception)


def test_a_school_that_no_file_describes_is_refused() -> None:
    result = CliRunner().invoke(application(), ["explain", "--school", "no-such-school", "page.html"])
    assert result.exit_code == 2
    assert "no-such-school" in result.output
