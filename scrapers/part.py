"""One part of a crawl as a process: python -m scrapers.part DESCRIPTOR, started by parts.py.

Belongs here: the walk of a part, and the books as seen from there. Does not belong here: the books themselves (books.py).
"""

import sys
from multiprocessing.connection import Connection
from typing import Any

from schemas.registry import School
from schemas.vocabulary import VisitOutcome
from scrapers.books import Event, Search, Visited
from scrapers.exceptions import ArchiveError
from scrapers.lifetime import end_with_input
from scrapers.settlements import Found
from scrapers.walking import WalkSettings, walk

CUT_OFF = 6
"""Exit code of a part whose parent is gone."""


class DistantBooks:
    """The books, kept by the process that started this one; each question waits for its answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def absences(self) -> dict[str, str]:
        """As Books.absences()."""
        return dict(self._ask("absences"))

    def take_up(self, school: str, starts: list[Found]) -> Search:
        """As Books.take_up()."""
        search: Search = self._ask("take_up", school, starts)
        return search

    def settle(self, item: Visited) -> list[Found]:
        """As Books.settle()."""
        return list(self._ask("settle", item))

    def leave(self, addresses: list[tuple[str, str]], outcome: VisitOutcome, detail: str) -> None:
        """As Books.leave()."""
        self._ask("leave", addresses, outcome, detail)

    def finish(self, school: str) -> None:
        """As Books.finish()."""
        self._ask("finish", school)

    def tell(self, event: Event) -> None:
        """Pass an event on; nothing is waited for."""
        self._connection.send(("tell", (event,)))

    def end(self, write_failure: str | None) -> None:
        """Say that the walk is over, and whether it ended because nothing could be written."""
        self._connection.send(("end", (write_failure,)))

    def _ask(self, name: str, *arguments: object) -> Any:
        """Ask for something and wait for the answer.

        Raises:
            ArchiveError: the books could not be written.
        """
        self._connection.send((name, arguments))
        done, answer = self._connection.recv()
        if not done:
            raise ArchiveError(answer)
        return answer


def main() -> None:
    """Walk the part that the connection gives."""
    end_with_input(CUT_OFF)
    with Connection(int(sys.argv[1])) as connection:
        books = DistantBooks(connection)
        task: tuple[dict[str, School], WalkSettings] = connection.recv()
        books.end(walk(task[0], books, task[1]))


if __name__ == "__main__":
    main()
