"""`matchwatch runs`: what the latest refreshes did.

Belongs here: the command and how it is shown. Does not belong here: the reports (schemas/runs.py), writing them (journal.py).
"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from schemas.runs import RunReport


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("runs")(runs)


def runs(
    run: Annotated[
        str, typer.Argument(metavar="RUN", help="Identifier of a run, or its beginning: show all of it.")
    ] = "",
    sample: Annotated[bool, typer.Option("--sample", help="Refreshes of the invented schools.")] = False,
    most: Annotated[int, typer.Option(min=1, max=1000, help="Runs listed, the newest.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: one object a run.")] = False,
) -> None:
    """List the latest refreshes, newest first, or show one: its stages, what its checks found, why it failed.

    A run that is `running` and whose process is gone died: the same refresh goes on where it was.
    """
    from pipelines.exceptions import UnknownRunError
    from pipelines.settings import Settings
    from schemas.runs import read_runs
    from schemas.vocabulary import Collection

    collection = Collection.sample if sample else Collection.real
    found = read_runs(Settings().editions_folder, collection, most=1000)
    chosen = [report for report in found if report.run_id.startswith(run)][: 1 if run else most]
    if run and not chosen:
        raise UnknownRunError(f"{run}: no {collection} refresh begins with it; see: matchwatch runs")
    if as_json:
        for report in chosen:
            typer.echo(report.model_dump_json())
        return
    if not chosen:
        typer.echo(f"No {collection} refresh is on record; see: matchwatch refresh --help")
    for report in chosen:
        typer.echo(_line(report))
    if run and chosen:
        _show(chosen[0])


def _line(report: "RunReport") -> str:
    took = f"{(report.ended_at - report.started_at).total_seconds():,.0f} s" if report.ended_at else "not ended"
    return f"{report.run_id[:8]:<9} {report.started_at:%Y-%m-%d %H:%M} UTC  {report.outcome:<10} {took:>9}  {report.edition_id or ''}".rstrip()


def _show(report: "RunReport") -> None:
    for stage in report.stages:
        counts = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in stage.counts.items())
        typer.echo(f"  {stage.stage:<18} {stage.schools:>4} schools {stage.seconds:>9,.1f} s  {counts}".rstrip())
    if report.versions:
        typer.echo(f"  with {', '.join(f'{name} {version}' for name, version in report.versions.items())}")
    for check in report.checks:
        typer.echo(f"  {check.check}: {check.faults} faults{', stopped publication' if check.blocking else ''}")
        for line in check.first:
            typer.echo(f"    {line}")
    if report.error:
        typer.echo(f"  {report.error}")
