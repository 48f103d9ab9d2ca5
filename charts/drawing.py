"""Drawing: the three kinds of charts, drawn by pygal.

pygal is imported when the first chart is drawn: it takes longer to load than a server has for a handful of answers.

Belongs here: pygal's options. Does not belong here: clean markup (markup.py), colours (static/chart.css), words (words.py).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charts.markup import cleaned
from charts.shapes import Chart, Series
from charts.words import alternative, figure, table

if TYPE_CHECKING:
    import pygal

WIDTH = 760
"""Units of the picture's width; the page scales it."""
LETTERS = 13
"""Units of height of all letters: static/chart.css uses the same."""
ROOM_FOR_VALUE = 0.045
"""Share of the longest bar from which on a part of it has room for its number."""
ROOM_BESIDE_BAR = 1.12
"""Length of the axis in longest bars, so that the number beside it has room."""
SLOT, NARROW_SLOT = 26, 19
"""Units of height of one row of bars, and of one among many."""
MANY_BARS = 12
HEIGHT = 250
"""Units of height of lines with their axis."""
MARGIN = 34
"""Units of height that the axis takes."""


def trend(title: str, periods: Sequence[str], series: Sequence[Series], *, unit: str = "", of: str = "Year") -> Chart:
    """Lines over periods, one value of each series for each period; a gap in a series stays a gap.

    Raises:
        ValueError: a series has more or fewer values than there are periods.
    """
    import pygal

    drawing = pygal.Line(
        **_options(unit), height=HEIGHT, allow_interruptions=True, dots_size=4, y_labels_major_count=0
    )
    return _chart(drawing, "Line chart", title, (of, periods), series, unit)


def shares(
    title: str, categories: Sequence[str], series: Sequence[Series], *, unit: str = "", of: str = "Criterion"
) -> Chart:
    """One bar a category, from the top down, divided into the series from left to right. of: what the categories are.

    Raises:
        ValueError: a series has more or fewer values than there are categories.
    """
    import pygal

    longest = max((sum(values) for values in _columns(series)), default=0)
    drawing = pygal.HorizontalStackedBar(
        **_options(unit),
        height=_height(len(categories)),
        print_values=True,
        range=(0, longest or 1),
        formatter=lambda value: figure(value, unit) if value and value >= longest * ROOM_FOR_VALUE else "",
    )
    return _chart(drawing, "Bar chart", title, (of, categories), series, unit)


def bars(
    title: str, categories: Sequence[str], series: Sequence[Series], *, unit: str = "", of: str = "Kind"
) -> Chart:
    """Bars from zero, from the top down, beside each other where there are several series. of: what the categories are.

    Raises:
        ValueError: a series has more or fewer values than there are categories.
    """
    import pygal

    longest = max((max(values) for values in _columns(series)), default=0)
    drawing = pygal.HorizontalBar(
        **_options(unit),
        height=_height(len(categories) * len(series)),
        print_values=True,
        print_values_position="top",
        range=(0, (longest or 1) * ROOM_BESIDE_BAR),
        formatter=lambda value: figure(value, unit) if value is not None else "",
    )
    return _chart(drawing, "Bar chart", title, (of, categories), series, unit)


def _options(unit: str) -> dict[str, Any]:
    from pygal.style import Style

    sizes = dict.fromkeys(("label_font_size", "major_label_font_size", "value_font_size", "legend_font_size"), LETTERS)
    return {
        "width": WIDTH,
        "js": (),
        "css": (),
        "style": Style(**sizes),
        "margin": 4,
        "show_legend": False,
        "truncate_label": -1,
        "max_scale": 8,
        "order_min": None if unit else 0,  # numbers of things are whole
        "value_formatter": lambda value: figure(value, unit),
        "no_data_text": "No figures",
    }


def _chart(
    drawing: "pygal.Graph", kind: str, title: str, head: tuple[str, Sequence[str]], series: Sequence[Series], unit: str
) -> Chart:
    import pygal
    from pygal.graph.horizontal import HorizontalGraph

    of, categories = head
    for line in series:
        if len(line.values) != len(categories):
            raise ValueError(f"{title}: {line.name} has {len(line.values)} values for {len(categories)} categories")
    # pygal draws the first category lowest where bars lie.
    step = -1 if isinstance(drawing, HorizontalGraph) else 1
    drawing.x_labels = list(categories)[::step]
    for line in series:
        drawing.add(line.name, list(line.values)[::step])
    told = alternative(kind, title, categories, series, unit)
    return Chart(
        title=title,
        svg=cleaned(drawing.render_tree(), series, told, beside=type(drawing) is pygal.HorizontalBar),
        alternative=told,
        head=(of, *(line.name for line in series)),
        rows=table(categories, series, unit),
    )


def _columns(series: Sequence[Series]) -> Iterator[list[float]]:
    """The values of each category; none counts as nothing."""
    for values in zip(*(line.values for line in series), strict=True):
        yield [value or 0 for value in values]


def _height(bars_drawn: int) -> int:
    return bars_drawn * (NARROW_SLOT if bars_drawn > MANY_BARS else SLOT) + MARGIN
