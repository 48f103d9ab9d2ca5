"""`matchwatch serve` and `matchwatch up`: the editions over HTTP.

Belongs here: the commands. Does not belong here: taking the port (serving.py), building (refreshing.py).
"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from pipelines.settings import Settings
    from schemas.vocabulary import Collection

Host = Annotated[
    str, typer.Option(envvar="MATCHWATCH_HOST", help="Address to listen on; 0.0.0.0 is open to the whole network.")
]
Port = Annotated[
    int, typer.Option(envvar="MATCHWATCH_PORT", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("up")(up)
    app.command("serve")(serve)


def up(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build both editions anew, even if they are up to date.")
    ] = False,
) -> None:
    """Build the two editions where they are missing or out of date, and serve them.

    The edition of real schools is built without a crawl, from school files, transcriptions and what earlier crawls left
    in the archive; the edition of invented schools by a crawl of the sample web over loopback. Needs no network.

    Exit code 0: stopped by Ctrl-C; 8: the port is taken; others as for `matchwatch refresh`.
    """
    from rich.console import Console

    from pipelines.freshness import is_outdated
    from pipelines.serving import address_of, listen
    from pipelines.serving import serve as run
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection

    settings, console = Settings(), Console(stderr=True)
    taken = listen(host, port)
    for collection in Collection:
        if rebuild or is_outdated(settings, collection):
            _build(settings, collection, console)
    _tell(settings, console, address_of(taken))
    run(settings, taken)


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the current editions: pages for people, /v1 for programs.

    A refresh may run meanwhile: its edition is served as soon as it is current. MATCHWATCH_EDITIONS names the folder; where
    MATCHWATCH_DATABASE is set, rows come from that PostgreSQL database, and only files from the folder.

    Exit code 0: stopped by Ctrl-C; 1: the database cannot be read; 8: the port is taken; 9: there is no edition to serve.
    """
    from rich.console import Console

    from pipelines.serving import address_of, listen
    from pipelines.serving import serve as run
    from pipelines.settings import Settings
    from pipelines.steps.publish.pointer import current_edition, current_or_none
    from schemas.vocabulary import Collection

    settings, console = Settings(), Console(stderr=True)
    address = settings.database.get_secret_value()
    if not address and not any(current_or_none(settings.editions_folder, collection) for collection in Collection):
        current_edition(settings.editions_folder, Collection.real)
    current = _loaded(address) if address else None
    taken = listen(host, port)
    _tell(settings, console, address_of(taken), current)
    run(settings, taken)


def _loaded(address: str) -> "Mapping[str, str]":
    """The current editions in the database.

    Raises:
        DatabaseError: it cannot be read, or holds none.
    """
    from pipelines.exceptions import DatabaseError
    from pipelines.steps.publish.postgresql import connected, loaded_editions

    with connected(address) as engine:
        current = loaded_editions(engine)[1]
    if not current:
        raise DatabaseError("the database holds no current edition; load those of the folder with: matchwatch db sync")
    return current


def _build(settings: "Settings", collection: "Collection", console: "Console") -> None:
    """Build one edition; where that fails and there is one already, that one is served."""
    from pipelines.refreshing import RefreshRequest, refresh
    from pipelines.reporting.progress import ShownProgress
    from pipelines.steps.publish.pointer import current_or_none
    from schemas.vocabulary import Collection
    from scrapers.exceptions import MatchWatchError

    real = collection is Collection.real
    console.print(f"Building the edition of {'real schools' if real else 'the sample web'} ...", highlight=False)
    try:
        with ShownProgress(console) as progress:
            refresh(settings, RefreshRequest(collection=collection, offline=real), progress)
    except MatchWatchError as error:
        current = current_or_none(settings.editions_folder, collection)
        if current is None:
            raise
        console.print(f"[bold red]Not built:[/] {error}", highlight=False, soft_wrap=True)
        console.print(f"Serving {current.name} as before.", highlight=False)


def _tell(settings: "Settings", console: "Console", address: str, loaded: "Mapping[str, str] | None" = None) -> None:
    """Say which editions are served, from files or as loaded into the database, and where."""
    from pipelines.steps.publish.pointer import current_edition
    from schemas.vocabulary import Collection
    from scrapers.exceptions import MatchWatchError

    for collection in Collection:
        name = "real schools   " if collection is Collection.real else "invented sample"
        try:
            folder = settings.editions_folder
            edition = current_edition(folder, collection).name if loaded is None else loaded.get(collection, "none")
        except MatchWatchError as error:
            console.print(f"{name}  [yellow]none:[/] {error}", highlight=False, soft_wrap=True)
        else:
            console.print(f"{name}  {edition}", highlight=False)
    console.print(f"Serving on [bold]{address}[/] (pages, with a switch between the editions) and {address}/v1 (API).")
    console.print("Stop with Ctrl-C.")
