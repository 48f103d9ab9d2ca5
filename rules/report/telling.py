"""Telling: sentences of the report that depend on what was counted, for page and print.

Belongs here: a figure in its sentence. Does not belong here: sentences that never change (words.py), layout.
"""

from schemas.report import Report
from schemas.vocabulary import ReadingOutcome, Severity

NAMED = 3


def brief(report: Report) -> list[str]:
    """What a hurried reader should know, in a few sentences that hold for this edition."""
    coverage = report.coverage
    unseen = coverage.schools - coverage.searched
    sentences = [
        f"The sites of {coverage.searched} of {coverage.schools} schools were searched; for {coverage.complete} the search was "
        "complete. Only those can be found silent on anything."
        if coverage.searched
        else f"No site of the {coverage.schools} schools has been searched for this edition, so none can be found silent on anything."
    ]
    if unseen:
        whom = f"Of the other {unseen} schools" if coverage.searched else "Of the schools"
        sentences.append(
            f"{whom} only figures are known that were transcribed by hand from their own releases. They show what is published, and "
            "nothing about what is not."
        )
    told = report.least_published
    if told:
        least = "; ".join(f"{_inner(one.title)} ({one.all.percent:g} percent)" for one in told[:NAMED])
        most = "; ".join(f"{_inner(one.title)} ({one.all.percent:g} percent)" for one in reversed(told[-NAMED:]))
        sentences += [
            f"Fewest schools publish what is asked for under: {least}.",
            f"Most do under: {most}.",
        ]
    counted = {
        severity: len({flag.school_slug for flag in report.flags if flag.severity is severity})
        for severity in (Severity.red, Severity.yellow)
    }
    sentences.append(f"{counted[Severity.red]} schools carry a red flag, {counted[Severity.yellow]} a yellow one.")
    if report.changes:
        sentences.append(f"{len(report.changes)} changes on schools’ pages were noticed between captures.")
    return sentences


def coverage_told(report: Report) -> str:
    """How far we got, in the terms in which schools are judged."""
    coverage = report.coverage
    held = sum(row.documents for row in coverage.documents if row.reading is ReadingOutcome.held_back)
    unread = sum(
        row.documents for row in coverage.documents if row.reading in (ReadingOutcome.unread, ReadingOutcome.error)
    )
    leftovers = sum(row.leftovers for row in coverage.documents)
    oldest = (
        f" The oldest search that it rests on is of {f'{coverage.oldest_search.day} {coverage.oldest_search:%B %Y}'}."
        if coverage.oldest_search
        else ""
    )
    return (
        f"We ask of ourselves what we ask of schools. {coverage.searched} of {coverage.schools} sites were searched, "
        f"{coverage.complete} of them completely.{oldest} Of the documents, {held} were held back for a person to look at and {unread} "
        f"could not be read; {leftovers} rows in the others were not understood."
    )


def gate_told(report: Report) -> str:
    """How well doubtful readings are held back, and whether a name came through."""
    gate = report.reading.gate
    return (
        f"Of {gate.poor} documents that were read poorly, the gate to publication held back {gate.poor_held_back}; it held back "
        f"{gate.good_held_back} that were read well. Of what passed, {100 * gate.passed_precision:.2f} percent of the placements are right. "
        f"Planted names of people that came through: {report.reading.names_leaked}."
    )


def _inner(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:]
