"""The crawl report: the record of one school's search, and whether it was complete.

Belongs here: which outcomes leave absence beyond dispute and which do not. Does not belong here: what absence means for
a school (pipelines/steps/assess).

A search is complete when the home page, the known addresses, the sitemaps and every promising link were settled so that
nothing can have been missed there. A page that says it does not exist is settled; one that could not be had is not.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from schemas.documents import CrawlRecord, Visit
from schemas.vocabulary import VisitOutcome
from scrapers.ledger import Ledger

FETCHED = frozenset({VisitOutcome.fetched, VisitOutcome.not_modified})
BEYOND_DISPUTE = FETCHED | {VisitOutcome.soft_404, VisitOutcome.wrong_type}
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
REFUSED = frozenset(
    {
        VisitOutcome.refused_by_robots,
        VisitOutcome.robots_unavailable,
        VisitOutcome.forbidden_by_school_file,
        VisitOutcome.on_stop_list,
    }
)
NAMED_PROBLEMS = 6
WORDS = {
    VisitOutcome.refused_by_robots: "refused by robots rules",
    VisitOutcome.robots_unavailable: "robots.txt not to be had",
    VisitOutcome.forbidden_by_school_file: "forbidden by the school file",
    VisitOutcome.name_not_resolved: "host not found",
    VisitOutcome.connection_refused: "connection refused",
    VisitOutcome.connection_lost: "connection lost",
    VisitOutcome.tls_failed: "no trustworthy TLS connection",
    VisitOutcome.timed_out: "timed out",
    VisitOutcome.client_error: "refused by the host",
    VisitOutcome.server_error: "server error",
    VisitOutcome.login_required: "behind a login",
    VisitOutcome.bot_challenge: "behind a check for humans",
    VisitOutcome.needs_browser: "written by scripts: needs a browser",
    VisitOutcome.on_stop_list: "on the stop list",
    VisitOutcome.too_large: "too large",
    VisitOutcome.empty: "empty",
    VisitOutcome.redirect_refused: "redirect not followed",
    VisitOutcome.address_refused: "forbidden address",
    VisitOutcome.skipped_budget: "left when the budget was spent",
    VisitOutcome.failed_otherwise: "failed",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the ledger with the outcome at the end of its redirects."""

    visit: Visit
    kind: str
    promising: bool

    @property
    def is_settled(self) -> bool:
        gone = self.visit.outcome is VisitOutcome.client_error and self.visit.http_status in GONE
        return gone or self.visit.outcome in BEYOND_DISPUTE


def build_record(ledger: Ledger, school: str) -> CrawlRecord:
    """Make the record of one school's search from the ledger."""
    rows = _resolved(ledger.rows(school))
    crawl = ledger.crawl(school)
    reason = _why_incomplete(rows)
    outcomes = Counter(row.visit.outcome for row in rows)
    fetched = sum(outcomes[outcome] for outcome in FETCHED)
    refused = sum(outcomes[outcome] for outcome in REFUSED)
    skipped = outcomes[VisitOutcome.skipped_budget]
    settled = outcomes[VisitOutcome.soft_404] + outcomes[VisitOutcome.wrong_type]
    return CrawlRecord(
        school_slug=school,
        started_at=datetime.fromisoformat(crawl["started_at"]),
        finished_at=datetime.fromisoformat(crawl["finished_at"]) if crawl["finished_at"] else None,
        complete=reason is None,
        incomplete_reason=reason,
        fetched=fetched,
        refused=refused,
        failed=len(rows) - fetched - refused - skipped - settled,
        skipped=skipped,
        visits=tuple(row.visit for row in rows),
    )


