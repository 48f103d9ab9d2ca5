"""A map of the states as tiles of equal size: counts by state as SVG, with its words and its table.

Equal tiles keep small states visible, and need no outlines of anybody's making. The number on a tile says what its shade says.

Belongs here: where tiles stand, shades, markup. Does not belong here: what is counted, colours (style.css).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import us
from markupsafe import Markup, escape

TILE, GAP = 44, 3
ROWS = (
    "AK .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT ..",
    "CA UT CO NE MO KY WV VA MD DE ..",
    ".. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. TX .. .. .. .. FL .. PR",
)
"""Each state near its neighbours; the usual order of such maps, with Puerto Rico added."""
TILES = {
    code: (column, row) for row, line in enumerate(ROWS) for column, code in enumerate(line.split()) if code != ".."
}
SHADES = 4
NAMED_IN_WORDS = 5


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map: svg for a page, the same in words, rows of (state, count) from the most to the least, and what has no tile."""

    svg: Markup
    alternative: str
    rows: tuple[tuple[str, int], ...]
    elsewhere: int


def tile_map(title: str, counts: Mapping[str, int], home: str | None = None) -> TileMap:
    """Draw counts by two-letter code; home is marked with a frame of its own."""
    most = max((counts.get(code, 0) for code in TILES), default=0)
    rows = tuple(
        sorted(((name_of(code), count) for code, count in counts.items() if count), key=lambda row: (-row[1], row[0]))
    )
    words = ", ".join(f"{name} {count}" for name, count in rows[:NAMED_IN_WORDS])
    more = len(rows) - NAMED_IN_WORDS
    alternative = f"{title}. {words or 'None'}{f' and {more} more states' if more > 0 else ''}."
    width = max(column for column, _ in TILES.values()) + 1
    tiles = Markup("").join(
        _tile(code, place, counts.get(code, 0), most, is_home=code == home) for code, place in TILES.items()
    )
    svg = Markup('<svg class="tiles" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width * (TILE + GAP) - GAP, len(ROWS) * (TILE + GAP) - GAP, alternative, tiles
    )
    return TileMap(svg, alternative, rows, sum(count for code, count in counts.items() if code not in TILES))


def name_of(code: str) -> str:
    """The name of a state or territory, its code where it is unknown."""
    found = us.states.lookup(code)
    return str(found.name) if found else code


def _tile(code: str, place: tuple[int, int], count: int, most: int, *, is_home: bool) -> Markup:
    x, y = (side * (TILE + GAP) for side in place)
    shade = 0 if not count else max(1, -(-SHADES * count // most))
    names = f"shade-{shade}{' home' if is_home else ''}"
    number = (
        Markup('<text class="count" x="{}" y="{}">{}</text>').format(x + TILE / 2, y + 35, f"{count:,}")
        if count
        else Markup("")
    )
    return Markup(
        '<g class="{}"><rect x="{}" y="{}" width="{}" height="{}"></rect><text x="{}" y="{}">{}</text>{}</g>'
    ).format(names, x, y, TILE, TILE, x + TILE / 2, y + 17, escape(code), number)
