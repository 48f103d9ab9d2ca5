"""Trend charts of a school's page: one basis a chart, the nation on the same basis beside it.

Belongs here: which outcomes make a chart. Does not belong here: drawing (charts), grouping (outcomes.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.outcomes import HEADLINES, Row
from api.pages.wording import capital, label
from charts import Chart, Series, Tone, trend

FEWEST_PERIODS = 2
MOST_CHARTS = 6
UNITS = {"percent": "%"}


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart with a sentence on its basis and what it leaves out."""

    chart: Chart
    note: str


def trends_of(rows: Sequence[Row], school: str) -> list[Trend]:
    """Charts of the outcomes that are looked for first and known for several classes, those beside the nation first."""
    wanted = [row for row in rows if row.first["name"] in HEADLINES and len(_single(row)) >= FEWEST_PERIODS]
    wanted.sort(key=lambda row: (not row.has_nation, HEADLINES.index(row.first["name"]), row.first["exam"] or ""))
    return [_trend(row, school) for row in wanted[:MOST_CHARTS]]


def _trend(row: Row, school: str) -> Trend:
    periods = tuple(sorted(period for period in row.by_period if period))
    values = _single(row)
    series = [Series(school, tuple(values.get(period) for period in periods), Tone.school)]
    nation = {period: row.by_period[period][0]["national_value"] for period in periods}
    if row.has_nation:
        series.append(Series("Nation", tuple(nation[period] for period in periods), Tone.nation))
    unit = UNITS.get(row.first["unit"], "")
    chart = trend(_title(row), periods, series, unit=unit, of="Class or cycle")
    return Trend(chart, _note(row, [period for period in periods if period not in values]))


def _single(row: Row) -> dict[str, float]:
    """The value of each period that has exactly one: of two that differ neither may be drawn as the school's."""
    found = {period: {item["value"] for item in items} - {None} for period, items in row.by_period.items()}
    return {period: values.pop() for period, values in found.items() if period and len(values) == 1}


def _title(row: Row) -> str:
    first = row.first
    return capital(f"{label(first['exam'])}, {label(first['name'])}" if first["exam"] else label(first["name"]))


def _note(row: Row, left_out: Sequence[str]) -> str:
    first = row.first
    parts = [label(first["attempt"]), f"stage: {label(first['stage'])}" if first["stage"] else "",
             f"share of {label(first['denominator_kind'])}" if first["denominator_kind"] else "", label(first["basis"])]  # fmt: skip
    told = capital("; ".join(part for part in parts if part)) + "."
    return f"{told} Not drawn, for want of one single figure: {', '.join(left_out)}." if left_out else told
