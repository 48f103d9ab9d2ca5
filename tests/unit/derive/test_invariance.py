"""The order of the input changes nothing, and taking a document away never raises confidence."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from schemas.documents import Document
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import DocumentKind, MeasureName, Position, PublishedBy, Stage
from tests.unit.derive.builders import HOME, PARENT, derive, document, measure, placement, rate, school
from tests.unit.derive.simulation import LONG

CAMPUS = school(parent_slug=PARENT)
NAMES = ("a", "b", "c", "d")
FIELDS = ("internal_medicine", "obgyn", "general_surgery", "dermatology", "urology", "prelim_medicine", None)
Case = tuple[list[ResolvedPlacement], list[ResolvedMeasure], list[Document]]
# Without shrinking: a class takes milliseconds, and a failing case is small enough to read.
relaxed = settings(
    max_examples=100 * LONG,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to four documents of every standing, with lists, counts and rates that agree or contradict."""
    documents = [
        document(
            name,
            title=draw(st.sampled_from([None, "A-M", "N-Z"])),
            kind=draw(st.sampled_from(list(DocumentKind))),
            published_by=draw(st.sampled_from([PublishedBy.school, PublishedBy.news_outlet])),
            reading_confidence=draw(st.sampled_from([None, 0.5, 0.95])),
            leftover_count=draw(st.sampled_from([0, 0, 3])),
        )
        for name in NAMES[: draw(st.integers(1, 4))]
    ]
    names = st.sampled_from(NAMES[: len(documents)])
    placements = draw(
        st.lists(
            st.builds(
                lambda name, slug, year, number, program, institution, position: placement(
                    slug,
                    name=name,
                    year=year,
                    number=number,
                    program=program if slug else "Hospital",
                    institution_slug=institution,
                    position=position,
                ),
                names,
                st.sampled_from(FIELDS),
                st.sampled_from([2023, 2024]),
                st.integers(1, 15),
                st.sampled_from([None, "Hospital"]),
                st.sampled_from([None, HOME, "elsewhere"]),
                st.sampled_from([None, Position.categorical, Position.advanced]),
            ),
            max_size=20,
        )
    )
    counts = st.builds(
        lambda name, of, value, year: measure(of, value, source=name, period=year),
        names,
        st.sampled_from([MeasureName.matched, MeasureName.class_size]),
        st.integers(1, 80),
        st.sampled_from(["2023", "2024"]),
    )
    rates = st.builds(
        lambda name, value, stage, year: rate(value, stage, source=name, period=year),
        names,
        st.sampled_from([92.0, 95.0, 99.0]),
        st.sampled_from([Stage.before_soap, Stage.after_soap, Stage.unstated]),
        st.sampled_from(["2023", "2024"]),
    )
    return placements, draw(st.lists(st.one_of(counts, rates), max_size=8)), documents


@relaxed
@given(cases(), st.randoms(use_true_random=False))
def test_permuting_the_input_changes_nothing(case: Case, random: object) -> None:
    placements, measures, documents = case
    before = derive(placements=placements, measures=measures, documents=documents, of=CAMPUS)
    for items in (placements, measures, documents):
        random.shuffle(items)  # type: ignore[attr-defined]
    assert derive(placements=placements, measures=measures, documents=documents, of=CAMPUS) == before
    assert [one.outcome_id for one in before] == sorted({one.outcome_id for one in before})


@relaxed
@given(cases(), st.data())
def test_removing_a_document_never_raises_confidence(case: Case, data: st.DataObject) -> None:
    placements, measures, documents = case
    before = {
        one.outcome_id: one.confidence or 0.0
        for one in derive(placements=placements, measures=measures, documents=documents, of=CAMPUS)
    }
    gone = data.draw(st.sampled_from(documents)).document_id
    kept = [one for one in documents if one.document_id != gone] or [document("empty")]
    after = derive(placements=placements, measures=measures, documents=kept, of=CAMPUS)
    for one in after:
        if one.outcome_id in before:
            assert (one.confidence or 0.0) <= before[one.outcome_id] + 1e-9, one


@relaxed
@given(cases())
def test_every_outcome_has_basis_denominator_and_origin(case: Case) -> None:
    placements, measures, documents = case
    known = {one.finding_id for one in placements} | {one.finding_id for one in measures}
    for one in derive(placements=placements, measures=measures, documents=documents, of=CAMPUS):
        assert one.basis
        assert one.method
        assert one.value is not None or one.not_computable
        assert set(one.finding_ids) <= known
        if one.unit != "count":
            assert one.denominator_kind is not None
        if one.numerator is not None and one.basis == "derived":
            assert one.denominator is not None
        if one.value is not None:
            assert one.finding_ids
