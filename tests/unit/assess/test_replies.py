"""Replies: their form, their steps, and which flag each is about."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.exceptions import ReplyError
from pipelines.steps.assess.replies import check_replies, load_replies, read_reply
from rules.replies import is_about, median_days
from schemas.vocabulary import ReplyState
from scrapers.registry import load_schools
from tests.unit.assess import makers

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 16)
WHOLE = """
school_slug = "alderbrook"
rule = "inconsistent_figures"
flag_subject = "match_rate 2026"
disputed = "Two rates are called contradictory."
statement = "One counts three graduates of earlier years."
spoken_by = "Office of Student Affairs"
decision = "The page says so now."
[[steps]]
state = "received"
on = 2026-10-02
[[steps]]
state = "under_review"
on = 2026-10-05
[[steps]]
state = "amended"
on = 2026-10-12
"""


def written(folder: Path, text: str, name: str = "alderbrook-2026-1") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_reply_from_receipt_to_decision(folder: Path) -> None:
    (reply,) = load_replies(written(folder, WHOLE), {"alderbrook"}, TODAY).sound
    assert reply.state is ReplyState.amended
    assert (reply.received_on, reply.decided_on) == (date(2026, 10, 2), date(2026, 10, 12))
    assert median_days([(reply.received_on, reply.decided_on)]) == 10


def test_an_open_reply_counts_for_no_median(folder: Path) -> None:
    text = WHOLE.split('[[steps]]\nstate = "amended"', maxsplit=1)[0].replace('decision = "The page says so now."', "")
    (reply,) = load_replies(written(folder, text), {"alderbrook"}, TODAY).sound
    assert reply.state is ReplyState.under_review
    assert reply.decided_on is None
    assert median_days([(reply.received_on, reply.decided_on)]) is None


def test_no_folder_no_replies(folder: Path) -> None:
    assert load_replies(folder / "absent", set(), TODAY).sound == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('rule = "inconsistent_figures"', 'rule = "inconsistent_figure"', "no rule inconsistent_figure"),
        (
            'rule = "inconsistent_figures"\nflag_subject = "match_rate 2026"',
            'criterion_id = "rate.bases"',
            "no criterion",
        ),
        ('rule = "inconsistent_figures"\nflag_subject = "match_rate 2026"', "", "name either the rule"),
        ('rule = "inconsistent_figures"', 'rule = "stale"\ncriterion_id = "rate.basis"', "not both"),
        ('"alderbrook"', '"nowhere"', "must begin with nowhere-"),
        ('state = "received"', 'state = "upheld"', "first step must be received"),
        ('state = "under_review"', 'state = "upheld"', "cannot follow received; under_review can"),
        ("on = 2026-10-12", "on = 2026-10-03", "lies before"),
        ("on = 2026-10-12", "on = 2026-12-24", "lies in the future"),
        ('decision = "The page says so now."', "", "needs its decision"),
        ('state = "amended"', 'state = "amendet"', "steps.2.state"),
        ("One counts three graduates", "Dean Harriet Quillfeather said that it counts", "seems to name a person"),
        ("Office of Student Affairs", "", "spoken_by"),
        ("[[steps]]", "[[steps", "cannot be read as TOML"),
        ("disputed =", "dispute =", "disputed"),
    ],
)
def test_faults_are_named(folder: Path, old: str, new: str, fault: str) -> None:
    assert old in WHOLE
    written(folder, WHOLE.replace(old, new))
    lines = list(check_replies(folder, {"alderbrook"}, TODAY))
    assert len(lines) >= 1
    assert fault in " ".join(lines)
    assert "alderbrook-2026-1.toml" in lines[0]
    with pytest.raises(ReplyError):
        read_reply(folder / "alderbrook-2026-1.toml", {"alderbrook"}, TODAY)
    written(folder, WHOLE, "alderbrook-2026-2")
    loaded = load_replies(folder, {"alderbrook"}, TODAY)
    assert [reply.reply_id for reply in loaded.sound] == ["alderbrook-2026-2"]
    assert set(loaded.faults) == {"alderbrook-2026-1"}


def test_an_unknown_school(folder: Path) -> None:
    assert "no school alderbrook" in next(check_replies(written(folder, WHOLE), {"briarholt"}, TODAY))


def test_a_reply_stands_beside_its_flag_and_no_other(folder: Path) -> None:
    page, other = makers.page(), makers.page("news")
    records = [
        makers.rate(page, 97.6),
        makers.rate(other, 92.9),
        makers.rate(page, 90, "2025"),
        makers.rate(other, 95, "2025"),
    ]
    flags = [
        one for one in makers.assessed(makers.case(records, [page, other])).flags if one.rule == "inconsistent_figures"
    ]
    assert [one.flag_subject for one in flags] == ["match_rate 2025", "match_rate 2026"]
    replies = load_replies(written(folder, WHOLE), {"alderbrook"}, TODAY).sound
    assert [sum(is_about(reply, one) for reply in replies) for one in flags] == [0, 1]


def test_a_reply_to_an_assessment(folder: Path) -> None:
    text = WHOLE.replace(
        'rule = "inconsistent_figures"\nflag_subject = "match_rate 2026"', 'criterion_id = "rate.basis"'
    )
    replies = load_replies(written(folder, text), {"alderbrook"}, TODAY).sound
    assessments = makers.assessed(makers.case()).assessments
    assert [one.criterion_id for one in assessments for reply in replies if is_about(reply, one)] == ["rate.basis"]


@pytest.mark.parametrize(
    ("replies", "schools"), [("replies", "scrapers/schools"), ("sample/replies", "sample/schools")]
)
def test_the_replies_that_are_kept_hold_their_form(replies: str, schools: str) -> None:
    assert list(check_replies(ROOT / replies, load_schools(ROOT / schools), date.max)) == []
