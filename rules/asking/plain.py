"""The ask sheet as plain text, to print or to carry in a pocket.

Belongs here: lines of text. Does not belong here: the questions (sheet.py), pages.
"""

import textwrap
from collections.abc import Iterable, Iterator

from schemas.disclosure import AskClaim, AskQuestion, AskSheet

WIDTH = 78


def plain_sheet(sheet: AskSheet, school: str, *, edition: str, notice: str | None = None) -> str:
    """The sheet as text: lead questions, spares, and what is public already; each claim with its source.

    Args:
        sheet: the questions for one school.
        school: name of the school.
        edition: identifier of the edition that it rests on.
        notice: what a reader must know before using it.
    """
    lines = [*_wrapped(f"Questions worth asking {school}", ""), ""]
    if notice:
        lines += [*_wrapped(notice, ""), ""]
    leads = [one for one in sheet.questions if one.lead]
    spares = [one for one in sheet.questions if not one.lead]
    for number, question in enumerate(leads, start=1):
        lines += [*_question(f"{number}. ", question), ""]
    if spares:
        lines += ["If there is time", ""]
        for question in spares:
            lines += [*_question("-  ", question), ""]
    if sheet.public:
        lines += ["Public already: cite it", "", *_claims(sheet.public), ""]
    lines += _wrapped(f"MatchWatch, edition {edition}. A report on candour, not a ranking of schools.", "")
    return "\n".join(lines) + "\n"


def _question(mark: str, question: AskQuestion) -> Iterator[str]:
    yield from _wrapped(f"“{question.question}”", mark)
    if question.follow_up:
        yield from _wrapped(f"If there is time: “{question.follow_up}”")
    yield from _wrapped(f"A candid answer: {question.candid}")
    yield from _wrapped(f"A dodge: {question.dodge}")
    yield from _claims(question.because)


def _claims(claims: Iterable[AskClaim]) -> Iterator[str]:
    for claim in claims:
        yield from _wrapped(f"{claim.text} Source: {claim.address or 'our search of the school’s site'}", "   * ")


def _wrapped(text: str, mark: str = "   ") -> list[str]:
    """Text in lines under one mark; an address is never broken."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
