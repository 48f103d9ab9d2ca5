"""`matchwatch disclosure`: the form by which a school can post its outcomes, and a check before it does.

Belongs here: the commands. Does not belong here: the fields (schemas/disclosure_form.py), the checks (steps/assess).
"""

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FILE = Annotated[Path, typer.Argument(metavar="FILE", help="The form as .json, or one of its tables as .csv.")]


class Table(StrEnum):
    """The tables of the form."""

    classes = "classes"
    exams = "exams"
    match_list = "match_list"


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(
        no_args_is_help=True, help="The form by which a school posts its outcomes: see docs/disclosure_template.md."
    )
    group.command("validate")(validate)
    group.command("table")(table)
    group.command("schema")(schema)
    app.add_typer(group, name="disclosure")


def validate(file: FILE) -> None:
    """Check a form before it is posted: its fields, that everybody is counted once, that rates follow from numbers.

    Prints one line for each fault: place, fault. Exit code 0: fit to be posted; 1: something must be mended.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.steps.assess.disclosure_form import check_form

    faults = check_form(file)
    for fault in faults:
        typer.echo(f"{file} {fault.where}: {fault.message}")
    if faults:
        raise typer.Exit(ExitCode.FAILED)
    typer.echo(f"{file} holds its form and its numbers tie: fit to be posted.")


def table(name: Annotated[Table, typer.Argument(metavar="TABLE", help="classes, exams or match_list.")]) -> None:
    """Print the header of a CSV table of the form, to be filled in."""
    from pipelines.steps.assess.disclosure_form import table_headers

    csv.writer(sys.stdout, lineterminator="\n").writerow(table_headers(name.value))


def schema() -> None:
    """Print the JSON Schema of the form."""
    from pipelines.steps.assess.disclosure_form import json_schema

    typer.echo(json_schema(), nl=False)
