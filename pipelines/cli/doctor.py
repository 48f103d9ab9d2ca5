"""`matchwatch doctor`: is everything in place?

Belongs here: the command and how its findings are shown. Does not belong here: looking (checkup.py).
"""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor")(doctor)


def doctor(
    host: Annotated[
        str, typer.Option(envvar="MATCHWATCH_HOST", help="Address that would be served on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="MATCHWATCH_PORT", min=0, max=65535, help="Port that would be served on.")
    ] = 8000,
    alerts: Annotated[
        bool, typer.Option("--alerts", help="Send a trial message to every address of MATCHWATCH_ALERTS as well.")
    ] = False,
) -> None:
    """Check Python, libraries, picture reading, folders, disk, school files, archive, editions and port.

    Exit code 0: all is well, or only hints; 1: something must be mended, and its line says how.
    """
    from rich.console import Console
    from rich.markup import escape

    from pipelines.checkup import findings, trial_alert
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.settings import Settings

    console, amiss = Console(), False
    marks = {True: "[green]ok  [/]", None: "[yellow]hint[/]", False: "[red]BAD [/]"}
    settings = Settings()
    for finding in (*findings(settings, host, port), *([trial_alert(settings)] if alerts else [])):
        amiss = amiss or finding.ok is False
        console.print(
            f"{marks[finding.ok]}  {finding.matter:<22} {escape(finding.told)}", highlight=False, soft_wrap=True
        )
    if amiss:
        raise typer.Exit(ExitCode.FAILED)
