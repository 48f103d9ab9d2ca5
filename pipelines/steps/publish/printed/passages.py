"""Passages of the printed report: sentences that depend on what was counted.

Belongs here: running text around the tables. Does not belong here: words that the page shares (rules/report/words.py), layout.
"""

from rules.report import words
from rules.report.counting import LEAST_JUDGED
from rules.report.telling import coverage_told, gate_told
from schemas.report import Report
from schemas.vocabulary import Degree

STANDING = (
    "Criteria are shown one by one and never summed: this is no ranking. Not found is not “not published”: a school is found "
    "silent only after a completed search of its site. Found a mistake? The last chapter says how to have it corrected."
)


def passages(report: Report) -> dict[str, object]:
    """Running text by the name under which the layout asks for it."""
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
        "coverage": coverage_told(report),
        "errors": words.MEASURED,
        "gate": gate_told(report),
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
