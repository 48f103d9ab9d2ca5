"""Tables of web pages: grids, spans, layout tables, tables made of other elements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import Paragraph, Table
from scrapers.readers.html.reader import read_html


def tables(body: str) -> list[Table]:
    return [block for block in read_html(body.encode()).blocks if isinstance(block, Table)]


def test_spans_fill_the_grid_of_a_two_row_header() -> None:
    (table,) = tables(
        "<table><caption>Placement</caption><thead><tr><th rowspan=2>Class<th colspan=2>Placed<tr><th>ACGME<th>Military"
        "</thead><tbody><tr><th scope=row>2023<td>350<td>13<tr><th scope=row>2022<td>214<td>8</table>"
    )
    assert table.caption == "Placement"
    assert table.grid() == [
        ["Class", "Placed", "Placed"],
        ["Class", "ACGME", "Military"],
        ["2023", "350", "13"],
        ["2022", "214", "8"],
    ]
    assert [cell.is_header for cell in table.cells] == [True] * 4 + [True, False, False] * 2


def test_row_spans_push_later_cells_aside_and_end_with_the_table() -> None:
    (table,) = tables("<table><tr><td rowspan=9>Surgery<td>A<td>MA<tr><td>B<td>NY<tr><td>C<td>OH</table>")
    assert table.grid() == [["Surgery", "A", "MA"], ["Surgery", "B", "NY"], ["Surgery", "C", "OH"]]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999", "²"])
def test_odd_spans_do_no_harm(span: str) -> None:
    (table,) = tables(f"<table><tr><th colspan='{span}'>A<th>B<tr><td>1<td>2</table>")
    assert len(table.grid()) == 2
    assert len(table.grid()[0]) <= 500


def test_layout_tables_are_dissolved_and_their_data_tables_kept() -> None:
    page = read_html(
        b"<table><tr><td><font>Menu</font></td><td><p>Text of the page.</p><table><tr><td>Year<td>Rate<tr><td>2024<td>97%"
        b"</table></td></tr></table>"
    )
    assert [block.text for block in page.blocks if isinstance(block, Paragraph)] == ["Menu", "Text of the page."]
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert table.grid() == [["Year", "Rate"], ["2024", "97%"]]


def test_a_first_row_in_bold_heads_a_table_without_header_cells() -> None:
    (table,) = tables("<table><tr><td><b>Specialty</b><td><strong>Count</strong><tr><td>Urology<td>2</table>")
    assert [cell.is_header for cell in table.cells] == [True, True, False, False]


def test_lines_within_cells() -> None:
    (table,) = tables(
        "<table><tr><th>Pass<br>rate<th>Programs<tr><td>97%<br>(116/120)<td><ul><li>A<li>B</ul><tr><td>a<br>b<br>c<td>-</table>"
    )
    assert table.grid() == [["Pass rate", "Programs"], ["97% (116/120)", "A\nB"], ["a\nb\nc", "-"]]


def test_hidden_rows_and_cells_marks_stay_out() -> None:
    (table,) = tables(
        "<table><tr><th>Class<th>Rate<tr style='display:none'><td>2020<td>12%<tr><td>2018-2019<sup>3</sup><td>97%</table>"
    )
    assert table.grid() == [["Class", "Rate"], ["2018-2019", "97%"]]


@pytest.mark.parametrize(
    "markup",
    [
        (
            "<div><div class=r><span>2024</span><span>97%</span><span>94%</span></div>"
            "<div class=r><span>2023</span><span>96%</span><span>93%</span></div></div>"
        ),
        (
            "<div style='display:grid;grid-template-columns:repeat(3, 1fr)'><div>2024</div><div>97%</div><div>94%</div>"
            "<div>2023</div><div>96%</div><div>93%</div></div>"
        ),
        (
            "<div role=table><div role=row><div role=cell>2024</div><div role=cell>97%</div><div role=cell>94%</div></div>"
            "<div role=row><div role=cell>2023</div><div role=cell>96%</div><div role=cell>93%</div></div></div>"
        ),
    ],
)
def test_tables_made_of_other_elements(markup: str) -> None:
    (table,) = tables(markup)
    assert table.grid() == [["2024", "97%", "94%"], ["2023", "96%", "93%"]]


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5), min_size=2, max_size=6)
)
def test_every_cell_has_its_own_place(rows: list[list[tuple[int, int]]]) -> None:
    markup = "".join(
        "<tr>" + "".join(f"<th colspan={width} rowspan={height}>x" for width, height in row) for row in rows
    )
    for table in tables(f"<table>{markup}</table>"):
        starts = [(cell.row, cell.column) for cell in table.cells]
        assert len(starts) == len(set(starts)) == sum(map(len, rows))
        assert len(table.grid()) == len(rows)


def test_a_table_whose_programs_are_linked_is_content() -> None:
    rows = "".join(f"<tr><td>Urology<td><a href='/{number}'>Example Hospital {number}</a>" for number in range(5))
    (table,) = tables(f"<div><h2>Results</h2><table>{rows}</table></div>")
    assert len(table.cells) == 10


def test_a_table_within_a_cell_of_roles_is_read_once() -> None:
    """Rows and cells of tables within cells were taken for the outer table's too: work grew with the cube of the nesting."""
    nested = "".join(f"<div role=table><div role=row><div role=cell>word{number} " for number in range(300))
    texts = [cell.text for table in tables(nested) for cell in table.cells]
    assert " ".join(texts).split().count("word200") == 1


@pytest.mark.parametrize(
    "cells",
    [
        "<td>Obstetrics &amp; Gynecology<td> 12\n %<td>",
        "<td title='a > b'>&lt;td&gt;<td>caf\u00e9\u00a0\u200bau lait<td class=x></td>",
        "<th scope=row>Surgery<td>a<b>b</b>c<td>1<br>2",
        "<td>1<script>'<tr><td>9'</script><td>2<td>3",
        "<td role=columnheader>2024<td>97%<td>&#13;94%",
    ],
)
def test_rows_are_the_same_whether_the_table_is_plain_or_not(cells: str) -> None:
    """A row of nothing but text is read another way than one whose cells span; what it says is the same."""
    (plain,) = tables(f"<table><tr><td>a<td>b<td>c<tr>{cells}<tr><td>x<td>y<td>z</table>")
    (spanning,) = tables(
        f"<table><tr><td>a<td>b<td>c<tr>{cells.replace('<td', '<td colspan=1').replace('<th', '<th colspan=1')}<tr><td>x<td>y<td>z</table>"
    )
    assert [(cell.text, cell.row, cell.column, cell.is_header) for cell in plain.cells] == [
        (cell.text, cell.row, cell.column, cell.is_header) for cell in spanning.cells
    ]
    assert len(plain.cells) == 9
