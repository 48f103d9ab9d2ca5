"""The figures on the sites: what must agree agrees, what must not does not."""

import csv
import io
from typing import Any

import openpyxl
import pypdfium2
import pytest
from lxml import html

from sample.generator.figures import MatchYear
from sample.generator.schools import brackenfell, islemoor, larkmere, ottersby, tamarack
from sample.server import LATER, SITES, load_hosts


def cells(path: str, caption: str) -> list[list[str]]:
    page: Any = html.fromstring((SITES / path).read_bytes())
    table = page.xpath("//table[caption=$caption]", caption=caption)[0]
    return [[cell.text_content() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]


def pdf_text(path: str) -> str:
    document = pypdfium2.PdfDocument(SITES / path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(texts)


def test_larkmere_accounts_for_every_graduate() -> None:
    rows = cells("www.larkmere.example/outcomes/match/index.html", "Match results by class")[1:]
    for year, graduates, not_seeking, participants, matched, rate, _, soap, unmatched in rows:
        assert int(graduates) == int(not_seeking) + int(participants)
        assert int(participants) == int(matched) + int(soap) + int(unmatched)
        assert rate == f"{100 * int(matched) / int(participants):.1f}%"
        entry = next(entry for entry in larkmere.CLASSES if entry.year == int(year))
        people = {row.person for row in larkmere.class_rows(entry)}
        assert len(people) == int(matched) + int(soap)


def test_larkmere_specialties_add_up_to_the_placed() -> None:
    rows = cells(
        "www.larkmere.example/outcomes/match/index.html", "Class of 2026: final specialty of the graduates placed"
    )[1:]
    *counts, total = [int(count) for _, count in rows]
    assert sum(counts) == total == larkmere.CLASSES[0].placed


def test_larkmere_workbook_holds_the_rows_of_every_class() -> None:
    book = openpyxl.load_workbook(SITES / "www.larkmere.example/files/match-lists-2022-2026.xlsx", read_only=True)
    for year in larkmere.CLASSES:
        rows = list(book[f"Class of {year.year}"].iter_rows(min_row=4, values_only=True))
        assert len(rows) == len(larkmere.class_rows(year))
    book.close()


def test_tamarack_placements_add_up() -> None:
    path = "www.tamarack.example/outcomes/gme-placement/index.html"
    placement = {row[0]: row for row in cells(path, "GME placement by class, as of July 1")[1:]}
    for year, _, matched, _, _, soap in cells(path, "NRMP Main Residency Match by class")[1:]:
        _, graduates, not_seeking, seeking, placed, military, unplaced, _ = placement[year]
        assert int(placed) == int(matched) + int(soap) + int(military)
        assert int(seeking) == int(placed) + int(unplaced)
        assert int(graduates) == int(seeking) + int(not_seeking)


def test_tamarack_list_keeps_military_positions_apart() -> None:
    year, military = tamarack.CLASSES[0]
    rows = tamarack.class_rows(year, military)
    assert sum(row.position == "Military" for row in rows) == military
    assert "- Military" in pdf_text("www.tamarack.example/documents/match-list-2026.pdf")


@pytest.mark.parametrize("year", ottersby.CLASSES[:2], ids=lambda year: str(year.year))
def test_ottersby_prints_a_name_beside_every_row(year: MatchYear) -> None:
    text = pdf_text(f"www.ottersby.example/wp-content/uploads/{year.year}/05/match-list-{year.year}.pdf")
    assert text.count(", ") >= len(ottersby.class_rows(year))


def test_ottersby_spreadsheet_has_no_names() -> None:
    content = (SITES / "www.ottersby.example/wp-content/uploads/2024/06/match-list-2024.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == len(ottersby.class_rows(ottersby.CLASSES[2]))
    assert set(rows[0]) == {"Class year", "Specialty", "Hospital", "City", "State"}


def test_harrowick_contradicts_itself() -> None:
    rows = cells("www.harrowick.example/outcomes/match-2026/index.html", "Class of 2026, graduates by specialty")[1:]
    *counts, total = [int(count) for _, count in rows]
    assert sum(counts) != total


def test_vantry_lists_have_no_text() -> None:
    assert pdf_text("www.vantry.example/files/match-list-2025.pdf").strip() == ""
    page: Any = html.fromstring((SITES / "www.vantry.example/match/2026/index.html").read_bytes())
    assert page.xpath("//main//table | //*[@id='content-main']//li") == []


def test_brackenfell_files_stand_on_another_host() -> None:
    page: Any = html.fromstring((SITES / "www.brackenfell.example/students/match/2026/index.html").read_bytes())
    [address] = [link for link in page.xpath("//a/@href") if link.endswith(".pdf")]
    assert address.startswith(f"http://{brackenfell.FILES_HOST}/")


def test_islemoor_keeps_its_rates_and_loses_its_lists() -> None:
    first, later = (load_hosts(SITES, overlay)["www.islemoor.example"] for overlay in (None, LATER))
    for year in islemoor.CLASSES:
        assert first.answer(f"/outcomes/match-list-{year.year}/").status == 200
        assert later.answer(f"/outcomes/match-list-{year.year}/").status == 404
    body = later.answer("/outcomes/match/").body
    assert b"Match rate before SOAP" in body
    assert b"match-list" not in body
