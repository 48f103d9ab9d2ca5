"""`matchwatch refresh`: crawl, read, resolve, derive, assess, publish.

Belongs here: the command and its options. Does not belong here: the run (refreshing.py), what is shown of it
(pipelines/reporting).
"""

from datetime import datetime
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("refresh")(refresh)


def refresh(
    offline: Annotated[
        bool, typer.Option("--offline", help="Do not crawl: build from the archive and the transcriptions.")
    ] = False,
    sample: Annotated[
        bool, typer.Option("--sample", help="Crawl the invented schools of the sample web, served on loopback.")
    ] = False,
    school: Annotated[
        list[str] | None,
        typer.Option(
            "--school", metavar="SLUG", help="Only this school, may be repeated; all others stay as they were."
        ),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d"],
            help="Day whose due dates count; default: today (UTC); for the sample the day it was written for.",
        ),
    ] = None,
    later: Annotated[
        bool, typer.Option("--later", help="With --sample: the sample web as it stands some months later.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            min=0,
            max=64,
            help="Have it done by so many workers of its own, one of which may die; 0: in this process.",
        ),
    ] = 0,
) -> None:
    """Crawl the schools' sites, read what is new, and publish an edition.

    Nothing is lost on the way: a run that was stopped goes on where it was when the command is given again, a document
    that did not change is not read again, and an edition becomes current only when it is whole and its checks hold.
    A school that cannot be reached keeps what was known of it and is marked not assessed: unreachable.

    The work runs as the Dagster job refresh_real or refresh_sample in this process; set DAGSTER_HOME to have its runs
    recorded where `dagster dev` shows them. Where MATCHWATCH_FLEET names a work table, all workers at it share the work
    (`matchwatch worker`).

    Exit code 0: published, or nothing new; 3: published, but some schools gave nothing at all; 4: no network;
    5: disk full; 6: stopped; 7: held back by a check.
    """
    if later and not sample:
        raise typer.BadParameter("is about the sample web; add --sample", param_hint="--later")
    from rich.console import Console

    from pipelines.defs.resources import SampleState
    from pipelines.refreshing import RefreshRequest
    from pipelines.refreshing import refresh as run
    from pipelines.reporting.progress import shown
    from pipelines.reporting.summary import tell
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection

    request = RefreshRequest(
        collection=Collection.sample if sample else Collection.real,
        offline=offline,
        schools=tuple(dict.fromkeys(school or ())),
        as_of=as_of.date() if as_of else None,
        sample_state=SampleState.later if later else SampleState.first,
        workers=workers,
    )
    with shown() as progress:
        result = run(Settings(), request, progress)
    raise typer.Exit(tell(Console(), request, result, progress.warnings))
