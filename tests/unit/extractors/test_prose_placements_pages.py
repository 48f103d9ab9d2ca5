"""Placements in the markup of pages: lists, lines, tiles, definitions, tables, captions. All is invented."""

import pytest

from scrapers.extractors.extraction import extract
from scrapers.readers.dispatch import read
from tests.unit.extractors.small_documents import shown

PAGE = (
    "<html><head><title>Match Day 2020 | Harrow College of Medicine</title></head><body><main><h1>Match D"
    "ay 2020</h1><p>The Class of 2020 of Harrow College of Medicine learned on Friday where it will train"
    ", and everyone cheered for a long while in the courtyard.</p>%s</main></body></html>"
)
FIELDS = ["Anesthesiology = 9", "Neurology = 4", "Urology = 2"]
CASES = (
    ("<p>Anesthesiology 9<br>Neurology 4<br>Urology 2</p>", FIELDS),
    ("<p>Anesthesiology: 9<br/>Neurology: 4<br/>Urology: 2<br/></p>", FIELDS),
    ("<p><strong>Anesthesiology</strong> 9<br><strong>Neurology</strong> 4<br><strong>Urology</strong> 2</p>", FIELDS),
    (
        "<p><strong>Anesthesiology:</strong> 9 students</p><p><strong>Neurology:</strong> 4 students</p><p><strong>Urology:</strong> 2 students</p>",
        FIELDS,
    ),
    ("<ul><li><b>9</b> Anesthesiology</li><li><b>4</b> Neurology</li><li><b>2</b> Urology</li></ul>", FIELDS),
    (
        "<ul><li><span>Anesthesiology</span><span>9</span></li><li><span>Neurology</span><span>4</span></li><li><span>Urology</span><span>2</span></li></ul>",
        FIELDS,
    ),
    ("<dl><dt>Anesthesiology</dt><dd>9</dd><dt>Neurology</dt><dd>4</dd><dt>Urology</dt><dd>2</dd></dl>", FIELDS),
    ("<dl><dt>9</dt><dd>Anesthesiology</dd><dt>4</dt><dd>Neurology</dd><dt>2</dt><dd>Urology</dd></dl>", FIELDS),
    (
        "<dl><dt>Anesthesiology</dt><dd>9 students (8%)</dd><dt>Neurology</dt><dd>4 students (4%)</dd><dt>Urology</dt><dd>2 students (2%)</dd></dl>",
        FIELDS,
    ),
    (
        '<div class="stats"><div class="stat"><div class="n">9</div><div class="l">Anesthesiology</div></div><div class="stat"><div class="n">4</div><div class="l">Neurology</div></div><div class="stat"><div class="n">2</div><div class="l">Urology</div></div></div>',
        FIELDS,
    ),
    (
        "<div><p>9</p><p>Anesthesiology</p></div><div><p>4</p><p>Neurology</p></div><div><p>2</p><p>Urology</p></div>",
        FIELDS,
    ),
    (
        "<div><h3>9</h3><p>Anesthesiology</p></div><div><h3>4</h3><p>Neurology</p></div><div><h3>2</h3><p>Urology</p></div>",
        FIELDS,
    ),
    (
        "<ul><li>Primary care<ul><li>Family Medicine: 20</li><li>Pediatrics: 11</li></ul></li><li>Other fields<ul><li>Anesthesiology: 9</li><li>Neurology: 4</li></ul></li></ul>",
        ["Family Medicine = 20", "Pediatrics = 11", "Anesthesiology = 9", "Neurology = 4"],
    ),
    ("<ol><li>Anesthesiology (9)</li><li>Neurology (4)</li><li>Urology (2)</li></ol>", FIELDS),
    ("<p>Anesthesiology (9), Neurology (4), Urology (2)</p>", FIELDS),
    ("<p>Anesthesiology&nbsp;&ndash;&nbsp;9<br>Neurology&nbsp;&mdash;&nbsp;4<br>Urology - 2</p>", FIELDS),
    (
        "<table><tr><td>Anesthesiology</td><td>9</td></tr><tr><td>Neurology</td><td>4</td></tr><tr><td>Urology</td><td>2</td></tr></table>",
        FIELDS,
    ),
    (
        "<table><tr><td><p>Nine students matched in Anesthesiology, four in Neurology and two in Urology.</p></td></tr></table>",
        FIELDS,
    ),
    ("<h2>Specialties</h2><p>Anesthesiology<br>9</p><p>Neurology<br>4</p><p>Urology<br>2</p>", FIELDS),
    (
        "<p>Match list by field:</p><pre>Anesthesiology ....... 9\nNeurology ............ 4\nUrology .............. 2</pre>",
        FIELDS,
    ),
    ("<blockquote>Nine students matched in Anesthesiology; four in Neurology; two in Urology.</blockquote>", FIELDS),
    ("<h3>Anesthesiology: 9</h3><h3>Neurology: 4</h3><h3>Urology: 2</h3>", FIELDS),
    (
        "<h4>Internal Medicine (3)</h4><ul><li>Duke University Hospital, Durham, NC</li><li>Emory University School of Medicine, Atlanta, GA (2)</li></ul><h4>Urology (1)</h4><ul><li>Mayo Clinic, Rochester, MN</li></ul>",
        [
            "Internal Medicine @ Duke University Hospital [NC] = 1",
            "Internal Medicine @ Emory University School of Medicine [GA] = 2",
            "Urology @ Mayo Clinic [MN] = 1",
        ],
    ),
    (
        "<h4>Where they go</h4><ul><li>Duke University Hospital, Durham, NC (3)</li><li>Emory University School of Medicine, Atlanta, GA (2)</li><li>Mayo Clinic, Rochester, MN</li></ul>",
        ["@ Duke University Hospital [NC] = 3", "@ Emory University School of Medicine [GA] = 2"],
    ),
    ("<p>9Anesthesiology<br>4Neurology<br>2Urology</p>", FIELDS),
    ("<p>9students matched in Anesthesiology, 4students in Neurology and 2students in Urology.</p>", FIELDS),
    (
        '<figure><img src=x alt=""><figcaption>Jane Quillfeather celebrates. She is headed to Duke University Hospital for urology.</figcaption></figure>',
        ["urology @ Duke University Hospital = 1"],
    ),
    (
        "<p>Top specialties</p><ul><li>Anesthesiology (9)</li><li>Neurology (4)</li></ul><h2>All specialties</h2><ul><li>Anesthesiology (9)</li><li>Neurology (4)</li><li>Urology (2)</li></ul>",
        FIELDS,
    ),
    (
        "<p>Nine students matched in anesthesiology.</p><ul><li>Anesthesiology (9)</li><li>Neurology (4)</li><li>Urology (2)</li></ul>",
        FIELDS,
    ),
    (
        "<p>Nine students matched in anesthesiology.</p><table><tr><th>Specialty</th><th>Students</th></tr><tr><td>Anesthesiology</td><td>9</td></tr><tr><td>Neurology</td><td>4</td></tr><tr><td>Urology</td><td>2</td></tr></table>",
        FIELDS,
    ),
)


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_is_found_in_markup(markup: str, expected: list[str]) -> None:
    extraction = extract(read((PAGE % markup).encode()))
    assert sorted(shown(placement) for placement in extraction.placements) == sorted(expected)
