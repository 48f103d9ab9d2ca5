"""What may never happen, over random combinations of crawl outcomes, readings, publishers and findings."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.steps.assess.case import SchoolCase
from pipelines.steps.assess.flags.raising import load_flag_rules
from schemas.documents import Document
from schemas.vocabulary import (
    OWN_RELEASE,
    CriterionStatus,
    Degree,
    DocumentKind,
    Exam,
    FlagBasis,
    MeasureName,
    PublishedBy,
    ReadingOutcome,
    Severity,
    StatementKind,
    Topic,
    VisitOutcome,
)
from tests.unit.assess import makers

FAILURES = sorted(
    set(VisitOutcome)
    - {
        VisitOutcome.fetched,
        VisitOutcome.not_modified,
        VisitOutcome.soft_404,
        VisitOutcome.wrong_type,
        VisitOutcome.login_required,
    }
)
NOT_READ = (ReadingOutcome.unread, ReadingOutcome.error, ReadingOutcome.held_back)
SECONDARY = sorted(set(PublishedBy) - OWN_RELEASE)
BY_SEARCH = {name for name, rule in load_flag_rules().items() if rule.rests_on is FlagBasis.search}
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def harmless(draw: st.DrawFn, document: Document) -> list[makers.Record]:
    """Findings that are candid by themselves: nothing that cannot be, disagrees or is withheld."""
    records: list[makers.Record] = []
    years = draw(st.lists(st.integers(2015, 2026), unique=True, max_size=4))
    for year in years:
        records.append(makers.rate(document, 94.0, str(year)))
        if draw(st.booleans()):
            records += makers.match_list(document, year, people=draw(st.sampled_from([4, 12])))
    if draw(st.booleans()):
        records += [makers.pass_rate(document, Exam.step_1, str(year)) for year in years]
    if draw(st.booleans()):
        records.append(makers.bare_rate(document, period=None))
    if draw(st.booleans()):
        records.append(
            makers.statement(document, StatementKind.vague_claim, Topic.match, "A stellar match, year after year.")
        )
    if draw(st.booleans()):
        records.append(makers.statement(document, StatementKind.vague_claim, Topic.exam, "Scores above the nation's."))
    return records


@st.composite
def anything(draw: st.DrawFn, document: Document) -> list[makers.Record]:
    """Findings of every kind, the worst among them."""
    records = draw(harmless(document))
    if draw(st.booleans()):
        records.append(makers.mean_score(document, Exam.step_1, "2025"))
    if draw(st.booleans()):
        records.append(
            makers.statement(document, StatementKind.withheld, Topic.match, "We do not publish match lists.")
        )
    if draw(st.booleans()):
        records.append(makers.rate(document, 91.0, "2026", numerator_n=40, denominator_n=41))
    if draw(st.booleans()):
        records.append(makers.measure(document, MeasureName.placement_rate, 99, unlike_national="93.5 %, match rate"))
    return records


@st.composite
def schools(draw: st.DrawFn) -> dict[str, object]:
    return {"degree": draw(st.sampled_from(list(Degree))), "first": draw(st.sampled_from([1980, 2015, 2024]))}


def adverse(given_case: SchoolCase) -> set[str]:
    return set(makers.adverse(given_case))


def blamed(given_case: SchoolCase) -> set[CriterionStatus]:
    return {one.status for one in makers.assessed(given_case).assessments} & {
        CriterionStatus.not_met,
        CriterionStatus.partly,
    }


@SLOW
@given(st.data())
def test_a_failed_fetch_never_leads_to_an_adverse_flag(data: st.DataObject) -> None:
    document = makers.page()
    outcomes = data.draw(st.lists(st.sampled_from(FAILURES), min_size=1, max_size=4))
    visits = [makers.visit(f"{makers.HOME}{number}", outcome, score=8) for number, outcome in enumerate(outcomes)]
    search = makers.crawl(*visits, complete=False, reason="some addresses could not be had")
    school = makers.school(**data.draw(schools()))  # type: ignore[arg-type]
    given_case = makers.case(data.draw(harmless(document)), [document], of=school, search=search)
    assert adverse(given_case) == set()
    assert blamed(given_case) == set()


@SLOW
@given(st.data())
def test_a_document_that_was_not_understood_never_leads_to_an_adverse_flag(data: st.DataObject) -> None:
    document = makers.page()
    reading = data.draw(st.sampled_from(NOT_READ))
    kind = data.draw(st.sampled_from(["image/png", "application/pdf", "text/html"]))
    unread = makers.page("files/a1b2c3", reading=reading, media_type=kind)
    if data.draw(st.booleans()):
        unread = makers.page("files/a1b2c3", leftover_count=40, placement_count=3)
    school = makers.school(**data.draw(schools()))  # type: ignore[arg-type]
    given_case = makers.case(data.draw(harmless(document)), [document, unread], of=school)
    assert adverse(given_case) == set()
    assert blamed(given_case) == set()


@SLOW
@given(st.data())
def test_an_unknown_maturity_never_leads_to_an_adverse_flag(data: st.DataObject) -> None:
    document = makers.page()
    school = makers.school(data.draw(st.sampled_from(list(Degree))), first=None)
    assert adverse(makers.case(data.draw(anything(document)), [document], of=school)) == set()


@SLOW
@given(st.data())
def test_a_secondary_source_never_leads_to_an_adverse_flag_and_takes_none_away(data: st.DataObject) -> None:
    document = makers.page()
    other = makers.page("elsewhere", published_by=data.draw(st.sampled_from(SECONDARY)))
    own, told = data.draw(harmless(document)), data.draw(anything(other))
    with_them, without = makers.case([*own, *told], [document, other]), makers.case(own, [document])
    assert adverse(with_them) == adverse(without)


@SLOW
@given(st.data())
def test_transcriptions_alone_never_lead_to_an_adverse_flag(data: st.DataObject) -> None:
    typed = makers.page("typed", kind=DocumentKind.transcribed, fetched_at=None, link_depth=None)
    school = makers.school(**data.draw(schools()))  # type: ignore[arg-type]
    given_case = makers.case(data.draw(anything(typed)), [typed], of=school, never_searched=True)
    assert adverse(given_case) == set()
    assert {one.status for one in makers.assessed(given_case).assessments} <= {
        CriterionStatus.met,
        CriterionStatus.not_assessed,
        CriterionStatus.not_yet_due,
    }


@SLOW
@given(st.data())
def test_a_failure_only_ever_takes_flags_away(data: st.DataObject) -> None:
    document = makers.page()
    records = data.draw(anything(document))
    school = makers.school(**data.draw(schools()))  # type: ignore[arg-type]
    whole = makers.case(records, [document], of=school)
    failed = replace(whole, crawl=makers.crawl(makers.visit(outcome=VisitOutcome.server_error), complete=False))
    assert adverse(failed) <= adverse(whole)
    assert not adverse(failed) & BY_SEARCH


@SLOW
@given(st.data())
def test_every_adverse_flag_and_every_judgement_carries_evidence(data: st.DataObject) -> None:
    document = makers.page()
    school = makers.school(**data.draw(schools()))  # type: ignore[arg-type]
    found = makers.assessed(makers.case(data.draw(anything(document)), [document], of=school))
    for flag in found.flags:
        assert flag.evidence or flag.severity is Severity.note
        assert flag.strict or flag.lenient
        assert not (flag.lenient and not flag.strict)
    silent = {CriterionStatus.not_yet_due}
    assert all(one.evidence for one in found.assessments if one.status not in silent)
    assert len({flag.flag_id for flag in found.flags}) == len(found.flags)
