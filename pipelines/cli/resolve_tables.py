"""Tables of strings in, the same with answers out.

Belongs here: reading and writing the CSV files of `matchwatch resolve`. Does not belong here: the commands (resolve.py),
how a string is resolved (pipelines/steps/resolve).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipelines.exceptions import TableError
from pipelines.steps.resolve.answers import Answer
from pipelines.stores import write_at_once

Row = dict[str, str]
MOST_CELL_CHARACTERS = 1_000_000


def read_table(path: Path, required: Sequence[str]) -> tuple[list[str], list[Row]]:
    """Read a CSV file (UTF-8, comma, header row).

    Raises:
        TableError: it cannot be read, is no CSV, or lacks one of the required columns.
    """
    csv.field_size_limit(MOST_CELL_CHARACTERS)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = [column.strip() for column in reader.fieldnames or []]
        reader.fieldnames = columns
        rows = [_checked(path, reader.line_num, row) for row in reader]
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: byte {error.start} is not UTF-8; save the table as CSV in UTF-8") from error
    except csv.Error as error:
        raise TableError(
            f"{path}: no CSV that can be read ({error}); save the table as comma-separated UTF-8"
        ) from error
    if not columns:
        raise TableError(f"{path}: the file is empty; its first line must name the columns {', '.join(required)}")
    missing = [column for column in required if column not in columns]
    if missing:
        raise TableError(f"{path}: no column {' and no column '.join(missing)}; found: {', '.join(columns)}")
    doubled = sorted({column for column in columns if columns.count(column) > 1})
    if doubled:
        raise TableError(f"{path}: two columns are named {doubled[0]!r}; rename one")
    return columns, rows


def _checked(path: Path, line: int, row: dict[str | None, object]) -> Row:
    if None in row:
        raise TableError(f"{path} line {line}: more cells than columns; put cells that hold commas in quotes")
    return {str(name): str(value) if value is not None else "" for name, value in row.items()}


def write_answers(
    path: Path, columns: Sequence[str], rows: Iterable[Row], answers: Sequence[Answer], *, with_position: bool
) -> None:
    """Write the rows with the columns of the answers behind them; columns of the same name become input_NAME.

    Raises:
        StoreError: the file cannot be written; it is as it was.
    """
    added = ["slug", *(["position"] if with_position else []), "confidence", "method", "runner_up"]
    kept = [f"input_{column}" if column in added else column for column in columns]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*kept, *added])
    for row, answer in zip(rows, answers, strict=True):
        position = [answer.position or ""] if with_position else []
        told = [answer.slug or "", *position, f"{answer.confidence:.4f}", answer.method, answer.runner_up or ""]
        writer.writerow([*(row[column] for column in columns), *told])
    write_at_once(path, target.getvalue().encode("utf-8"))
