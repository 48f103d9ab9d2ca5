"""All outcomes of one school: what it states, and what follows from its lists.

Belongs here: the order of the work. Does not belong here: a formula.
"""

from collections.abc import Sequence

from pipelines.steps.derive.national import Nation
from pipelines.steps.derive.published import published_outcomes
from pipelines.steps.derive.sources import Sources
from schemas.documents import Document
from schemas.outcomes import Outcome
from schemas.registry import NationalBaseline, School
from schemas.resolution import ResolvedFindings


def derive_outcomes(
    school: School,
    findings: ResolvedFindings,
    documents: Sequence[Document],
    baselines: Sequence[NationalBaseline],
) -> tuple[Outcome, ...]:
    """Return all outcomes of a school, sorted by identifier; the order of the input changes nothing.

    Findings whose document is not given, or was held back, do not count: no figure without its origin.
    """
    sources = Sources.of(school.slug, documents)
    measures = [measure for measure in findings.measures if measure.document_id in sources]
    outcomes = published_outcomes(school, measures, sources, Nation(baselines))
    return tuple(sorted(outcomes, key=lambda outcome: outcome.outcome_id))
