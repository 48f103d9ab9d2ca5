"""Run reports: what a refresh did, kept beside the editions.

Belongs here: the record of a run and its form as a file. Does not belong here: writing it (pipelines/journal.py), serving it (api/).
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.vocabulary import Collection

RUNS_FOLDER = ".runs"
"""Folder of the reports below that of the editions."""


class RunOutcome(StrEnum):
    """What a run came to."""

    running = "running"
    published = "published"
    unchanged = "unchanged"
    held_back = "held_back"
    failed = "failed"


class RunRecord(BaseModel):
    """What all parts of a report share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StageRecord(RunRecord):
    """One stage of a run."""

    stage: str = Field(
        max_length=60, description="Layer that it made, as school_files or readings.", examples=["readings"]
    )
    schools: int = Field(ge=0, description="Schools of the run.")
    seconds: float = Field(ge=0, description="How long it took, seconds.")
    counts: dict[str, int | str] = Field(description="What came of it, as documents, read_now or fetched.")


class CheckRecord(RunRecord):
    """A check that found faults."""

    check: str = Field(max_length=80, description="Name of the check.")
    blocking: bool = Field(description="Whether it stopped publication.")
    faults: int = Field(ge=1, description="Faults found.")
    first: list[str] = Field(description="The first of them in words.")


class RunReport(RunRecord):
    """A refresh: when, of how many schools, with which program, what each stage did and what came of it."""

    run_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,80}$", description="Identifier of the run in Dagster.")
    collection: Collection = Field(description="Which schools.")
    started_at: datetime = Field(description="When it began, UTC.")
    ended_at: datetime | None = Field(
        default=None, description="When it ended, UTC; null while it runs, and for good where it died."
    )
    outcome: RunOutcome = Field(description="What it came to.")
    edition_id: str | None = Field(
        default=None, max_length=60, description="The edition that is current, or held, after it."
    )
    error: str | None = Field(default=None, max_length=2000, description="Why it failed or was held back.")
    reader_version: str = Field(max_length=20, description="Version of the readers of documents.")
    schema_version: int = Field(description="Version of the edition's tables.")
    versions: dict[str, str] = Field(
        default_factory=dict, description="Versions of the interpreter and of the libraries that figures depend on."
    )
    stages: list[StageRecord] = Field(default_factory=list, description="Its stages in order.")
    checks: list[CheckRecord] = Field(default_factory=list, description="Checks that found faults.")


def read_runs(editions: Path, collection: Collection | None = None, *, most: int = 50) -> list[RunReport]:
    """The newest run reports beside the editions, newest first; a file that is no report is left out."""
    found = []
    for path in (editions / RUNS_FOLDER).glob(f"{collection or '*'}-*.json"):
        try:
            report = RunReport.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue
        found.append(report)
    return sorted(found, key=lambda report: (report.started_at, report.run_id), reverse=True)[:most]
