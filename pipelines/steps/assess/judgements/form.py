"""Criteria on the form of publication: one function each.

Belongs here: form.*. Does not belong here: what the figures say.
"""

from collections.abc import Sequence

from pipelines.steps.assess.consistency import disagreements, impossibilities
from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.judgements.match import no_class_yet
from pipelines.steps.assess.judgements.verdicts import Verdict, absent, unknown
from pipelines.steps.assess.pictures import Family, figures_of, is_picture, only_pictures_are_open, pictured
from pipelines.steps.assess.view import SchoolView
from rules.published import Finding, year_of
from schemas.documents import Document
from schemas.vocabulary import CriterionStatus, DocumentKind, StatementKind, Topic

MOST_LINKS = 3
NOTHING = "No match or exam figures were found."


def form_readable(view: SchoolView) -> Verdict:
    """Figures stand as text, not only as an image, a map or a script."""
    pictures = [document for family in Family for document in pictured(view, family)]
    texts = [document for document in _holders(view) if not is_picture(document)]
    if pictures:
        some = "Some figures stand as text, others only as a picture or behind a script."
        reason = some if texts else "Figures stand only as a picture or behind a script."
        status = CriterionStatus.partly if texts else CriterionStatus.not_met
        seen = bool(texts) or only_pictures_are_open(view)
        return Verdict(status, reason, Grounds(documents=pictures, note=reason), rests_on_words=seen)
    if texts:
        return _met("The figures stand as text.", texts)
    return _nothing(view)


def form_findable(view: SchoolView) -> Verdict:
    """Results stand at most three links from the home page, without a login."""
    newest = {family: _newest_holders(view, family) for family in Family}
    holders = [document for documents in newest.values() for document in documents]
    logins = view.search.logins
    words = view.published.said(StatementKind.behind_login, Topic.match, Topic.exam)
    hidden = bool(logins or words)
    if not holders:
        if hidden:
            grounds = Grounds(findings=words, visits=logins)
            return Verdict(CriterionStatus.not_met, "Results are kept behind a login.", grounds)
        return _nothing(view)
    depths = [
        min((one.link_depth for one in found if one.link_depth is not None), default=None)
        for found in newest.values()
        if found
    ]
    known = [depth for depth in depths if depth is not None]
    if not known:
        return unknown("It is not known how many links lead from the home page to the results.", holders[:3])
    near = [depth for depth in known if depth <= MOST_LINKS]
    if len(near) == len(depths) and not hidden:
        return _met(f"The newest results stand at most {max(near)} links from the home page.", holders)
    far = (
        f"some stand {max(known)} links from the home page"
        if len(near) < len(known)
        else "some are kept behind a login"
    )
    status = CriterionStatus.partly if near else CriterionStatus.not_met
    reason = f"Not all results are easy to find: {far}."
    grounds = Grounds(documents=holders[:3], findings=words, visits=logins)
    # A page that was not seen may hold a shorter way.
    return Verdict(status, reason, grounds, rests_on_words=view.search.crawl_complete)


def form_dated(view: SchoolView) -> Verdict:
    """The pages with results carry a date."""
    newest = [found for family in Family if (found := _newest_holders(view, family))]
    if not newest:
        return _nothing(view)
    dated = [one for found in newest for one in found if one.stated_date]
    covered = sum(any(one.stated_date for one in found) for found in newest)
    if covered == len(newest):
        return _met("The pages with the newest results say of which day they are.", dated)
    if covered:
        reason = "Some of the pages with the newest results say of which day they are."
        return Verdict(CriterionStatus.partly, reason, Grounds(documents=dated), rests_on_words=True)
    return absent("The pages with the newest results do not say of which day they are.")


def form_consistent(view: SchoolView) -> Verdict:
    """Figures for one class agree with each other."""
    faults = [*disagreements(view.published), *impossibilities(view.published)]
    if faults:
        reason = " ".join(fault.explanation for fault in faults)[:500]
        findings = [finding for fault in faults for finding in fault.findings]
        return Verdict(CriterionStatus.not_met, reason, Grounds(findings=findings), rests_on_words=True)
    holders = _holders(view)
    return _met("No two figures for one thing disagree.", holders) if holders else _nothing(view)


def _met(reason: str, documents: Sequence[Document]) -> Verdict:
    return Verdict(CriterionStatus.met, reason, Grounds(documents=documents[:5], note=reason))


def _nothing(view: SchoolView) -> Verdict:
    return absent(NOTHING) if view.class_due() else no_class_yet(view)


def _holders(view: SchoolView) -> list[Document]:
    """Fetched documents that hold match or exam figures."""
    ids = {finding.document_id: None for family in Family for finding in figures_of(view.published, family)}
    return [one for key in ids if (one := view.published.documents[key]).kind is DocumentKind.crawled]


def _newest_holders(view: SchoolView, family: Family) -> list[Document]:
    """Fetched documents that hold the newest figures of a family."""
    figures = [one for one in figures_of(view.published, family) if _is_crawled(view, one)]
    newest = max((year_of(one) or 0 for one in figures), default=0)
    ids = {one.document_id: None for one in figures if (year_of(one) or 0) == newest}
    return [view.published.documents[key] for key in ids]


def _is_crawled(view: SchoolView, finding: Finding) -> bool:
    return view.published.documents[finding.document_id].kind is DocumentKind.crawled
