"""Parameters of the status.

Belongs here: which collection is asked about. Does not belong here: editions of the past, which have no status.
"""

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import Collection


class StatusParameters(BaseModel):
    """Whose status is asked."""

    model_config = ConfigDict(extra="forbid")

    edition: Collection = Field(default=Collection.real, description="real, or sample for the invented schools.")
