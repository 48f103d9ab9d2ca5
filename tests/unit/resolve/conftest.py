"""What the tests of resolution share: the real material where it is present, the standard resolvers."""

import os
from pathlib import Path

import pytest

from pipelines.steps.resolve.institution_index import InstitutionIndex
from pipelines.steps.resolve.institutions import InstitutionResolver, resolver_over, standard_index
from pipelines.steps.resolve.resolvers import Resolvers
from pipelines.steps.resolve.specialties import SpecialtyResolver, standard_specialties


@pytest.fixture(scope="session")
def real_nrmp() -> Path:
    """The folder of real NRMP material; never part of the repository."""
    shared = os.environ.get("MATCHWATCH_SHARED")
    folder = Path(shared) / "real" / "nrmp" if shared else None
    if folder is None or not folder.is_dir():
        pytest.skip("MATCHWATCH_SHARED does not name a folder with real/nrmp")
    return folder


@pytest.fixture(scope="session")
def index() -> InstitutionIndex:
    return standard_index()


@pytest.fixture(scope="session")
def institutions(index: InstitutionIndex) -> InstitutionResolver:
    return resolver_over(index)


@pytest.fixture(scope="session")
def specialties() -> SpecialtyResolver:
    return standard_specialties()


@pytest.fixture(scope="module")
def resolvers(specialties: SpecialtyResolver, institutions: InstitutionResolver) -> Resolvers:
    return Resolvers(specialties, institutions)
