"""`matchwatch coverage`: how much of the schools' sites was seen.

Belongs here: the command and how it is shown. Does not belong here: counting (pipelines/coverage.py).
"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.coverage import SchoolCoverage
    from schemas.vocabulary import VisitOutcome


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("coverage")(coverage)


def coverage(
    sample: Annotated[bool, typer.Option("--sample", help="The invented schools of the sample web.")] = False,
    school: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this school, with every reason.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: one object a school, and the sum in a line at the end.")
    ] = False,
) -> None:
    """Show how far the latest search of each school's site went, and why it was not complete.

    complete: every promising address was settled, so that what was not found is not there. incomplete: something could not be
    had, so that nothing is held against the school. unreachable: no page was had. not_crawled: never searched. Further: the
    documents found, how many of them were read, and expectations of school files that were not met.
    """
    from pipelines.coverage import coverage_of, in_sum
    from pipelines.layers import Layers
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.registry import load_school

    layers = Layers(Settings(), Collection.sample if sample else Collection.real)
    if school is not None:
        load_school(layers.settings.schools_folder(layers.collection), school)
    found = list(coverage_of(layers, [school] if school else sorted(layers.schools)))
    whole = in_sum(found)
    if as_json:
        for one in found:
            typer.echo(one.model_dump_json())
        typer.echo(whole.model_dump_json())
        return
    _show_schools(found)
    typer.echo(f"\n{whole.schools} schools: {_told(whole.states)}.")
    if not whole.addresses:
        typer.echo("No site was searched yet; search with: matchwatch refresh" + (" --sample" if sample else ""))
        return
    typer.echo(f"{whole.addresses:,} addresses: {_told(whole.outcomes)}.")
    typer.echo(
        f"{whole.documents:,} documents, {whole.read:,} of them read; {whole.unmet_expectations} expectations not met."
    )


def _show_schools(found: "Sequence[SchoolCoverage]") -> None:
    for one in found:
        if one.state == "not_crawled" and len(found) > 1:
            continue
        day = f"{one.searched_at:%Y-%m-%d}" if one.searched_at else "-"
        unmet = f"  {one.unmet_expectations} expectations not met" if one.unmet_expectations else ""
        typer.echo(
            f"{one.school_slug:<32} {one.state.replace('_', ' '):<12} {day:<10} {one.addresses:>4} addresses "
            f"{one.documents:>4} documents {one.read:>4} read{unmet}"
        )
        if one.reason:
            typer.echo(f"    {one.reason}")
        for expected in one.expectations:
            if len(found) == 1 or not expected.is_met:
                typer.echo(f"    {'met' if expected.is_met else 'NOT MET'}: {expected.told.partition(': ')[2]}")


def _told(counts: "Mapping[str, int] | Mapping[VisitOutcome, int]") -> str:
    return ", ".join(f"{number:,} {str(name).replace('_', ' ')}" for name, number in counts.items()) or "nothing"
