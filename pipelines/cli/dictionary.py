"""`matchwatch dictionary`: the data dictionary, made from the records.

Belongs here: the command. Does not belong here: its text (steps/publish/dictionary.py).
"""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("dictionary")(dictionary)


def dictionary(
    write: Annotated[bool, typer.Option("--write", help="Write docs/data_dictionary.md.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fail if docs/data_dictionary.md is not what it should be.")
    ] = False,
) -> None:
    """Print the data dictionary: every table and column of an edition, with types and meanings.

    Exit code 1 with --check: the file is stale; write it anew with --write.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.settings import PROJECT_FOLDER
    from pipelines.steps.publish.dictionary import data_dictionary
    from pipelines.stores import write_at_once

    path, text = PROJECT_FOLDER / "docs" / "data_dictionary.md", data_dictionary()
    if write:
        changed = write_at_once(path, text.encode())
        typer.echo(f"{path}: {'written' if changed else 'was up to date'}")
    elif check:
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            typer.echo(
                f"error: {path}: does not fit schemas/; write it anew with: matchwatch dictionary --write", err=True
            )
            raise typer.Exit(ExitCode.FAILED)
        typer.echo(f"{path}: fits the records.")
    else:
        typer.echo(text, nl=False)
