"""The resolvers that belong together, and where the local program directory lies.

Belongs here: putting them together once. Does not belong here: how any of them resolves.
"""

from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import Settings
from pipelines.steps.resolve.institutions import InstitutionResolver, standard_institutions
from pipelines.steps.resolve.specialties import SpecialtyResolver, standard_specialties


@dataclass(frozen=True, slots=True)
class Resolvers:
    """Everything that turns strings into entities."""

    specialties: SpecialtyResolver
    institutions: InstitutionResolver


def directory_folder(settings: Settings | None = None) -> Path:
    """Folder of the local program directory, below the work folder."""
    return (settings or Settings()).work / "reference" / "nrmp"


def standard_resolvers(folder: Path | None = None) -> Resolvers:
    """The resolvers over the reference tables and the program directory of a folder, where there is one."""
    return Resolvers(standard_specialties(), standard_institutions(folder or directory_folder()))
