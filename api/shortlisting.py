"""Shortlisting: the figures of every school that a reader's wishes ask for, as parts with their sources.

Belongs here: which published figure each part takes. Does not belong here: the order (rules/shortlist.py), HTTP.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from api.editions import OpenEdition
from api.graduates import by_school_and_state
from api.keeping import made_once
from api.parameters.shortlist import ShortlistParameters
from api.problems import unknown_names
from api.resources import EVIDENCE, OUTCOMES, SCHOOLS, SPECIALTIES
from api.rows import Item, fetch, plain_columns
from rules.divisions import known_states, states_of
from rules.intervals import wilson
from rules.shortlist import Part, Placed, shortlist
from schemas.public_service import Fault
from schemas.shortlist import Aspect, ShortlistItem, ShortlistPart, ShortlistSource

CLASSES = 5
"""Newest listed classes that a share by state is counted over."""
FINDINGS = 10
DISTANCES = {Aspect.match: "match_rate_distance", Aspect.exams: "exam_pass_rate_distance"}
NOT_PUBLISHED = {
    Aspect.specialty: "Unknown: no lists of several classes that stand for the whole class are known.",
    Aspect.place: "Unknown: no list with states is known.",
    Aspect.match: "Unknown: no match rate is known that a national figure of the same year and basis stands beside.",
    Aspect.exams: "Unknown: no first-attempt result is known that a national figure of the same exam and year stands beside.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one part at one school."""

    why: str
    used: float | None = None
    sources: Sequence[ShortlistSource] = field(default_factory=tuple)


def shortlist_of(edition: OpenEdition, wishes: ShortlistParameters) -> tuple[list[ShortlistItem], list[str]]:
    """Every school under the reader's filters in order, and the states that the wishes come to.

    Raises:
        ProblemError: 404 for an unknown specialty or state, all at once.
    """
    states = sorted(states_of(wishes.division, wishes.region) | set(wishes.state))
    weights = {
        Aspect.specialty: wishes.specialty_weight if wishes.specialty else 0,
        Aspect.place: wishes.place_weight if states else 0,
        Aspect.match: wishes.match_weight,
        Aspect.exams: wishes.exams_weight,
    }
    with edition.engine.connect() as connection:
        _require_names(connection, wishes.specialty, states)
        schools = {row["slug"]: row for row in _schools(connection, wishes)}
        figures = _figures(edition, connection, wishes, states)
        known = {
            slug: {
                aspect: figures[aspect].get(slug, Known(NOT_PUBLISHED[aspect])) for aspect in Aspect if weights[aspect]
            }
            for slug in schools
        }
        placed = shortlist(
            {
                slug: [Part(aspect, weights[aspect], one.used) for aspect, one in parts.items()]
                for slug, parts in known.items()
            }
        )[: wishes.limit]
        _add_evidence(
            connection, [source for one in placed for part in known[one.school].values() for source in part.sources]
        )
    return [_item(one, schools[one.school], known[one.school], weights) for one in placed], states


def schools_considered(edition: OpenEdition, wishes: ShortlistParameters) -> int:
    """How many schools the reader's filters leave."""
    with edition.engine.connect() as connection:
        return len(_schools(connection, wishes))


def _require_names(connection: Connection, specialties: Sequence[str], states: Sequence[str]) -> None:
    slug = SPECIALTIES.table.c.slug
    found = set(connection.scalars(select(slug).where(slug.in_(specialties))))
    faults = [
        Fault(parameter="specialty", place="query", message="no such specialty; /v1/specialties lists them", value=one)
        for one in specialties
        if one not in found
    ]
    faults += [
        Fault(parameter="state", place="query", message="no such state; give its two-letter code", value=one)
        for one in states
        if one not in known_states()
    ]
    if faults:
        raise unknown_names(faults)


def _schools(connection: Connection, wishes: ShortlistParameters) -> list[Item]:
    table = SCHOOLS.table
    asked = (("degree", wishes.degree), ("control", wishes.control), ("state", wishes.school_state))
    conditions = [table.c[name].in_(values) for name, values in asked if values]
    columns = plain_columns(table, "slug", "short_name", "degree", "state")
    return fetch(connection, select(*columns).where(*conditions).order_by(table.c.slug))


def _figures(
    edition: OpenEdition, connection: Connection, wishes: ShortlistParameters, states: Sequence[str]
) -> dict[Aspect, dict[str, Known]]:
    edition_id = edition.record.edition_id
    return {
        Aspect.specialty: _records(connection, edition_id, wishes.specialty) if wishes.specialty else {},
        Aspect.place: _places(edition, connection, states) if states else {},
        Aspect.match: _distances(connection, edition_id, Aspect.match),
        Aspect.exams: _distances(connection, edition_id, Aspect.exams),
    }


def _records(connection: Connection, edition_id: str, specialties: Sequence[str]) -> dict[str, Known]:
    """The record of the specialties over several classes; a school with a record of others listed nobody with these."""
    table = OUTCOMES.table
    rows = _outcomes(connection, table.c.method == "track_record")
    by_school: dict[str, list[Item]] = defaultdict(list)
    for row in rows:
        by_school[row["school_slug"]].append(row)
    found = {}
    for slug, every in by_school.items():
        wanted = [row for row in every if row["specialty_slug"] in specialties]
        hidden = [row for row in wanted if row["value"] is None]
        sources = [_source(row, edition_id) for row in wanted or every[:1]]
        if hidden:
            found[slug] = Known(f"Unknown: {hidden[0]['not_computable'] or 'no share can be given'}.", None, sources)
            continue
        used = round(sum(_used(row) for row in wanted), 1)
        names = ", ".join(specialties)
        listed = "; ".join(f"{row['value']:g} % {row['specialty_slug']} in {row['period']}" for row in wanted)
        why = (
            f"Listed graduates: {listed}; at least {used:g} %."
            if wanted
            else f"None of its listed graduates of {every[0]['period']} is listed with {names}."
        )
        found[slug] = Known(why, used, sources)
    return found


