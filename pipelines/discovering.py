"""Discovery: finds a school's outcome pages for a maintainer, from its home page and sitemaps, and ranks them by what they hold.

Belongs here: one walk aside from the archive, reading what it fetched, the ranking and its reasons, the new text of a school file.
Does not belong here: how links are scored (scrapers/frontier.py), the command (cli/discover.py).
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from pipelines.crawling import CrawlPlan, Event, crawl
from pipelines.exceptions import DiscoveryError
from pipelines.readings import key_of
from pipelines.stores import ReadingStore
from schemas.documents import Capture, CrawlRecord
from schemas.findings import Extraction
from schemas.registry import KnownAddress, School
from scrapers.archive import Archive
from scrapers.crawl_report import read_record
from scrapers.extractors.own_school import OwnSchool
from scrapers.frontier import score_link
from scrapers.links import Link
from scrapers.reading import ReadingJob, read_many
from scrapers.registry import school_yaml

NOTE = "found by matchwatch discover"
FEW, MANY = 1, 10
WEIGHTS = (
    ("placements", FEW, 4.0, "names placements"),
    ("placements", MANY, 3.0, "names ten placements or more"),
    ("measures", FEW, 4.0, "gives a rate, score or count"),
    ("statements", FEW, 1.5, "says something of outcomes"),
)
"""What a document holds, from how many on, what that adds to its rank, and why."""
ACCEPTABLE = 4.0
"""Rank of what the contents add from which an address is proposed for the school file."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be an outcome page: what it is worth by its contents, by the link to it, and why."""

    address: str
    by_contents: float
    by_link: float
    reasons: tuple[str, ...]
    placements: int
    measures: int
    statements: int
    asked_as: int
    """Its place among the requests of the walk, from 1."""

    @property
    def is_proposed(self) -> bool:
        """Whether it is worth a line in the school file."""
        return self.by_contents >= ACCEPTABLE


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a walk found: candidates, best first, and how it was spent."""

    school: School
    candidates: tuple[Candidate, ...]
    requests: tuple[str, ...]
    record: CrawlRecord

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        """Candidates worth a line in the school file."""
        return tuple(one for one in self.candidates if one.is_proposed)

    @property
    def useless_requests(self) -> int:
        """Requests that brought no outcome document."""
        return len(self.requests) - len(self.proposed)


@dataclass(slots=True)
class _Asked:
    """The requests of each school, in their order."""

    by_school: dict[str, list[str]] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        if event["event"] == "response":
            self.by_school.setdefault(str(event["school"]), []).append(str(event["address"]))


def discover(
    schools: Iterable[School],
    folder: Path,
    *,
    page_budget: int,
    delay: float,
    hosts_map: Path | None = None,
    workers: int = 1,
    read_before: ReadingStore | None = None,
    withhold_known: bool = False,
) -> list[Discovery]:
    """Walk the sites of schools and rank what was found.

    Args:
        schools: whose outcome pages are sought.
        folder: where the walk is kept, emptied first; apart from the archive, so that no trial becomes evidence.
        page_budget: most requests a school.
        delay: seconds between two requests to a host.
        hosts_map: where invented hosts are served; None for the real web.
        workers: processes that read.
        read_before: what was read already; only what is not there is read anew.
        withhold_known: start from the home page alone, as if no address were known.

    Raises:
        CrawlError, StoppedError, StoreError: as `crawling.crawl`.
    """
    chosen = [_without_known(school) if withhold_known else school for school in schools]
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "schools").mkdir(parents=True)
    for school in chosen:
        (folder / "schools" / f"{school.slug}.yaml").write_text(school_yaml(school), encoding="utf-8")
    asked = _Asked()
    plan = CrawlPlan(folder / "schools", folder / "walk", page_budget=page_budget, delay=delay, hosts_map=hosts_map)
    crawl(plan, asked.hear)
    walks = [
        _Walk(school, Archive(folder / "walk" / "archive"), asked.by_school.get(school.slug, [])) for school in chosen
    ]
    known = {key: found for walk in walks for key, found in walk.read_before(read_before)} if read_before else {}
    jobs = (job for walk in walks for job in walk.jobs() if job.key not in known)
    read = {result.key: result.extraction for result in read_many(jobs, workers=workers)}
    return [walk.ranked({**known, **read}) for walk in walks]


def _without_known(school: School) -> School:
    return school.model_copy(update={"known_addresses": []})


class _Walk:
    """What the walk of one school left behind."""

    def __init__(self, school: School, archive: Archive, requests: list[str]) -> None:
        self._school = school
        self._archive = archive
        self._requests = requests
        self._captures = {capture.final_address or "": capture for capture in archive.latest(school.slug)}

    def jobs(self) -> Iterator[ReadingJob]:
        """Everything that was captured, to be read."""
        own = OwnSchool.of(self._school)
        for address, capture in self._captures.items():
            content = self._archive.content(capture)
            declared = capture.content_type or capture.media_type
            yield ReadingJob(self._key(address), content, declared, address, own)

    def read_before(self, store: ReadingStore) -> Iterator[tuple[str, Extraction]]:
        """What of it was read already."""
        for address, capture in self._captures.items():
            found = store.get(key_of(capture))
            if found is not None:
                yield self._key(address), found

    def ranked(self, read: Mapping[str, Extraction]) -> Discovery:
        """The candidates among it, best first."""
        record = read_record(self._archive.folder.parent / "crawls" / f"{self._school.slug}.json")
        scores = {visit.address: visit.score or 0.0 for visit in record.visits}
        places = {address: number for number, address in reversed(list(enumerate(self._requests, 1)))}
        found = [
            _candidate(address, read[self._key(address)], scores.get(address, 0.0), capture, places)
            for address, capture in self._captures.items()
        ]
        found.sort(key=lambda one: (-one.by_contents, -one.placements - one.measures, -one.by_link, one.address))
        return Discovery(self._school, tuple(one for one in found if one.by_contents), tuple(self._requests), record)

    def _key(self, address: str) -> str:
        return f"{self._school.slug} {address}"


def _candidate(
    address: str, extraction: Extraction, by_link: float, capture: Capture, places: dict[str, int]
) -> Candidate:
    numbers = {
        "placements": len(extraction.placements),
        "measures": len(extraction.measures),
        "statements": len(extraction.statements),
    }
    told = [(weight, why) for name, least, weight, why in WEIGHTS if numbers[name] >= least]
    reasons = [f"+{weight:g} {why}" for weight, why in told]
    words = score_link(Link(address, capture.anchor_text or ""), None, 0.0, 0).reasons
    reasons.append(
        f"{by_link:g} by the link “{(capture.anchor_text or '')[:60]}”, of which: {', '.join(words) or 'its place'}"
    )
    return Candidate(
        address,
        sum(weight for weight, _ in told),
        by_link,
        tuple(reasons),
        **numbers,
        asked_as=places.get(address, 0),
    )


def with_addresses(text: str, school: School, candidates: Sequence[Candidate]) -> str:
    """The text of a school file with the candidates among its known addresses; all else, remarks too, stays as it is.

    Raises:
        DiscoveryError: the file writes its known addresses in a form that cannot be added to line by line.
    """
    known = {known.address for known in school.known_addresses}
    new = [
        KnownAddress(address=one.address, note=f"{NOTE}: {one.placements} placements, {one.measures} measures")
        for one in candidates
        if one.address not in known
    ]
    if not new:
        return text
    entries = [one.model_dump(mode="json", exclude_none=True) for one in (*school.known_addresses, *new)]
    block = yaml.safe_dump({"known_addresses": entries}, sort_keys=False, allow_unicode=True, width=110)
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("known_addresses:")]
    if not starts:
        return text.rstrip("\n") + "\n" + block
    end = starts[0] + 1
    while end < len(lines) and lines[end].startswith((" ", "-", "\n", "#")):
        end += 1
    while lines[end - 1].startswith(("\n", "#")):
        end -= 1
    if any("#" in line.split(" address:")[0] or line.lstrip().startswith("#") for line in lines[starts[0] : end]):
        raise DiscoveryError(f"{school.slug}: remarks stand among its known addresses; add the new ones by hand")
    return "".join([*lines[: starts[0]], block, *lines[end:]])
