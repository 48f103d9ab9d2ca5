"""The registry of schools: one YAML file a school.

Belongs here: reading, checking and writing school files. Does not belong here: the form of a school file
(schemas/registry.py), what a crawl does with it.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError
from rapidfuzz import process

from schemas.registry import School
from schemas.vocabulary import Maturity
from scrapers.exceptions import RegistryError

SCHOOLS_FOLDER = Path(__file__).resolve().parent / "schools"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where PyYAML was built with it: ten times as fast over all schools."""

HEADER = "# One school. The form is explained in docs/adding_a_school.md; check it with: matchwatch schools check\n"


def school_path(folder: Path, slug: str) -> Path:
    """The file of one school; the name of the file is its slug."""
    return folder / f"{slug}.yaml"


def load_school(folder: Path, slug: str) -> School:
    """Read one school file.

    Raises:
        RegistryError: no such school, or the file does not hold its form; names the file, the field and the remedy.
    """
    path = school_path(folder, slug)
    if not path.is_file():
        near = _nearest(slug, [file.stem for file in folder.glob("*.yaml")])
        raise RegistryError(f"{slug}: no such school in {folder}" + (f"; did you mean {near}?" if near else ""))
    return _read(path)


def load_schools(folder: Path = SCHOOLS_FOLDER) -> dict[str, School]:
    """Read every school file of a folder, by slug in alphabetical order.

    Raises:
        RegistryError: the folder holds no school, or the first fault found; `check_schools` lists all of them.
    """
    schools = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    if not schools:
        raise RegistryError(f"{folder}: holds no school file; make them with: matchwatch schools import")
    return schools


def check_schools(folder: Path = SCHOOLS_FOLDER) -> Iterator[str]:
    """Yield one line for every fault of every school file: form, file name, unknown parent."""
    schools: dict[str, School] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            schools[path.stem] = _read(path)
        except RegistryError as error:
            yield str(error)
    for slug, school in schools.items():
        if school.parent_slug and not school_path(folder, school.parent_slug).is_file():
            yield f"{slug}.yaml: parent_slug: {school.parent_slug} has no file; correct it or add the parent"
        nowhere = not school.known_addresses and not school.website_domain and not school.crawl.start_addresses
        if nowhere and school.maturity is not Maturity.no_graduates_yet:
            yield f"{slug}.yaml: nowhere to start: give website_domain, a known address or crawl.start_addresses"


def school_yaml(school: School) -> str:
    """The text of a school file; empty fields and empty lists are left out."""
    fields = school.model_dump(mode="json", exclude_none=True)
    fields = {name: value for name, value in fields.items() if value not in ([], {})}
    fields["crawl"] = {name: value for name, value in fields.get("crawl", {}).items() if value != []}
    if not fields["crawl"]:
        del fields["crawl"]
    return HEADER + yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=110)


def _read(path: Path) -> School:
    try:
        fields = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" line {where.line + 1}" if where else ""
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        raise RegistryError(f"{path.name}:{line} is no readable YAML ({problem}); mend the file") from error
    if not isinstance(fields, dict):
        raise RegistryError(f"{path.name}: holds no fields; start from: matchwatch schools new")
    try:
        school = School.model_validate(fields)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, item['loc'])) or 'file'}: {item['msg']}" for item in error.errors())
        raise RegistryError(f"{path.name}: {faults}; see docs/adding_a_school.md") from error
    if school.slug != path.stem:
        raise RegistryError(
            f"{path.name}: slug is {school.slug}, but the file name says {path.stem}; make them the same"
        )
    return school


def _nearest(slug: str, known: list[str]) -> str | None:
    found = process.extractOne(slug, known, score_cutoff=60)
    return str(found[0]) if found else None
