"""How an evaluation is laid out for a person at a terminal.

Belongs here: tables of scores and misses. Does not belong here: how they are made.
"""

import json

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.evaluation.report import POOR, Evaluation
from pipelines.evaluation.scoring import SECTIONS, Tally

ROWS_OF_A_DOCUMENT = 5


def show(evaluation: Evaluation, console: Console, *, worst: int, verbose: bool) -> None:
    """Print totals, layouts, the gate and the worst documents; with verbose also what they missed and found beyond."""
    console.print(totals(evaluation))
    console.print(layouts(evaluation))
    for line in notes(evaluation):
        console.print(line, soft_wrap=True)
    poorest = evaluation.worst(worst)
    if poorest:
        console.print(documents(evaluation, worst))
    if verbose:
        for score in poorest:
            console.print(f"[bold]{escape(score.document.name)}[/]")
            for name, section in score.sections.items():
                for what, rows in (("missed", section.missed), ("beyond", section.extra)):
                    for row in rows[:ROWS_OF_A_DOCUMENT]:
                        console.print(
                            f"  {name} {what}: {escape(json.dumps(row, ensure_ascii=False))}", soft_wrap=True
                        )


def totals(evaluation: Evaluation) -> Table:
    """Scores over all documents."""
    table = Table(
        "score",
        "expected",
        "found",
        "precision",
        "recall",
        "F1",
        "mean F1",
        title="All documents",
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for name, tally in evaluation.tallies.items():
        table.add_row(name, str(tally.hit + tally.missed), str(tally.hit + tally.extra), *figures(tally))
    return table


def figures(tally: Tally) -> list[str]:
    """Precision, recall, F1 and mean F1 as they are shown."""
    return [f"{value:.4f}" for value in (tally.precision, tally.recall, tally.f1, tally.macro_f1)]


def layouts(evaluation: Evaluation) -> Table:
    """F1 of each family of layouts."""
    table = Table(title="F1 by layout (documents)", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("layout", no_wrap=True)
    for section in SECTIONS:
        table.add_column(section)
    for family, tallies in sorted(evaluation.families.items()):
        shown = [tallies[section] for section in SECTIONS]
        table.add_row(
            family, *[f"{tally.f1:.4f} ({len(tally.documents)})" if tally.documents else "" for tally in shown]
        )
    return table


def notes(evaluation: Evaluation) -> list[str]:
    """What is to be said beside the tables."""
    right, damaged = evaluation.damaged
    attributes = [
        f"{name} {good}/{of} = {good / of:.4f}" for name, (good, of) in sorted(evaluation.attributes.items()) if of
    ]
    gate = evaluation.gate
    passed = f"gate: placements of documents let through have precision {gate.passed.precision:.4f}"
    caught = f"of {gate.poor} documents with an F1 under {POOR:g}, {gate.caught} were held back, and {gate.needless} good ones"
    return [
        "attributes of measures found: " + (", ".join(attributes) or "none printed"),
        f"{passed}; {caught}; in {gate.empty} no placement was found at all",
        f"damaged files reported: {right} of {damaged}; declared unreadable: {sum(s.left_out for s in evaluation.scores)}",
        f"names of people that reached the output: {len(evaluation.leaks)}",
    ]


def documents(evaluation: Evaluation, count: int) -> Table:
    """The worst documents."""
    table = Table(
        "document",
        "F1",
        "placements",
        "measures",
        "statements",
        "sure",
        title="Worst documents (missed, beyond)",
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for score in evaluation.worst(count):
        cells = [
            f"{len(section.missed)}, {len(section.extra)}" if section.missed or section.extra else ""
            for section in score.sections.values()
        ]
        held = " held back" if score.extraction.held_back else ""
        sure = "" if score.extraction.confidence is None else f"{score.extraction.confidence:.0%}"
        table.add_row(score.document.name, f"{score.f1 or 0:.3f}", *cells, score.extraction.error or f"{sure}{held}")
    return table
