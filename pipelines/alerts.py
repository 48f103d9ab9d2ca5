"""Alerts: what an operator is told by webhook or e-mail when nobody looks.

Belongs here: the occasions, their words, and sending them. Does not belong here: finding a fault, progress for a person at a
terminal (pipelines/reporting). A message holds no words of a document and no address that alerts go to.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import apprise

from pipelines.settings import Settings
from pipelines.steps.publish.database import Values, fits
from pipelines.steps.publish.edition import Publication, rows_of_edition
from pipelines.steps.publish.pointer import DATABASE_NAME
from schemas.tables import FlagRow

LOST = "disclosure_removed"
SHOWN = 20
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alert:
    """One message: a line, and what there is to know and to do."""

    title: str
    body: str


def send(settings: Settings, alert: Alert) -> bool:
    """Send an alert to every address of the settings; returns whether all took it, true where there is none.

    Never raises: an alert that cannot be sent is logged, and the run it is about goes on.
    """
    if not settings.alert_addresses:
        return True
    outlets = apprise.Apprise()
    known = [outlets.add(address) for address in settings.alert_addresses]
    sent = bool(outlets) and bool(
        outlets.notify(title=alert.title, body=alert.body, body_format=apprise.NotifyFormat.TEXT)
    )
    if not (sent and all(known)):
        log.warning(
            "alert not delivered everywhere: %s; check MATCHWATCH_ALERTS with: matchwatch doctor --alerts", alert.title
        )
    return sent and all(known)


def failed_run(job: str, reason: str) -> Alert:
    """A run failed; the reason tells what to do, and that an edition is held where one is."""
    return Alert(
        f"MatchWatch: {job} failed",
        f"{reason}\n\nThe edition before stays current. Editions that wait for a person: matchwatch editions list",
    )


def unmet_expectations(job: str, lines: Sequence[str]) -> Alert:
    """A run published, but checks that do not block found less than is expected."""
    return Alert(f"MatchWatch: {job} found less than is expected", "\n".join(f"- {line}" for line in lines))


def lost_disclosures(published: Publication) -> Alert | None:
    """What schools took from their pages since the edition before; None where nothing is new or nothing was before."""
    before_id = published.edition.previous_edition_id
    if before_id is None:
        return None
    before = {row["flag_id"] for row in _lost(published.folder.parent / before_id)}
    news = [row for row in _lost(published.folder) if row["flag_id"] not in before]
    if not news:
        return None
    lines = [f"- {row['school_slug']}: {row['criterion_id']} ({row['flag_subject'] or 'all'})" for row in news[:SHOWN]]
    more = [f"- and {len(news) - SHOWN} more"] if len(news) > SHOWN else []
    return Alert(
        f"MatchWatch: disclosures gone from schools' pages: {len(news)}",
        "\n".join([*lines, *more, "", f"Edition {published.folder.name}, compared with {before_id}."]),
    )


def _lost(folder: Path) -> list[Values]:
    if not fits(folder / DATABASE_NAME):
        return []
    return [row for row in rows_of_edition(folder, FlagRow) if row["rule"] == LOST]