def write_record(folder: Path, record: CrawlRecord) -> Path:
    """Write a record as <slug>.json, so that a reader sees the old one or the new one and nothing between."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{record.school_slug}.json"
    aside = path.with_suffix(".json.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(record.model_dump_json(indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return path


def read_record(path: Path) -> CrawlRecord:
    """Read a record that `write_record` wrote."""
    return CrawlRecord.model_validate(json.loads(path.read_text(encoding="utf-8")))


def summary(records: Iterable[CrawlRecord]) -> str:
    """A few lines for a person: totals, and one line for each school whose search is not complete."""
    every = list(records)
    complete = sum(record.complete for record in every)
    totals = [sum(getattr(record, name) for record in every) for name in ("fetched", "refused", "failed", "skipped")]
    searched = f"{len(every)} schools searched, {complete} completely"
    lines = [f"{searched}; {totals[0]} addresses fetched, {totals[1]} refused, {totals[2]} failed, {totals[3]} left."]
    lines += [f"  {record.school_slug}: {record.incomplete_reason}" for record in every if not record.complete]
    return "\n".join(lines)


def _resolved(rows: list[sqlite3.Row]) -> list[_Row]:
    by_address = {row["address"]: row for row in rows}
    return [_row(row, *_end_of(row, by_address)) for row in rows if row["kind"] != "probe"]


def _end_of(row: sqlite3.Row, by_address: dict[str, sqlite3.Row]) -> tuple[VisitOutcome, str | None, int | None]:
    """Follow redirects to what became of the last address: outcome, detail, status."""
    seen: set[str] = set()
    last = row
    while last["led_to"]:
        if last["address"] in seen or last["led_to"] not in by_address:
            return VisitOutcome.redirect_refused, "redirects in a circle", last["http_status"]
        seen.add(last["address"])
        last = by_address[last["led_to"]]
    detail = last["detail"]
    if last is not row:
        detail = f"redirects to {last['address']}" + (f": {detail}" if detail else "")
    if last["outcome"] is None:
        return VisitOutcome.skipped_budget, "the crawl was stopped before", None
    return VisitOutcome(last["outcome"]), detail, last["http_status"]


def _row(row: sqlite3.Row, outcome: VisitOutcome, detail: str | None, status: int | None) -> _Row:
    visit = Visit(
        school_slug=row["school"],
        address=row["address"],
        outcome=outcome,
        detail=detail[:500] if detail else None,
        http_status=status,
        score=row["score"],
        depth=row["depth"],
        visited_at=datetime.fromisoformat(row["settled_at"]) if row["settled_at"] else None,
    )
    return _Row(visit, row["kind"], bool(row["promising"]))


def _why_incomplete(rows: list[_Row]) -> str | None:
    """What kept a search from being complete, or None."""
    problems: list[str] = []
    homes = [row for row in rows if row.kind == "home"]
    starts = [row for row in rows if row.kind in ("home", "known")]
    if not any(row.visit.outcome in FETCHED for row in starts):
        problems.append("no start page could be fetched")
    if homes and not any(row.visit.outcome in FETCHED for row in homes):
        problems.append(_named("home page", homes))
    for kind, name in (("known", "known address"), ("sitemap", "sitemap"), ("link", "promising link")):
        open_ones = [
            row for row in rows if row.kind == kind and not row.is_settled and (kind != "link" or row.promising)
        ]
        if open_ones:
            problems.append(_named(name, open_ones))
    if starts and not any(row.kind == "link" for row in rows) and not problems:
        problems.append("the start pages hold no link that could be followed")
    return "; ".join(problems)[:1000] or None


def _named(name: str, rows: list[_Row]) -> str:
    """A kind of address and what happened, most frequent first: 'promising links: 3 timed out (one of them ...)'."""
    outcomes = Counter(row.visit.outcome for row in rows)
    parts = []
    for outcome, number in outcomes.most_common(NAMED_PROBLEMS):
        example = next(row.visit.address for row in rows if row.visit.outcome is outcome)
        parts.append(f"{number} {WORDS.get(outcome, outcome)} ({'such as ' if number > 1 else ''}{example[:150]})")
    ending = "" if len(rows) == 1 else "es" if name.endswith("s") else "s"
    return f"{name}{ending}: {', '.join(parts)}"
