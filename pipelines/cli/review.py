"""`matchwatch review`: documents, and with --strings printed strings, that a person should look at.

Belongs here: the command and the order of the documents. Does not belong here: reading, the strings (review_strings.py).
"""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("review")(review)


def review(
    sample: Annotated[bool, typer.Option("--sample", help="What is of the sample web.")] = False,
    school: Annotated[str | None, typer.Option(metavar="SLUG", help="Only what is of this school.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most lines to list.")] = 40,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one object a line, all of them.")] = False,
    strings: Annotated[
        bool, typer.Option("--strings", help="List printed hospitals and specialties that nothing or little tells.")
    ] = False,
    lookups: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", file_okay=False, help="With --strings: write them as lines for reference/lookups."
        ),
    ] = None,
) -> None:
    """List documents that were held back, could not be read, or left rows over that were not understood.

    First those held back (their findings are in the store and not in the edition), then damaged and unreadable ones, then
    the others by the number of rows left over. See one with: matchwatch explain ADDRESS.
    With --strings: what was printed and not resolved, or not surely, most frequent first, with the best guess. One line in
    reference/lookups decides what such a string means from then on.
    """
    import orjson
    from rich.console import Console
    from rich.markup import escape

    from pipelines.cli.review_strings import show_strings
    from pipelines.layers import Layers
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection, ReadingOutcome
    from scrapers.registry import load_school

    layers = Layers(Settings(), Collection.sample if sample else Collection.real)
    if school is not None:
        load_school(layers.settings.schools_folder(layers.collection), school)
    if lookups is not None and not strings:
        raise typer.BadParameter("goes with --strings", param_hint="--lookups")
    if strings:
        show_strings(layers, [school] if school else layers.findings.slugs(), limit, lookups, as_json=as_json)
        return
    console = Console()
    rank = {ReadingOutcome.held_back: 0, ReadingOutcome.error: 1, ReadingOutcome.unread: 2, ReadingOutcome.read: 3}
    read = [layers.readings.read(slug) for slug in ([school] if school else layers.readings.slugs())]
    documents = [reading.document for record in read if record for reading in record.readings]
    found = [one for one in documents if one.reading is not ReadingOutcome.read or one.leftover_count]
    found.sort(key=lambda one: (rank[one.reading], -one.leftover_count, one.school_slug, one.address or ""))
    if as_json:
        for one in found:
            typer.echo(orjson.dumps(one.model_dump(mode="json")).decode())
        return
    if not found:
        typer.echo("Nothing to look at: every document was read and understood." if documents else
                   "No document was read yet; crawl with: matchwatch refresh" + (" --sample" if sample else ""))  # fmt: skip
        return
    for one in found[:limit]:
        sure = f", confidence {one.reading_confidence:.2f}" if one.reading_confidence is not None else ""
        number = one.placement_count + one.measure_count + one.statement_count
        console.print(f"[bold]{one.school_slug}[/]  {one.address}", highlight=False, soft_wrap=True)
        told = f"{one.reading.replace('_', ' ')}: {number} findings, {one.leftover_count} rows left over{sure}"
        console.print(
            f"  {told}{escape(f'; {one.reading_note}' if one.reading_note else '')}", highlight=False, soft_wrap=True
        )
    more = f"; {limit} shown, see more with --limit" if len(found) > limit else ""
    console.print(f"\n{len(found)} of {len(documents)} documents{more}. See one with: matchwatch explain ADDRESS")
