"""A sheet is the same in whatever order its findings and flags are given."""

import random
from dataclasses import replace

import pytest

from rules.asking.sheet import ask_sheet_of
from rules.asking.subject import AskSubject
from rules.published import Published
from schemas.vocabulary import Maturity
from tests.unit.assess import makers


def subject(seed: int | None) -> AskSubject:
    pages = [makers.page(), makers.page("news"), makers.page("about")]
    rates = [makers.rate(page, value) for page, value in zip(pages, (97.6, 92.9, 95.0), strict=True)]
    records: list[makers.Record] = [*makers.match_list(pages[0]), *rates]
    case = makers.case(records, pages)
    assessed = makers.assessed(case)
    published = Published.of(case.documents, case.findings)
    flags = list(assessed.flags)
    if seed is not None:
        order = random.Random(seed)
        published = replace(
            published,
            placements=tuple(order.sample(published.placements, len(published.placements))),
            measures=tuple(order.sample(published.measures, len(published.measures))),
        )
        flags = [flag.model_copy(update={"evidence": flag.evidence[::-1]}) for flag in order.sample(flags, len(flags))]
    return AskSubject(
        school=case.school,
        published=published,
        assessments=assessed.assessments,
        flags=flags,
        maturity=Maturity.established,
        home_state="VT",
    )


@pytest.mark.parametrize("seed", range(5))
def test_order_makes_no_difference(seed: int) -> None:
    assert ask_sheet_of(subject(seed)) == ask_sheet_of(subject(None))
    assert len(subject(None).flags) > 1
