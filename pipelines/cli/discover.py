"""`matchwatch discover`: finds the outcome pages of schools for a maintainer to accept.

Belongs here: the command and what it prints. Does not belong here: the walk and the ranking (pipelines/discovering.py).
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.discovering import Discovery
    from schemas.registry import School

SHOWN = 25


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("discover", no_args_is_help=True)(discover)


def discover(
    slugs: Annotated[list[str], typer.Argument(metavar="SLUG...", help="Schools: the names of their files.")],
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Add what is proposed to the school file; otherwise nothing is changed.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell for each candidate what made up its rank, and how it was reached.")
    ] = False,
    from_home: Annotated[
        bool, typer.Option("--from-home", help="Start from the home page alone, as if no address were known.")
    ] = False,
    budget: Annotated[int | None, typer.Option(min=1, max=5000, help="Most requests a school.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The invented schools of the sample web.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one object a school.")] = False,
) -> None:
    """Walk the sites of schools whose outcome pages nobody knows, and propose addresses for their files.

    The walk is the crawler's own, with the same manners, kept apart from the archive. What it fetched is read; pages and
    documents that name placements or give figures are proposed, best first. Look at each before you accept it with
    --write, then run: matchwatch schools check, and matchwatch refresh --school SLUG.

    Exit code 0: something was proposed for every school; 3: for some nothing.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.discovering import discover as walk
    from pipelines.settings import Settings
    from pipelines.stores import ReadingStore
    from schemas.vocabulary import Collection
    from scrapers.registry import load_school

    settings = Settings()
    collection = Collection.sample if sample else Collection.real
    schools = [load_school(settings.schools_folder(collection), slug) for slug in slugs]
    with _web(sample=sample) as hosts_map:
        found = walk(
            schools,
            settings.collection_folder(collection) / "discover",
            page_budget=budget or settings.page_budget,
            delay=0 if hosts_map else settings.delay,
            hosts_map=hosts_map,
            workers=settings.workers,
            read_before=ReadingStore(settings.collection_folder(collection) / "extractions"),
            withhold_known=from_home,
        )
    for school, one in zip(schools, found, strict=True):
        typer.echo(_json(one) if as_json else _told(one, explain=explain))
        if write and one.proposed:
            _write(settings.schools_folder(collection), school, one)
    if not all(one.proposed for one in found):
        raise typer.Exit(ExitCode.SOME_SCHOOLS_FAILED)


def _web(*, sample: bool) -> AbstractContextManager[Path | None]:
    if not sample:
        return nullcontext()
    from pipelines.defs.crawl import served_web
    from schemas.vocabulary import Collection

    return served_web(Collection.sample)


def _told(found: "Discovery", *, explain: bool) -> str:
    searched = "completely" if found.record.complete else f"in part ({found.record.incomplete_reason})"
    spent = f"{len(found.requests)} requests, {found.useless_requests} of which brought nothing"
    lines = [
        f"{found.school.slug}: {len(found.proposed)} addresses proposed after {spent}; the site was searched {searched}."
    ]
    for one in found.candidates[:SHOWN]:
        mark = "+" if one.is_proposed else "?"
        lines.append(f"  {mark} {one.address}  {one.placements} placements, {one.measures} measures")
        if explain:
            lines += [f"      {reason}" for reason in (*one.reasons, f"request {one.asked_as} of the walk")]
    if found.proposed:
        lines.append("  + proposed, ? may be worth a look. Accept with: --write")
    return "\n".join(lines)


def _json(found: "Discovery") -> str:
    import dataclasses

    import orjson

    candidates = [{**dataclasses.asdict(one), "proposed": one.is_proposed} for one in found.candidates]
    return orjson.dumps(
        {
            "school": found.school.slug,
            "complete": found.record.complete,
            "requests": len(found.requests),
            "useless_requests": found.useless_requests,
            "candidates": candidates,
        }
    ).decode()


def _write(folder: Path, school: "School", found: "Discovery") -> None:
    from pipelines.discovering import with_addresses
    from pipelines.stores import write_at_once
    from scrapers.registry import school_path

    path = school_path(folder, school.slug)
    before = path.read_text(encoding="utf-8")
    after = with_addresses(before, school, found.proposed)
    if after == before:
        typer.echo(f"{path}: holds all of them already.")
        return
    write_at_once(path, after.encode())
    typer.echo(f"{path}: written. Check it with: matchwatch schools check")
