"""Counts of graduates: of several lists of one class the fullest, whole, and nobody twice."""

from collections import defaultdict
from collections.abc import Sequence

import hypothesis.strategies as st
import sqlalchemy
from hypothesis import given, settings
from sqlmodel import SQLModel

from api import graduates
from api.graduates import COLUMNS
from api.resources import INSTITUTIONS, PLACEMENTS, SCHOOLS, SPECIALTIES

Row = tuple[str, int | None, str, str | None, str | None, int]
"""School, class year, document, specialty, institution, people."""
rows = st.lists(
    st.tuples(
        st.sampled_from(["alderbrook", "briarholt"]),
        st.sampled_from([None, 2025, 2026]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([None, "urology", "neurology"]),
        st.sampled_from([None, "north", "south"]),
        st.integers(1, 5),
    ),
    max_size=25,
)


def filled(found: Sequence[Row]) -> sqlalchemy.Engine:
    engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.StaticPool)
    SQLModel.metadata.create_all(engine)
    schools = [
        {
            "slug": slug,
            "name": slug,
            "short_name": slug.title(),
            "degree": "MD",
            "city": "X",
            "state": "VT",
            "maturity": "young",
        }
        for slug in ("alderbrook", "briarholt")
    ]
    placements = [
        {
            "finding_id": str(number), "school_slug": school, "class_year": year, "document_id": document, "specialty_slug": specialty,
            "institution_slug": institution, "count": people, "rule": "row", "confidence": 1.0,
        }
        for number, (school, year, document, specialty, institution, people) in enumerate(found)
    ]  # fmt: skip
    with engine.begin() as connection:
        connection.execute(sqlalchemy.insert(SCHOOLS.table), schools)
        connection.execute(
            sqlalchemy.insert(SPECIALTIES.table),
            [{"slug": slug, "canonical_name": slug, "is_primary_care": False} for slug in ("urology", "neurology")],
        )
        connection.execute(
            sqlalchemy.insert(INSTITUTIONS.table), [{"slug": slug, "name": slug} for slug in ("north", "south")]
        )
        if placements:
            connection.execute(sqlalchemy.insert(PLACEMENTS.table), placements)
    return engine


def counted(found: Sequence[Row]) -> list[Row]:
    """The rows of the fullest list of each school and class, the plain way."""
    people: dict[tuple[str, int, str], int] = defaultdict(int)
    for school, year, document, _, _, count in found:
        if year is not None:
            people[school, year, document] += count
    chosen = {
        (school, year): min(
            (-count, document) for (one, then, document), count in people.items() if (one, then) == (school, year)
        )[1]
        for school, year, _ in people
    }
    return [row for row in found if row[1] is not None and chosen[row[0], row[1]] == row[2]]


@settings(max_examples=60, deadline=None)
@given(rows)
def test_sums_are_those_of_the_fullest_lists(found: list[Row]) -> None:
    expected: dict[tuple[str, int], int] = defaultdict(int)
    by_institution: dict[str, int] = defaultdict(int)
    for school, year, _, specialty, institution, people in counted(found):
        if specialty == "urology" and year is not None:
            expected[school, year] += people
            if institution:
                by_institution[institution] += people
    engine = filled(found)
    with engine.connect() as connection:
        lists = graduates.fullest_lists(connection)
        column = COLUMNS.specialty_slug
        by_year = graduates.by_school_and_year(connection, lists, column, "urology")
        by_name = graduates.by_name(connection, lists, column, "urology", COLUMNS.institution_slug, 10)
        of_school = graduates.of_school(connection, "alderbrook", column)
    engine.dispose()
    assert {(row["school_slug"], row["class_year"]): row["people"] for row in by_year} == dict(expected)
    assert {row["slug"]: row["people"] for row in by_name} == dict(by_institution)
    assert [row["people"] for row in by_name] == sorted((row["people"] for row in by_name), reverse=True)
    assert {row["class_year"]: row["people"] for row in of_school if row["slug"] == "urology"} == {
        year: people for (school, year), people in expected.items() if school == "alderbrook"
    }
