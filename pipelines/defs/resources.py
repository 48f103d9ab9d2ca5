"""What an operator may set for one run.

Belongs here: the options of a run, with what they mean. Does not belong here: settings of the machine (settings.py).
"""

from datetime import date
from enum import StrEnum

from dagster import ConfigurableResource
from pydantic import Field

from pipelines.layers import default_as_of
from schemas.vocabulary import Collection


class SampleState(StrEnum):
    """Which state of the sample web is served."""

    first = "first"
    later = "later"


class RefreshOptions(ConfigurableResource[None]):
    """Options of one run; the defaults are a whole refresh as of today."""

    offline: bool = Field(default=False, description="Do not crawl; go by what the archive holds.")
    as_of: str = Field(
        default="", description="Day whose due dates count, as 2026-06-01; empty: today (real), the sample's own day."
    )
    sample_state: str = Field(default=SampleState.first, description="State of the sample web: first or later.")
    schools: list[str] = Field(
        default_factory=list,
        description="Schools that the edition takes anew; all others keep what the edition before had. Empty: those of the run.",
    )
    crawl_only: list[str] = Field(
        default_factory=list, description="Crawl only these of the run's schools. Empty: all of them."
    )

    def day(self, collection: Collection) -> date:
        """The day whose due dates count."""
        return date.fromisoformat(self.as_of) if self.as_of else default_as_of(collection)
