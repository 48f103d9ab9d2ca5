"""The PDF reader on files drawn here: what is read must be what was drawn, whatever the layout."""

import contextlib

import hypothesis.strategies as st
import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings

from schemas.documents import Heading, Paragraph, Table, Tile
from scrapers.exceptions import LimitExceededError, ReadingError, UnreadableError
from scrapers.readers.limits import Limits
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.orientation import upright
from scrapers.readers.pdf.pdfplumber_backend import load_pages
from scrapers.readers.pdf.reader import read_pdf
from tests.unit.readers.pdf.sheets import INSTITUTIONS, blank, columns, rows, table, write

OWNER, USER = "invented", "closed"
HEADER = ["Specialty", "Institution", "Number"]


def tables(content: bytes) -> list[Table]:
    return [block for block in read_pdf(content).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("count", [7, 41, 95])
def test_table_over_pages_comes_as_one_with_one_header(ruled: bool, count: int) -> None:
    found = tables(table(count, ruled=ruled))

    assert len(found) == 1
    assert found[0].grid() == [HEADER, *(list(row) for row in rows(count))]
    assert [cell.text for cell in found[0].cells if cell.is_header] == HEADER


def test_cells_name_their_own_page_and_place() -> None:
    found = tables(table(60, ruled=True))[0]

    last = found.cells[-1]
    assert last.locator.page == 2
    assert last.locator.box is not None
    x0, top, x1, bottom = (float(part) for part in last.locator.box.split(","))
    assert 420 <= x0 < x1 <= 500
    assert abs(bottom - (80 + 15 * 20)) < 6
    assert top < bottom


def test_places_hold_where_the_page_takes_its_size_from_the_file() -> None:
    pdf = FPDF(orientation="landscape", unit="pt", format="a3")  # writes its size once, above all pages
    pdf.add_page()
    write(pdf, 1000, 700, "Alder Valley Hospital")
    (block,) = read_pdf(bytes(pdf.output())).blocks

    assert block.locator.box is not None
    x0, top, x1, bottom = (float(part) for part in block.locator.box.split(","))
    assert abs(x0 - 1000) < 3
    assert x0 < x1
    assert top < 700 < bottom + 1
    assert bottom - top < 20


def test_pdfplumber_pages_give_the_same_table() -> None:
    content = table(41, ruled=True)
    pages = [upright(page) for page in load_pages(content, [1, 2])]
    blocks = Layout(pages).blocks(Choices())

    assert [block.grid() for block in blocks if isinstance(block, Table)] == [
        found.grid() for found in tables(content)
    ]


def test_running_head_comes_once_and_keeps_its_year() -> None:
    blocks = read_pdf(table(95, ruled=False, head="Invented College, Class of 2019")).blocks

    texts = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
    assert texts.count("Invented College, Class of 2019") == 1
    assert isinstance(blocks[0], Heading)


def test_newspaper_columns_keep_lines_under_their_heading() -> None:
    groups = [
        ("Anesthesiology", list(INSTITUTIONS[:5])),
        ("Pediatrics", list(INSTITUTIONS)),
        ("Urology", list(INSTITUTIONS[2:6])),
    ]
    blocks = read_pdf(columns(groups, per_column=11)).blocks

    found: list[tuple[str, list[str]]] = []
    for block in blocks[1:]:
        if isinstance(block, Heading):
            found.append((block.text, []))
        elif isinstance(block, Paragraph):
            found[-1][1].append(block.text)
    assert found == groups


def test_continued_heading_is_named_like_the_first() -> None:
    groups = [("Pediatrics", list(INSTITUTIONS)), ("Pediatrics (cont.)", list(INSTITUTIONS[:4]))]
    blocks = read_pdf(columns(groups, per_column=9)).blocks

    assert [block.text for block in blocks if isinstance(block, Heading)][1:] == ["Pediatrics", "Pediatrics"]


def test_half_tables_side_by_side_are_stacked() -> None:
    pdf = blank()
    for half in range(2):
        left = 50 + 260 * half
        write(pdf, left, 80, "Specialty", bold=True)
        write(pdf, left + 150, 80, "No.", bold=True)
        for place in range(6):
            write(pdf, left, 100 + 14 * place, f"Field {'abcdefghijkl'[half * 6 + place]}")
            write(pdf, left + 150, 100 + 14 * place, str(half * 6 + place + 1))
    found = tables(bytes(pdf.output()))[0]

    assert found.grid() == [
        ["Specialty", "No."],
        *([f"Field {letter}", str(n)] for n, letter in enumerate("abcdefghijkl", 1)),
    ]


def test_wrapped_cells_are_joined_whether_top_or_middle_aligned() -> None:
    pdf = blank()
    write(pdf, 60, 80, "Specialty", bold=True)
    write(pdf, 250, 80, "Institution", bold=True)
    write(pdf, 60, 100, "Urology")
    write(pdf, 250, 100, "Alder Valley")
    write(pdf, 250, 112, "Hospital-NY")
    write(pdf, 60, 146, "Neurology")
    write(pdf, 250, 140, "Birch Hill Medical")
    write(pdf, 250, 152, "Center-OH")
    for place, name in enumerate(INSTITUTIONS[2:]):
        write(pdf, 60, 180 + 20 * place, "Pediatrics")
        write(pdf, 250, 180 + 20 * place, name)
    found = tables(bytes(pdf.output()))[0]

    assert found.grid()[1:3] == [
        ["Urology", "Alder Valley Hospital-NY"],
        ["Neurology", "Birch Hill Medical Center-OH"],
    ]


def test_merged_cell_reaches_all_its_rows() -> None:
    pdf = blank()
    pdf.rect(60, 60, 120, 60)
    write(pdf, 64, 93, "Pediatrics")
    for place, name in enumerate(INSTITUTIONS[:3]):
        pdf.rect(180, 60 + 20 * place, 220, 20)
        write(pdf, 184, 74 + 20 * place, name)
    found = tables(bytes(pdf.output()))[0]

    assert found.grid() == [["Pediatrics", name] for name in INSTITUTIONS[:3]]


def test_leader_dots_part_two_cells() -> None:
    pdf = blank()
    for place, name in enumerate(INSTITUTIONS):
        write(pdf, 60, 80 + 14 * place, f"Pediatrics{'.' * (20 + place)}{name}")
    found = tables(bytes(pdf.output()))[0]

    assert found.grid() == [["Pediatrics", name] for name in INSTITUTIONS]


def test_numbers_over_labels_are_tiles() -> None:
    pdf = blank()
    for place, (number, label) in enumerate([("126", "students matched"), ("33", "states"), ("47%", "primary care")]):
        write(pdf, 60 + 150 * place, 100, number, bold=True, size=30)
        write(pdf, 60 + 150 * place, 122, label)
    tiles = [block for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Tile)]

    assert [(tile.value, tile.label) for tile in tiles] == [
        ("126", "students matched"),
        ("33", "states"),
        ("47%", "primary care"),
    ]


