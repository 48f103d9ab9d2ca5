"""Pictures of text: posters and scans that hold figures no reader of text can see.

Belongs here: drawing lines of text into a PNG. Does not belong here: the lines.
"""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

WIDTH = 1500
MARGIN = 70


def poster(title: str, columns: Sequence[Sequence[str]], foot: str) -> bytes:
    """Return a PNG with a title and columns of lines; a line that begins with '#' is set as a heading."""
    height = 260 + 30 * max(len(column) for column in columns)
    picture = Image.new("L", (WIDTH, height), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 120), fill=60)
    pen.text((MARGIN, 34), title, font=ImageFont.load_default(46), fill=255)
    step = (WIDTH - 2 * MARGIN) // len(columns)
    for number, column in enumerate(columns):
        for place, line in enumerate(column):
            is_heading = line.startswith("#")
            font = ImageFont.load_default(24 if is_heading else 20)
            pen.text((MARGIN + number * step, 160 + 30 * place), line.lstrip("# "), font=font, fill=0)
    pen.text((MARGIN, height - 60), foot, font=ImageFont.load_default(18), fill=90)
    result = io.BytesIO()
    picture.quantize(8).save(result, "PNG", compress_level=9)
    return result.getvalue()
