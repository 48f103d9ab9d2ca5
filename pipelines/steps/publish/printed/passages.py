"""Passages of the printed report: sentences that depend on what was counted.

Belongs here: running text around the tables. Does not belong here: words that the page shares (rules/report/words.py), layout.
"""

from rules.report import words
from rules.report.counting import LEAST_JUDGED
from schemas.report import Report
from schemas.vocabulary import Degree, Severity

STANDING = (
    "Criteria are shown one by one and never summed: this is no ranking. Not found is not “not published”: a school is found "
    "silent only after a completed search of its site. Found a mistake? The last chapter says how to have it corrected."
)
NAMED = 3


def brief(report: Report) -> list[str]:
    """What a hurried reader should know, in a few sentences that hold for this edition."""
    coverage = report.coverage
    sentences = [
        (
            f"The sites of {coverage.searched} of {coverage.schools} schools were searched; for {coverage.complete} the search was "
            "complete. Only those can be found silent on anything."
        )
    ]
    if coverage.searched < coverage.schools:
        left = coverage.schools - coverage.searched
        sentences.append(
            f"Of the other {left} schools only figures are known that were transcribed by hand from their own releases. "
            "They show what is published, and nothing about what is not."
        )
    told = report.least_published
    if told:
        least = "; ".join(f"{one.title.lower()} ({one.all.percent:g} percent)" for one in told[:NAMED])
        most = "; ".join(f"{one.title.lower()} ({one.all.percent:g} percent)" for one in reversed(told[-NAMED:]))
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


def passages(report: Report) -> dict[str, object]:
    """Running text by the name under which the layout asks for it."""
    gate = report.reading.gate
    judged = {degree: sum(one.degree is degree and one.complete for one in report.schools) for degree in Degree}
    return {
        "reading": "Each school is asked the same questions, for the latest class or testing cycle that is due. The answer is one of "
        "these:",
        "criteria": f"Each bar is all {report.coverage.schools} schools. A criterion that does not apply to a school, such as the third "
        "COMLEX level for MD schools, leaves its bar shorter.",
        "least": "Where the country is least documented: the criteria that the fewest schools meet, and the groups of criteria on which "
        f"schools say nothing at all. {judged[Degree.MD]} MD and {judged[Degree.DO]} DO schools had a completed search.",
        "too_few": f"it takes {LEAST_JUDGED} schools with a completed search.",
        "flags": "A flag says what a reader should know before relying on a school’s figures. None rests on a failed fetch, a "
        "refusal, an unread document, a secondary source, or on a school whose number of classes is unknown. DO schools are besides held "
        "to what their accreditor requires; MD schools have no such duty.",
        "new": "What was not there in the edition before.",
        "no_new_flags": "This is the first edition: nothing can be new."
        if report.previous_edition_id is None
        else "No flag is new since the edition before.",
        "matrix": "The order is that of names. Read along a row what one school publishes, along a column how one question is answered.",
        "coverage": _coverage(report),
        "errors": "Our readings are measured on documents that people read first. These documents were at hand while the readers were "
        "written, so forms that nobody has seen yet will be read less well; that is why doubtful readings are held back.",
        "gate": f"Of {gate.poor} documents that were read poorly, the gate to publication held back {gate.poor_held_back}; it held back "
        f"{gate.good_held_back} that were read well. Of what passed, {100 * gate.passed_precision:.2f} percent of the placements are right. "
        f"Planted names of people that came through: {report.reading.names_leaked}.",
        "methods": words.METHODS,
        "limits": words.LIMITS,
        "corrections": "A school, or anyone else, can dispute a finding by naming its identifier in the project’s repository. The school’s "
        "statement is shown beside the finding with the state of the matter, and every decision is kept in a public log.",
        "licence": "The data of an edition are under the Open Data Commons Attribution License 1.0. Figures are facts about institutions "
        "as those institutions published them; open the source before relying on one.",
    }


def citation(report: Report, title: str) -> str:
    """How to cite the report."""
    invented = " Invented sample data." if report.notice else ""
    return (
        f"MatchWatch. {title}, edition {report.edition_id}, as of {report.as_of.isoformat()}. "
        f"Built {report.built_at.date().isoformat()}.{invented}"
    )


def _coverage(report: Report) -> str:
    coverage = report.coverage
    held = sum(row.documents for row in coverage.documents if row.reading == "held_back")
    unread = sum(row.documents for row in coverage.documents if row.reading in ("unread", "error"))
    leftovers = sum(row.leftovers for row in coverage.documents)
    oldest = (
        f" The oldest search that it rests on is of {coverage.oldest_search.isoformat()}."
        if coverage.oldest_search
        else ""
    )
    return (
        f"We ask of ourselves what we ask of schools. {coverage.searched} of {coverage.schools} sites were searched, "
        f"{coverage.complete} of them completely.{oldest} Of the documents, {held} were held back for a person to look at and {unread} "
        f"could not be read; {leftovers} rows in the others were not understood."
    )
