"""Held editions: what is told of an edition that lost much and waits for a person, and its form as a file.

Belongs here: the record, its losses in words, reading what waits. Does not belong here: why one is held
(pipelines/steps/publish/release.py), accepting and rejecting (held.py there), serving it (api/).
"""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.vocabulary import Collection

HELD_FOLDER = ".held"
"""Folder of the editions that wait for a person, beside the others."""
NOTE_NAME = "held.json"


class HeldRecord(BaseModel):
    """What all parts of a note share."""

    model_config = ConfigDict(frozen=True)


class Loss(HeldRecord):
    """More of one count is lost than is tolerated."""

    counted: str = Field(description="What was counted.", examples=["placements"])
    before: int = Field(ge=1, description="How many the current edition has.")
    after: int = Field(ge=0, description="How many the held one has.")
    tolerated_share: float = Field(ge=0, le=1, description="Share of them that may be lost without a person's word.")

    @property
    def told(self) -> str:
        """The loss in words: `placements fell from 1,000 to 700 (30.0 %; 10.0 % is tolerated)`."""
        share = (self.before - self.after) / self.before
        name = self.counted.replace("_", " ")
        return f"{name} fell from {self.before:,} to {self.after:,} ({share:.1%}; {self.tolerated_share:.1%} is tolerated)"


class HeldEdition(HeldRecord):
    """One edition that waits for a person, with what it would lose."""

    edition_id: str = Field(description="The edition that waits.", examples=["real-2026-06-04-667e8e0b"])
    collection: Collection = Field(description="Which schools.")
    held_at: datetime = Field(description="Since when it waits, UTC.")
    current_edition_id: str | None = Field(description="The edition that stayed current; null if none.")
    losses: tuple[Loss, ...] = Field(description="What it would lose against that one, beyond tolerance.")

    @property
    def told(self) -> str:
        """What it would lose, in one line."""
        return "; ".join(loss.told for loss in self.losses)


def held_editions(editions: Path, collection: Collection | None = None) -> list[HeldEdition]:
    """The editions that wait below a folder of editions, newest first; a damaged note is passed over."""
    found = []
    for path in (editions / HELD_FOLDER).glob(f"{collection or '*'}-*/{NOTE_NAME}"):
        try:
            found.append(HeldEdition.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            continue
    return sorted(found, key=lambda held: held.held_at, reverse=True)
