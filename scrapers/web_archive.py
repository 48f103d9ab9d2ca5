"""A web archive's index: which states of a page it holds, read from its CDX interface, and which of them are wanted.

Belongs here: both forms of its answers (one JSON object a line, as pywb; an array of arrays, as the Wayback Machine), the choice of one
state a year, the addresses of index and replay. Does not belong here: asking (spiders/past_captures.py), keeping (archive.py).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from scrapers.addresses import canonical_address
from scrapers.exceptions import AddressRefusedError, WebArchiveError

REVISIT = "warc/revisit"
GOOD = "200"
MOST_STATES = 50_000
STAMP = "%Y%m%d%H%M%S"
REPLAYED = re.compile(r"(\d{14})id_/(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Held:
    """One state of a page that a web archive holds: when it was captured (UTC), of which address, and the digest of its content."""

    captured_at: datetime
    address: str
    digest: str = ""

    @property
    def stamp(self) -> str:
        """The time as replay addresses write it."""
        return self.captured_at.strftime(STAMP)


@dataclass(frozen=True, slots=True)
class WebArchive:
    """Where a web archive answers: its CDX interface, and what stands before the time in an address of its replay."""

    index: str
    replay: str

    def query(self, address: str, years: range) -> str:
        """The address that lists the states of a page in these years."""
        asked = {"url": address, "output": "json", "from": str(years.start), "to": str(years.stop - 1)}
        return f"{self.index}{'&' if '?' in self.index else '?'}{urlencode(asked)}"

    def address_of(self, held: Held) -> str:
        """The address that gives a state as it was captured, nothing rewritten."""
        return f"{self.replay.rstrip('/')}/{held.stamp}id_/{held.address}"

    def replayed(self, address: str) -> tuple[datetime, str] | None:
        """Time and page of an address of the replay, or None if it is none."""
        found = REPLAYED.fullmatch(address.removeprefix(self.replay.rstrip("/") + "/"))
        moment = _time(found[1]) if found else None
        return (moment, found[2]) if found and moment else None


def read_index(text: str) -> Iterator[Held]:
    """Yield the good states that an index lists: answers of 200, and revisits, which stand for one; other lines are passed over.

    Raises:
        WebArchiveError: it is no index in either form, or longer than any page's.
    """
    for number, row in enumerate(_rows(text)):
        if number >= MOST_STATES:
            raise WebArchiveError(f"the index lists more than {MOST_STATES} states of one page; ask for fewer years")
        status = str(row.get("statuscode", row.get("status", "")))
        media_type = str(row.get("mimetype", row.get("mime", "")))
        moment = _time(str(row.get("timestamp", "")))
        if moment is None or not (status == GOOD or media_type == REVISIT):
            continue
        try:
            address = canonical_address(str(row.get("original", row.get("url", ""))))
        except AddressRefusedError:
            continue
        yield Held(moment, address, str(row.get("digest", "")).removeprefix("sha1:"))


def one_a_year(held: Iterable[Held], years: Iterable[int]) -> list[Held]:
    """Of every year the state nearest to the middle of June, when match lists of a class are out; oldest first."""
    wanted, nearest = set(years), dict[int, Held]()
    for one in held:
        year = one.captured_at.year
        if year in wanted and (year not in nearest or _from_june(one) < _from_june(nearest[year])):
            nearest[year] = one
    return [nearest[year] for year in sorted(nearest)]


def _from_june(one: Held) -> tuple[float, datetime]:
    middle = datetime(one.captured_at.year, 6, 15, tzinfo=UTC)
    return abs((one.captured_at - middle).total_seconds()), one.captured_at


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC) if len(stamp) == len("20250615000000") else None
    except ValueError:
        return None


def _rows(text: str) -> Iterator[Mapping[str, object]]:
    """The lines of an index as fields by name."""
    try:
        if text.lstrip().startswith("["):
            names, *rows = json.loads(text) or [[]]
            if not all(isinstance(row, list) for row in (names, *rows)):
                raise WebArchiveError("the index is an array of something else than rows; is this its CDX interface?")
            yield from (dict(zip(map(str, names), row, strict=False)) for row in rows)
            return
        for line in text.splitlines():
            if line.strip():
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise WebArchiveError("the index holds lines that are no rows; is this its CDX interface?")
                yield row
    except (ValueError, RecursionError) as error:
        raise WebArchiveError(f"the index cannot be read ({error}); is this its CDX interface?") from error
