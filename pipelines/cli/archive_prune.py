"""`matchwatch archive prune`: what the archive may forget.

Belongs here: the command and what it prints. Does not belong here: the rule (pipelines/retention.py).
"""

import io
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.retention import Sorted


def prune(
    *,
    years: Annotated[
        float,
        typer.Option(
            "--years", metavar="N", min=0, max=100, help="What is younger stays; 0: nothing stays for its age."
        ),
    ] = 3,
    taken_down: Annotated[
        bool,
        typer.Option("--taken-down", help="Captures of paths that school files forbid go too, whatever their age."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without it nothing is changed.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="The archive of the sample web.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every capture that goes: one object a line.")] = False,
) -> None:
    """Take out of the archive what is old, superseded and cited by nothing; tell what that is, and do it only with --yes.

    For ever stay: what an edition here cites or the next one is made of, the newest capture of every address, the last of every year of
    an outcome page, what came from a web archive. Of the rest, what is older than --years goes; refusals and errors too. WARC files of
    which something goes are written anew, byte for byte. It may be killed at any moment, and is never done while a crawl is at work.
    """
    from pipelines.archive_pruning import let_go, what_would_go
    from pipelines.layers import Layers
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.archive_checking import archive_bytes

    layers = Layers(Settings(), Collection.sample if sample else Collection.real)
    size = archive_bytes(layers.archive.folder)
    shown = sys.stderr.isatty()
    with typer.progressbar(length=size, file=sys.stderr if shown else io.StringIO()) as bar:
        found = (let_go if yes else what_would_go)(layers, years, bar.update, taken_down=taken_down)
    if as_json:
        for capture in found.captures:
            typer.echo(capture.model_dump_json())
        return
    _tell(found, size, done=yes)


def _tell(found: "Sorted", size: int, *, done: bool) -> None:
    for reason, number in found.reasons.items():
        typer.echo(f"stays: {number:>8,} answers, {reason}")
    for slug, number in sorted(Counter(one.school_slug for one in found.captures).items()):
        typer.echo(f"goes:  {number:>8,} captures of {slug}")
    others = len(found.goes) - len({(one.warc_file, one.warc_offset) for one in found.captures})
    typer.echo(f"goes:  {others:>8,} answers without a capture: refusals, errors, pages that did not change")
    share = f"{found.bytes_gone:,} of {size:,} bytes"
    if not found.goes:
        typer.echo("Nothing is old enough and superseded; the archive stays as it is.")
    elif done:
        typer.echo(f"{share} are gone. A copy elsewhere still holds them: matchwatch archive push --replace")
    else:
        typer.echo(f"{share} would go; nothing was changed. To do it: the same command with --yes")
