"""The files of the report: the printed one holds its chapters and every school, the matrix every status."""

import csv
import io
from pathlib import Path

import pypdfium2
import pytest

from pipelines.exceptions import PublishError
from pipelines.steps.assess.flags.raising import load_flag_rules
from pipelines.steps.publish.printed import compose
from pipelines.steps.publish.printed.compose import printed_report
from pipelines.steps.publish.report import write_matrix
from schemas.report import Report
from schemas.vocabulary import CriterionStatus
from tests.unit.report import makers

SCHOOLS, CRITERIA = 238, 26
CHAPTERS = ("In brief", "Criterion by criterion", "What is published least", "Flags", "What is new",
            "Our own coverage and errors", "Methods", "Limits", "Corrections, citation and licence", "Appendix: school by school")  # fmt: skip
MEANINGS = {name: rule.meaning for name, rule in load_flag_rules().items()}


@pytest.fixture(scope="module")
def report() -> Report:
    return makers.nation(SCHOOLS)


@pytest.fixture(scope="module")
def printed(report: Report) -> bytes:
    return printed_report(report, MEANINGS)


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(printed)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_it_has_a_cover_contents_and_chapters_that_can_be_jumped_to(printed: bytes, pages: list[str]) -> None:
    assert "How candid are US medical schools?" in pages[0]
    assert "sample-2026-11-16-11111111" in pages[0]
    assert "Invented data" in pages[0]
    assert all(chapter in pages[1] for chapter in ("Contents", *CHAPTERS))
    outline = [mark.get_title() for mark in pypdfium2.PdfDocument(printed).get_toc(max_depth=1)]
    assert [title.split(" ", 1)[1] for title in outline] == list(CHAPTERS)


def test_every_page_after_the_cover_is_numbered_and_marked_as_invented(pages: list[str]) -> None:
    for number, words in enumerate(pages[1:], start=2):
        assert f"{number} of {len(pages)}" in words
        assert "invented data" in words


def test_every_school_stands_in_the_matrix_with_a_letter_for_each_criterion(report: Report, pages: list[str]) -> None:
    assert (len(report.schools), len(report.criteria)) == (SCHOOLS, CRITERIA)
    rest = " ".join(pages)
    assert all(school.short_name in rest for school in report.schools)
    assert sum(page.count("School State") for page in pages) > 1, "the head of the matrix is repeated"


def test_charts_are_pictures_with_words_and_tables_are_tagged(printed: bytes) -> None:
    assert printed.count(b"/Alt") >= len([chart for chart in compose.charts_of(makers.nation(20)).values() if chart])
    assert b"/StructTreeRoot" in printed
    assert b"pdfuaid" in printed
    assert b"/Lang" in printed


def test_the_same_report_gives_the_same_bytes(report: Report, printed: bytes) -> None:
    assert printed_report(report, MEANINGS) == printed


def test_hostile_words_are_printed_as_they_are() -> None:
    hostile = '#panic("x") <b> $ [ \\ @cite *bold* _it_ `raw` "quoted"'
    report = makers.report(
        [makers.school("a", short_name=hostile)], [], [], [{**makers.flag("a"), "explanation": hostile}]
    )
    document = pypdfium2.PdfDocument(printed_report(report, MEANINGS))
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert '#panic("x")' in words
    assert "*bold* _it_ `raw`" in " ".join(words.split())


def test_a_layout_that_does_not_fit_is_a_typed_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text("#let data = json(bytes(sys.inputs.report))\n#data.nothing_of_this_name")
    monkeypatch.setattr(compose, "LAYOUT", broken)
    with pytest.raises(PublishError, match=r"report\.typ: the printed report cannot be set"):
        printed_report(makers.nation(2), MEANINGS)


def test_the_matrix_as_a_table_holds_every_status(report: Report, tmp_path: Path) -> None:
    write_matrix(tmp_path / "report.csv", report)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text("utf-8"))))
    assert [row["slug"] for row in rows] == [school.slug for school in report.schools]
    statuses = {status.value for status in CriterionStatus}
    for row, school in zip(rows, report.schools, strict=True):
        assert {name: row[name] for name in makers.CRITERIA} == dict(school.statuses)
        assert set(row.values()) & statuses
