"""Dependencies: what routes take from the app.

Belongs here: the store of editions, and types of path parameters. Does not belong here: query parameters.
"""

from typing import Annotated

from fastapi import Depends, Path, Request

from api.editions import EditionStore


async def edition_store(request: Request) -> EditionStore:
    """The app's editions; a coroutine, because a plain function would be sent to a thread and back."""
    store = request.app.state.editions
    if not isinstance(store, EditionStore):
        raise TypeError("app.state.editions is set by create_app")
    return store


Editions = Annotated[EditionStore, Depends(edition_store)]
SchoolSlug = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,80}$", description="Slug of a school.", examples=["larkmere"])]
ReferenceSlug = Annotated[
    str, Path(pattern=r"^[a-z0-9_-]{1,120}$", description="Slug in the reference.", examples=["internal-medicine"])
]
RecordKey = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="Identifier of 16 hexadecimal digits.")]
EditionKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9.-]{0,59}$", description="Identifier of an edition.")]
