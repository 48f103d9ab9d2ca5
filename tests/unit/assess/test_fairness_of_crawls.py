"""No adverse flag from what we failed to see, over whole crawls composed at random.

The search record is made by the crawler's own ledger and report, from any mixture of outcomes on home page, known addresses,
sitemaps and links; documents are read or not, own or of others, and the school has any number of classes. What may follow is
told by an oracle that knows only the rule: absence needs everything that promised outcomes to be settled and read.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from pipelines.steps.assess.case import SchoolCase
from pipelines.steps.assess.flags.raising import load_flag_rules
from schemas.documents import CrawlRecord, Document
from schemas.vocabulary import (
    OWN_RELEASE,
    CriterionStatus,
    Degree,
    FlagBasis,
    PublishedBy,
    ReadingOutcome,
    Severity,
    VisitOutcome,
)
from scrapers.crawl_report import build_record
from scrapers.ledger import Ledger
from scrapers.settlements import Found, Settlement
from tests.unit.assess import makers
from tests.unit.assess.test_fairness import anything

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEN = {VisitOutcome.fetched, VisitOutcome.not_modified}
NOTHING_THERE = {VisitOutcome.soft_404, VisitOutcome.wrong_type}
NOT_PUBLIC = {VisitOutcome.login_required}
ON_SEARCH = {name for name, rule in load_flag_rules().items() if rule.rests_on is FlagBasis.search}


@dataclass(frozen=True)
class Address:
    """One address of a school's site, and what became of it."""

    path: str
    kind: str
    promising: bool
    outcome: VisitOutcome
    status: int

    @property
    def hides_something(self) -> bool:
        """Whether outcomes may stand there that we did not see."""
        gone = self.outcome is VisitOutcome.client_error and self.status in (404, 410)
        return self.promising and not gone and self.outcome not in SEEN | NOTHING_THERE


FIRST_CLASSES = st.sampled_from([None, 1980, 2015, 2024])
FROM_WHAT_STANDS_THERE = {"form.consistent"}
"""Criteria that are not met because of what was seen, not because of what was not."""


@st.composite
def sites(draw: st.DrawFn) -> list[Address]:
    outcomes = st.sampled_from([*VisitOutcome, *[VisitOutcome.fetched] * 20])
    statuses = st.sampled_from([200, 403, 404, 410, 500])
    home = Address("", "home", True, draw(outcomes), draw(statuses))
    others = [
        Address(f"{kind}/{number}", kind, kind != "link" or draw(st.booleans()), draw(outcomes), draw(statuses))
        for number, kind in enumerate(
            draw(st.lists(st.sampled_from(["known", "sitemap", "link", "link"]), max_size=6))
        )
    ]
    return [home, *others]


def record_of(site: list[Address]) -> CrawlRecord:
    """The search record, as the crawler makes it."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        ledger.begin("run", [makers.SLUG])
        ledger.add(
            Found(makers.SLUG, makers.HOME + one.path, one.kind, 8.0 if one.promising else 0.5, promising=one.promising,
                  depth=0 if one.kind == "home" else 1)
            for one in site
        )  # fmt: skip
        for one in site:
            ledger.settle(
                Settlement(makers.SLUG, makers.HOME + one.path, one.outcome, http_status=one.status), [], None
            )
        ledger.finish(makers.SLUG)
        return build_record(ledger, makers.SLUG).model_copy(update={"finished_at": makers.SEARCHED})


@st.composite
def papers(draw: st.DrawFn, site: list[Address]) -> list[Document]:
    """What the fetched addresses brought: read or not, of the school or of others."""
    return [
        makers.page(
            one.path,
            reading=draw(st.sampled_from([ReadingOutcome.read] * 4 + list(ReadingOutcome))),
            published_by=draw(st.sampled_from([PublishedBy.school] * 4 + list(PublishedBy))),
            link_depth=draw(st.sampled_from([None, 1, 2, 6])),
            media_type=draw(st.sampled_from(["text/html", "image/png", "application/pdf"])),
        )
        for one in site
        if one.outcome in SEEN
    ]


@st.composite
def cases(
    draw: st.DrawFn, first: st.SearchStrategy[int | None] = FIRST_CLASSES, unseen: VisitOutcome | None = None
) -> tuple[SchoolCase, list[Address]]:
    """A whole case; first is the year of the first class, unseen the outcome of one more promising address."""
    site = draw(sites())
    if unseen:
        site.append(Address("one-more", draw(st.sampled_from(["known", "link"])), True, unseen, 500))
    documents = draw(papers(site))
    legible = [one for one in documents if one.reading is ReadingOutcome.read]
    records = [record for one in legible for record in draw(anything(one))]
    school = makers.school(draw(st.sampled_from(list(Degree))), draw(first))
    earlier = makers.page("earlier")
    before = ([earlier], draw(anything(earlier))) if draw(st.booleans()) else ((), ())
    found = makers.case(records, documents or [makers.page()], of=school, search=record_of(site), earlier=before)
    return found, site


def adverse(found: SchoolCase) -> set[str]:
    return {flag.rule for flag in makers.assessed(found).flags if flag.severity is not Severity.note}


def is_open(found: SchoolCase, site: list[Address]) -> bool:
    """Whether anything that promised outcomes was not seen or not read; what is behind a login is not public."""
    unseen = any(one.hides_something and one.outcome not in NOT_PUBLIC for one in site)
    by_path = {one.path: one for one in site}
    unread = any(
        one.reading is not ReadingOutcome.read and by_path[(one.address or "").removeprefix(makers.HOME)].promising
        for one in found.documents
        if (one.address or "").removeprefix(makers.HOME) in by_path
    )
    return unseen or unread


@MANY
@given(
    st.sampled_from(sorted(set(VisitOutcome) - SEEN - NOTHING_THERE - NOT_PUBLIC)).flatmap(
        lambda one: cases(unseen=one)
    )
)
def test_what_was_not_seen_is_held_against_nobody(drawn: tuple[SchoolCase, list[Address]]) -> None:
    found, site = drawn
    event(site[-1].outcome.value)
    assert not adverse(found) & ON_SEARCH
    blamed = {one.criterion_id for one in makers.assessed(found).assessments if one.status is CriterionStatus.not_met}
    assert blamed <= FROM_WHAT_STANDS_THERE


@MANY
@given(cases(first=st.none()))
def test_a_school_of_unknown_maturity_carries_nothing_adverse(drawn: tuple[SchoolCase, list[Address]]) -> None:
    found, _ = drawn
    assert adverse(found) == set()


@MANY
@given(cases())
def test_nothing_adverse_rests_on_what_others_say(drawn: tuple[SchoolCase, list[Address]]) -> None:
    found, _ = drawn
    others = {one.document_id for one in found.documents if one.published_by not in OWN_RELEASE}
    for flag in makers.assessed(found).flags:
        cited = {evidence.document_id for evidence in flag.evidence}
        assert flag.severity is Severity.note or not cited & others, flag.rule


@MANY
@given(cases())
def test_every_flag_that_rests_on_absence_shows_its_search(drawn: tuple[SchoolCase, list[Address]]) -> None:
    found, site = drawn
    for flag in makers.assessed(found).flags:
        if flag.rule in ON_SEARCH:
            event(flag.rule)
            assert not is_open(found, site)
            assert makers.search_record_is_shown(flag), flag.rule
