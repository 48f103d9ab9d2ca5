"""What must hold before an edition may be published: one function a check, each yielding one line for a fault.

Belongs here: faults of the layers. Does not belong here: Dagster, what a school publishes badly (that is data).
A line never repeats the words of a document: they could be the name of a person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from pipelines.exceptions import StoreError
from pipelines.expectations import expectations_unmet
from pipelines.layers import Layers, SchoolFindings, latest_day
from pipelines.previous import PreviousEdition
from pipelines.stages import current_readings
from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.replies import check_replies
from schemas.disclosure import Assessment, Flag
from schemas.resolution import ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import Severity
from scrapers.extractors.people.mentions import Strength, mentions_in
from scrapers.registry import check_schools

Finding = ResolvedPlacement | ResolvedMeasure | ResolvedStatement
MOST_BROKEN = 0.1
"""Share of schools on which a stage may break before nothing is published."""
LAYERS = ("transcriptions", "readings", "findings", "outcomes", "assessments")


def school_files_hold(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Every school file holds its form, and its parent has one."""
    wanted = set(slugs)
    folder = layers.settings.schools_folder(layers.collection)
    yield from (fault for fault in check_schools(folder) if fault.partition(".yaml")[0] in wanted)


def replies_hold(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:  # noqa: ARG001 - an edition takes the replies of all
    """Every reply holds its form, and is about a school, a rule or a criterion that is there."""
    folder = layers.settings.replies_folder(layers.collection)
    yield from check_replies(folder, layers.schools, latest_day(layers.collection))


def stages_went_through(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """No stage broke on a school; one on which it did keeps what the edition before had."""
    for slug in slugs:
        failure = layers.failures.read(slug)
        if failure is not None:
            yield f"{slug}: {failure.stage} broke with {failure.error}; please report it. It keeps what the edition before had"


def most_went_through(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Few schools are those on which a stage broke: with many of them the fault is not in their data."""
    every = list(slugs)
    broken = [slug for slug in every if layers.failures.read(slug) is not None]
    if len(broken) > MOST_BROKEN * len(every):
        yield f"a stage broke on {len(broken)} of {len(every)} schools, such as {broken[0]}"


def records_hold(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Every layer has a record of every school that holds its form, about that school."""
    for slug in _whole(layers, slugs):
        for name in LAYERS:
            try:
                if getattr(layers, name).read(slug) is None:
                    yield f"{slug}: layer {name} has no record of it"
            except StoreError as error:
                yield str(error)


def documents_are_there(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """A school of which the edition before had documents still has some, and what its file expects was found."""
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    before = Counter(str(row["school_slug"]) for row in previous.documents)
    for slug in slugs:
        readings = current_readings(layers, slug)
        if before[slug] and not readings:
            yield f"{slug}: no document is left of {before[slug]} in the edition before"
        yield from expectations_unmet(layers, slug, previous)


def anything_is_there(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """The edition would not be empty where the one before was not."""
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    wanted = set(slugs)
    had = sum(str(row["school_slug"]) in wanted for row in previous.documents)
    has = sum(len(current_readings(layers, slug)) for slug in wanted)
    if had and not has:
        yield f"no document is left of {had} in the edition before; see what the crawl and the reading say"


def findings_are_unique(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """No identifier of a finding or of a document stands for two."""
    findings: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for slug in slugs:
        findings.update(finding.finding_id for finding in _findings(layers, slug))
        documents.update(reading.document.document_id for reading in current_readings(layers, slug))
    yield from (f"finding {key}: {number} have this identifier" for key, number in findings.items() if number > 1)
    yield from (f"document {key}: {number} have this identifier" for key, number in documents.items() if number > 1)


def findings_have_documents(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Every finding names a document of its school, and a place in it or words from it."""
    for slug in slugs:
        known = {reading.document.document_id for reading in current_readings(layers, slug)}
        for finding in _findings(layers, slug):
            if finding.document_id not in known:
                yield f"{slug}: finding {finding.finding_id} names a document that is not there"
            if not (finding.quote or finding.page or finding.sheet or finding.element_path):
                yield f"{slug}: finding {finding.finding_id} names neither place nor words"


def outcomes_rest_on_findings(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Every outcome has its own identifier and rests on findings of its school."""
    seen: Counter[str] = Counter()
    for slug in _whole(layers, slugs):
        known = {finding.finding_id for finding in _findings(layers, slug)}
        for outcome in layers.outcomes.read(slug) or ():
            seen[outcome.outcome_id] += 1
            if not known.issuperset(outcome.finding_ids):
                yield f"{slug}: outcome {outcome.outcome_id} ({outcome.name}) rests on a finding that is not there"
    yield from (f"outcome {key}: {number} have this identifier" for key, number in seen.items() if number > 1)


def criteria_are_judged(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Each school stands somewhere on each criterion that applies to it, once."""
    criteria = load_criteria()
    for slug in _whole(layers, slugs):
        degree = layers.schools[slug].degree
        wanted = {one.criterion_id for one in criteria if one.applies_to in ("both", degree)}
        found = layers.assessments.read(slug)
        judged = Counter(one.criterion_id for one in found.assessments) if found else Counter[str]()
        yield from (f"{slug}: criterion {one} is not judged" for one in sorted(wanted - set(judged)))
        yield from (f"{slug}: criterion {one} is judged {judged[one]} times" for one in judged if judged[one] > 1)


def flags_have_evidence(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """Every adverse flag carries evidence."""
    for slug in slugs:
        found = layers.assessments.read(slug)
        for flag in found.flags if found else ():
            if flag.severity is not Severity.note and not flag.evidence:
                yield f"{slug}: flag {flag.rule} is adverse and has no evidence"


def no_person_is_named(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """No text that an edition would hold names a person."""
    for slug in slugs:
        for where, record in _texts(layers, slug):
            for name, value in record:
                if isinstance(value, str) and any(
                    mention.strength is Strength.strong for mention in mentions_in(value)
                ):
                    yield f"{slug}: {where}: {name} seems to name a person"


def _whole(layers: Layers, slugs: Iterable[str]) -> Iterator[str]:
    """The schools on which no stage broke."""
    return (slug for slug in slugs if layers.failures.read(slug) is None)


def _texts(layers: Layers, slug: str) -> Iterator[tuple[str, BaseModel]]:
    for reading in current_readings(layers, slug):
        yield f"document {reading.document.document_id}", reading.document
    for finding in _findings(layers, slug):
        yield f"finding {finding.finding_id} in document {finding.document_id}", finding
    assessed = layers.assessments.read(slug)
    judged: list[Assessment | Flag] = [*assessed.assessments, *assessed.flags] if assessed else []
    for record in judged:
        yield f"judgement on {getattr(record, 'criterion_id', None)}", record
        for evidence in record.evidence:
            yield f"evidence {evidence.evidence_id}", evidence


def _findings(layers: Layers, slug: str) -> list[Finding]:
    found = (layers.findings.read(slug) or SchoolFindings()).current
    return [*found.placements, *found.measures, *found.statements]
