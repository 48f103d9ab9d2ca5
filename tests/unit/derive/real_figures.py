"""Outcomes of real schools from the transcribed figures.

Belongs here: running the steps over reference/transcriptions. Does not belong here: expectations.
"""

import functools
from pathlib import Path

from pipelines.steps.derive.school import derive_outcomes
from pipelines.steps.resolve.school import resolve_school
from pipelines.steps.transcriptions import transcribed_readings
from schemas.outcomes import Outcome
from schemas.registry import School
from scrapers.reference import REFERENCE_FOLDER, national_baselines
from scrapers.registry import load_schools


@functools.cache
def registry() -> dict[str, School]:
    return {school.slug: school for school in load_schools(Path("scrapers/schools")).values()}


@functools.cache
def real_outcomes() -> dict[str, tuple[Outcome, ...]]:
    """Outcomes of every school with transcribed figures, by slug."""
    found = {}
    for slug, readings in transcribed_readings(REFERENCE_FOLDER / "transcriptions").items():
        if slug in registry():
            findings = resolve_school(registry()[slug], readings)
            documents = [reading.document for reading in readings]
            found[slug] = derive_outcomes(registry()[slug], findings, documents, national_baselines())
    return found
