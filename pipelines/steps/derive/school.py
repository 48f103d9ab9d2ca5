"""All outcomes of one school: what it states, and what follows from its figures and lists.

Belongs here: the order of the work. Does not belong here: a formula.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.steps.derive.agreement import with_stated
from pipelines.steps.derive.checks import checked
from pipelines.steps.derive.class_list import ClassList
from pipelines.steps.derive.coverage import coverage_of
from pipelines.steps.derive.destinations import destination_figures, no_home, places_not_computable
from pipelines.steps.derive.exams import distances
from pipelines.steps.derive.heads import NO_HEADS, ClassHeads, class_heads
from pipelines.steps.derive.lists import Purpose, choose, class_lists
from pipelines.steps.derive.national import Nation
from pipelines.steps.derive.placed import placed_outcomes
from pipelines.steps.derive.published import published_outcomes
from pipelines.steps.derive.shares import ClassBasis
from pipelines.steps.derive.sources import Sources, class_year
from pipelines.steps.derive.specialties import breadth, specialties_not_computable, specialty_figures
from pipelines.steps.derive.stated_counts import soap_shares, unmatched
from pipelines.steps.derive.suppression import show
from pipelines.steps.derive.track_record import Programs, institution_records, specialty_records
from pipelines.steps.derive.trends import changes
from schemas.documents import Document
from schemas.outcomes import Outcome
from schemas.registry import NationalBaseline, School
from schemas.resolution import ResolvedFindings, ResolvedMeasure
from schemas.vocabulary import MeasureName


def derive_outcomes(
    school: School,
    findings: ResolvedFindings,
    documents: Sequence[Document],
    baselines: Sequence[NationalBaseline],
    programs: Programs | None = None,
) -> tuple[Outcome, ...]:
    """Return all outcomes of a school, sorted by identifier; the order of the input changes nothing.

    Findings whose document is not given, or was held back, do not count: no figure without its origin.

    Args:
        school: the school file.
        findings: what its documents say, resolved.
        documents: the documents that may be used.
        baselines: national figures.
        programs: the local program directory, where there is one: it tells whether a home program exists.
    """
    sources, nation = Sources.of(school.slug, documents), Nation(baselines)
    measures = [measure for measure in findings.measures if measure.document_id in sources]
    placements = [placement for placement in findings.placements if placement.document_id in sources]
    heads = class_heads(measures)
    stated = checked(published_outcomes(school, measures, sources, nation), school, heads, _entered(measures))
    lists = class_lists(placements, heads, sources)
    computed = list(with_stated(_from_lists(school, lists, heads, sources, nation, programs), stated))
    outcomes = [
        *stated,
        *unmatched(stated),
        *soap_shares(school.slug, stated, lists),
        *distances(stated, nation),
        *computed,
        *changes([*stated, *computed]),
    ]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.outcome_id))


def _from_lists(
    school: School,
    lists: Mapping[int, Sequence[ClassList]],
    heads: Mapping[int, ClassHeads],
    sources: Sources,
    nation: Nation,
    programs: Programs | None,
) -> Iterator[Outcome]:
    by_specialty = _bases(school, lists, heads, sources, Purpose.specialty)
    by_place = _bases(school, lists, heads, sources, Purpose.destination)
    for year in sorted(lists):
        bases = [found[year] for found in (by_specialty, by_place) if year in found]
        yield from placed_outcomes(max(bases, key=lambda basis: basis.chosen.confidence))
        if year in by_specialty:
            yield breadth(by_specialty[year])
            yield from places_not_computable(by_specialty[year]) if year not in by_place else ()
        if year in by_place:
            home = no_home(by_place[year])
            yield from (home,) if home else ()
            yield from specialties_not_computable(by_place[year]) if year not in by_specialty else ()
    people = {row.finding_id: row.count for of_year in lists.values() for one in of_year for row in one.rows}
    fields = [figure for basis in by_specialty.values() for figure in specialty_figures(basis)]
    yield from show([*fields, *specialty_records(by_specialty, nation, programs)], people)
    places = [figure for basis in by_place.values() for figure in destination_figures(basis)]
    yield from show([*places, *institution_records(by_place)], people)


def _bases(
    school: School,
    lists: Mapping[int, Sequence[ClassList]],
    heads: Mapping[int, ClassHeads],
    sources: Sources,
    purpose: Purpose,
) -> dict[int, ClassBasis]:
    found = {}
    for year, of_year in sorted(lists.items()):
        chosen = choose(of_year, purpose, sources)
        if chosen is not None:
            stated = heads.get(year, NO_HEADS)
            coverage = coverage_of(chosen.used, stated, sources, chosen.others)
            found[year] = ClassBasis(school, year, chosen, coverage, stated)
    return found


def _entered(measures: Sequence[ResolvedMeasure]) -> dict[int, int]:
    """People who entered in a year, from the bases of graduation rates."""
    sizes = {
        (year, measure.denominator_n)
        for measure in measures
        if measure.measure is MeasureName.graduation_rate
        and measure.denominator_n
        and (year := class_year(measure.period)) is not None
    }
    return dict(sorted(sizes))
