"""Printing: a chart as an SVG file of its own, for paper.

Belongs here: the colours of paper, put into the one style sheet. Does not belong here: drawing, the colours of pages.
"""

import re
from pathlib import Path

from charts.shapes import Chart

STYLES = Path(__file__).parent / "static"
"""Folder of the style sheets: chart.css for the drawing, chart-dark.css for dark pages, charted.css for its place on a page."""
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
VARIABLE = re.compile(r"var\(--[\w-]+, (#[0-9a-f]{3,6})\)")
"""A colour of the page, and the one that stands for it where there is none."""


def printable(chart: Chart, font: str = "sans-serif") -> bytes:
    """The SVG of a chart as a file: colours for paper, letters in a font."""
    rules = VARIABLE.sub(r"\1", (STYLES / "chart.css").read_text(encoding="utf-8"))
    style = f"<style>{rules} .chart text {{ font-family: {font}; }}</style>"
    start = chart.svg.index(">")
    return f"{chart.svg[:start]}{NAMESPACE}>{style}{chart.svg[start + 1 :]}".encode()
