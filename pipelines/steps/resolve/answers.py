"""What a resolver answers: an entity or none, how sure, by which method, and the nearest rival.

Belongs here: the form of an answer. Does not belong here: thresholds of a resolver, how an answer is found.
"""

from typing import NamedTuple

from schemas.vocabulary import Position


class Answer(NamedTuple):
    """slug is None where the resolver is not sure enough; runner_up then names the best guess, for a person to judge."""

    slug: str | None = None
    confidence: float = 0.0
    method: str = "none"
    runner_up: str | None = None
    position: Position | None = None

    @property
    def to_review(self) -> bool:
        """Whether something was printed that a maintainer could settle with a line in reference/lookups."""
        return self.slug is None and self.method != "empty"


EMPTY = Answer(method="empty")
"""The answer to no string at all."""
