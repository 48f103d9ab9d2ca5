"""The disclosure criteria as data, from reference/criteria.toml.

Belongs here: reading and checking the file. Does not belong here: how a criterion is judged (judgements/).
"""

import functools
import tomllib
from pathlib import Path

from pydantic import ValidationError

from schemas.disclosure import Criterion
from scrapers.exceptions import ReferenceTableError
from scrapers.reference import REFERENCE_FOLDER

CRITERIA_FILE = REFERENCE_FOLDER / "criteria.toml"


@functools.cache
def load_criteria(path: Path = CRITERIA_FILE) -> tuple[Criterion, ...]:
    """The criteria in the order of the file.

    Raises:
        ReferenceTableError: the file is absent, no TOML, or an entry does not hold its form; names the entry.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["criteria"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ReferenceTableError(f"{path}: cannot be read ({error}); restore it from version control") from error
    found = [_criterion(path, number, entry) for number, entry in enumerate(entries, start=1)]
    names = [criterion.criterion_id for criterion in found]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ReferenceTableError(f"{path}: {', '.join(doubled)} stands there twice; keep one")
    return tuple(found)


def _criterion(path: Path, number: int, entry: object) -> Criterion:
    try:
        return Criterion.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ReferenceTableError(f"{path}: criterion {number}: {where}: {first['msg']}; correct the entry") from error
