"""`matchwatch editions`: what was published, what changed between two of them, and what becomes of one that is held.

Belongs here: the commands. Does not belong here: comparing (steps/publish/difference.py), the pointer (pointer.py), why and
how an edition is held (release.py, held.py).
"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.settings import Settings
    from pipelines.steps.publish.database import Values

Json = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]
Name = Annotated[str, typer.Argument(metavar="EDITION", help="real, sample (the current ones), or an identifier.")]
Held = Annotated[str, typer.Argument(metavar="EDITION", help="Identifier of the held edition; see: editions list.")]
Which = Annotated[str, typer.Argument(metavar="COLLECTION", help="real or sample.")]
To = Annotated[str | None, typer.Option("--to", metavar="EDITION", help="The edition to go back to.")]
Rows = Annotated[int, typer.Option("--rows", min=0, help="Most rows to show of each table.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="List, show and compare editions; accept or reject a held one.")
    group.command("list")(list_editions)
    group.command("show")(show)
    group.command("diff")(diff)
    group.command("accept")(accept)
    group.command("reject")(reject)
    group.command("rollback")(rollback)
    app.add_typer(group, name="editions")


def list_editions(as_json: Json = False) -> None:
    """List the editions, newest first; a star marks the current ones, an exclamation mark those that are held."""
    from pipelines.settings import Settings
    from pipelines.steps.publish.edition import read_edition
    from pipelines.steps.publish.pointer import current_or_none, edition_folders
    from schemas.editions import SCHEMA_VERSION
    from schemas.held import held_editions
    from schemas.vocabulary import Collection
    from scrapers.exceptions import MatchWatchError

    folder = Settings().editions_folder
    current = {current_or_none(folder, collection) for collection in Collection}
    found = edition_folders(folder)
    for one in found:
        try:
            edition = read_edition(one)
        except MatchWatchError as error:
            typer.echo(f"error: {error}", err=True)
            continue
        if as_json:
            typer.echo(edition.model_dump_json())
            continue
        counts = (
            f"{edition.school_count} schools, {edition.document_count:,} documents, {edition.placement_count:,} placements, "
            f"{edition.measure_count:,} measures, {edition.flag_count:,} flags"
        )
        star = "*" if one in current else " "
        if edition.schema_version != SCHEMA_VERSION:
            counts = (
                f"schema version {edition.schema_version}; this program reads {SCHEMA_VERSION}: matchwatch refresh"
            )
        typer.echo(f"{star} {edition.edition_id:<28} built {edition.built_at:%Y-%m-%d %H:%M} UTC  {counts}")
    for held in held_editions(folder):
        typer.echo(held.model_dump_json() if as_json else f"! {held.edition_id:<28} held: {held.told}")
    if not found and not as_json:
        typer.echo(f"{folder}: holds no edition yet; build both with: matchwatch up")


def show(edition: Name, as_json: Json = False) -> None:
    """Show what an edition says about itself, its tables and files."""
    from pipelines.settings import Settings
    from pipelines.steps.publish.database import refuse_other_version
    from pipelines.steps.publish.dictionary import sql_table
    from pipelines.steps.publish.edition import read_edition, rows_of_edition
    from schemas.tables import TABLES

    folder = edition_folder(Settings(), edition)
    record = read_edition(folder)
    if as_json:
        typer.echo(record.model_dump_json())
        return
    refuse_other_version(folder)
    for name, value in record:
        if value is not None:
            typer.echo(f"{name.replace('_', ' '):<20} {value}")
    typer.echo(f"{'folder':<20} {folder}\n")
    for table in TABLES:
        typer.echo(f"{sql_table(table).name:<20} {len(rows_of_edition(folder, table)):>8,} rows")


def diff(before: Name, after: Name, rows: Rows = 10, as_json: Json = False) -> None:
    """Show what changed between two editions, table by table; times of day do not count.

    Rows are marked: `+` came, `-` went, `~` changed (as it is now).
    """
    import orjson

    from pipelines.settings import Settings
    from pipelines.steps.publish.difference import difference

    settings = Settings()
    tables = [
        table
        for table in difference(edition_folder(settings, before), edition_folder(settings, after))
        if not table.is_empty
    ]
    if not tables and not as_json:
        typer.echo("No difference.")
    for table in tables:
        marked = [("+", table.added), ("-", table.removed), ("~", table.changed)]
        if as_json:
            for mark, found in marked:
                for row in found:
                    typer.echo(orjson.dumps({"table": table.name, "change": mark, "row": dict(row)}).decode())
            continue
        counts = f"{len(table.added)} came, {len(table.removed)} went, {len(table.changed)} changed"
        typer.echo(f"\n{table.name}: {table.before} -> {table.after} rows; {counts}")
        for mark, found in marked:
            for row in found[:rows]:
                typer.echo(f"  {mark} {_told(row)}")
            if len(found) > rows:
                typer.echo(f"  {mark} ... and {len(found) - rows} more")


def accept(edition: Held) -> None:
    """Publish an edition that was held back because it lost much: it becomes the current one."""
    from pipelines.loading import load_where_asked
    from pipelines.settings import Settings
    from pipelines.steps.publish import held

    settings = Settings()
    accepted = held.accept(settings.editions_folder, edition)
    load_where_asked(settings)
    typer.echo(f"{edition} is now the current edition ({accepted.told}).")


def reject(edition: Held) -> None:
    """Delete an edition that was held back; the current one stays.

    What it was made from stays as well: mend the cause, then build it anew with `matchwatch refresh --offline`.
    """
    from pipelines.settings import Settings
    from pipelines.steps.publish import held

    rejected = held.reject(Settings().editions_folder, edition)
    typer.echo(f"{edition} was deleted; {rejected.current_edition_id or 'no edition'} stays current.")


def rollback(collection: Which = "real", to: To = None) -> None:
    """Make an earlier edition the current one again: the one before, or the one named with --to.

    No edition is deleted. The next refresh publishes what it finds, so mend the cause first.
    """
    from pipelines.freshness import note_build
    from pipelines.loading import load_where_asked
    from pipelines.settings import Settings
    from pipelines.steps.publish.edition import read_edition
    from pipelines.steps.publish.held import roll_back
    from pipelines.steps.publish.pointer import current_edition
    from schemas.vocabulary import Collection

    if collection not in set(Collection):
        raise typer.BadParameter(f"is real or sample, not {collection!r}", param_hint="COLLECTION")
    settings, which = Settings(), Collection(collection)
    before = current_edition(settings.editions_folder, which)
    now = roll_back(settings.editions_folder, which, to, None if to else read_edition(before).previous_edition_id)
    note_build(settings, which, now)
    load_where_asked(settings)
    typer.echo(f"{now} is current again, {before.name} is not.")


def edition_folder(settings: "Settings", name: str) -> "Path":
    """Return the folder of an edition: real or sample (the current ones), an identifier, one that is held.

    Raises:
        NoEditionError: there is no such edition.
    """
    from pipelines.exceptions import NoEditionError
    from pipelines.steps.publish.held import held_folder
    from pipelines.steps.publish.pointer import DATABASE_NAME, current_edition
    from schemas.vocabulary import Collection

    if name in set(Collection):
        return current_edition(settings.editions_folder, Collection(name))
    folder = settings.editions_folder / name
    if not (folder / DATABASE_NAME).is_file():
        folder = held_folder(settings.editions_folder, name)
    if "/" in name or not (folder / DATABASE_NAME).is_file():
        raise NoEditionError(f"{name}: no such edition in {settings.editions_folder}; see: matchwatch editions list")
    return folder.resolve()


def _told(row: "Values") -> str:
    return " | ".join(str(value) for value in row.values() if value is not None)[:160]
