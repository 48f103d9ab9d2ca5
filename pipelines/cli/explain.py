"""`matchwatch explain`: what was found in a document, and where.

Belongs here: the command, its options and exit codes. Does not belong here: how it is read (scrapers), how findings are
laid out (pipelines/explaining) or drawn on a page (scrapers/page_images.py).
"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.explaining.documents import Reading


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("explain", no_args_is_help=True)(explain)


def explain(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|ADDRESS...",
            help="Files (HTML, PDF, workbooks, CSV, Word, slides, images), or addresses that a crawl has archived.",
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for each document, in the order given.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that read documents; default: MATCHWATCH_WORKERS.")
    ] = None,
) -> None:
    """Show what is found in documents: placements, measures and statements, each beside the place it stands.

    Nothing is fetched and nothing is stored: a file is read where it lies, an address is looked up in the archive of
    the last crawl. Names of people are dropped while reading and never shown.

    Exit code 0: every document was read (findings or not); 1: at least one could not be read, and its line says why.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.explaining.documents import readings_in_order
    from pipelines.explaining.view import show
    from pipelines.settings import Settings

    settings = Settings()
    unread = False
    for reading in readings_in_order(documents, settings, workers or settings.workers):
        unread = unread or bool(reading.extraction.error or reading.extraction.unread)
        if as_json:
            typer.echo(json_line(reading))
        else:
            show(reading)
    if unread:
        raise typer.Exit(ExitCode.FAILED)


def json_line(reading: "Reading") -> str:
    """Return a reading as one line of JSON: the file as it was named, then every field of its extraction."""
    import orjson

    return orjson.dumps({"file": reading.name, **reading.extraction.model_dump(mode="json")}).decode()
