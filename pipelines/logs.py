"""Logs for machines: one JSON object a line on stderr, with the run, the collection and the stage it belongs to.

Belongs here: setting up the form of all logs of a process, and what is bound to them. Does not belong here: what is logged;
progress for people (pipelines/reporting).
"""

import json
import logging
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog

LONGEST = 2000
"""Letters of one value; what documents and servers say is hostile and may be long."""


def log_as_json() -> None:
    """Send all logs of this process to stderr as JSON, one object a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(json_formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # tells each step in which Dagster lays its tables


def json_formatter() -> logging.Formatter:
    """Make one line of JSON of a record: time (UTC), level, logger, event and what is bound."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _bounded,
            structlog.processors.JSONRenderer(serializer=json.dumps, default=str),
        ],
    )


@contextmanager
def bound(**values: str) -> Iterator[None]:
    """Bind values to every line that is logged within."""
    with structlog.contextvars.bound_contextvars(**values):
        yield


def _bounded(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Cut long texts; JSON in ASCII escapes line breaks and control characters of every kind."""
    for name, value in event.items():
        if isinstance(value, str) and len(value) > LONGEST:
            event[name] = value[:LONGEST] + "…"
    return event
