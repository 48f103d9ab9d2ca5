"""The end of a refresh, for a person: what is new, what failed and why, what to do next.

Belongs here: the words and their order. Does not belong here: finding out what differs (steps/publish/difference.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from pipelines.cli.exit_codes import ExitCode
from pipelines.crawling import CrawlEnd
from pipelines.refreshing import RefreshRequest, RefreshResult
from pipelines.steps.publish.database import Values
from pipelines.steps.publish.difference import TableDifference, difference
from pipelines.steps.publish.edition import rows_of_edition
from schemas.tables import DocumentRow, SchoolStateRow
from schemas.vocabulary import Collection, ReadingOutcome

COUNTED = ("schools", "documents", "placements", "measures", "statements", "outcomes", "flags")
SHOWN = 12


def tell(console: Console, request: RefreshRequest, result: RefreshResult, warnings: Sequence[str]) -> ExitCode:
    """Print the summary and return the code with which the command ends."""
    states = rows_of_edition(result.folder, SchoolStateRow)
    documents = rows_of_edition(result.folder, DocumentRow)
    _tell_edition(console, result)
    if result.crawl is CrawlEnd.NO_NETWORK:
        console.print(
            "\n[bold red]No network:[/] no host could be reached. Every school is marked not assessed: unreachable; what the"
            " last edition had of it was kept."
        )
    else:
        _tell_failures(console, states, request)
    _tell_documents(console, documents)
    _list(console, "Found by the checks", warnings)
    _tell_next(console, request, result, documents)
    return _code(result)


def _tell_edition(console: Console, result: RefreshResult) -> None:
    edition = result.edition
    if not result.is_new:
        console.print(f"[bold]Nothing new.[/] Edition {edition.edition_id} stays current; its content is unchanged.")
        return
    console.print(f"[bold green]Published[/] edition [bold]{edition.edition_id}[/], as of {edition.as_of}.")
    found = difference(result.previous, result.folder)
    for table in found:
        if table.name in COUNTED:
            console.print(f"  {table.after:>7} {table.name:<11} {_changes(table)}", highlight=False)
    flags = next(table for table in found if table.name == "flags")
    if result.previous is not None:
        _list(
            console, "New flags", [f"{row['school_slug']}: {row['rule']} ({row['severity']})" for row in flags.added]
        )
        _list(console, "Flags no longer raised", [f"{row['school_slug']}: {row['rule']}" for row in flags.removed])


def _changes(table: TableDifference) -> str:
    if table.is_empty:
        return "(as before)"
    parts = [f"{len(table.added)} new", f"{len(table.removed)} gone", f"{len(table.changed)} changed"]
    return f"({', '.join(part for part in parts if not part.startswith('0 '))})"


def _tell_failures(console: Console, states: Iterable[Values], request: RefreshRequest) -> None:
    wanted = [row for row in states if not request.schools or row["school_slug"] in request.schools]
    counts = Counter(str(row["crawl_state"]) for row in wanted)
    told = ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in counts.most_common())
    console.print(f"\nSearches: {told}.", highlight=False)
    for state, title in (("unreachable", "Not reached"), ("incomplete", "Not searched to the end")):
        lines = [f"{row['school_slug']}: {row['crawl_reason']}" for row in wanted if row["crawl_state"] == state]
        _list(console, title, lines)


def _tell_documents(console: Console, documents: Sequence[Values]) -> None:
    for outcome, title in (
        (ReadingOutcome.error, "Damaged documents"),
        (ReadingOutcome.unread, "Documents that no reader can read"),
        (ReadingOutcome.held_back, "Documents held back for a person to look at"),
    ):
        rows = [row for row in documents if row["reading"] == outcome]
        _list(console, title, [f"{row['school_slug']}: {row['address']}: {row['reading_note']}" for row in rows])


def _tell_next(console: Console, request: RefreshRequest, result: RefreshResult, documents: Sequence[Values]) -> None:
    sample = " --sample" if request.collection is Collection.sample else ""
    steps = []
    if result.crawl is CrawlEnd.NO_NETWORK:
        steps.append(f"connect to a network, then: matchwatch refresh{sample}")
    if request.offline and not result.edition.crawled:
        steps.append(f"crawl the schools' sites: matchwatch refresh{sample}")
    if any(row["reading"] != ReadingOutcome.read or row["leftover_count"] for row in documents):
        steps.append(f"look at what was not understood: matchwatch review{sample}")
    if result.previous is not None and result.is_new:
        steps.append(f"see every change: matchwatch editions diff {result.previous.name} {result.edition.edition_id}")
    steps.append("read it: matchwatch serve, then http://127.0.0.1:8000")
    _list(console, "Next", steps)


def _list(console: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    console.print(f"\n[bold]{title}[/]{f' ({len(lines)})' if len(lines) > SHOWN else ''}")
    for line in lines[:SHOWN]:
        console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)
    if len(lines) > SHOWN:
        console.print(f"  ... and {len(lines) - SHOWN} more", highlight=False)


def _code(result: RefreshResult) -> ExitCode:
    if result.crawl is CrawlEnd.NO_NETWORK:
        return ExitCode.NO_NETWORK
    return ExitCode.SOME_SCHOOLS_FAILED if result.crawl is CrawlEnd.SOME_SCHOOLS_FAILED else ExitCode.OK
