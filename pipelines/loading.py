"""Loading: what was published goes into PostgreSQL too, where an address is set.

Belongs here: the one place that decides whether to. Does not belong here: how (steps/publish/postgresql.py).
"""

from pipelines.exceptions import DatabaseError
from pipelines.settings import Settings


def load_where_asked(settings: Settings) -> None:
    """Let the database follow the folder of editions; does nothing where MATCHWATCH_DATABASE is not set.

    Raises:
        DatabaseError: it cannot be reached or refuses us; the files are published all the same.
    """
    address = settings.database.get_secret_value()
    if not address:
        return
    from pipelines.steps.publish.postgresql import connected, follow  # noqa: PLC0415 - costs time, most do without

    try:
        with connected(address) as engine:
            follow(engine, settings.editions_folder)
    except DatabaseError as error:
        raise DatabaseError(f"{error}; the edition stands in the folder, load it with: matchwatch db sync") from error
