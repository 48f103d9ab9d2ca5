"""Keyset paging: where a page ends, as an opaque text.

Belongs here: writing and reading cursors. Does not belong here: which columns a list is ordered by.
"""

import base64
import binascii
from typing import Annotated

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

UNKNOWN_PLACE = "unknown_place"
"""Type of the fault of a text that is no cursor."""
LARGEST_NUMBER = 2**62
Scalar = str | Annotated[int, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | float


class Cursor(BaseModel):
    """The last row of a page: the order it was read in, and its values in that order's columns."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    order: str = Field(max_length=40)
    values: list[Scalar] = Field(min_length=1, max_length=8)


def write_cursor(cursor: Cursor) -> str:
    """The cursor as text that is safe in an address."""
    return base64.urlsafe_b64encode(orjson.dumps([cursor.order, cursor.values])).rstrip(b"=").decode("ascii")


def read_cursor(text: str) -> Cursor:
    """The cursor that a text stands for.

    Raises:
        PydanticCustomError: of type UNKNOWN_PLACE; the text was not made by write_cursor.
    """
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        order, values = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        return Cursor(order=order, values=values)
    except (ValueError, TypeError, binascii.Error, UnicodeError, ValidationError):
        message = "is no place in a list; take it from the next link of an answer"
        raise PydanticCustomError(UNKNOWN_PLACE, message) from None
