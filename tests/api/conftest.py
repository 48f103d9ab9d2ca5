"""A real server on an ephemeral loopback port, over editions built for the test session."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def served(editions: Path, **options: Any) -> Iterator[str]:
    """Serve a folder of editions, with further settings; yield the server's address."""
    settings = ApiSettings(editions=editions, host="127.0.0.1", **options)
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
