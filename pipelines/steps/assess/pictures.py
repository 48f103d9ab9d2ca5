"""Pictures of figures: documents that hold outcomes only as an image, a map or a script.

Belongs here: telling such documents from photographs, and which outcomes they speak of. Does not belong here: reading them.
"""

import re
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from pipelines.steps.assess.view import SchoolView
from rules.published import Finding, Published, year_of
from schemas.documents import Document
from schemas.vocabulary import DocumentKind, ReadingOutcome


class Family(StrEnum):
    """The outcomes that a figure belongs to."""

    match = "match"
    exam = "exam"


FIGURES = r"lists?|results?|outcomes?|data|statistics|stats|dashboards?|maps?|charts?|summary|report|infographics?|numbers|rates?|scores?"
PROMISES = {
    Family.match: re.compile(
        rf"\b(?:match|residency|residencies|placements?|gme)\b.{{0,20}}\b(?:{FIGURES})\b"
        rf"|\b(?:{FIGURES})\b.{{0,20}}\b(?:match|residency|placements?)\b"
        r"|\bwhere\b.{0,40}\b(?:match(?:ed|es)?|going|went|go|train(?:ing)?|heading)\b",
        re.IGNORECASE,
    ),
    Family.exam: re.compile(
        rf"\b(?:usmle|comlex|step ?[12]|level ?[123]|boards?|licensing|exams?)\b.{{0,20}}\b(?:{FIGURES})\b"
        rf"|\b(?:{FIGURES})\b.{{0,20}}\b(?:usmle|comlex|boards?|exams?)\b|\bpass rates?\b",
        re.IGNORECASE,
    ),
}
SEPARATORS = re.compile(r"[-_./+%\s]+")
RECENT_CLASSES = 3


def figures_of(published: Published, family: Family) -> tuple[Finding, ...]:
    """What is published of one family."""
    return published.match_figures if family is Family.match else published.exam_results


def pictured(view: SchoolView, family: Family) -> list[Document]:
    """Documents that hold figures of a family as a picture or behind a script."""
    with_figures = {finding.document_id for finding in figures_of(view.published, family)}
    return [
        document
        for document in view.published.documents.values()
        if document.kind is DocumentKind.crawled
        and (
            (is_picture(document) and document.document_id in with_figures)
            or (_could_not_be_read(document) and promised_family(document) is family)
        )
    ]


def only_pictures_are_open(view: SchoolView) -> bool:
    """Whether the search left nothing open but documents of which is known that they hold figures as pictures."""
    explained = [document for family in Family for document in pictured(view, family)]
    identities = {document.document_id for document in explained}
    addresses = {address for document in explained for address in (document.address, document.final_address)}
    is_explained = all(one.document_id in identities for one in view.search.unread)
    return view.search.crawl_complete and is_explained and addresses.issuperset(view.search.shells)


def _could_not_be_read(document: Document) -> bool:
    """Whether a document is whole and was not read; an image is a picture also where recognition broke off."""
    is_image = (document.media_type or "").startswith("image/")
    return document.reading is ReadingOutcome.unread or (is_image and document.reading is ReadingOutcome.error)


def is_picture(document: Document) -> bool:
    """Whether a document's words had to be recognised."""
    return document.by_recognition or (document.media_type or "").startswith("image/")


def promised_family(document: Document) -> Family | None:
    """The figures that a document's link, title or address promise; None for photographs and other matters."""
    path = urlsplit(document.final_address or document.address or "").path
    names = [document.anchor_text or "", document.title or "", SEPARATORS.sub(" ", unquote(path))]
    for family in Family:
        if any(PROMISES[family].search(name) for name in names):
            return family
    return None


def has_recent_text(view: SchoolView, family: Family) -> bool:
    """Whether figures of a family for one of the last classes, or of no stated year, stand somewhere as text."""
    due = view.class_due()
    oldest = due.end_year - RECENT_CLASSES + 1 if due else 0
    for finding in figures_of(view.published, family):
        document = view.published.documents[finding.document_id]
        year = year_of(finding)
        if not is_picture(document) and (year is None or year >= oldest):
            return True
    return False
