"""The tutorial way of serving a table: FastAPI, a SQLModel session and a response model; the baseline of api_serving.

Belongs here: what a newcomer would write from the two libraries' tutorials. Does not belong here: anything cleverer.
"""

import os
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Session, SQLModel, col, create_engine, select

from schemas.tables import PlacementRow

engine = create_engine(f"sqlite:///{os.environ['DATABASE']}", connect_args={"check_same_thread": False})
app = FastAPI()


class Placement(SQLModel):
    """The fields that the benchmark asks every contender for."""

    finding_id: str
    document_id: str
    school_slug: str
    class_year: int | None
    specialty: str | None
    program: str | None
    state: str | None
    count: int
    page: int | None
    box: str | None
    specialty_slug: str | None
    institution_slug: str | None


def session() -> Iterator[Session]:
    """A session a request."""
    with Session(engine) as found:
        yield found


@app.get("/placements", response_model=list[Placement])
def placements(
    database: Annotated[Session, Depends(session)], school: str, limit: int = 100
) -> Sequence[PlacementRow]:
    """Placements of a school."""
    rows = select(PlacementRow).where(PlacementRow.school_slug == school)
    order = (col(PlacementRow.class_year), col(PlacementRow.specialty_slug), col(PlacementRow.finding_id))
    return database.exec(rows.order_by(*order).limit(limit)).all()
