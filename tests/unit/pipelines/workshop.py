"""A small collection of invented schools with layers of its own, for tests of the stages."""

import hashlib
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines import stages
from pipelines.layers import Layers
from pipelines.readings import read_schools
from pipelines.settings import Settings
from schemas.documents import Capture, CrawlRecord, Visit
from schemas.registry import School
from schemas.vocabulary import Collection, Degree, Maturity, VisitOutcome
from scrapers.archive import ArchiveWriter, Exchange
from scrapers.crawl_report import write_record
from scrapers.registry import school_yaml

AS_OF = date(2026, 11, 16)
FETCHED = datetime(2026, 9, 1, 12, tzinfo=UTC)
PAGE = b"""<html><head><title>Match results</title></head><body><h1>Residency match, class of 2026</h1>
<p>Of 80 seniors who took part in the Match of 2026, 76 matched before SOAP: a match rate of 95 percent.</p>
<h2>Match list 2026</h2><table><tr><th>Specialty</th><th>Program</th><th>City</th><th>State</th></tr>
<tr><td>Internal Medicine</td><td>Mayo Clinic</td><td>Rochester</td><td>MN</td></tr>
<tr><td>Family Medicine</td><td>Baylor College of Medicine</td><td>Houston</td><td>TX</td></tr>
<tr><td>Pediatrics</td><td>University of Vermont Medical Center</td><td>Burlington</td><td>VT</td></tr></table></body></html>"""


def school(slug: str, **fields: object) -> School:
    return School.model_validate(
        {
            "slug": slug,
            "name": f"{slug.title()} College of Medicine",
            "short_name": slug.title(),
            "degree": Degree.MD,
            "city": "Nowhere",
            "state": "VT",
            "website_domain": f"{slug}.example",
            "maturity": Maturity.established,
            "first_class_graduated": 1990,
            **fields,
        }
    )


class Workshop:
    """Writes schools and what a crawl fetched, and runs the stages over them."""

    def __init__(self, folder: Path, *schools: School) -> None:
        self.folder = folder
        self.settings = self._settings(folder)
        self.settings.schools.mkdir(parents=True)
        self.settings.transcriptions.mkdir()
        for name, header in (
            ("documents", "document_id,school_slug,url,published_by,jurisdiction,notes"),
            ("measures", "document_id,measure,period,value,unit,cohort_note"),
            ("placements", "document_id,class_year,specialty,program"),
        ):
            (self.settings.transcriptions / f"{name}.csv").write_text(f"{header}\n")
        self.write(*schools)

    @staticmethod
    def _settings(folder: Path) -> Settings:
        return Settings(
            work=folder / "work",
            schools=folder / "schools",
            transcriptions=folder / "transcriptions",
            replies=folder / "replies",
            workers=1,
        )

    def copied_to(self, folder: Path) -> "Workshop":
        """The same in another folder, for a test that changes something."""
        shutil.copytree(self.folder, folder, symlinks=True)
        made = Workshop.__new__(Workshop)
        made.folder, made.settings = folder, self._settings(folder)
        return made

    @property
    def layers(self) -> Layers:
        return Layers(self.settings, Collection.real)

    @property
    def slugs(self) -> list[str]:
        return list(self.layers.schools)

    def write(self, *schools: School) -> None:
        for one in schools:
            (self.settings.schools / f"{one.slug}.yaml").write_text(school_yaml(one))

    def fetch(self, slug: str, path: str, body: bytes, content_type: str = "text/html") -> Capture:
        """Put a page into the archive as a crawl does."""
        writer = ArchiveWriter(self.layers.folder / "archive")
        address = f"http://www.{slug}.example{path}"
        warc_file, offset = writer.store(Exchange(address, 200, "OK", body, FETCHED))
        capture = Capture(
            school_slug=slug,
            address=address,
            final_address=address,
            http_status=200,
            media_type=content_type,
            content_type=content_type,
            byte_count=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            fetched_at=FETCHED,
            parent_address=f"http://www.{slug}.example/",
            warc_file=warc_file,
            warc_offset=offset,
            depth=1,
        )
        writer.index(capture)
        writer.close()
        return capture

    def searched(
        self, slug: str, *paths: str, outcome: VisitOutcome = VisitOutcome.fetched, complete: bool = True
    ) -> None:
        """Write the record of a search."""
        visits = tuple(
            Visit(
                school_slug=slug,
                address=f"http://www.{slug}.example{path}",
                outcome=outcome,
                http_status=200 if outcome is VisitOutcome.fetched else None,
            )
            for path in paths
        )
        fetched = len(visits) if outcome is VisitOutcome.fetched else 0
        record = CrawlRecord(
            school_slug=slug,
            started_at=FETCHED,
            finished_at=FETCHED,
            complete=complete,
            incomplete_reason=None if complete else "no start page could be fetched",
            fetched=fetched,
            failed=len(visits) - fetched,
            visits=visits,
        )
        write_record(self.layers.crawl_records, record)

    def run(self) -> Layers:
        """Read, transcribe, resolve, derive and assess all schools."""
        layers = self.layers
        read_schools(layers, self.slugs, lambda *_: None)
        stages.transcribe(layers, self.slugs)
        stages.resolve(layers, self.slugs)
        stages.derive(layers, self.slugs)
        stages.assess(layers, self.slugs, AS_OF)
        return layers
