"""The transparency report of an edition as files: JSON, CSV and a printed PDF.

Belongs here: from an edition's rows to the report, and its three files. Does not belong here: counting (rules/report), layout (printed/).
"""

import csv
from pathlib import Path

from pydantic import ValidationError

from pipelines.exceptions import PublishError
from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.flags.raising import load_flag_rules
from pipelines.steps.publish.database import Tables
from pipelines.steps.publish.printed.compose import printed_report
from rules.report.building import EditionRows, report_of
from schemas.disclosure import Criterion
from schemas.editions import Edition
from schemas.report import REPORT_CSV, REPORT_JSON, REPORT_PDF, ReadingScores, Report
from schemas.tables import (
    AssessmentRow,
    ChangeEventRow,
    CriterionRow,
    DocumentRow,
    EditionRow,
    FlagRow,
    SchoolRow,
    SchoolStateRow,
)
from scrapers.exceptions import ReferenceTableError
from scrapers.reference import REFERENCE_FOLDER

SCORES_FILE = REFERENCE_FOLDER / "reading_scores.json"
SCHOOL_COLUMNS = ("slug", "short_name", "degree", "state", "control", "maturity", "search", "searched_on", "complete")


def report_of_tables(tables: Tables) -> Report:
    """The report on the rows of an edition."""
    return report_of(
        EditionRows(
            edition=Edition.model_validate(tables[EditionRow][0]),
            criteria=_criteria(tables),
            schools=tables.get(SchoolRow, ()),
            school_states=tables.get(SchoolStateRow, ()),
            assessments=tables.get(AssessmentRow, ()),
            flags=tables.get(FlagRow, ()),
            changes=tables.get(ChangeEventRow, ()),
            documents=tables.get(DocumentRow, ()),
            reading=load_reading_scores(),
        )
    )


def _criteria(tables: Tables) -> list[Criterion]:
    """The criteria of an edition in the order of their file, which is the order of asking."""
    order = {one.criterion_id: place for place, one in enumerate(load_criteria())}
    found = [Criterion.model_validate(row) for row in tables.get(CriterionRow, ())]
    return sorted(found, key=lambda one: order.get(one.criterion_id, len(order)))


def load_reading_scores(path: Path = SCORES_FILE) -> ReadingScores:
    """The scores that editions carry.

    Raises:
        ReferenceTableError: the file is absent or does not hold its form.
    """
    try:
        return ReadingScores.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ReferenceTableError(
            f"{path}: cannot be read ({error}); write it anew with `matchwatch evaluate DIR... --scores {path}`"
        ) from error


def write_report(folder: Path, tables: Tables) -> None:
    """Write the report into the folder of an edition.

    Raises:
        PublishError: a file cannot be written, or the printed report cannot be set.
    """
    report = report_of_tables(tables)
    meanings = {name: rule.meaning for name, rule in load_flag_rules().items()}
    try:
        (folder / REPORT_JSON).write_text(report.model_dump_json(), encoding="utf-8")
        write_matrix(folder / REPORT_CSV, report)
        (folder / REPORT_PDF).write_bytes(printed_report(report, meanings))
    except OSError as error:
        raise PublishError(f"{folder.name}: the report cannot be written ({error})") from error


def write_matrix(path: Path, report: Report) -> None:
    """One row a school, one column a criterion; empty where a criterion does not apply."""
    criteria = [tally.criterion_id for tally in report.criteria]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*SCHOOL_COLUMNS, *criteria])
        for school in report.schools:
            values = school.model_dump(mode="json", include=set(SCHOOL_COLUMNS))
            writer.writerow(
                [*(values[name] for name in SCHOOL_COLUMNS), *(school.statuses.get(name, "") for name in criteria)]
            )
