"""Turning of pages whose text is drawn sideways, so that all later work reads from left to right.

Belongs here: the dominant reading direction and the turn. Does not belong here: /Rotate, which back-ends apply.
"""

from collections import Counter

from scrapers.readers.pdf.page_model import DOWN, LEFT, RIGHT, Area, Box, Page, Word


def upright(page: Page) -> Page:
    """Return the page turned so that most of its letters read from left to right; words of other directions are dropped."""
    letters: Counter[int] = Counter()
    for word in page.words:
        letters[word.direction] += len(word.text)
    direction = letters.most_common(1)[0][0] if letters else RIGHT
    if direction == RIGHT:
        if len(letters) > 1:
            page.words = [word for word in page.words if word.direction == RIGHT]
        return page
    turned = (page.height, page.width) if direction != LEFT else (page.width, page.height)
    return Page(
        number=page.number,
        width=turned[0],
        height=turned[1],
        words=[turn_word(word, page, direction) for word in page.words if word.direction == direction],
        rules=[turn(rule, page, direction) for rule in page.rules],
        areas=[Area(turn(area.box, page, direction), area.fill, area.outlined) for area in page.areas],
        image_share=page.image_share,
        undecodable=page.undecodable,
        turns={DOWN: 3, LEFT: 2}.get(direction, 1),
    )


def turn(box: Box, page: Page, direction: int) -> Box:
    """Return the box after the page's words of this direction were turned to read from left to right."""
    x0, top, x1, bottom = box
    if direction == DOWN:
        return Box(top, page.width - x1, bottom, page.width - x0)
    if direction == LEFT:
        return Box(page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    return Box(page.height - bottom, x0, page.height - top, x1)


def turn_word(word: Word, page: Page, direction: int) -> Word:
    """Turn one word; its baseline becomes a height from the new top."""
    box = turn(Box(word.x0, word.top, word.x1, word.bottom), page, direction)
    baseline = {DOWN: page.width - word.baseline, LEFT: page.height - word.baseline}.get(direction, word.baseline)
    return Word(word.text, *box, baseline, word.style, RIGHT)
