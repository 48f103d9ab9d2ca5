"""A real PostgreSQL server for tests, started from the installed binaries on a free port of loopback.

Belongs here: finding, starting and stopping it. Does not belong here: what a test does with it.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACES = ("/usr/lib/postgresql", "/usr/pgsql-17", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql@17")
PASSWORD = "only-for-tests"  # noqa: S105 - of a server that lives as long as the tests


@dataclass(frozen=True)
class Postgresql:
    """A server under way: its port, and the password of its superuser `dagster`."""

    port: int
    user: str = "dagster"
    password: str = PASSWORD


def binaries() -> Path | None:
    """Folder of the server's programs, the newest version first; None where none is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = [path.parent for place in PLACES for path in Path(place).glob("**/bin/initdb")]
    return max(folders, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()], default=None)


@contextmanager
def running(folder: Path, programs: Path) -> Iterator[Postgresql]:
    """Start a server whose files lie below a folder, and stop it."""
    data, secret, log = folder / "data", folder / "password", folder / "server.log"
    user = _server_user()
    secret.write_text(PASSWORD)
    data.mkdir()
    if user is not None:
        for path in (folder, data, secret):
            shutil.chown(path, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "--pgdata", str(data), *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120, user=user, cwd=folder)

    run(
        "initdb",
        "--username",
        "dagster",
        "--auth",
        "scram-sha-256",
        "--pwfile",
        str(secret),
        "--no-sync",
        "--encoding",
        "UTF8",
    )
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c full_page_writes=off"
    run("pg_ctl", "--wait", "--log", str(log), "--options", options, "start")
    try:
        yield Postgresql(port)
    finally:
        run("pg_ctl", "--wait", "--mode", "immediate", "stop")


def _server_user() -> str | None:
    """The server will not run as root: the user it then runs as."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
