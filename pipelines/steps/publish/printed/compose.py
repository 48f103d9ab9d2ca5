"""Composing the printed report: from its record to what the layout prints, and to the PDF.

Belongs here: values and words in the order of the layout, the call of the typesetter. Does not belong here: layout (report.typ),
counting (rules/report), sentences that the page shares (rules/report/words.py).
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import typst

from charts import Chart, printable
from pipelines.exceptions import PublishError
from pipelines.steps.publish.printed import passages
from rules.report import pictures, words
from rules.report.telling import brief
from schemas.report import Report, ReportChange, ReportFlag
from schemas.vocabulary import Collection, CriterionStatus, Degree, DocumentKind, Severity

LAYOUT = Path(__file__).parent / "report.typ"
FONT = "Libertinus Serif"
"""One of the fonts within the typesetter, so that the same report looks alike on every machine."""
SERIES = "MatchWatch transparency report"
TITLE = "How candid are US medical schools?"
SUBTITLE = "What they publish about residency matches and licensing exams, and what they do not"
KINDS = {DocumentKind.crawled: "fetched by our crawler", DocumentKind.transcribed: "transcribed by hand"}
LETTERS = {
    CriterionStatus.met: "M",
    CriterionStatus.partly: "P",
    CriterionStatus.not_met: "N",
    CriterionStatus.withheld: "W",
    CriterionStatus.promised: "A",
    CriterionStatus.not_yet_due: "L",
    CriterionStatus.reported_with_parent: "U",
    CriterionStatus.not_assessed: "·",
}
"""Letters in the matrix, for those who do not tell its colours apart: announced, later, under the parent."""


def printed_report(report: Report, meanings: Mapping[str, str]) -> bytes:
    """The report as a tagged PDF; the same report gives the same bytes.

    Args:
        report: what is printed.
        meanings: what each flag rule says, by rule.

    Raises:
        PublishError: the layout and the report do not fit.
    """
    given = orjson.dumps(_values(report, meanings), option=orjson.OPT_NON_STR_KEYS).decode()
    try:
        return typst.compile(
            LAYOUT.read_bytes(),
            sys_inputs={"report": given},
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=report.built_at.replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise PublishError(f"{LAYOUT.name}: the printed report cannot be set ({error.message})") from error


def _values(report: Report, meanings: Mapping[str, str]) -> dict[str, Any]:
    names = {school.slug: school.short_name for school in report.schools}
    adverse = [flag for flag in report.flags if flag.severity is not Severity.note]
    adverse.sort(key=lambda flag: (names[flag.school_slug].casefold(), flag.severity is not Severity.red, flag.rule))
    used = [status for status in CriterionStatus if any(tally.counts.get(status) for tally in report.criteria)]
    return {
        "title": TITLE,
        "series": SERIES,
        "subtitle": SUBTITLE,
        "day": {"year": report.as_of.year, "month": report.as_of.month, "day": report.as_of.day},
        "as_of": day(report.as_of),
        "standing": passages.STANDING,
        "report": report.model_dump(
            mode="json", include={"edition_id", "collection", "notice", "criteria", "schools", "reading"}
        ),
        "numbers": _numbers(report, adverse),
        "brief": brief(report),
        "statuses": [
            {"status": status, "label": words.STATUS_LABELS[status], "meaning": words.STATUS_MEANINGS[status]}
            for status in CriterionStatus
        ],
        "used": [{"status": status, "label": words.STATUS_LABELS[status]} for status in used],
        "letters": LETTERS,
        "letter_key": ", ".join(f"{letter} {words.STATUS_LABELS[status]}" for status, letter in LETTERS.items()),
        "charts": {name: _chart(chart) for name, chart in charts_of(report).items() if chart},
        "least": [tally.model_dump(mode="json") for tally in report.least_published],
        "themes": [
            {"label": words.THEME_LABELS[tally.theme], "silent": tally.silent, "judged": tally.judged}
            for tally in report.themes
            if tally.judged
        ],
        "rules": [
            {
                "severity": tally.severity,
                "label": pictures.rule_label(tally.rule),
                "meaning": meanings.get(tally.rule, ""),
                "md": tally.schools.get(Degree.MD, 0),
                "do_": tally.schools.get(Degree.DO, 0),
            }
            for tally in report.rules
        ],
        "adverse": [_flag(flag, names) for flag in adverse],
        "new_flags": [_flag(flag, names) for flag in report.new_flags],
        "changes": [_change(change, names) for change in report.changes],
        "documents": [
            {
                "kind": KINDS[row.kind],
                "reading": words.READING_LABELS[row.reading],
                "documents": row.documents,
                "leftovers": row.leftovers,
                "names": row.names_removed,
            }
            for row in report.coverage.documents
        ],
        "scores": [
            {
                **score.model_dump(mode="json"),
                "precision": f"{100 * score.precision:.1f}",
                "recall": f"{100 * score.recall:.1f}",
            }
            for score in report.reading.scores
        ],
        "words": passages.passages(report),
        "citation": passages.citation(report, f"{TITLE} Transparency report"),
    }


def _numbers(report: Report, adverse: list[ReportFlag]) -> list[dict[str, str]]:
    coverage = report.coverage
    return [
        {
            "value": f"{coverage.schools:,}",
            "words": "invented schools" if report.collection is Collection.sample else "schools",
        },
        {"value": f"{len(report.criteria)}", "words": "criteria"},
        {"value": f"{coverage.complete:,}", "words": "completed searches"},
        {"value": f"{len(adverse):,}", "words": "red and yellow flags"},
    ]


def charts_of(report: Report) -> dict[str, Chart | None]:
    """The charts of the report by the names under which the layout asks for them; None where there is too little to draw."""
    return {
        "status": pictures.status_chart(report),
        "degree": pictures.degree_chart(report),
        "flags": pictures.flag_chart(report),
        "search": pictures.search_chart(report),
        "reading": pictures.reading_chart(report),
    }


def _chart(chart: Chart) -> dict[str, str]:
    return {"title": chart.title, "alternative": chart.alternative, "svg": printable(chart, FONT).decode()}


def _flag(flag: ReportFlag, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "school": names[flag.school_slug],
        "severity": flag.severity,
        "label": pictures.rule_label(flag.rule),
        "explanation": flag.explanation,
    }


def _change(change: ReportChange, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "school": names[change.school_slug],
        "subject": change.subject.replace("_", " "),
        "kind": change.kind,
        "values": f"{change.before or 'nothing'}, then {change.after or 'nothing'}",
        "noticed": day(change.noticed_on) if change.noticed_on else "",
    }


def day(value: date) -> str:
    """A date as 4 June 2026."""
    return f"{value.day} {value:%B %Y}"
