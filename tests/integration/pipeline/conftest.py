"""Working folders in which a test may change things: copies of the one in which the sample edition was built."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Built


@pytest.fixture
def work(sample_edition: Built, tmp_path: Path) -> Path:
    """A copy of the working folder of the sample edition."""
    copy = tmp_path / "work"
    shutil.copytree(sample_edition.work, copy, symlinks=True)
    return copy
