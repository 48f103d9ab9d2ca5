"""The reader of web pages: what it keeps, what it leaves out, and that nothing stops it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import Block, Heading, ListItem, Paragraph, ReadDocument, Table, Tile
from scrapers.exceptions import LimitExceededError
from scrapers.readers.html.reader import read_html
from scrapers.readers.limits import Limits


def read(body: str, *, head: str = "") -> ReadDocument:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def short(block: Block) -> tuple[object, ...]:
    match block:
        case Heading():
            return ("heading", block.level, block.text)
        case Paragraph():
            return ("paragraph", block.text)
        case ListItem():
            return ("item", block.level, block.text)
        case Tile():
            return ("tile", block.value, block.label)
        case Table():
            return ("table", tuple(tuple(row) for row in block.grid()))


def blocks(body: str) -> list[tuple[object, ...]]:
    return [short(block) for block in read(body).blocks]


def words(document: ReadDocument) -> str:
    return json.dumps([short(block) for block in document.blocks], ensure_ascii=False)


CONTENT = "<h1>Outcomes</h1><p>Of 120 seniors, 97% matched before SOAP.</p>"
WANTED = [("heading", 1, "Outcomes"), ("paragraph", "Of 120 seniors, 97% matched before SOAP.")]
LINKS = "<ul><li><a href='/a'>Apply</a></li><li><a href='/b'>Visit</a></li><li><a href='/c'>Give</a></li></ul>"


@pytest.mark.parametrize(
    "furniture",
    [
        f"<nav>{LINKS}</nav>",
        f"<header><p class='brand'><a href='/'>School</a></p>{LINKS}</header>",
        f"<div class='site-footer'><p>1 Example Road</p>{LINKS}</div>",
        "<footer><p>Phone 555 0100</p></footer>",
        f"<aside>{LINKS}</aside>",
        f"<div id='left-nav'><h2>More</h2>{LINKS}</div>",
        f"<div role='navigation'>{LINKS}</div>",
        f"<div class='sidebar'><h3>Related</h3>{LINKS}</div>",
        "<div class='cookie-banner'><p>We use cookies.</p><button>Accept</button></div>",
        "<div class='breadcrumbs'><a href='/'>Home</a> / <a href='/md'>MD</a></div>",
        "<script>var rate = '12%';</script><style>p{}</style><template><p>Template</p></template>",
        "<p hidden>Draft: 12%</p><div style='display: none'>Draft: 12%</div>",
        "<a class='visually-hidden' href='#main'>Skip to content</a>",
        "<p>&copy; 2024 Example School of Medicine</p>",
        "<form><label for='s'>Search</label><input id='s'><button>Go</button></form>",
        "<noscript>Turn on JavaScript.</noscript>",
        f"<table><tr><td>{LINKS}</td></tr></table>",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("main", ["<main>{}</main>", "<div>{}</div>"])
def test_furniture_is_left_out(furniture: str, place: str, main: str) -> None:
    content = main.format(CONTENT)
    found = blocks(furniture + content if place == "before" else content + furniture)
    assert found == WANTED


def test_blocks_are_kept_apart_and_inline_elements_are_not() -> None:
    assert blocks(
        "<div>One<p>Two</p>Three <b>fo</b>ur<div>98<sup>2</sup> percent, 1<sup>st</sup> try</div></div>"
    ) == [
        ("paragraph", "One"),
        ("paragraph", "Two"),
        ("paragraph", "Three four"),
        ("paragraph", "98 percent, 1st try"),
    ]


def test_words_that_meet_at_an_element_are_not_glued() -> None:
    assert blocks("<p><span>2018</span><span>98.5%</span><span>of 120</span></p>") == [
        ("paragraph", "2018 98.5% of 120")
    ]
    assert blocks("<p>98<span>.5</span><span>%</span> and <span>In</span>tern</p>") == [
        ("paragraph", "98.5% and Intern")
    ]


def test_invisible_characters_go_and_damage_is_repaired() -> None:
    assert blocks("<p>Anes\u00adthesi\u200bology\u00a0(12)\u2009graduates, COMLEX\u2011USA</p>") == [
        ("paragraph", "Anesthesiology (12) graduates, COMLEX-USA")
    ]
    assert blocks("<p>the schoolâ€™s 97%</p>") == [("paragraph", "the school’s 97%")]


def test_foreign_bytes_in_a_page_declared_as_unicode() -> None:
    page = "<meta charset=utf-8><p>Caf\u00e9 \u2013 ".encode() + b"school\x92s rate: 97%</p>"
    (block,) = read_html(page).blocks
    assert short(block) == ("paragraph", "Café – school’s rate: 97%")


def test_lists_keep_their_nesting() -> None:
    assert blocks("<ul><li>Surgery (9)<ul><li>General (5)<li>Plastic (4)</ul><li><p>Urology</p></ul>") == [
        ("item", 1, "Surgery (9)"),
        ("item", 2, "General (5)"),
        ("item", 2, "Plastic (4)"),
        ("item", 1, "Urology"),
    ]


def test_lines_made_by_breaks_are_blocks_and_wrapped_sentences_are_one() -> None:
    assert blocks("<p><strong>Internal Medicine</strong><br>Hospital A, Boston<br>Hospital B, Albany</p>") == [
        ("heading", 7, "Internal Medicine"),
        ("paragraph", "Hospital A, Boston"),
        ("paragraph", "Hospital B, Albany"),
    ]
    assert blocks("<p>The class of 120 seniors<br>matched at a rate<br>of 97 percent in<br>March.</p>") == [
        ("paragraph", "The class of 120 seniors matched at a rate of 97 percent in March.")
    ]


def test_bold_text_that_says_something_is_no_heading() -> None:
    assert blocks("<p><b>Match rate: 99%</b></p><p><b>All of them matched.</b></p>") == [
        ("paragraph", "Match rate: 99%"),
        ("paragraph", "All of them matched."),
    ]


@pytest.mark.parametrize(
    "panel",
    [
        "<details><summary>Class of 2024</summary><p>97% matched.</p></details>",
        (
            "<h3><button aria-expanded='false' aria-controls='x'>Class of 2024</button></h3>"
            "<div id='x' hidden><p>97% matched.</p></div>"
        ),
        (
            "<button class='accordion' aria-expanded='false'>Class of 2024</button>"
            "<div class='accordion-panel' style='display:none'><p>97% matched.</p></div>"
        ),
        "<button class='accordion'>Class of 2024</button><div><p>97% matched.</p></div>",
        (
            "<ul class='nav nav-tabs' role='tablist'><li><a href='#y' data-toggle='tab'>Class of 2024</a></ul>"
            "<div id='y' class='tab-pane' style='display:none'><p>97% matched.</p></div>"
        ),
        "<input type=radio id=a><label for=a>Class of 2024</label><div class=tab-content><p>97% matched.</p></div>",
        "<div role='tablist'><div role='tab'>Class of 2024</div></div><div role='tabpanel' hidden><p>97% matched.</p></div>",
    ],
)
def test_labels_of_panels_become_headings_once(panel: str) -> None:
    found = blocks(f"<main><h2>Match</h2>{panel}</main>")
    assert [block[-1] for block in found] == ["Match", "Class of 2024", "97% matched."]
    assert found[1][0] == "heading"


def test_buttons_that_take_turns_with_panels_head_them() -> None:
    panels = "".join(f"<button>Step {step}</button><div><p>9{step}%</p></div>" for step in (1, 2))
    found = [block[-1] for block in blocks(f"<main><div>{panels}</div></main>")]
    assert found == ["Step 1", "91%", "Step 2", "92%"]


def test_content_right_behind_a_title_without_a_body_is_read() -> None:
    page = "<!doctype html><title>Match</title><main><h1>Match 2024</h1><p>97% matched.</p></main><p>Thanks.</p>"
    assert [block[-1] for block in blocks(page)] == ["Match 2024", "97% matched.", "Thanks."]


def test_a_button_beside_one_block_heads_nothing() -> None:
    found = blocks("<main><button>Print</button><div><p>97% matched.</p></div></main>")
    assert [block[-1] for block in found] == ["97% matched."]


@pytest.mark.parametrize(
    "tile",
    [
        "<div class='stat'><span>97%</span><span>match rate</span></div>",
        "<div><div class='label'>match rate</div><div class='value'>97%</div></div>",
        "<a href='/x'><strong>97%</strong><p>match rate</p></a>",
        "<p>97%<br>match rate</p>",
        "<ul><li><h3>97%</h3><p>match rate</p></li></ul>",
        "<table><tr><td style='font-size:28px'>97%<br><span>match rate</span></td></tr></table>",
        "<dl><dt>match rate</dt><dd>97%</dd></dl>",
        "<div><span class='counter' data-count='97'>0</span><p>match rate</p></div>",
        "<div class=counter><span>97</span>%<p>match rate</p></div>",
        "<div class=counter><span>97</span><span>%</span><p>match rate</p></div>",
    ],
)
def test_a_number_with_its_label_is_a_tile(tile: str) -> None:
    ((kind, value, label),) = blocks(f"<main>{tile}</main>")
    assert (kind, str(value).rstrip("%"), label) == ("tile", "97", "match rate")


def test_a_year_with_a_word_is_no_tile_and_an_empty_counter_gives_no_number() -> None:
    assert blocks("<div><span>2024</span><span>Match List</span></div>") == [("paragraph", "2024 Match List")]
    assert blocks("<div><span class='counter' data-speed='9'>0</span><p>match rate</p></div>") == [
        ("paragraph", "match rate")
    ]


def test_definition_lists() -> None:
    assert blocks("<dl><dt>Dean's office</dt><dd>Room 5</dd><dt>Match</dt><dd><p>One.</p><p>Two.</p></dd></dl>") == [
        ("item", 1, "Dean's office: Room 5"),
        ("heading", 2, "Match"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
    ]


def test_structured_data_speaks_only_where_the_page_is_silent() -> None:
    data = '{"@type": "NewsArticle", "headline": "Match", "articleBody": "All 62 members of the class matched."}'
    script = f'<script type="application/ld+json">{data}</script>'
    silent = read('<div id="root"></div>', head=f"<title>Match Day</title>{script}")
    assert silent.title == "Match Day"
    assert [short(block) for block in silent.blocks] == [
        ("heading", 1, "Match"),
        ("paragraph", "All 62 members of the class matched."),
    ]
    text = "<p>" + "The class met in the garden before noon. " * 4 + "</p>"
    assert "62" not in words(read(text, head=script))


def test_text_placed_by_coordinates_is_read_column_by_column() -> None:
    layer = (
        "<div><span style='left:9px;top:80px'>pass rate</span><span style='left:300px;top:10px'>4%</span>"
        "<span style='left:9px;top:10px'>97%</span><span style='left:300px;top:80px'>attrition</span></div>"
    )
    assert blocks(layer) == [("tile", "97%", "pass rate"), ("tile", "4%", "attrition")]


def test_locators_find_their_element() -> None:
    document = read("<div id='stats'><p>One</p><p>Two</p></div><div><ul><li>Three</li></ul></div>")
    assert [block.locator.element_path for block in document.blocks] == [
        '//div[@id="stats"]/p[1]',
        '//div[@id="stats"]/p[2]',
        "/html/body/div[2]/ul/li",
    ]


@pytest.mark.parametrize(
    "opening", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<font><p>", "<details><summary>a</summary>"]
)
def test_deep_nesting_is_read(opening: str) -> None:
    assert "97 percent" in words(read_html((opening * 300 + "97 percent").encode()))


def test_limits_cut_and_say_so() -> None:
    page = ("<p>line</p>" * 50).encode()
    document = read_html(page, limits=Limits(blocks=10))
    assert len(document.blocks) == 10
    assert "10 blocks" in document.warnings[0]
    rows = ("<table>" + "<tr><td>a<td>b" * 50).encode()
    cut = read_html(rows, limits=Limits(cells=20))
    assert sum(len(block.cells) for block in cut.blocks if isinstance(block, Table)) == 20
    assert "cells" in cut.warnings[0]
    with pytest.raises(LimitExceededError, match="limit"):
        read_html(page, limits=Limits(bytes_per_document=10))


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<table>", "<tr>", "<td colspan=3>", "<th rowspan=2>", "</table>", "<ul>", "<li>", "<div class='stat'>",
     "<span>", "</span>", "<b>", "97%", "match rate", "<br>", "<dl>", "<dt>", "<dd>", "<details>", "<summary>", "<sup>", "1",
     "<a href='#x' role=tab>", "<div id=x hidden>", "<!--", "-->", "<main>", "&nbsp;", "\x00", "<script>", "</div>"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=40))
def test_no_markup_stops_the_reader(fragments: list[str]) -> None:
    document = read_html("".join(fragments).encode())
    for block in document.blocks:
        assert block.locator.element_path
        if isinstance(block, Table):
            assert all(len(row) == len(block.grid()[0]) for row in block.grid())


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(content: bytes) -> None:
    assert isinstance(read_html(content), ReadDocument)


@pytest.mark.parametrize("name", ["content-with-nav", "has-sidebar", "pageMenu", "share-of-class", "related"])
def test_content_stays_whatever_its_wrapper_is_called(name: str) -> None:
    text = "Of the class of 2024, 97% matched before SOAP, and the others found a position after it. " * 8
    (found,) = blocks(f"<div class='{name}'><p>{text}</p></div>")
    assert found == ("paragraph", text.strip())


def test_links_to_hospitals_are_content() -> None:
    names = [
        "Example General Hospital and Clinics",
        "University of Example Medical Center",
        "Saint Example Regional Health System",
    ]
    items = "".join(f"<li><a href='https://hospital.example/{number}'>{name}</a>" for number, name in enumerate(names))
    assert blocks(f"<h3>Urology</h3><ul>{items}</ul>")[1:] == [("item", 1, name) for name in names]


def test_tags_that_an_editor_escaped_are_no_words() -> None:
    assert blocks(
        '<p>&lt;p class="intro"&gt;Of 120 seniors, 97% matched.&lt;/p&gt;&lt;p&gt;Of those, 40 stay.&lt;/p&gt;</p>'
    ) == [
        ("paragraph", "Of 120 seniors, 97% matched."),
        ("paragraph", "Of those, 40 stay."),
    ]


def test_other_signs_in_text_stay_as_printed() -> None:
    assert blocks("<p>Attrition &lt; 5%, graduation &gt; 80%, &lt;script&gt; and all</p>") == [
        ("paragraph", "Attrition < 5%, graduation > 80%, <script> and all")
    ]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<div><span>Neurology</span><span>4</span><span>Urology</span><span>12</span></div>", ["Neurology", "4", "Urology", "12"]),
        (
            "<div class='css-grid'>\n<span>Neurology</span>\n<span>Mayo Clinic</span>\n<span>Urology</span>\n<span>UCLA</span>\n</div>",
            ["Neurology", "Mayo Clinic", "Urology", "UCLA"],
        ),
        ("<div><span>The </span><span>class </span><span>of </span><span>2020</span></div>", ["The class of 2020"]),
        ("<div>\n<span>The class</span>\n<span>of 2020</span>\n<span>did</span>\n<span>well</span>\n</div>", ["The class of 2020 did well"]),
    ],
)  # fmt: skip
def test_spans_that_a_style_sheet_sets_apart_are_items(markup: str, lines: list[str]) -> None:
    document = read_html(f"<html><body><main>{markup}</main></body></html>".encode())
    assert [getattr(block, "text", None) for block in document.blocks] == lines
