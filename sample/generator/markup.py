"""Pieces of a page: tables, lists, notes. Texts are escaped here; running prose is written as markup by the schools.

Belongs here: turning rows and texts into HTML. Does not belong here: page frames (templates/), contents (schools/).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TypeVar

Record = TypeVar("Record")


def paragraphs(*texts: str) -> str:
    """Return each text as a paragraph; the texts may hold markup."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def heading(text: str, level: int = 2) -> str:
    """Return a heading of the level."""
    return f"<h{level}>{escape(text)}</h{level}>"


def bullets(items: Iterable[str]) -> str:
    """Return a bulleted list; the items may hold markup."""
    return "<ul>\n" + "\n".join(f"  <li>{item}</li>" for item in items) + "\n</ul>"


def link(address: str, text: str) -> str:
    """Return a link."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str | None = None) -> str:
    """Return a table with one header row; the first cell of every row is its header."""
    lines = ['<table class="data">']
    if caption:
        lines.append(f"<caption>{escape(caption)}</caption>")
    lines.append("<thead><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr></thead>")
    lines.append("<tbody>")
    for first, *rest in rows:
        cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        lines.append(f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>')
    lines.append("</tbody></table>")
    return "\n".join(lines)


def record_table(columns: Mapping[str, Callable[[Record], object]], records: Iterable[Record], caption: str) -> str:
    """Return a table with a row for each record and a column for each way of reading it."""
    return table(list(columns), [[read(record) for read in columns.values()] for record in records], caption)


def tiles(pairs: Iterable[tuple[str, str]]) -> str:
    """Return number tiles: a large value over its label."""
    boxes = "\n".join(
        f'  <div class="tile"><div class="tile-value">{escape(value)}</div>'
        f'<div class="tile-label">{escape(label)}</div></div>'
        for value, label in pairs
    )
    return f'<div class="tiles">\n{boxes}\n</div>'


def accordion(sections: Iterable[tuple[str, str]]) -> str:
    """Return sections that open on a click; titles are plain, contents are markup."""
    return "\n".join(
        f'<details class="accordion"><summary>{escape(title)}</summary>\n{content}\n</details>'
        for title, content in sections
    )


def picture(address: str, alternative: str, caption: str | None = None) -> str:
    """Return a picture with its alternative text and, where given, a caption."""
    image = f'<img src="{escape(address)}" alt="{escape(alternative)}">'
    legend = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{image}{legend}</figure>"