def _places(edition: OpenEdition, connection: Connection, states: Sequence[str]) -> dict[str, Known]:
    """Shares of graduates in the states, over the newest listed classes."""
    rows = made_once(("states", edition.identity), lambda: by_school_and_state(connection, CLASSES))
    people: dict[str, Counter[str]] = defaultdict(Counter)
    classes: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows:
        people[row["school_slug"]][row["state"]] += row["people"]
        classes[row["school_slug"]][row["class_year"]] = row["document_id"]
    found = {}
    for slug, counts in people.items():
        whole, here = counts.total(), sum(counts[state] for state in states)
        interval = wilson(here, whole)
        if interval is None:
            continue
        first, last = min(classes[slug]), max(classes[slug])
        query = f"school_slug={slug}&resolved_state={','.join(states)}&class_year_from={first}&class_year_to={last}&edition={edition.record.edition_id}"
        source = ShortlistSource(
            outcome_id=None,
            name="placements",
            period=f"{first}-{last}" if first != last else str(last),
            value=round(100 * here / whole, 1),
            interval_low=interval.low,
            interval_high=interval.high,
            finding_ids=[],
            document_ids=sorted(set(classes[slug].values())),
            path=f"/v1/placements?{query}",
            not_computable=None,
        )
        why = f"{here} of {whole} listed graduates whose state is known, in {len(classes[slug])} listed classes; at least {interval.low:g} %."
        found[slug] = Known(why, interval.low, [source])
    return found


def _distances(connection: Connection, edition_id: str, aspect: Aspect) -> dict[str, Known]:
    """Newest distances from the nation, one an exam; where there are several, the lowest orders."""
    table = OUTCOMES.table
    conditions = [table.c.name == DISTANCES[aspect], table.c.value.is_not(None)]
    if aspect is Aspect.exams:
        conditions.append(table.c.attempt == "first")
    newest: dict[str, dict[str | None, Item]] = defaultdict(dict)
    for row in sorted(_outcomes(connection, *conditions), key=lambda row: (row["period"] or "", row["outcome_id"])):
        newest[row["school_slug"]][row["exam"]] = row
    found = {}
    for slug, by_exam in newest.items():
        rows = sorted(by_exam.values(), key=lambda row: (_used(row), row["outcome_id"]))
        words = "; ".join(
            f"{row['value']:+g} points {row['exam'] or 'match rate'} in {row['period'] or 'a year unstated'}"
            for row in rows
        )
        found[slug] = Known(
            f"Beside the nation of the same year: {words}.", _used(rows[0]), [_source(row, edition_id) for row in rows]
        )
    return found


def _outcomes(connection: Connection, *conditions: object) -> list[Item]:
    table = OUTCOMES.table
    statement = select(*plain_columns(table)).where(*conditions).order_by(table.c.outcome_id)  # type: ignore[arg-type]
    return fetch(connection, statement)


def _used(row: Mapping[str, float | None]) -> float:
    low, value = row["interval_low"], row["value"]
    return float(low if low is not None else value or 0.0)


def _source(row: Item, edition_id: str) -> ShortlistSource:
    return ShortlistSource(
        outcome_id=row["outcome_id"],
        name=row["name"],
        period=row["period"],
        value=row["value"],
        interval_low=row["interval_low"],
        interval_high=row["interval_high"],
        finding_ids=[],
        document_ids=[],
        path=f"/v1/schools/{row['school_slug']}/evidence?subject_id={row['outcome_id']}&edition={edition_id}",
        not_computable=row["not_computable"],
    )


def _add_evidence(connection: Connection, sources: Iterable[ShortlistSource]) -> None:
    """Name the findings and documents of outcomes, those of the schools that are shown."""
    by_outcome = {source.outcome_id: source for source in sources if source.outcome_id}
    columns = EVIDENCE.table.c
    statement = (
        select(columns.subject_id, columns.finding_id, columns.document_id)
        .where(columns.subject_id.in_(by_outcome))
        .order_by(columns.subject_id, columns.evidence_id)
    )
    for subject, finding, document in connection.execute(statement) if by_outcome else ():
        source = by_outcome[subject]
        if finding and len(source.finding_ids) < FINDINGS:
            source.finding_ids.append(finding)
        if document and document not in source.document_ids:
            source.document_ids.append(document)


def _item(placed: Placed, school: Item, known: Mapping[Aspect, Known], weights: Mapping[Aspect, int]) -> ShortlistItem:
    parts = [
        ShortlistPart(
            aspect=aspect,
            weight=weights[aspect],
            used=one.used,
            points=points.points,
            others=points.others,
            lower=points.lower,
            why=one.why,
            sources=list(one.sources),
        )
        for (aspect, one), points in zip(known.items(), placed.points, strict=True)
    ]
    return ShortlistItem(
        position=placed.position,
        school_slug=placed.school,
        short_name=school["short_name"],
        degree=school["degree"],
        state=school["state"],
        support=placed.support,
        support_low=placed.support_low,
        support_high=placed.support_high,
        known_weight=placed.known_weight,
        parts=parts,
    )
