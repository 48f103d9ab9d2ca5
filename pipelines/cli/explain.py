"""`matchwatch explain`: what was found in a document, and where.

Belongs here: the command, its options and exit codes. Does not belong here: how it is read (scrapers), how findings are
laid out (pipelines/explaining) or drawn on a page (scrapers/page_images.py).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pipelines.explaining.documents import Reading
    from pipelines.settings import Settings

ROWS_SHOWN = 40
"""Rows of each table that are shown unless --all is given."""


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
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line for each document, in the order given.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Show every row; otherwise the first {ROWS_SHOWN} of each table.")
    ] = False,
    image: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.png", help="Draw a page of the PDF with its findings marked and names of people blacked out."
        ),
    ] = None,
    page: Annotated[
        int | None, typer.Option(min=1, help="Page to draw; default: the first one with findings.")
    ] = None,
    school: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG", help="Read files as found on this school's pages; otherwise the document itself must tell."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that read documents; default: MATCHWATCH_WORKERS.")
    ] = None,
) -> None:
    """Show what is found in documents: placements, measures and statements, each beside the place it stands.

    Nothing is fetched and nothing is stored: a file is read where it lies, an address is looked up in the archive of
    the last crawl. Names of people are dropped while reading and never shown. What was not understood is counted and
    listed with its place.

    Exit code 0: every document was read (findings or not); 1: at least one could not be read, and its line says why.
    """
    from pipelines.explaining.documents import readings_in_order, school_of
    from pipelines.settings import Settings

    if image is not None and len(documents) > 1:
        raise typer.BadParameter("one document at a time can be drawn", param_hint="--image")
    if page is not None and image is None:
        raise typer.BadParameter("is the page to draw: give --image OUT.png as well", param_hint="--page")
    settings = Settings()
    own = school_of(school, settings)
    if school is not None and own is None:
        raise typer.BadParameter(
            f"no school file is called {school}; list them with: matchwatch schools list", param_hint="--school"
        )
    failed = False
    for reading in readings_in_order(documents, settings, workers or settings.workers, own):
        failed = failed or bool(reading.extraction.error or reading.extraction.unread)
        if as_json:
            typer.echo(json_line(reading))
        else:
            show(reading, everything=everything)
        if image is not None and not reading.extraction.error:
            draw(reading, settings, image, page)
    if failed:
        raise typer.Exit(ExitCode.FAILED)


def json_line(reading: "Reading") -> str:
    """Return a reading as one line of JSON: the file as it was named, then every field of its extraction."""
    import orjson

    return orjson.dumps({"file": reading.name, **reading.extraction.model_dump(mode="json")}).decode()


def show(reading: "Reading", *, everything: bool) -> None:
    """Print a reading for a person."""
    from rich.console import Console

    from pipelines.explaining import view

    view.show(reading, Console(), None if everything else ROWS_SHOWN)


def draw(reading: "Reading", settings: "Settings", image: Path, page: int | None) -> None:
    """Write the picture of a page, and say on stderr what is on it."""
    from pipelines.explaining.documents import captures_of, source_of
    from scrapers.page_images import page_image

    media_type = reading.extraction.media_type
    if media_type != "application/pdf":
        raise typer.BadParameter(
            f"{reading.name} is {media_type or 'unknown'}: only pages of a PDF can be drawn", param_hint="--image"
        )
    source = source_of(reading.name, captures_of([reading.name], settings))
    drawn = page_image(source.content, reading.extraction, page)
    try:
        drawn.picture.save(image)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise typer.BadParameter(f"{image}: cannot be written ({reason})", param_hint="--image") from error
    marked = ", ".join(f"{count} {kind}" for kind, count in drawn.marked.items() if count) or "no findings"
    typer.echo(f"{image}: page {drawn.page} with {marked} marked; {drawn.names} words or cells blacked out", err=True)
