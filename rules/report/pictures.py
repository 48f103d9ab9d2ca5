"""The charts of the report: which of its figures stand in which chart.

Belongs here: choosing and ordering series. Does not belong here: drawing (charts), counting, layout.
"""

from collections.abc import Sequence

from charts import Chart, Series, Tone, bars, shares
from rules.report.words import SEARCH_LABELS, STATUS_LABELS
from schemas.report import Report
from schemas.vocabulary import CriterionStatus, Degree, Severity

TONES = {Degree.MD: Tone.school, Degree.DO: Tone.nation}


def status_chart(report: Report) -> Chart:
    """How many schools stand how, criterion by criterion; statuses that no school has are left out."""
    used = [status for status in CriterionStatus if any(tally.counts.get(status) for tally in report.criteria)]
    series = [
        Series(STATUS_LABELS[status], tuple(tally.counts.get(status, 0) for tally in report.criteria), Tone(status))
        for status in used
    ]
    return shares("Schools by status, criterion by criterion", _titles(report), series)


def degree_chart(report: Report) -> Chart | None:
    """Share of MD and of DO schools that meet each criterion; None where too few were searched to tell."""
    told = [tally for tally in report.criteria if any(one.percent is not None for one in tally.by_degree.values())]
    if not told:
        return None
    series = [
        Series(f"{degree} schools", shares_of_degree, TONES[degree])
        for degree in Degree
        if any(shares_of_degree := tuple(tally.by_degree[degree].percent for tally in told))
    ]
    of_whom = series[0].name if len(series) == 1 else "MD and DO schools"
    title = f"Share of {of_whom} with a completed search that meets each criterion"
    return bars(title, [one.title for one in told], series, unit="%", of="Criterion")


def flag_chart(report: Report) -> Chart | None:
    """How many schools carry each adverse flag; None where there is none."""
    adverse = [tally for tally in report.rules if tally.severity is not Severity.note]
    if not adverse:
        return None
    series = [
        Series(f"{degree} schools", tuple(tally.schools.get(degree, 0) for tally in adverse), TONES[degree])
        for degree in Degree
    ]
    return shares(
        "Schools that carry each flag",
        [f"{rule_label(tally.rule)} ({tally.severity})" for tally in adverse],
        series,
        of="Flag",
    )


def search_chart(report: Report) -> Chart:
    """How far the search of sites got."""
    found = report.coverage.by_search
    labels = [SEARCH_LABELS.get(state, state) for state in found]
    return bars(
        "Schools by state of the search", labels, [Series("Schools", tuple(found.values()), Tone.school)], of="State"
    )


def reading_chart(report: Report, section: str = "placements") -> Chart | None:
    """How well documents are read, layout by layout; None where it was not measured."""
    told = [score for score in report.reading.scores if score.section == section and score.expected]
    if not told:
        return None
    series = [
        Series("found and right", tuple(round(100 * score.precision, 1) for score in told), Tone.school),
        Series("there and found", tuple(round(100 * score.recall, 1) for score in told), Tone.second),
    ]
    return bars(
        f"How well we read {section}, layout by layout",
        [one.layout if one.layout != "all" else "all layouts" for one in told],
        series,
        unit="%",
        of="Layout",
    )


def rule_label(rule: str) -> str:
    """The name of a rule in words."""
    return rule.replace("_", " ").capitalize()


def _titles(report: Report) -> Sequence[str]:
    return [tally.title for tally in report.criteria]
