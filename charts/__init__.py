"""Charts: figures in, SVG with a text alternative and a table out.

Use `trend`, `shares` or `bars`; each returns a `Chart`:

    from charts import Series, Tone, trend

    chart = trend(
        "First-attempt pass rate, COMLEX Level 1",
        ("2022", "2023", "2024"),
        (Series("School", (96.1, None, 97.4), Tone.school), Series("Nation", (93.0, 94.2, 93.8), Tone.nation)),
        unit="%",
    )
    chart.svg           # markup for a page, without scripts, styles or ids: `<svg class="chart" role="img" ...>`
    chart.alternative   # the same in words; it is the label of the SVG as well
    chart.head, chart.rows   # the table that stands behind every chart
    printable(chart)    # the SVG as a file of its own, colours and letters for paper within

A template imports `charts.html`: `charts.styles()` in its block "styles", `charts.figure(chart, note)` for chart and table together.
Colours come from the style sheets in `STYLES`, for light and dark pages; none is in the markup.

Belongs here: drawing. Does not belong here: which figures may stand in one chart (rules/), where charts stand (api/pages, pipelines).
"""

from charts.drawing import bars, shares, trend
from charts.printing import STYLES, printable
from charts.shapes import Chart, Series, Tone

__all__ = ["STYLES", "Chart", "Series", "Tone", "bars", "printable", "shares", "trend"]
