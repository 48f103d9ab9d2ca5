"""Where things live and how much the machine may do, from the environment.

Belongs here: folders, workers and addresses that an operator sets. Does not belong here: rules and thresholds.
"""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.vocabulary import Collection
from scrapers.registry import SCHOOLS_FOLDER

PROJECT_FOLDER = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Settings of the pipeline; each can be set as MATCHWATCH_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="MATCHWATCH_", extra="ignore")

    work: Path = Field(
        default=PROJECT_FOLDER / "var",
        description="Folder of archive, ledger, findings and editions; kept out of git.",
    )
    editions: Path | None = Field(default=None, description="Folder of the editions; default: editions below work.")
    schools: Path = Field(default=SCHOOLS_FOLDER, description="Folder of the real schools' files.")
    transcriptions: Path = Field(
        default=PROJECT_FOLDER / "reference" / "transcriptions", description="Folder of the transcribed figures."
    )
    replies: Path = Field(default=PROJECT_FOLDER / "replies", description="Folder of the replies of real schools.")
    workers: int = Field(default=2, ge=1, le=64, description="Processes that read documents.")
    crawl_processes: int | None = Field(
        default=None,
        ge=1,
        le=64,
        description="Most processes that fetch and read pages in one crawl; default: by schools, pause and processors.",
    )
    page_budget: int = Field(default=120, ge=1, le=5000, description="Most requests a school in one crawl.")
    view_bytes: int = Field(
        default=400_000_000, ge=0, description="Most bytes of page pictures in one edition; 0 makes none."
    )
    alerts: str = Field(
        default="",
        repr=False,
        description="Where alerts go: addresses as Apprise takes them (json://, mailto://, ...), parted by blanks.",
    )
    past_index: str = Field(
        default="https://web.archive.org/cdx/search/cdx",
        description="CDX interface of the web archive that past captures are fetched from.",
    )
    past_replay: str = Field(
        default="https://web.archive.org/web", description="Its replay: what stands before the time in its addresses."
    )
    past_delay: float = Field(
        default=4.0, ge=0.5, le=300, description="Seconds between two requests to the web archive."
    )
    delay: float = Field(default=1.0, ge=0, le=60, description="Seconds between two requests to one host.")
    crawl_hours: str | None = Field(
        default=None, description="Hours of the day in which requests are sent, as 22-6; default: all."
    )
    stop_list: Path | None = Field(default=None, description="File of hosts that are never asked, one a line.")
    browser: str | None = Field(
        default=None,
        description="Path of an installed Chromium that renders pages which scripts fill; needs the extra `browser`.",
    )
    hosts_map: Path | None = Field(
        default=None,
        description="Rehearse on servers of your own: JSON of host name to address:port, for names under .example and "
        ".test only; no other host is reached, and no pause is made unless MATCHWATCH_DELAY is set.",
    )
    total_budget: int | None = Field(default=None, ge=1, description="Most requests of one crawl over all schools.")

    database: SecretStr = Field(
        default=SecretStr(""),
        description="Address of a PostgreSQL database into which editions are loaded when they are published "
        "(postgresql://USER:PASSWORD@HOST/NAME); empty: none.",
    )

    fleet: SecretStr = Field(
        default=SecretStr(""),
        description="Address of the work table that runs and workers share (postgresql://USER:PASSWORD@HOST/NAME, on one "
        "machine also sqlite:///PATH); set: refreshes are done by workers (matchwatch worker). Empty: in one process.",
    )
    store: str = Field(
        default="",
        description="Address of an object store as fsspec takes it (s3://bucket/prefix), for machines that have no folder in "
        "common: readings are kept there too, and workers get from there what they work on. Empty: none.",
    )
    lease_seconds: float = Field(
        default=60, ge=1, le=3600, description="Seconds after which the work of a silent worker is given to another."
    )

    @property
    def alert_addresses(self) -> list[str]:
        """The addresses that alerts go to; they may hold passwords, so never show them."""
        return self.alerts.split()

    @property
    def editions_folder(self) -> Path:
        """Folder that holds one folder an edition and the pointers to the current ones."""
        return self.editions or self.work / "editions"

    def collection_folder(self, collection: Collection) -> Path:
        """Folder of everything that is made on the way to an edition of this collection."""
        return self.work / collection

    def schools_folder(self, collection: Collection) -> Path:
        """Folder of the school files of a collection."""
        return self.schools if collection is Collection.real else PROJECT_FOLDER / "sample" / "schools"

    def replies_folder(self, collection: Collection) -> Path:
        """Folder of the replies of a collection."""
        return self.replies if collection is Collection.real else PROJECT_FOLDER / "sample" / "replies"

    def transcriptions_folder(self, collection: Collection) -> Path | None:
        """Folder of the transcribed figures; the sample has none, it is only ever crawled."""
        return self.transcriptions if collection is Collection.real else None
