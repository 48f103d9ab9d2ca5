"""Watching a refresh: what the stages tell of their progress.

Belongs here: the calls that a stage makes. Does not belong here: how progress is shown (pipelines/reporting).
"""

from collections.abc import Sequence

from pipelines.crawling import Event


class Watcher:
    """Hears how a refresh gets on; this one keeps silent."""

    def stage(self, name: str, schools: int) -> None:
        """A stage begins on so many schools."""

    def crawl(self, event: Event) -> None:
        """The crawl tells of a response, of a school that is done, or of its end."""

    def reading(self, settled: int, documents: int, findings: int) -> None:
        """So many of the documents are settled, and so much was found in them so far."""

    def faults(self, check: str, lines: Sequence[str], *, blocking: bool) -> None:
        """A check found these faults; a blocking one stops publication."""
