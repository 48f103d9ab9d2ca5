"""The readers of text documents and presentations."""

import io
import zipfile

import pytest

from schemas.documents import Heading, ListItem, Paragraph, Table
from scrapers.exceptions import ReadingError
from scrapers.readers.dispatch import read
from scrapers.readers.limits import Limits
from scrapers.readers.slides import read_slides
from scrapers.readers.word import read_word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def word(body: str) -> bytes:
    return package({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_of_every_kind() -> None:
    document = read(
        word(
            paragraph("Match 2024", '<w:pStyle w:val="Heading1"/>')
            + paragraph("Urology", run="<w:b/>")
            + paragraph("Example Hospital", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
            + paragraph("Brindlewood", run="<w:vanish/>")
            + "<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        )
    )
    assert document.reader == "word"
    assert document.title == "Match 2024"
    found = [(type(block), getattr(block, "level", None), getattr(block, "text", None)) for block in document.blocks]
    assert found == [
        (Heading, 1, "Match 2024"),
        (Heading, 7, "Urology"),
        (ListItem, 2, "Example Hospital"),
        (Paragraph, None, "One"),
        (Paragraph, None, "Two"),
    ]


def test_tabulators_part_the_columns_of_a_line() -> None:
    tab = "</w:t><w:tab/><w:t>"
    line = paragraph(f"{tab}Urology{tab}Example Hospital{tab}{tab}MA{tab}")
    assert [getattr(block, "text", None) for block in read_word(word(line)).blocks] == [
        "Urology | Example Hospital | MA"
    ]


def test_merged_cells_of_a_text_document() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    first = cell("Surgery", '<w:vMerge w:val="restart"/>') + cell("A") + cell("MA")
    second = cell("", "<w:vMerge/>") + cell("B, elsewhere", '<w:gridSpan w:val="2"/>')
    rows = f"<w:tr>{first}</w:tr><w:tr>{second}</w:tr>"
    (table,) = read_word(word(f"<w:tbl>{rows}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert table.grid() == [["Surgery", "A", "MA"], ["Surgery", "B, elsewhere", "B, elsewhere"]]


def presentation(*slides: str) -> bytes:
    entries = "".join(f'<p:sldId r:id="r{number}"/>' for number in range(len(slides)))
    targets = "".join(
        f'<Relationship Id="r{number}" Target="slides/slide{number}.xml"/>' for number in range(len(slides))
    )
    parts = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDE}" xmlns:r="{OFFICE}">{entries}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>',
    }
    return package(parts | {f"ppt/slides/slide{number}.xml": slide for number, slide in enumerate(slides)})


def slide(content: str, attributes: str = "") -> str:
    return f'<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAWING}" {attributes}>{content}</p:sld>'


def shape(*lines: str, kind: str = "body", level: int = 0) -> str:
    text = "".join(f'<a:p><a:pPr lvl="{level}"/><a:r><a:t>{line}</a:t></a:r></a:p>' for line in lines)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>'


def test_slides_in_order_with_their_tables_hidden_ones_left_out() -> None:
    grid = "<a:tbl><a:tr><a:tc gridSpan='2'>{}</a:tc><a:tc hMerge='1'/></a:tr><a:tr><a:tc>{}</a:tc><a:tc>{}</a:tc></a:tr></a:tbl>"
    texts = [f"<a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody>" for text in ("Class", "Urology", "3")]
    document = read(
        presentation(
            slide(shape("97% matched") + shape("Outcomes", kind="title") + shape("7", kind="sldNum")),
            slide(shape("Draft"), 'show="0"'),
            slide(grid.format(*texts)),
        )
    )
    assert (document.reader, document.page_count) == ("slides", 3)
    heading, text, table = document.blocks
    assert (getattr(heading, "text", None), getattr(text, "text", None)) == ("Outcomes", "97% matched")
    assert isinstance(table, Table)
    assert table.grid() == [["Class", "Class"], ["Urology", "3"]]
    assert table.locator.page == 3


def test_damaged_files_are_typed_errors() -> None:
    with pytest.raises(ReadingError, match="body"):
        read_word(package({"word/other.xml": "<x/>"}))
    with pytest.raises(ReadingError, match="XML"):
        read_word(package({"word/document.xml": "<x"}))
    with pytest.raises(ReadingError, match="slides"):
        read_slides(package({"ppt/other.xml": "<x/>"}))


def test_limits_cut_a_text_document() -> None:
    document = read_word(word(paragraph("line") * 20), limits=Limits(blocks=5))
    assert len(document.blocks) == 5
    assert document.warnings
