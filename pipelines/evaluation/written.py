"""An evaluation as a part of a page in Markdown, written anew by `matchwatch evaluate --write`.

Belongs here: the tables between the marks of a page. Does not belong here: how scores are made (report), the words around
the tables (docs/reading.md).
"""

from collections.abc import Iterator, Sequence

from pipelines.evaluation.report import POOR, Evaluation
from pipelines.evaluation.scoring import SECTIONS, DocumentScore, Tally
from scrapers.exceptions import MatchWatchError

START, END = "<!-- scores: written by matchwatch evaluate --write -->", "<!-- end of scores -->"
WORST = 10
MOST_MISSES = 3
"""Misses of a document that are named."""


class PageError(MatchWatchError):
    """Raised by rewritten for a page without a place for scores."""


def rewritten(page: str, evaluation: Evaluation) -> str:
    """Return a page with its part between the marks written anew.

    Raises:
        PageError: the page has no marks.
    """
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise PageError(f"the page has no place for scores: add the lines {START} and {END}")
    return f"{before}{START}\n{body(evaluation)}\n{END}{after}"


def body(evaluation: Evaluation) -> str:
    """Return totals, layouts, attributes, the gate and the worst documents."""
    gate = evaluation.gate
    attributes = ", ".join(
        f"{name} {good} of {of}" for name, (good, of) in sorted(evaluation.attributes.items()) if of
    )
    return "\n".join(
        [
            "",
            *table(("scored", "expected", "found", "precision", "recall", "F1", "mean F1"), totals(evaluation)),
            "",
            *table(("layout", *(f"{section} (documents)" for section in SECTIONS)), layouts(evaluation)),
            "",
            f"Attributes of the measures found: {attributes or 'none printed'}.",
            f"The gate: placements of documents let through have precision {gate.passed.precision:.4f}; of {gate.poor} documents",
            f"with an F1 under {POOR:g}, {gate.caught} were held back, and {gate.needless} others. Names of people in the output: {len(evaluation.leaks)}.",
            "",
            f"The worst documents (at most {WORST}; all others are read without a fault):",
            "",
            *table(("document", "F1", "missed", "found beyond", "held back"), worst(evaluation)),
            "",
        ]
    )


def table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def totals(evaluation: Evaluation) -> Iterator[Sequence[str]]:
    """Yield the scores over all documents."""
    for name in SECTIONS:
        tally = evaluation.tallies[name]
        figures = (tally.precision, tally.recall, tally.f1, tally.macro_f1)
        yield (
            name,
            str(tally.hit + tally.missed),
            str(tally.hit + tally.extra),
            *(f"{value:.4f}" for value in figures),
        )


def layouts(evaluation: Evaluation) -> Iterator[Sequence[str]]:
    """Yield the F1 of each family of layouts."""
    for family, tallies in sorted(evaluation.families.items()):
        if any(tallies[section].documents for section in SECTIONS):
            yield (family, *(of_documents(tallies[section]) for section in SECTIONS))


def of_documents(tally: Tally) -> str:
    """Return an F1 with its number of documents, or nothing."""
    return f"{tally.f1:.4f} ({len(tally.documents)})" if tally.documents else ""


def worst(evaluation: Evaluation) -> Iterator[Sequence[str]]:
    """Yield the documents with the lowest F1, and what they missed and found beyond."""
    for score in evaluation.worst(WORST):
        held = "yes" if score.extraction.held_back else "no"
        yield f"`{score.document.name}`", f"{score.f1 or 0:.3f}", misses(score, "missed"), misses(score, "extra"), held


def misses(score: DocumentScore, which: str) -> str:
    """Return how many findings of each section were missed or found beyond, with the first measures named."""
    told = []
    for name, section in score.sections.items():
        rows = getattr(section, which)
        if not rows:
            continue
        named = [f"{row[0]} {row[3]:g}" for row in rows[:MOST_MISSES]] if name == "measures" else []
        told.append(f"{len(rows)} {name}" + (f" ({', '.join(named)})" if named else ""))
    return "; ".join(told)
