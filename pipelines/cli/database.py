"""`matchwatch db`: the PostgreSQL database into which editions are loaded.

Belongs here: the commands. Does not belong here: loading and roles (steps/publish/postgresql.py).
"""

import os
import secrets
from typing import Annotated

import typer

PASSWORD_VARIABLE = "MATCHWATCH_READER_PASSWORD"  # noqa: S105 - the name of a variable
HELP = "The PostgreSQL database that holds the editions; its address stands in MATCHWATCH_DATABASE. Not needed: files do without."


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help=HELP)
    group.command("init")(init)
    group.command("sync")(sync)
    group.command("status")(status)
    app.add_typer(group, name="db")


def init() -> None:
    """Make what the database needs: a schema that tells which editions there are, and a role for the API that may only read.

    Run it with the address of a role that may create schemas and roles. The password of the API's role is taken from
    MATCHWATCH_READER_PASSWORD; where that is not set, one is made up and printed once. Running it again sets the password anew
    and harms nothing.
    """
    from pipelines.settings import Settings
    from pipelines.steps.publish.postgresql import connected, initialise
    from schemas.postgresql import READER_ROLE

    given = os.environ.get(PASSWORD_VARIABLE, "")
    password = given or secrets.token_urlsafe(24)
    with connected(Settings().database.get_secret_value()) as engine:
        initialise(engine, password)
        place = f"{engine.url.host or 'localhost'}:{engine.url.port or 5432}/{engine.url.database}"
    shown = "PASSWORD" if given else password
    typer.echo("The database is ready. Load the editions with: matchwatch db sync")
    typer.echo(f"Serve from it with: MATCHWATCH_DATABASE=postgresql://{READER_ROLE}:{shown}@{place} matchwatch serve")


def sync(
    drop_missing: Annotated[
        bool, typer.Option("--drop-missing", help="Take out editions that the folder does not hold any more.")
    ] = False,
) -> None:
    """Load the editions of the folder that are not loaded yet, and make current what is current there.

    Every refresh does so by itself where MATCHWATCH_DATABASE is set. An edition is loaded whole or not at all.
    """
    from pipelines.settings import Settings
    from pipelines.steps.publish.postgresql import connected, follow

    settings = Settings()
    with connected(settings.database.get_secret_value()) as engine:
        done = follow(engine, settings.editions_folder, drop_missing=drop_missing)
    for verb, names in (("loaded", done.loaded), ("dropped", done.dropped)):
        for name in names:
            typer.echo(f"{verb:<8} {name}")
    for collection, name in done.current.items():
        typer.echo(f"current  {name} ({collection})")
    if not done.current:
        typer.echo(f"{settings.editions_folder}: holds no edition yet; build both with: matchwatch up")


def status() -> None:
    """List the loaded editions, newest first; a star marks the current ones."""
    from pipelines.settings import Settings
    from pipelines.steps.publish.postgresql import connected, loaded_editions

    with connected(Settings().database.get_secret_value()) as engine:
        records, current = loaded_editions(engine)
    for record in records:
        star = "*" if record.edition_id in current.values() else " "
        typer.echo(
            f"{star} {record.edition_id:<28} built {record.built_at:%Y-%m-%d %H:%M} UTC, {record.school_count} schools"
        )
    if not records:
        typer.echo("No edition is loaded; load those of the folder with: matchwatch db sync")
