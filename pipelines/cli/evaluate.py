"""`matchwatch evaluate`: readings held against gold documents.

Belongs here: the command, its options and exit codes. Does not belong here: scores, floors, tables
(pipelines/evaluation).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from pipelines.evaluation.report import Evaluation


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("evaluate", no_args_is_help=True)(evaluate)


def evaluate(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR...",
            help="Folders of gold documents: NAME.html (or .pdf, .xlsx ...) beside NAME.expected.json.",
        ),
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: the summary, and every document's misses.")
    ] = False,
    worst: Annotated[int, typer.Option(min=0, help="How many of the worst documents to list.")] = 10,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Print what the worst documents missed and found beyond.")
    ] = False,
    floor: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="TOML file of scores that must not be fallen below; exit code 1 if one is."),
    ] = None,
    raise_floor: Annotated[
        bool,
        typer.Option("--raise-floor", help="Lift the floors of --floor to what was measured; none is ever lowered."),
    ] = False,
    scores: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the scores that editions carry (reference/reading_scores.json)."),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write scores and worst documents into this page (docs/reading.md)."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that read documents; default: MATCHWATCH_WORKERS.")
    ] = None,
) -> None:
    """Score what is read in gold documents: precision, recall and F1, pooled and as the mean over documents.

    Prints totals, every family of layouts, how well the gate to publication works, and the worst documents. Only
    sections that a pair lists completely count what was found beyond it. A planted name of a person in the output is
    always a fault.

    Exit code 0: measured, and no floor broken; 1: a floor is broken or a name came through, and stderr says which.
    """
    from pipelines.evaluation.floors import raised, read_floors, shortfalls, write_floors

    if raise_floor and floor is None:
        raise typer.BadParameter("lifts the floors of a file: give --floor FILE as well", param_hint="--raise-floor")
    floors = read_floors(floor) if floor is not None else {}
    evaluation = measured(folders, workers)
    summary = evaluation.summary()
    show(evaluation, worst=worst, verbose=verbose, as_json=as_json)
    if scores is not None:
        from pipelines.evaluation.reading_scores import reading_scores_of

        scores.write_text(reading_scores_of(evaluation).model_dump_json(indent=1) + "\n", encoding="utf-8")
    if write is not None:
        from pipelines.evaluation.written import rewritten

        write.write_text(rewritten(write.read_text(encoding="utf-8"), evaluation), encoding="utf-8")
    broken = list(shortfalls(summary, floors))
    for line in broken:
        typer.echo(line, err=True)
    if raise_floor and floor is not None:
        write_floors(floor, raised(summary, floors))
    if broken:
        raise typer.Exit(ExitCode.FAILED)


def measured(folders: list[Path], workers: int | None) -> "Evaluation":
    """Read the gold documents of some folders and add up their scores."""
    from pipelines.evaluation.gold import gold_documents
    from pipelines.evaluation.report import evaluation_of
    from pipelines.evaluation.scoring import score
    from pipelines.explaining.documents import readings_in_order
    from pipelines.settings import Settings

    settings = Settings()
    documents = gold_documents(folders)
    names = [str(document.path) for document in documents]
    readings = readings_in_order(names, settings, workers or settings.workers)
    return evaluation_of(
        score(document, reading.extraction) for document, reading in zip(documents, readings, strict=True)
    )


def show(evaluation: "Evaluation", *, worst: int, verbose: bool, as_json: bool) -> None:
    """Print an evaluation for a person or a program."""
    if as_json:
        import orjson

        typer.echo(
            orjson.dumps({**evaluation.summary(), "detail": evaluation.detail()}, option=orjson.OPT_INDENT_2).decode()
        )
        return
    from rich.console import Console

    from pipelines.evaluation import view

    view.show(evaluation, Console(), worst=worst, verbose=verbose)
