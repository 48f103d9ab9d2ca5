"""How a reading is laid out for a person at a terminal.

Belongs here: tables of findings beside their places. Does not belong here: reading, options, exit codes.
"""

from rich.console import Console

from pipelines.explaining.documents import Reading

console = Console()


def show(reading: Reading) -> None:
    """Print one document's findings."""
    extraction = reading.extraction
    console.print(
        reading.name,
        extraction.error or extraction.unread or "read",
        len(extraction.placements),
        len(extraction.measures),
        len(extraction.statements),
    )
