"""From blocks to findings: one document's placements, measures, statements and leftovers.

Belongs here: which extractor runs on what, the choice between readings, what is held back. Does not belong here: how a
row, a figure or a sentence is understood (placements, measures, statements).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean
from typing import TypeVar

from schemas.documents import Block, ReadDocument, Table
from schemas.findings import Extraction, Leftover, Measure, Placement, Statement
from scrapers.extractors.demotion import demoted
from scrapers.extractors.measure_score import MEASURES_THRESHOLD, judge_measures
from scrapers.extractors.measures import read_measures
from scrapers.extractors.own_school import OwnSchool
from scrapers.extractors.passages import Passage, passages_of
from scrapers.extractors.people.guard import guarded
from scrapers.extractors.people.people import People
from scrapers.extractors.placements.merging import merged
from scrapers.extractors.placements.prose import prose_placements
from scrapers.extractors.placements.records import Group, GroupKind
from scrapers.extractors.placements.structured import structured_placements
from scrapers.extractors.placements.tables import tells_fill
from scrapers.extractors.self_score import GOOD_ENOUGH, PLAIN_SENSE, THRESHOLD, Judgement, doubted, judge, likeness
from scrapers.extractors.stated_date import stated_date
from scrapers.extractors.statements import statements_of
from scrapers.extractors.subject_matter import is_about_others
from scrapers.extractors.unread_lines import too_many
from scrapers.extractors.years import DocumentContext, context_of

MOST_PAGES = 60
"""Pages up to which other readings of a document are tried; each costs as much as the first."""
RIVAL = 0.97
"""How much of the best reading's worth another must have to raise a doubt."""
FindingType = TypeVar("FindingType", Placement, Measure, Statement, Leftover)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a document, with what its tables and lists say and how much sense they make."""

    passages: list[Passage]
    context: DocumentContext
    people: People
    groups: list[Group]
    judgement: Judgement


def extract(document: ReadDocument, school: OwnSchool | None = None) -> Extraction:
    """Say what a document states.

    Args:
        document: what a reader made of it.
        school: the school on whose pages it was found; recognised from the document itself unless told.

    Returns:
        Its findings, with what was not understood, how many names were dropped, and how much sense the reading makes.
    """
    reading = best_reading(document, school)
    people, context = reading.people, reading.context
    used = {index for group in reading.groups for index in group.passages}
    told = prose_placements([passage for passage in reading.passages if passage.index not in used], context, people)
    others = [passage for passage in reading.passages if not is_listing(passage, reading.groups)]
    unrelated = is_about_others(reading.passages, document.title, document.address)
    told_measures = read_measures([] if unrelated else others, context)
    extraction = Extraction(
        placements=[nameless(item, people) for item in merged(reading.groups, told)],
        measures=[nameless(item, people) for item in told_measures.measures],
        statements=[nameless(item, people) for item in statements_of(others, context, people)],
        leftovers=[
            nameless(item, people)
            for found in (*(group.leftovers for group in reading.groups), told_measures.leftovers)
            for item in found
        ],
        names_removed=people.removed,
        title=people.clean(document.title) if document.title else None,
        media_type=document.media_type,
        page_count=document.page_count,
        stated_date=stated_date(reading.passages),
        by_recognition=document.reader.endswith("+ocr"),
        warnings=list(document.warnings),
    )
    judged(extraction, reading)
    return extraction


def is_listing(passage: Passage, groups: Sequence[Group]) -> bool:
    """Tell whether a passage lists positions one by one or tells what programs filled, and so holds no other figure."""
    if isinstance(passage.block, Table) and tells_fill(passage.block):
        return True
    return any(group.kind is GroupKind.rows and passage.index in group.passages for group in groups)


def nameless(finding: FindingType, people: People) -> FindingType:
    """Return a finding whose quotation and place hold no name of a person."""
    update: dict[str, str | None] = {}
    quote: str | None = getattr(finding, "quote", None)
    if quote:
        update["quote"] = people.clean(quote)
    if finding.element_path:
        update["element_path"] = people.clean_path(finding.element_path)
    return finding.model_copy(update=update) if update else finding


def best_reading(document: ReadDocument, school: OwnSchool | None = None) -> Reading:
    """Read the blocks; where they make little sense, try the other readings and keep the best."""
    best = reading_of(document, document.blocks, school)
    is_good = best.judgement.score >= GOOD_ENOUGH and listed(best)
    if is_good or (document.page_count or 0) > MOST_PAGES:
        return best
    readings = [best]
    for blocks in document.alternatives:
        readings.append(reading_of(document, blocks, school))
        if readings[-1].judgement.score >= GOOD_ENOUGH and worth(readings[-1]) > worth(best):
            return readings[-1]
    best = max(readings, key=worth)
    rivals = [other for other in readings if other is not best and worth(other) >= RIVAL * worth(best)]
    agreement = min((likeness(listed(other), listed(best)) for other in rivals), default=1.0)
    return replace(best, judgement=doubted(best.judgement, agreement))


def listed(reading: Reading) -> list[Placement]:
    """Return the placements of all groups of a reading."""
    return [item for group in reading.groups for item in group.placements]


def worth(reading: Reading) -> float:
    """Return how good a reading is among others: its score, weighed by how much of it makes sense."""
    return reading.judgement.score * sqrt(sum(item.confidence >= PLAIN_SENSE for item in listed(reading)))


def reading_of(document: ReadDocument, blocks: tuple[Block, ...], school: OwnSchool | None = None) -> Reading:
    """Read the tables and lists of one sequence of blocks."""
    passages = passages_of(demoted(blocks))
    context = context_of(document, passages, school)
    people = People.for_document(passages)
    groups = list(guarded(structured_placements(people.nameless(passages), context, people), people))
    return Reading(passages, context, people, groups, judge(groups))


def unread_lines(extraction: Extraction, reading: Reading) -> int:
    """Return how many lines read like entries of a list and gave none, where they are too many."""
    used = {index for group in reading.groups for index in group.passages}
    count = len(listed(reading))
    return too_many(reading.passages, used, count, max(0, len(extraction.placements) - count))


def judged(extraction: Extraction, reading: Reading) -> None:
    """Set the confidence, and the reason to hold the document back.

    Lists and tables are judged by how much sense they make as a whole; a document without any is as sure as its findings
    and as its figures agree.
    """
    findings = [*extraction.placements, *extraction.measures, *extraction.statements]
    if not findings:
        return
    judgement, told = reading.judgement, judge_measures(extraction.measures, extraction.leftovers)
    score = judgement.score if reading.groups else fmean(item.confidence for item in findings) * told.score
    extraction.confidence = round(score, 4)
    if reading.groups and score < THRESHOLD:
        extraction.held_back = f"the reading makes too little sense ({', '.join(judgement.reasons[:3])}): look at it"
    elif told.score < MEASURES_THRESHOLD:
        extraction.held_back = f"its figures make too little sense ({', '.join(told.reasons[:3])}): look at it"
    elif extraction.placements and (unread := unread_lines(extraction, reading)):
        extraction.held_back = f"{unread} lines that read like places in a list were not understood: look at it"
    elif extraction.warnings:
        extraction.held_back = f"part of the document was not read ({extraction.warnings[0]}): look at it"
