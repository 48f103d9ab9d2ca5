"""`matchwatch resolve`: what a printed specialty or hospital means.

Belongs here: the commands and what they print. Does not belong here: tables (resolve_tables.py), resolution itself
(pipelines/steps/resolve).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.steps.resolve.answers import Answer
    from pipelines.steps.resolve.review import ReviewLine

INSTITUTIONS_HEADER, SPECIALTIES_HEADER = "name,state,slug,note", "specialty_raw,slug,position,note"
String = Annotated[str, typer.Argument(metavar="STRING", help="The words as printed.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Source = Annotated[
    Path,
    typer.Argument(
        metavar="IN.csv", exists=True, dir_okay=False, readable=True, help="Table in UTF-8, with a header."
    ),
]
Target = Annotated[
    Path, typer.Argument(metavar="OUT.csv", dir_okay=False, help="Table to be written; replaced if there.")
]
Review = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", dir_okay=False, help="Write what a person should settle, as lines for reference/lookups."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        help="Say what printed specialties and hospitals mean, with confidence and the nearest rival.",
        no_args_is_help=True,
    )
    group.command("institution", no_args_is_help=True)(institution)
    group.command("specialty", no_args_is_help=True)(specialty)
    group.command("institutions", no_args_is_help=True)(institutions)
    group.command("specialties", no_args_is_help=True)(specialties)
    app.add_typer(group, name="resolve")


def institution(
    string: String,
    state: Annotated[
        str | None, typer.Option(metavar="ST", help="State where it lies: code or name. It narrows the search first.")
    ] = None,
    city: Annotated[str | None, typer.Option(metavar="CITY", help="City where it lies.")] = None,
    as_json: Json = False,
) -> None:
    """Resolve one hospital, sponsor or program name.

    Examples: "Duke Univ Med Ctr-NC"; "St. Mary's Hospital" --state WI --city Madison. A state at the end of the name
    (-NC, ", NC") counts as --state. Below the threshold nothing is answered and the best guess is the runner-up.
    A program directory (matchwatch reference nrmp) sharpens the answer where it is present.
    """
    from pipelines.steps.resolve.geography import state_code
    from pipelines.steps.resolve.resolvers import standard_resolvers

    if state is not None and state_code(state) is None:
        raise typer.BadParameter(
            f"no state or territory of the US: {state!r}; give a code such as NC", param_hint="--state"
        )
    resolver = standard_resolvers().institutions
    answer = resolver.resolve(string, state_code(state), city)
    known = resolver.index.institutions
    described = {slug: _described(known[slug].name, known[slug].city, known[slug].state) for slug in _slugs(answer)}
    _show(string, answer, described, as_json=as_json, with_position=False)


def specialty(string: String, as_json: Json = False) -> None:
    """Resolve one printed specialty into specialty and kind of position.

    Examples: "Med-Prelim/UAB PM&R" is internal medicine, preliminary (slug prelim_medicine); "Surg-Prelim/Urology";
    "Peds/Psych/Child Psych". The position is empty where the words do not tell it.
    """
    from pipelines.steps.resolve.specialties import standard_specialties
    from scrapers.reference import specialties as vocabulary

    names = {
        one.slug: _described(one.canonical_name, one.acgme_nrmp_name, one.acgme_nrmp_code) for one in vocabulary()
    }
    answer = standard_specialties().resolve(string)
    _show(string, answer, {slug: names[slug] for slug in _slugs(answer)}, as_json=as_json, with_position=True)


def institutions(source: Source, target: Target, review: Review = None) -> None:
    """Resolve a table of institutions: columns name and state (city where there is one); other columns pass through.

    Adds slug, confidence, method and runner_up; slug is empty where nothing is sure enough.
    """
    from pipelines.cli.resolve_tables import read_table, write_answers
    from pipelines.steps.resolve.institutions import Request
    from pipelines.steps.resolve.resolvers import standard_resolvers
    from pipelines.steps.resolve.review import INSTITUTIONS, PrintedString, review_lines

    columns, rows = read_table(source, ("name", "state"))
    resolver = standard_resolvers().institutions
    answers = resolver.resolve_many(
        [Request(row["name"], row["state"] or None, row.get("city") or None) for row in rows]
    )
    write_answers(target, columns, rows, answers, with_position=False)
    strings = [
        PrintedString(INSTITUTIONS, row["name"], row["state"], one) for row, one in zip(rows, answers, strict=True)
    ]
    _report(target, answers, review_lines(strings), review, INSTITUTIONS_HEADER)


def specialties(source: Source, target: Target, review: Review = None) -> None:
    """Resolve a table of specialties: column specialty_raw; other columns pass through.

    Adds slug, position, confidence, method and runner_up; slug is empty where nothing is sure enough.
    """
    from pipelines.cli.resolve_tables import read_table, write_answers
    from pipelines.steps.resolve.review import SPECIALTIES, PrintedString, review_lines
    from pipelines.steps.resolve.specialties import standard_specialties

    columns, rows = read_table(source, ("specialty_raw",))
    resolver = standard_specialties()
    answers = [resolver.resolve(row["specialty_raw"]) for row in rows]
    write_answers(target, columns, rows, answers, with_position=True)
    strings = [
        PrintedString(SPECIALTIES, row["specialty_raw"], "", one) for row, one in zip(rows, answers, strict=True)
    ]
    _report(target, answers, review_lines(strings), review, SPECIALTIES_HEADER)


def _slugs(answer: "Answer") -> list[str]:
    return [slug for slug in (answer.slug, answer.runner_up) if slug]


def _described(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _show(string: str, answer: "Answer", described: dict[str, str], *, as_json: bool, with_position: bool) -> None:
    import orjson

    if as_json:
        told: dict[str, object] = {"string": string, "slug": answer.slug, "name": described.get(answer.slug or "")}
        if with_position:
            told["position"] = answer.position
        told |= {"confidence": answer.confidence, "method": answer.method, "runner_up": answer.runner_up}
        typer.echo(orjson.dumps(told).decode())
        return
    if answer.slug is None:
        typer.echo(f"not resolved (confidence {answer.confidence:.2f}, {answer.method})")
    else:
        typer.echo(f"{answer.slug}: {described[answer.slug]}")
        typer.echo(f"confidence {answer.confidence:.2f}, by {answer.method}")
    if with_position and answer.position:
        typer.echo(f"position {answer.position}")
    if answer.runner_up:
        typer.echo(f"{'runner-up' if answer.slug else 'best guess'} {answer.runner_up}: {described[answer.runner_up]}")


def _report(
    target: Path, answers: Sequence["Answer"], lines: Sequence["ReviewLine"], review: Path | None, header: str
) -> None:
    """Say on stderr what became of the rows, and write the lines for review where asked."""
    resolved = sum(answer.slug is not None for answer in answers)
    typer.echo(
        f"{target}: {len(answers)} rows, {resolved} resolved; {len(lines)} different strings are for review", err=True
    )
    if review is not None:
        write_lookup(review, lines, header)


def write_lookup(target: Path, lines: Sequence["ReviewLine"], header: str) -> None:
    """Write strings for review in the form of a file of reference/lookups, and say so on stderr."""
    import csv
    import io

    from pipelines.stores import write_at_once

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(line.as_lookup() for line in lines)
    write_at_once(target, text.getvalue().encode("utf-8"))
    typer.echo(
        f"{target}: {len(lines)} lines; confirm or correct the slug, then move them to reference/lookups", err=True
    )
