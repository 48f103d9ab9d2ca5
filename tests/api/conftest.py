"""A real server on an ephemeral loopback port, over editions built for the test session."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.connections import GuardedProtocol
from api.main import create_app
from api.settings import ApiSettings
from schemas.vocabulary import Collection
from tests.editions import publish_edition
from tests.postgresql import following

ON_POSTGRESQL = "MATCHWATCH_TEST_POSTGRESQL" in os.environ
of_files = pytest.mark.skipif(ON_POSTGRESQL, reason="is about files, or about the moment in which a pointer moves")


@contextmanager
def served(editions: Path, **options: Any) -> Iterator[str]:
    """Serve a folder of editions, with further settings; yield the server's address.

    With MATCHWATCH_TEST_POSTGRESQL set, rows come from a PostgreSQL database that follows the folder.
    """
    with ExitStack() as stack:
        if ON_POSTGRESQL and "database" not in options:
            options["database"] = stack.enter_context(following(editions))
        yield stack.enter_context(_listening(ApiSettings(editions=editions, host="127.0.0.1", **options)))


@contextmanager
def _listening(settings: ApiSettings) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        config = uvicorn.Config(
            create_app(settings), http=GuardedProtocol, log_level="warning", access_log=False, ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    publish_edition(folder, Collection.sample, rows=240, more_schools=60)
    publish_edition(folder, Collection.real, rows=12)
    return folder


@pytest.fixture(scope="session")
def address(editions: Path) -> Iterator[str]:
    with served(editions) as found:
        yield found


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as found:
        yield found
