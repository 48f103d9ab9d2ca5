"""Which reply is about which flag or assessment, and how long decisions take."""

from datetime import date

import pytest

from rules.replies import is_about, median_days
from schemas.disclosure import AssessmentFields, FlagFields, ReplyFields

DAY = date(2026, 5, 4)


def reply(**about: str) -> ReplyFields:
    fields = {"reply_id": "alderbrook-1", "school_slug": "alderbrook", "disputed": "It.", "statement": "No."}
    return ReplyFields.model_validate({**fields, "spoken_by": "Office of Student Affairs", **about})


def flag(school: str = "alderbrook", rule: str = "stale", subject: str | None = "match 2026") -> FlagFields:
    return FlagFields.model_construct(school_slug=school, rule=rule, flag_subject=subject, criterion_id="rate.basis")


@pytest.mark.parametrize(
    ("about", "record", "expected"),
    [
        ({"rule": "stale"}, flag(), True),
        ({"rule": "stale"}, flag(subject=None), True),
        ({"rule": "stale", "flag_subject": "match 2026"}, flag(), True),
        ({"rule": "stale", "flag_subject": "match 2025"}, flag(), False),
        ({"rule": "stale"}, flag(rule="withheld"), False),
        ({"rule": "stale"}, flag(school="briarholt"), False),
        ({"criterion_id": "rate.basis"}, flag(), False),
        (
            {"criterion_id": "rate.basis"},
            AssessmentFields.model_construct(school_slug="alderbrook", criterion_id="rate.basis"),
            True,
        ),
        (
            {"rule": "stale"},
            AssessmentFields.model_construct(school_slug="alderbrook", criterion_id="rate.basis"),
            False,
        ),
    ],
)
def test_a_reply_is_about_what_it_names(
    about: dict[str, str], record: FlagFields | AssessmentFields, expected: bool
) -> None:
    assert is_about(reply(**about), record) is expected


def test_open_replies_count_for_no_median() -> None:
    assert median_days([(DAY, None)]) is None
    assert median_days([(DAY, DAY.replace(day=14)), (DAY, None), (DAY, DAY.replace(day=5))]) == 5.5
