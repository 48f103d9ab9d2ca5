"""`matchwatch schools`: the registry of schools, one file each.

Belongs here: the commands. Does not belong here: the form of a file (schemas/registry.py), reading it (scrapers/registry.py).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from schemas.registry import School

Sample = Annotated[bool, typer.Option("--sample", help="The invented schools of the sample web.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="Key of the school: the name of its file.")]

TEMPLATE = """\
# One school. The form is explained in docs/adding_a_school.md; check it with: matchwatch schools check
slug: {slug}

# As the accreditor lists the school.
name:
short_name:
degree:              # MD or DO
city:
state:               # two-letter code
control:             # public or private

# The school's own part of the web, without www.; the crawl starts from its home page.
website_domain:

# Calendar years: they decide what can be due. Without them the school is never flagged.
first_class_matriculated:
first_class_graduated:
expected_first_graduation:
class_year_source:       # where the years come from
class_year_confidence:   # high, medium or low
maturity: unknown        # no_graduates_yet, young (1 to 5 classes), established, unknown
maturity_year:           # year the maturity speaks of

# Outcome pages that you know of, if any:
# known_addresses:
# - address: https://medicine.example.edu/match
#   published_by: school
known_addresses: []
"""


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="Check, list, show and add schools: one YAML file each.")
    group.command("check")(check)
    group.command("list")(list_schools)
    group.command("show")(show)
    group.command("new")(new)
    group.command("import")(import_table)
    app.add_typer(group, name="schools")


def check() -> None:
    """Check every school file, real and sample: form, file name, parent, somewhere to start.

    Prints a line for each fault: file, field, remedy. Exit code 0: none; 1: some.
    """
    from pipelines.cli.exit_codes import ExitCode
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.registry import check_schools

    faults = number = 0
    for collection in Collection:
        folder = Settings().schools_folder(collection)
        number += len(list(folder.glob("*.yaml")))
        for fault in check_schools(folder):
            typer.echo(fault)
            faults += 1
    if faults:
        raise typer.Exit(ExitCode.FAILED)
    typer.echo(f"{number} school files hold their form.")


def list_schools(
    sample: Sample = False,
    degree: Annotated[str | None, typer.Option(help="Only MD or only DO schools.")] = None,
    state: Annotated[str | None, typer.Option(help="Only schools of this state, as TX.")] = None,
    as_json: Json = False,
) -> None:
    """List the schools with their degree, place, maturity and number of known addresses."""
    from rich.console import Console
    from rich.table import Column, Table

    found = [
        school
        for school in _schools(sample=sample).values()
        if (degree is None or school.degree == degree.upper()) and (state is None or school.state == state.upper())
    ]
    if as_json:
        for school in found:
            typer.echo(school.model_dump_json(exclude_none=True))
        return
    table = Table(
        Column("slug", no_wrap=True), "name", "degree", "city", "maturity", "addresses", box=None, header_style="bold"
    )
    for school in found:
        place = f"{school.city}, {school.state}"
        known = str(len(school.known_addresses))
        table.add_row(school.slug, school.short_name, school.degree, place, school.maturity.replace("_", " "), known)
    console = Console()
    console.print(table)
    console.print(f"{len(found)} schools", highlight=False)


def show(slug: Slug, sample: Sample = False, as_json: Json = False) -> None:
    """Show a school's file as it is understood, and what the current edition holds of it."""
    from pipelines.previous import PreviousEdition
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.registry import load_school, school_yaml

    settings, collection = Settings(), Collection.sample if sample else Collection.real
    school = load_school(settings.schools_folder(collection), slug)
    edition = PreviousEdition(settings.editions_folder, collection)
    if as_json:
        typer.echo(school.model_dump_json(exclude_none=True))
        return
    typer.echo(school_yaml(school))
    state = edition.states.get(slug)
    if state is None:
        named = (
            f"edition {edition.edition_id} does not hold it" if edition.edition_id else "no edition was published yet"
        )
        option = " --sample" if sample else ""
        typer.echo(f"# {named}; crawl it with: matchwatch refresh{option} --school {slug}")
        return
    typer.echo(f"# In edition {edition.edition_id}:")
    typer.echo(
        f"#   search: {state.crawl_state.replace('_', ' ')}{f' ({state.crawl_reason})' if state.crawl_reason else ''}"
    )
    for table, rows in edition.rows_of(frozenset({slug})).items():
        name = str(table.__tablename__)
        if name not in ("schools", "school_states", "evidence", "crawls"):
            typer.echo(f"#   {name.replace('_', ' ')}: {len(rows)}")


def new(slug: Slug) -> None:
    """Write a new school file with every field that is needed, and a comment for each.

    Fill it in, then: matchwatch schools check, and matchwatch refresh --school SLUG.
    """
    from pydantic import TypeAdapter, ValidationError

    from pipelines.settings import Settings
    from pipelines.stores import write_at_once
    from schemas import registry
    from schemas.vocabulary import Collection
    from scrapers.exceptions import RegistryError
    from scrapers.registry import school_path

    try:
        TypeAdapter(registry.Slug).validate_python(slug)
    except ValidationError as error:
        raise RegistryError(f"{slug}: is no slug; use lower-case words with hyphens, such as ohio-valley") from error
    path = school_path(Settings().schools_folder(Collection.real), slug)
    if path.exists():
        raise RegistryError(f"{path}: is there already; edit it, or choose another slug")
    write_at_once(path, TEMPLATE.format(slug=slug).encode())
    typer.echo(f"{path}: written. Fill it in, then: matchwatch schools check")


def import_table(
    table: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Table of schools; default: reference/schools.csv."),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also replace files that a maintainer has changed.")
    ] = False,
) -> None:
    """Make school files from the compiled table of schools; files that differ from it are kept unless --overwrite."""
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.reference import REFERENCE_FOLDER
    from scrapers.registry_import import import_schools, schools_from_tables

    settings = Settings()
    schools = schools_from_tables(table or REFERENCE_FOLDER / "schools.csv", settings.transcriptions / "documents.csv")
    result = import_schools(schools, settings.schools_folder(Collection.real), overwrite=overwrite)
    typer.echo(
        f"{len(result.written)} written, {len(result.unchanged)} unchanged, {len(result.kept)} kept as changed by hand."
    )
    if result.kept:
        typer.echo(f"Kept: {', '.join(result.kept)}. Replace them with: matchwatch schools import --overwrite")


def _schools(*, sample: bool) -> "dict[str, School]":
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection
    from scrapers.registry import load_schools

    return load_schools(Settings().schools_folder(Collection.sample if sample else Collection.real))
