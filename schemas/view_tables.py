"""The file of an edition that holds its views: pictures of pages, and lines around findings.

Belongs here: its tables. Does not belong here: the tables of an edition (tables.py). No figure rests on this file: an edition
without it is whole.
"""

import sqlalchemy

VIEWS_NAME = "views.sqlite"
"""Name of the file in the folder of an edition."""
PICTURE_TYPE = "image/webp"

METADATA = sqlalchemy.MetaData()
"""Apart from the tables of an edition: this file is not data that anybody computes with."""

PAGES = sqlalchemy.Table(
    "pages",
    METADATA,
    sqlalchemy.Column("document_id", sqlalchemy.String(16), primary_key=True),
    sqlalchemy.Column("page", sqlalchemy.Integer, primary_key=True),
    sqlalchemy.Column("width", sqlalchemy.Float, nullable=False),
    sqlalchemy.Column("height", sqlalchemy.Float, nullable=False),
    sqlalchemy.Column("names", sqlalchemy.Integer, nullable=False),
    sqlalchemy.Column("partly", sqlalchemy.Boolean, nullable=False),
    sqlalchemy.Column("picture", sqlalchemy.LargeBinary, nullable=False),
)
LINES = sqlalchemy.Table(
    "lines",
    METADATA,
    sqlalchemy.Column("document_id", sqlalchemy.String(16), primary_key=True),
    sqlalchemy.Column("number", sqlalchemy.Integer, primary_key=True),
    sqlalchemy.Column("kind", sqlalchemy.String(12), nullable=False),
    sqlalchemy.Column("text", sqlalchemy.String, nullable=False),
    sqlite_with_rowid=False,
)
PLACES = sqlalchemy.Table(
    "places",
    METADATA,
    sqlalchemy.Column("document_id", sqlalchemy.String(16), primary_key=True),
    sqlalchemy.Column("place", sqlalchemy.String, primary_key=True),
    sqlalchemy.Column("number", sqlalchemy.Integer, nullable=False),
    sqlite_with_rowid=False,
)
UNSEEN = sqlalchemy.Table(
    "unseen",
    METADATA,
    sqlalchemy.Column("document_id", sqlalchemy.String(16), primary_key=True),
    sqlalchemy.Column("reason", sqlalchemy.String, nullable=False),
)
