"""Editions held by this server.

Belongs here: their list. Does not belong here: how they are opened (api/editions.py).
"""

from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.answers import JSON, PROBLEMS, refuse_repeats
from api.asked import without
from api.dependencies import Editions
from api.json_rows import JSON_OPTIONS
from api.parameters.reference import EditionListParameters
from api.problems import unknown_place
from schemas.public import EditionAnswer, EditionListing
from schemas.vocabulary import Collection

router = APIRouter(prefix="/v1", tags=["editions"])


@router.get("/editions", response_model=EditionListing, responses=PROBLEMS)
def list_editions(
    request: Request, editions: Editions, parameters: Annotated[EditionListParameters, Query()]
) -> Response:
    """Editions, newest first. A current one is what `real` or `sample` leads to; others stay as they were. as_of leaves out those as of a later day."""
    refuse_repeats(request, parameters)
    current = {collection: editions.current_or_none(collection) for collection in Collection}
    current_ids = {edition.record.edition_id for edition in current.values() if edition}
    name = parameters.edition
    chosen = current[Collection(name)] if name in Collection.__members__ else editions.choose(name)
    as_of = parameters.as_of
    records = [record for record in editions.records() if as_of is None or record.as_of <= as_of]
    first = 0
    if parameters.after is not None:
        names = [record.edition_id for record in records]
        if parameters.after not in names:
            raise unknown_place("is no edition held here", parameters.after)
        first = names.index(parameters.after) + 1
    shown = records[first : first + parameters.limit]
    more = first + len(shown) < len(records)
    following = None
    if more:
        kept = without(request.scope["query_string"], "after")
        following = f"{request.scope['path']}?{kept}after={shown[-1].edition_id}"
    listing = EditionListing(
        edition=chosen.mark if chosen else None,
        total=len(records),
        count=len(shown),
        next=following,
        items=[EditionAnswer(**dict(record), current=record.edition_id in current_ids) for record in shown],
    )
    headers = {"Cache-Control": "no-cache"} | ({"Link": f'<{following}>; rel="next"'} if following else {})
    return Response(orjson.dumps(listing.model_dump(), option=JSON_OPTIONS), headers=headers, media_type=JSON)
