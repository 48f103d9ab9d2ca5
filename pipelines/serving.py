"""Serving the editions over HTTP from the command line.

Belongs here: taking the port, starting the server. Does not belong here: the API (package api), which this package must
not import: the server finds it by name.
"""

import errno
import logging
import os
import socket
from contextlib import suppress

import uvicorn

from pipelines.exceptions import PortInUseError
from pipelines.settings import Settings

APPLICATION = "api.main:app"
PROTOCOL = "api.connections:GuardedProtocol"
SECONDS_TO_END = 5


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes a free one.

    Raises:
        PortInUseError: another program listens there, or the port or the address is not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(2048)
    except OSError as error:
        taken.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(
                f"{host}:{port}: another program listens there; stop it, or choose another port: --port {port + 1}"
            ) from error
        raise PortInUseError(
            f"{host}:{port}: cannot be taken ({error.strerror}); choose another: --port 8000"
        ) from error
    return taken


def address_of(taken: socket.socket) -> str:
    """The address at which a browser finds the server."""
    host, port = taken.getsockname()[:2]
    named = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"


def serve(settings: Settings, taken: socket.socket) -> None:
    """Serve the editions until told to stop; a new current edition is served as soon as the pointer moves."""
    os.environ["MATCHWATCH_EDITIONS"] = str(settings.editions_folder.resolve())
    config = uvicorn.Config(
        APPLICATION,
        http=PROTOCOL,
        ws="none",
        log_level="warning",
        access_log=False,
        log_config=None if logging.getLogger().handlers else uvicorn.config.LOGGING_CONFIG,
        timeout_graceful_shutdown=SECONDS_TO_END,
        server_header=False,
    )
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a server ends; uvicorn raises it again once all is closed
        uvicorn.Server(config).run(sockets=[taken])
