"""NRMP Program Results: programs from blocks, checks of sums, the local directory and what it sharpens."""

import csv
from pathlib import Path

import pytest

from pipelines.exceptions import DirectoryError
from pipelines.steps.resolve.directory import PROGRAMS_FILE, directory_text, read_directory
from pipelines.steps.resolve.institution_index import InstitutionIndex
from pipelines.steps.resolve.institution_words import institution_words
from pipelines.steps.resolve.institutions import InstitutionResolver, resolver_over
from pipelines.steps.resolve.nrmp import Program, faults_of, programs_of, sums_by_year
from pipelines.steps.resolve.specialties import SpecialtyResolver
from schemas.documents import Block, Cell, Heading, Locator, Table
from schemas.registry import NationalBaseline
from schemas.vocabulary import ConfidenceGrade
from scrapers.readers.dispatch import read
from scrapers.reference import national_baselines

PLACE = Locator(page=1)


def table(*rows: tuple[str, ...], widths: tuple[int, ...] = ()) -> Table:
    cells = [
        Cell(text, row, column, PLACE, column_span=widths[row] if row < len(widths) and widths[row] else 1)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(tuple(cells), PLACE)


def report(*rows: tuple[str, ...]) -> list[Block]:
    head = (("", "Program", "2020", "2020", "2019 2018"), ("Dover", "Code", "Quota", "Matched", "Quota"))
    return [
        Heading("NRMP Program Results 2018-2020", 1, PLACE),
        Heading("DELAWARE", 2, PLACE),
        Heading("Bayhealth Med Ctr-DE", 3, PLACE),
        table(*head, *rows),
    ]


FAMILY = ("Family Medicine", "1234120C0", "8", "7 *", "--", "--", "--", "--")


def test_programs_carry_the_headings_over_them() -> None:
    (program,) = programs_of(report(FAMILY))
    assert program == Program(
        "DE", "Bayhealth Med Ctr-DE", "Dover", "Family Medicine", "1234120C0",
        ((2020, 8, 7), (2019, None, None), (2018, None, None)),
    )  # fmt: skip
    assert (program.institution_code, program.specialty_code, program.track) == ("1234", "120", "C")


def test_a_code_run_together_with_its_specialty_is_found() -> None:
    (program,) = programs_of(report(("Family Medicine/Kent1234120C0", "8", "7*", "1", "1", "--", "--")))
    assert (program.specialty_raw, program.code) == ("Family Medicine/Kent", "1234120C0")


def test_a_continued_institution_keeps_its_city() -> None:
    more: list[Block] = [
        Heading("Bayhealth Med Ctr-DE (Continued)", 3, PLACE),
        table(("General Surgery", "1234440C0", *FAMILY[2:])),
    ]
    assert programs_of([*report(FAMILY), *more])[1].city == "Dover"


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([Heading("Annual report", 1, PLACE)], "no program was found"),
        ([table(FAMILY)], "before any institution"),
        (report(FAMILY[:-1]), "5 figures for 3 years"),
        (report((*FAMILY[:2], "eight", *FAMILY[3:])), "no number of positions"),
    ],
)
def test_what_is_no_report_or_read_wrongly_is_told_in_one_line(blocks: list[Block], told: str) -> None:
    with pytest.raises(DirectoryError, match=told) as error:
        programs_of(blocks)
    assert "\n" not in str(error.value)


def test_sums_are_held_against_the_announced_totals() -> None:
    programs = programs_of(report(FAMILY))
    announced = NationalBaseline(
        year="2020", population="all_applicants", measure="positions_offered", value=9, unit="count",
        source_url="recalled, unverified", confidence=ConfidenceGrade.low,
    )  # fmt: skip
    assert sums_by_year(programs)[2020] == (8, 7)
    assert faults_of(programs, [announced]) == ["2020: 8 positions offered, but 9 were announced"]
    assert faults_of(programs, []) == []


def test_a_program_that_cannot_be_is_told() -> None:
    programs = programs_of(report((*FAMILY[:3], "9", *FAMILY[4:]), FAMILY))
    faults = faults_of(programs, [])
    assert any("9 filled of 8 offered" in fault for fault in faults)
    assert any("stands 2 times" in fault for fault in faults)


def test_a_directory_is_read_back_and_knows_cities_and_specialties(
    tmp_path: Path, index: InstitutionIndex, institutions: InstitutionResolver, specialties: SpecialtyResolver
) -> None:
    text = directory_text(programs_of(report(FAMILY)), institutions.resolve, specialties)
    (tmp_path / PROGRAMS_FILE).write_text(text, encoding="utf-8")
    directory = read_directory(tmp_path)
    assert directory is not None
    assert directory.program_count == 1
    assert directory.city_of(institution_words("BAYHEALTH MEDICAL CENTER"), "DE") == "Dover"
    assert directory.runs("bayhealth-medical-center", "family_medicine")
    assert resolver_over(index, directory).resolve("Bayhealth", "DE").slug == "bayhealth-medical-center"


def test_no_directory_is_none_and_a_damaged_one_says_what_to_do(tmp_path: Path) -> None:
    assert read_directory(tmp_path) is None
    (tmp_path / PROGRAMS_FILE).write_text("state,institution\nDE,Bayhealth\n", encoding="utf-8")
    with pytest.raises(DirectoryError, match="make it anew"):
        read_directory(tmp_path)


def test_the_real_report_gives_every_program_and_the_announced_sums(real_nrmp: Path) -> None:
    content = (real_nrmp / "Program-Results_2016_2020.pdf").read_bytes()
    programs = programs_of(read(content).blocks)
    assert len(programs) == 6744
    assert sums_by_year(programs)[2020] == (37_256, 35_258)
    assert faults_of(programs, national_baselines()) == []
    with (real_nrmp / "program_results_2016_2020.csv").open(encoding="utf-8", newline="") as file:
        expected = {
            row["nrmp_code"]: (row["institution"], row["city"], row["specialty_raw"]) for row in csv.DictReader(file)
        }
    assert {one.code: (one.institution, one.city, one.specialty_raw) for one in programs} == expected
