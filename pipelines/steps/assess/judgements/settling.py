"""Settling: from what was found to a status, by the search, the calendar, the parent school and the school's own words.

Belongs here: what absence means. Does not belong here: what a criterion asks for.
"""

from dataclasses import replace

from pipelines.steps.assess.evidence import Grounds, Subject, evidence_of
from pipelines.steps.assess.judgements.verdicts import Verdict
from pipelines.steps.assess.spoken import spoken_status
from pipelines.steps.assess.view import SchoolView
from rules.published import EXAM_RESULTS, PROGRESS, RATES
from schemas.disclosure import Assessment, Criterion
from schemas.identifiers import identifier
from schemas.vocabulary import CriterionStatus, EvidenceSubject, Maturity, StatementKind, Theme, Topic

REASON_LENGTH = 600
COUNTED_BY_CLASSES = frozenset({Theme.match, Theme.rate, Theme.exam, Theme.progress})
SAID = {
    CriterionStatus.withheld: "The school says that it does not publish this.",
    CriterionStatus.promised: "The school says that it will publish this.",
    CriterionStatus.not_yet_due: "The school says that no class has come so far.",
}


def settle(criterion: Criterion, verdict: Verdict, view: SchoolView) -> Assessment:
    """Make the assessment of a school on one criterion."""
    settled = _settled(criterion, verdict, view)
    key = identifier("assessment", view.school.slug, criterion.criterion_id)
    subject = Subject(EvidenceSubject.assessment, key, view.school.slug)
    return Assessment(
        assessment_id=key,
        school_slug=view.school.slug,
        criterion_id=criterion.criterion_id,
        criterion_version=criterion.version,
        status=settled.status,
        reason=settled.reason[:REASON_LENGTH],
        due_period=settled.due or view.period_due(criterion),
        found_period=settled.found,
        search_complete=view.search.complete,
        evidence=evidence_of(subject, settled.grounds, view),
    )


def _settled(criterion: Criterion, verdict: Verdict, view: SchoolView) -> Verdict:
    if verdict.status is CriterionStatus.met:
        return _open(verdict, view) if criterion.theme is Theme.form and not view.search.was_made else verdict
    if verdict.status is CriterionStatus.not_assessed:
        return verdict
    if not verdict.is_due and not view.is_campus:
        return replace(verdict, status=CriterionStatus.not_yet_due)
    if not view.search.was_made:
        return _by_transcription(verdict, view)
    if view.is_campus and verdict.status is CriterionStatus.not_met:
        return _with_parent(criterion, verdict, view)
    said = spoken_status(view, criterion.theme) if verdict.status is CriterionStatus.not_met else None
    if said:
        status, words = said
        return replace(verdict, status=status, reason=SAID[status], grounds=Grounds(findings=words))
    if verdict.rests_on_words:
        return verdict
    if not view.search.complete:
        return _open(verdict, view)
    if view.maturity is Maturity.unknown and criterion.theme in COUNTED_BY_CLASSES:
        reason = (
            f"{verdict.reason} It is not known how many classes have graduated, so that nothing is known to be due."
        )
        return replace(
            verdict, status=CriterionStatus.not_assessed, reason=reason, grounds=replace(verdict.grounds, search=True)
        )
    return _absent(criterion, verdict, view) if verdict.status is CriterionStatus.not_met else verdict


def _by_transcription(verdict: Verdict, view: SchoolView) -> Verdict:
    """Without a search only what was transcribed is known, and its age says nothing of what followed."""
    if verdict.only_older:
        reason = f"Transcribed by hand for {verdict.found}; whether newer figures are public was not searched for."
        return replace(verdict, status=CriterionStatus.met, reason=reason)
    return _open(verdict, view)


def _open(verdict: Verdict, view: SchoolView) -> Verdict:
    """Our search does not allow a judgement."""
    why = view.search.reason or "the site has not been searched"
    found = f"Found so far: {verdict.reason} " if verdict.grounds.findings else ""
    reason = f"{found}Not assessed, because our search is incomplete: {why}."
    grounds = replace(verdict.grounds, search=True, documents=view.search.unread[:3])
    return replace(verdict, status=CriterionStatus.not_assessed, reason=reason, grounds=grounds)


def _with_parent(criterion: Criterion, verdict: Verdict, view: SchoolView) -> Verdict:
    """A campus may lawfully report with the school it belongs to; that school is judged for both."""
    parent = view.school.parent_slug
    shown = "publishes figures of this kind" if parent_has(view, criterion.theme) else "is judged for both"
    reason = f"A campus that may report with its parent school: {parent} {shown}."
    status = CriterionStatus.reported_with_parent
    return replace(verdict, status=status, reason=reason, grounds=Grounds(search=True))


def parent_has(view: SchoolView, theme: Theme) -> bool:
    """Whether anything of a theme was found for the parent school."""
    found = view.case.parent_findings
    if found is None:
        return False
    names = {row.measure for row in found.measures}
    match theme:
        case Theme.match:
            return bool(found.placements)
        case Theme.rate:
            return bool(names & RATES)
        case Theme.exam:
            return bool(names & EXAM_RESULTS)
        case Theme.progress:
            return bool(names & PROGRESS)
        case Theme.support:
            return any(row.kind is StatementKind.support for row in found.statements)
        case Theme.form:
            return bool(found.placements or found.measures)


def _absent(criterion: Criterion, verdict: Verdict, view: SchoolView) -> Verdict:
    """The search was completed and found none: its record is the evidence, with what stands behind a login."""
    grounds = replace(verdict.grounds, search=True)
    hidden = view.published.said(StatementKind.behind_login, Topic.match)
    if criterion.theme is Theme.match and (view.search.logins or hidden):
        reason = f"{verdict.reason} What may be it is kept behind a login."
        findings = (*verdict.grounds.findings, *hidden)
        return replace(verdict, reason=reason, grounds=replace(grounds, findings=findings, visits=view.search.logins))
    return replace(verdict, grounds=grounds)
