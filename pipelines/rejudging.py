"""Schools that a narrowed refresh does not ask for are judged anew all the same, where the day has changed: due dates pass by themselves.

Belongs here: which of them can be: those of which the layers hold just what the edition before says. Does not belong here: the
assessment (stages.py).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import SQLModel

from pipelines.layers import Layers
from pipelines.previous import SCHOOL_TABLES, PreviousEdition, slug_of_row
from pipelines.steps.publish.content import ReferenceContent, SchoolContent, content_hash, edition_tables
from pipelines.steps.publish.database import Values
from pipelines.steps.publish.edition import read_edition
from schemas.tables import AskClaimRow, AskQuestionRow, AssessmentRow, ChangeEventRow, EvidenceRow, FlagRow

JUDGED: frozenset[type[SQLModel]] = frozenset(
    {AssessmentRow, FlagRow, EvidenceRow, ChangeEventRow, AskQuestionRow, AskClaimRow}
)
"""Tables that say how a school is judged; the others hold what it is judged by."""
FACTS = tuple(table for table in SCHOOL_TABLES if table not in JUDGED)


def is_of_another_day(previous: PreviousEdition, as_of: date) -> bool:
    """Whether the edition before was judged by the due dates of another day."""
    return previous.folder is not None and read_edition(previous.folder).as_of != as_of


def unchanged(previous: PreviousEdition, contents: Iterable[SchoolContent]) -> list[str]:
    """Of these schools, those of which the layers hold just the facts that the edition before holds.

    Others were refreshed since, but not published (held back, interrupted), or are not in the layers of this machine.
    """
    found = {content.school.slug: content for content in contents}
    facts: dict[str, dict[type[SQLModel], list[Values]]] = defaultdict(lambda: {table: [] for table in FACTS})
    for table, rows in previous.rows_of(frozenset(found)).items():
        if table not in JUDGED:
            for row in rows:
                facts[str(slug_of_row(table, row))][table].append(row)
    nothing = ReferenceContent((), (), (), ())
    return [
        slug
        for slug, content in found.items()
        if content_hash({table: edition_tables([content], nothing).get(table, []) for table in FACTS})
        == content_hash(facts[slug])
    ]


def known_to_layers(layers: Layers, slugs: Iterable[str]) -> list[str]:
    """Of these schools, those of which the layers hold anything and no stage broke on."""
    return [slug for slug in slugs if layers.readings.read(slug) is not None and layers.failures.read(slug) is None]
