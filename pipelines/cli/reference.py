"""`matchwatch reference`: local tables made from reports that may not be kept in the repository.

Belongs here: the commands. Does not belong here: how a report is read (scrapers/readers, pipelines/steps/resolve/nrmp.py).
"""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help="Make local tables from reports; they stay below the work folder, out of the repository.",
        no_args_is_help=True,
    )
    group.callback()(lambda: None)
    group.command("nrmp", no_args_is_help=True)(nrmp)
    app.add_typer(group, name="reference")


def nrmp(
    report: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.pdf",
            exists=True,
            dir_okay=False,
            readable=True,
            help="NRMP Program Results, as the NRMP publishes it.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="Folder; default: reference/nrmp below the work folder."),
    ] = None,
    allow_mismatch: Annotated[
        bool, typer.Option("--allow-mismatch", help="Write the directory although a check failed.")
    ] = False,
) -> None:
    """Read NRMP Program Results into the local program directory, which sharpens resolution.

    Every program is held against its own row (filled within offered, one state, one city, one code) and the sums of each
    year against the totals that the NRMP announced. Where a check fails, each mismatch is told and nothing is written.
    The report may not be reproduced without the NRMP's permission: keep the directory to yourself.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.steps.resolve.directory import PROGRAMS_FILE, directory_text
    from pipelines.steps.resolve.institutions import resolver_over, standard_index
    from pipelines.steps.resolve.nrmp import faults_of, programs_of, sums_by_year
    from pipelines.steps.resolve.resolvers import directory_folder
    from pipelines.steps.resolve.specialties import standard_specialties
    from pipelines.stores import write_at_once
    from scrapers.readers.dispatch import read
    from scrapers.reference import national_baselines

    programs = programs_of(read(report.read_bytes()).blocks)
    faults = faults_of(programs, national_baselines())
    typer.echo(
        f"{len(programs):,} programs of {len({program.institution_code for program in programs}):,} institutions"
    )
    for year, (offered, filled) in sums_by_year(programs).items():
        typer.echo(f"{year}: {offered:,} positions offered, {filled:,} filled")
    for fault in faults:
        typer.echo(f"error: {report}: {fault}", err=True)
    if faults and not allow_mismatch:
        typer.echo(f"error: {report}: {len(faults)} checks failed, nothing was written; look at the report", err=True)
        raise typer.Exit(ExitCode.FAILED)
    path = (out or directory_folder()) / PROGRAMS_FILE
    text = directory_text(programs, resolver_over(standard_index()).resolve, standard_specialties())
    changed = write_at_once(path, text.encode("utf-8"))
    typer.echo(f"{path}: {'written' if changed else 'was up to date'}")
