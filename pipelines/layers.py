"""Everything that is made of one collection on the way to an edition, and where it is kept.

Belongs here: the layers by name and the records they hold. Does not belong here: how a layer is made, how files are written.

Below the collection's folder: archive/ and crawls/ (the crawl's), then extractions/ (what was read of each document),
transcriptions/, readings/, findings/, outcomes/ and assessments/ with one file a school, and failures/ of the latest run.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from pipelines.exceptions import StoreError
from pipelines.settings import Settings
from pipelines.steps.assess.case import SchoolAssessment
from pipelines.stores import Layer, ReadingStore
from schemas.documents import CrawlRecord
from schemas.outcomes import Outcome
from schemas.reading import SchoolReadings
from schemas.registry import School
from schemas.resolution import ResolvedFindings
from schemas.vocabulary import Collection
from scrapers.archive import Archive
from scrapers.crawl_report import read_record
from scrapers.registry import load_schools

if TYPE_CHECKING:
    from pipelines.object_store import ObjectStore

Record = TypeVar("Record")
SAMPLE_AS_OF = date(2026, 11, 16)
"""The day for which the sample web was written; on it the invented schools are judged, whatever today is."""


def default_as_of(collection: Collection) -> date:
    """The day whose due dates count unless another is asked for."""
    return SAMPLE_AS_OF if collection is Collection.sample else datetime.now(UTC).date()


def latest_day(collection: Collection) -> date:
    """The day after which nothing can have happened yet: today, or the sample's day where clocks stand before it."""
    return max(default_as_of(collection), datetime.now(UTC).date())


@dataclass(frozen=True, slots=True)
class SchoolFindings:
    """Findings of one school: those of the documents that stand on its pages now, and those of earlier ones."""

    current: ResolvedFindings = field(default_factory=ResolvedFindings)
    earlier: ResolvedFindings = field(default_factory=ResolvedFindings)


@dataclass(frozen=True, slots=True)
class Failure:
    """A stage that broke on a school: a fault of ours, by the name of its error. Its words could hold names of people."""

    stage: str
    error: str


@cache
def opened_store(address: str) -> "ObjectStore":
    """The object store at an address, once a process."""
    from pipelines.object_store import ObjectStore  # noqa: PLC0415 - costs time, most do without

    return ObjectStore(address)


class Layers:
    """The layers of one collection; aside is a folder that is written to instead, where others adopt what is made."""

    def __init__(self, settings: Settings, collection: Collection, aside: Path | None = None) -> None:
        self.settings = settings
        self.collection = collection
        self.folder = settings.collection_folder(collection)
        self.shared = opened_store(settings.store) if settings.store else None
        self.extractions = ReadingStore(self.folder / "extractions", self.shared)

        def layer(name: str, record: type[Record]) -> Layer[Record]:
            return Layer(self.folder / name, record, aside / name if aside else None)

        self.transcriptions = layer("transcriptions", SchoolReadings)
        self.readings = layer("readings", SchoolReadings)
        self.findings = layer("findings", SchoolFindings)
        self.outcomes: Layer[tuple[Outcome, ...]] = layer("outcomes", tuple[Outcome, ...])
        self.failures = layer("failures", Failure)
        self.assessments = layer("assessments", SchoolAssessment)

    @cached_property
    def schools(self) -> dict[str, School]:
        """The school files, by slug.

        Raises:
            RegistryError: a file does not hold its form.
        """
        return load_schools(self.settings.schools_folder(self.collection))

    @property
    def archive(self) -> Archive:
        """What the crawls of this collection fetched."""
        return Archive(self.folder / "archive")

    @property
    def crawl_records(self) -> Path:
        """Folder of the search records."""
        return self.folder / "crawls"

    def crawl_record(self, slug: str) -> CrawlRecord | None:
        """The record of a school's latest search, or None if its site was never searched.

        Raises:
            StoreError: the record is damaged.
        """
        path = self.crawl_records / f"{slug}.json"
        try:
            return read_record(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, ValidationError) as error:
            raise StoreError(f"{path}: is damaged; delete it, then: matchwatch refresh --school {slug}") from error
