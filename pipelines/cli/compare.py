"""`matchwatch compare`: figures of two schools side by side, or why they cannot stand side by side.

Belongs here: the command and what it prints. Does not belong here: whether two figures may be compared (rules/comparison.py),
the same over HTTP (/v1/compare).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rules.comparison import Comparison
    from schemas.outcomes import Outcome

School = Annotated[str, typer.Argument(metavar="SCHOOL", help="Slug of a school; see: matchwatch schools list.")]
Measure = Annotated[
    list[str] | None, typer.Option("--measure", metavar="NAME", help="Only this outcome; may be repeated.")
]
Period = Annotated[
    str | None,
    typer.Option(metavar="YEAR", help="Only this class or cycle; otherwise the newest that both schools have."),
]
EditionName = Annotated[
    str, typer.Option("--edition", metavar="EDITION", help="real, sample, or an edition's identifier.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]
Figures = dict[str, list["Outcome"]]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("compare", no_args_is_help=True)(compare_schools)


def compare_schools(
    first: School,
    second: School,
    measure: Measure = None,
    period: Period = None,
    edition: EditionName = "real",
    as_json: Json = False,
) -> None:
    """Set figures of two schools side by side; unlike bases are refused, with every reason and a common basis if there is one.

    Example: matchwatch compare SCHOOL OTHER --measure match_rate --period 2024
    """
    found = _compared((first, second), _outcomes((first, second), edition), measure or (), period)
    if not found and not as_json:
        typer.echo("No outcome of which both schools have a figure" + (f" for {period}." if period else "."))
    for one, two, comparison in found:
        if as_json:
            import orjson

            typer.echo(orjson.dumps(_as_object(one, two, comparison)).decode())
        else:
            typer.echo(_told(one, two, comparison))


def _outcomes(schools: Sequence[str], edition: str) -> list["Outcome"]:
    """Outcomes of whole classes of these schools.

    Raises:
        NoEditionError: no such edition.
        BadParameter: a school is not in it.
    """
    from pipelines.cli.editions import edition_folder
    from pipelines.settings import Settings
    from pipelines.steps.publish.edition import rows_of_edition
    from schemas.outcomes import Outcome
    from schemas.tables import OutcomeRow, SchoolRow

    folder = edition_folder(Settings(), edition)
    known = {str(row["slug"]) for row in rows_of_edition(folder, SchoolRow)}
    for slug in schools:
        if slug not in known:
            raise typer.BadParameter(f"{slug}: no school of this edition; see: matchwatch schools list")
    fields = Outcome.model_fields
    rows = (
        {name: value for name, value in row.items() if name in fields and value is not None}
        for row in rows_of_edition(folder, OutcomeRow)
        if row["school_slug"] in schools and row["specialty_slug"] is None and row["institution_slug"] is None
    )
    return [Outcome.model_validate(row) for row in rows]


def _compared(
    schools: tuple[str, str], outcomes: Sequence["Outcome"], measures: Sequence[str], period: str | None
) -> list[tuple["Outcome", "Outcome", "Comparison"]]:
    """The best pairs of every measure that both schools have, of the newest period that both have if there is one."""
    from rules.comparison import best_pairs

    others: dict[tuple[str, str | None], list[Outcome]] = defaultdict(list)
    subjects: dict[tuple[str, str, str], Figures] = defaultdict(lambda: defaultdict(list))
    for one in sorted(outcomes, key=lambda one: one.outcome_id):
        others[one.school_slug, one.period].append(one)
        if (not measures or one.name in measures) and period in (None, one.period):
            subjects[one.name, one.exam or "", one.unit][one.school_slug].append(one)
    found = []
    for _, figures in sorted(subjects.items()):
        if all(slug in figures for slug in schools):
            sides = _newest(figures[schools[0]], figures[schools[1]])
            found.extend(best_pairs(*sides, others))
    return found


def _newest(first: list["Outcome"], second: list["Outcome"]) -> tuple[list["Outcome"], list["Outcome"]]:
    """The figures of the newest period that both have; where they share none, of each school's newest."""
    shared = {one.period or "" for one in first} & {one.period or "" for one in second}
    sides = []
    for side in (first, second):
        newest = max(shared or {one.period or "" for one in side})
        sides.append([one for one in side if (one.period or "") == newest])
    return sides[0], sides[1]


def _as_object(first: "Outcome", second: "Outcome", found: "Comparison") -> dict[str, Any]:
    common, interval = found.common, found.interval
    return {
        "name": first.name,
        "exam": first.exam,
        "figures": [
            {
                "school": one.school_slug, "period": one.period, "value": one.value, "unit": one.unit, "basis": one.basis,
                "stage": one.stage, "denominator_kind": one.denominator_kind, "outcome_id": one.outcome_id,
            }
            for one in (first, second)
        ],
        "comparable": found.comparable,
        "reasons": list(found.reasons),
        "difference": found.difference,
        "difference_range": [interval.low, interval.high] if interval else None,
        "common": {
            "basis": common.basis,
            "first": [common.first.low, common.first.high],
            "second": [common.second.low, common.second.high],
        }
        if common
        else None,
    }  # fmt: skip


def _told(first: "Outcome", second: "Outcome", found: "Comparison") -> str:
    title = " ".join(part for part in (first.name, first.exam) if part)
    lines = [title, *(f"  {one.school_slug} {one.period or 'no year'}: {_figure(one)}" for one in (first, second))]
    if found.comparable:
        interval = found.interval
        where = f" (95 %: {interval.low:+g} to {interval.high:+g})" if interval else ""
        lines.append(f"  difference {found.difference:+g}{where}")
    lines.extend(f"  not compared: {reason}" for reason in found.reasons)
    if found.common:
        ranges = [_range(one.low, one.high) for one in (found.common.first, found.common.second)]
        lines.append(f"  on a common basis ({found.common.basis}): {ranges[0]} and {ranges[1]}")
    return "\n".join(lines)


def _figure(one: "Outcome") -> str:
    value = "not computable" if one.value is None else f"{one.value:g} {one.unit}"
    return ", ".join(part for part in (value, one.stage, one.denominator_kind, one.basis) if part)


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
