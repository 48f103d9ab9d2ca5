"""The crawl ledger: every address known for every school of a run, and what became of it.

Belongs here: the small SQLite file from which a killed crawl goes on. Does not belong here: bytes (archive.py), which
address is next (scheduler.py), what the outcome means for the search protocol (crawl_report.py).

One response is one transaction: its address settled, the addresses it led to added, and how far the archive had been
written. What the archive holds beyond that mark was never settled and is cut off at the next start.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from schemas.vocabulary import VisitOutcome
from scrapers.exceptions import LedgerError
from scrapers.settlements import ArchiveMark, Found, Settlement

VERSION = 1
SCHEMA = """
CREATE TABLE crawls (
    run_id TEXT NOT NULL, school TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, seconds REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, school)
) WITHOUT ROWID;
CREATE TABLE addresses (
    number INTEGER PRIMARY KEY, run_id TEXT NOT NULL, school TEXT NOT NULL, address TEXT NOT NULL, kind TEXT NOT NULL,
    score REAL NOT NULL, promising INTEGER NOT NULL, depth INTEGER NOT NULL, linked INTEGER NOT NULL,
    hops INTEGER NOT NULL, external INTEGER NOT NULL,
    asked_address TEXT, parent_address TEXT, anchor_text TEXT,
    attempted INTEGER NOT NULL DEFAULT 0, outcome TEXT, detail TEXT, http_status INTEGER, sha256 TEXT, led_to TEXT, settled_at TEXT,
    UNIQUE (run_id, school, address)
);
CREATE INDEX waiting ON addresses (run_id, school) WHERE outcome IS NULL AND led_to IS NULL;
CREATE TABLE absences (run_id TEXT NOT NULL, host TEXT NOT NULL, sketch TEXT NOT NULL, PRIMARY KEY (run_id, host)) WITHOUT ROWID;
CREATE TABLE archive_mark (warc_file TEXT NOT NULL, warc_bytes INTEGER NOT NULL, index_bytes INTEGER NOT NULL);
"""
COLUMNS = "school, address, kind, score, promising, depth, linked, hops, external, asked_address, parent_address, anchor_text"


class Ledger:
    """The ledger of one working folder, for one run at a time. Not for use by two processes at once."""

    def __init__(self, path: Path) -> None:
        """Open or create the ledger.

        Raises:
            LedgerError: the file is no ledger, is damaged, or was written by another version.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.row_factory = sqlite3.Row
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._database.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")
                version = VERSION
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path}: cannot be opened ({error}); move it away to begin anew") from error
        if version != VERSION:
            raise LedgerError(f"{path}: written by version {version}, this is {VERSION}; move it away to begin anew")
        self._run_id = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def unfinished_run(self) -> str | None:
        """The run begun last, if any of its schools was not finished."""
        row = self._database.execute(
            "SELECT run_id FROM crawls ORDER BY started_at DESC, run_id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        waiting = self._database.execute(
            "SELECT 1 FROM crawls WHERE run_id = ? AND finished_at IS NULL LIMIT 1", (row["run_id"],)
        ).fetchone()
        return str(row["run_id"]) if waiting else None

    def begin(self, run_id: str, schools: Iterable[str]) -> list[str]:
        """Begin or resume a run for some schools and return those not finished in it; forgets their earlier runs."""
        self._run_id = run_id
        now = _now()
        wanted = list(schools)
        with self._transaction():
            for slug in wanted:
                self._database.execute("DELETE FROM addresses WHERE school = ? AND run_id != ?", (slug, run_id))
                self._database.execute("DELETE FROM crawls WHERE school = ? AND run_id != ?", (slug, run_id))
                self._database.execute(
                    "INSERT OR IGNORE INTO crawls (run_id, school, started_at) VALUES (?, ?, ?)", (run_id, slug, now)
                )
            self._database.execute("DELETE FROM absences WHERE run_id != ?", (run_id,))
        rows = self._database.execute("SELECT school FROM crawls WHERE run_id = ? AND finished_at IS NULL", (run_id,))
        unfinished = {row["school"] for row in rows}
        return [slug for slug in wanted if slug in unfinished]

    def forget_runs(self) -> None:
        """Forget all runs and the mark: the archive was replaced by an older one."""
        with self._transaction():
            for table in ("crawls", "addresses", "absences", "archive_mark"):
                self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - names are constants

    def add(self, found: Iterable[Found]) -> list[Found]:
        """Add addresses and return those to be visited that are new, or that now promise more than before."""
        with self._transaction():
            return self._add(found)

    def settle(self, settlement: Settlement, found: Iterable[Found], mark: ArchiveMark | None) -> list[Found]:
        """Settle an address together with what it led to, in one transaction; returns as `add` does."""
        with self._transaction():
            self._database.execute(
                "UPDATE addresses SET outcome = ?, detail = ?, http_status = ?, sha256 = ?, led_to = ?, attempted = ?,"
                " settled_at = ? WHERE run_id = ? AND school = ? AND address = ?",
                (
                    settlement.outcome, settlement.detail, settlement.http_status, settlement.sha256, settlement.led_to,
                    settlement.attempted, _now(), self._run_id, settlement.school, settlement.address,
                ),
            )  # fmt: skip
            if settlement.absence is not None:
                row = (self._run_id, settlement.absence_host, settlement.absence)
                self._database.execute("INSERT OR REPLACE INTO absences VALUES (?, ?, ?)", row)
            if mark is not None:
                self._write_mark(mark)
            return self._add(found)

    def settle_many(self, addresses: Iterable[tuple[str, str]], outcome: VisitOutcome, detail: str) -> None:
        """Settle addresses (school, address) that will not be requested, all for the same reason."""
        now = _now()
        rows = [(outcome, detail, now, self._run_id, school, address) for school, address in addresses]
        with self._transaction():
            self._database.executemany(
                "UPDATE addresses SET outcome = ?, detail = ?, settled_at = ?"
                " WHERE run_id = ? AND school = ? AND address = ? AND outcome IS NULL",
                rows,
            )

    def set_mark(self, mark: ArchiveMark) -> None:
        """Record how far the archive is written, outside of a response."""
        with self._transaction():
            self._write_mark(mark)

    def mark(self) -> ArchiveMark | None:
        """How far the archive was written when the last response was settled."""
        row = self._database.execute("SELECT * FROM archive_mark").fetchone()
        return ArchiveMark(row["warc_file"], row["warc_bytes"], row["index_bytes"]) if row else None

    def waiting(self, schools: Iterable[str]) -> Iterator[Found]:
        """The addresses of these schools that are still to be visited, in the order in which they were found."""
        for slug in schools:
            rows = self._database.execute(
                f"SELECT {COLUMNS} FROM addresses WHERE run_id = ? AND school = ?"  # noqa: S608 - columns are a constant
                " AND outcome IS NULL AND led_to IS NULL ORDER BY number",
                (self._run_id, slug),
            )
            yield from (_found(row) for row in rows.fetchall())

    def addresses(self, school: str) -> list[str]:
        """Every address known for a school in this run, in the order in which they were found."""
        rows = self._database.execute(
            "SELECT address FROM addresses WHERE run_id = ? AND school = ? ORDER BY number", (self._run_id, school)
        )
        return [str(row["address"]) for row in rows]

    def walked_links(self, school: str) -> list[str]:
        """Links on the school's own ground that became known in this run, in the order in which they were found."""
        rows = self._database.execute(
            "SELECT address FROM addresses WHERE run_id = ? AND school = ? AND kind = 'link' AND NOT external ORDER BY number",
            (self._run_id, school),
        )
        return [str(row["address"]) for row in rows]

    def unpromising_links(self, school: str) -> int:
        """How many links that promised nothing became known in this run."""
        row = self._database.execute(
            "SELECT count(*) AS links FROM addresses WHERE run_id = ? AND school = ? AND kind = 'link' AND NOT promising",
            (self._run_id, school),
        ).fetchone()
        return int(row["links"])

    def requests_made(self, school: str) -> dict[str, int]:
        """How many addresses of each kind were asked for in this run; exploring counts pages that promised nothing."""
        rows = self._database.execute(
            "SELECT CASE WHEN kind = 'link' AND NOT promising THEN 'exploring' ELSE kind END AS kind, count(*) AS made"
            " FROM addresses WHERE run_id = ? AND school = ? AND attempted GROUP BY 1",
            (self._run_id, school),
        )
        return {row["kind"]: row["made"] for row in rows}

    def absence_sketches(self) -> dict[str, str]:
        """Per host: the sketch of what it answers for a page that does not exist."""
        rows = self._database.execute("SELECT host, sketch FROM absences WHERE run_id = ?", (self._run_id,))
        return {row["host"]: row["sketch"] for row in rows}

    def rows(self, school: str) -> list[sqlite3.Row]:
        """Every address of a school in this run, in the order in which they were found."""
        return self._database.execute(
            "SELECT * FROM addresses WHERE run_id = ? AND school = ? ORDER BY number", (self._run_id, school)
        ).fetchall()

    def crawl(self, school: str) -> sqlite3.Row:
        """Start, end and seconds worked of a school's crawl in this run."""
        row: sqlite3.Row = self._database.execute(
            "SELECT * FROM crawls WHERE run_id = ? AND school = ?", (self._run_id, school)
        ).fetchone()
        return row

    def finish(self, school: str) -> None:
        """Note that the crawl of a school is over in this run."""
        with self._transaction():
            self._database.execute(
                "UPDATE crawls SET finished_at = ? WHERE run_id = ? AND school = ?", (_now(), self._run_id, school)
            )

    def totals(self) -> tuple[int, int]:
        """How many addresses of this run are settled, and how many are known."""
        row = self._database.execute(
            "SELECT count(*) AS known, sum(settled_at IS NOT NULL) AS settled FROM addresses WHERE run_id = ?",
            (self._run_id,),
        ).fetchone()
        return int(row["settled"] or 0), int(row["known"])

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._database)

    def _add(self, found: Iterable[Found]) -> list[Found]:
        new: list[Found] = []
        for one in found:
            cursor = self._database.execute(
                f"INSERT INTO addresses (run_id, {COLUMNS}, outcome, detail, settled_at)"  # noqa: S608 - constants
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET score = excluded.score, promising = max(promising, excluded.promising)"
                " WHERE excluded.score > score AND addresses.settled_at IS NULL",
                (
                    self._run_id, one.school, one.address, one.kind, one.score, one.promising, one.depth, one.linked,
                    one.hops, one.external, one.asked_address, one.parent_address, one.anchor_text, one.outcome, one.detail,
                    _now() if one.outcome else None,
                ),
            )  # fmt: skip
            if cursor.rowcount and one.outcome is None:
                new.append(one)
            if one.linked:
                self._shorten(one)
        return new

    def _shorten(self, one: Found) -> None:
        """Keep the shortest way from the home page, also for addresses that were known before a link to them was."""
        self._database.execute(
            "UPDATE addresses SET depth = ?, linked = 1, parent_address = ?, anchor_text = ?"
            " WHERE run_id = ? AND school = ? AND address = ? AND (NOT linked OR depth > ?)",
            (one.depth, one.parent_address, one.anchor_text, self._run_id, one.school, one.address, one.depth),
        )

    def _write_mark(self, mark: ArchiveMark) -> None:
        self._database.execute("DELETE FROM archive_mark")
        self._database.execute(
            "INSERT INTO archive_mark VALUES (?, ?, ?)", (mark.warc_file, mark.warc_bytes, mark.index_bytes)
        )


class _Transaction:
    """BEGIN IMMEDIATE to COMMIT, or ROLLBACK on any error."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.execute("ROLLBACK" if kind else "COMMIT")


def _found(row: sqlite3.Row) -> Found:
    fields = {name: row[name] for name in COLUMNS.split(", ")}
    flags = {name: bool(row[name]) for name in ("promising", "external", "linked")}
    return Found(**{**fields, **flags})


def _now() -> str:
    return datetime.now(UTC).isoformat()
