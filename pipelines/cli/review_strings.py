"""`matchwatch review --strings`: printed hospitals and specialties that a maintainer could settle with one line.

Belongs here: what is shown and written. Does not belong here: which strings need review (pipelines/steps/resolve/review.py).
"""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import orjson
import typer
from rich.console import Console
from rich.markup import escape

from pipelines.cli.resolve import INSTITUTIONS_HEADER, SPECIALTIES_HEADER, write_lookup
from pipelines.layers import Layers
from pipelines.steps.resolve.review import INSTITUTIONS, SPECIALTIES, ReviewLine, review_of

MOST_SCHOOLS = 4


def show_strings(layers: Layers, slugs: Iterable[str], limit: int, lookups: Path | None, *, as_json: bool) -> None:
    """List the strings of these schools' current documents, or write them as lines for reference/lookups."""
    read = [findings.current for slug in slugs if (findings := layers.findings.read(slug)) is not None]
    lines = review_of(read)
    if lookups is not None:
        for kind, header in ((INSTITUTIONS, INSTITUTIONS_HEADER), (SPECIALTIES, SPECIALTIES_HEADER)):
            write_lookup(lookups / f"{kind}.csv", [line for line in lines if line.kind == kind], header)
        return
    if as_json:
        for line in lines:
            typer.echo(orjson.dumps(asdict(line)).decode())
        return
    if not lines:
        typer.echo("Nothing to look at: every string was resolved surely." if read else "Nothing was resolved yet.")
        return
    console = Console()
    for line in lines[:limit]:
        console.print(_described(line), highlight=False, soft_wrap=True)
    more = f"; {limit} shown, see more with --limit" if len(lines) > limit else ""
    console.print(f"\n{len(lines)} different strings{more}. Write them as lookups with: --lookups DIR")


def _described(line: ReviewLine) -> str:
    kind = "hospital" if line.kind == INSTITUTIONS else "specialty"
    schools = ", ".join(line.schools[:MOST_SCHOOLS]) + (" ..." if len(line.schools) > MOST_SCHOOLS else "")
    guess = f"best guess {line.guess} ({line.confidence:.2f})" if line.guess else "no guess"
    where = f"{line.count} times in {len(line.documents)} documents of {schools}"
    return f"[bold]{escape(line.text)}[/]{f', {line.state}' if line.state else ''}: {kind}; {where}; {guess}"