@pytest.mark.parametrize("angle", [90, 270])
def test_text_drawn_sideways_reads_as_upright_text(angle: int) -> None:
    pdf = blank()
    with pdf.rotation(angle, 306, 306):
        for place, (specialty, institution, _) in enumerate(rows(12)):
            write(pdf, 80, 80 + 14 * place, specialty)
            write(pdf, 250, 80 + 14 * place, institution)
    found = tables(bytes(pdf.output()))[0]

    assert found.grid() == [[specialty, institution] for specialty, institution, _ in rows(12)]


def test_text_struck_twice_and_slanted_watermark_leave_no_trace() -> None:
    pdf = blank()
    with pdf.rotation(45, 300, 300):
        write(pdf, 150, 300, "DRAFT COPY", size=70)
    for shift in (0, 0.3):
        write(pdf, 60 + shift, 80, "Invented College Match List")
    blocks = read_pdf(bytes(pdf.output())).blocks

    assert [block.text for block in blocks if isinstance(block, Paragraph | Heading)] == [
        "Invented College Match List"
    ]


def test_alternatives_are_other_readings() -> None:
    read = read_pdf(table(20, ruled=False))

    assert len(read.alternatives) > 1
    assert all(isinstance(blocks, tuple) for blocks in read.alternatives)
    assert any(blocks != read.blocks for blocks in read.alternatives)


def test_pages_beyond_the_limit_are_cut_with_a_warning() -> None:
    read = read_pdf(table(95, ruled=False), limits=Limits(pages=2))

    assert read.page_count == 3
    assert "limit is 2 pages" in read.warnings[0]
    assert {block.locator.page for block in read.blocks} <= {1, 2}


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(LimitExceededError, match="the limit is 100"):
        read_pdf(table(5, ruled=False), limits=Limits(bytes_per_document=100))


def test_password_is_named() -> None:
    pdf = blank()
    write(pdf, 60, 80, "Closed")
    pdf.set_encryption(owner_password=OWNER, user_password=USER)

    with pytest.raises(UnreadableError, match="password"):
        read_pdf(bytes(pdf.output()))


def test_empty_password_opens() -> None:
    pdf = blank()
    write(pdf, 60, 80, "Invented College Match List")
    pdf.set_encryption(owner_password=OWNER)

    assert [getattr(block, "text", "") for block in read_pdf(bytes(pdf.output())).blocks] == [
        "Invented College Match List"
    ]


def test_truncated_file_is_an_error() -> None:
    content = table(60, ruled=True)

    with pytest.raises(ReadingError):
        read_pdf(content[: len(content) // 3])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_bytes_never_crash(data: st.DataObject) -> None:
    content = bytearray(table(8, ruled=True))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=30)):
        content[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadingError):
        assert read_pdf(bytes(content), limits=Limits(seconds=10)).page_count


def test_empty_pages_say_that_nothing_was_read() -> None:
    read = read_pdf(bytes(blank().output()))

    assert read.blocks == ()
    assert read.unread is not None


def test_ruled_tables_side_by_side_whose_rows_do_not_match_are_two_grids() -> None:
    pdf = blank(9)
    for left, offset in ((40, 0), (320, 7)):
        head = (("Specialty", 80), ("Name", 70), ("Residency", 100))
        y = 60.0 + offset
        for index in range(12):
            height = 42.0 if index else 16.0
            x = float(left)
            for column, (title, width) in enumerate(head):
                pdf.rect(x, y, width, height)
                lines = [title]
                if index:
                    lines = [
                        ["Neurology"],
                        ["Given", "Family"],
                        ["University of", "Elsewhere Medical", f"Center {index}"],
                    ][column]
                first = y + height / 2 - 5.5 * len(lines) + 8
                for line, text in enumerate(lines):
                    write(pdf, x + 3, first + 11 * line, text, size=9)
                x += width
            y += height
    found = tables(bytes(pdf.output()))
    assert [len(table.grid()) for table in found] == [12, 12]
    assert found[1].grid()[3][2] == "University of Elsewhere Medical Center 3"
