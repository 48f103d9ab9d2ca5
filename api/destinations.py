"""Destinations: institutions that took a school's graduates, year after year.

Belongs here: counting them, with the rows that are counted. Does not belong here: shares (outcomes of the pipeline), HTTP.
"""

from collections import defaultdict

from api.editions import OpenEdition
from api.graduates import rows_of_school
from api.parameters.shortlist import DestinationParameters
from api.queries import require_school
from api.rows import Item
from schemas.shortlist import DestinationItem, DestinationYear

FORMULA = (
    "Of several lists of one class the fullest is counted.",
    "Order: listed classes of which somebody went there, most first; then graduates together; then the newest class; then the name.",
    "Rows whose institution could not be resolved are counted under unresolved; classes without a list are unknown, not empty.",
)


def destinations_of(
    edition: OpenEdition, school: str, wishes: DestinationParameters
) -> tuple[list[DestinationItem], list[int], int]:
    """Institutions in order, the school's listed classes, and how many graduates' institution is unknown.

    Raises:
        ProblemError: 404 for an unknown school.
    """
    with edition.engine.connect() as connection:
        require_school(connection, school)
        rows = rows_of_school(connection, school)
    classes = sorted({row["class_year"] for row in rows}, reverse=True)
    wanted = [row for row in rows if not wishes.specialty or row["specialty_slug"] in wishes.specialty]
    unresolved = sum(row["count"] for row in wanted if row["institution_slug"] is None)
    by_institution: dict[str, list[Item]] = defaultdict(list)
    for row in wanted:
        if row["institution_slug"] is not None and (not wishes.state or row["state"] in wishes.state):
            by_institution[row["institution_slug"]].append(row)
    items = [_item(several) for several in by_institution.values()]
    items.sort(
        key=lambda item: (-item.classes, -item.people, -item.years[0].class_year, item.name, item.institution_slug)
    )
    return items, classes, unresolved


def _item(rows: list[Item]) -> DestinationItem:
    by_year: dict[int, list[Item]] = defaultdict(list)
    for row in rows:
        by_year[row["class_year"]].append(row)
    years = [
        DestinationYear(
            class_year=year,
            people=sum(row["count"] for row in by_year[year]),
            document_id=by_year[year][0]["document_id"],
            finding_ids=[row["finding_id"] for row in by_year[year]],
        )
        for year in sorted(by_year, reverse=True)
    ]
    return DestinationItem(
        institution_slug=rows[0]["institution_slug"],
        name=rows[0]["name"],
        state=rows[0]["state"],
        classes=len(years),
        people=sum(year.people for year in years),
        years=years,
    )
