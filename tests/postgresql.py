"""A real PostgreSQL server for tests, started from the installed binaries on a free port of loopback, and databases in it.

Belongs here: finding, starting and stopping it. Does not belong here: what a test does with it.
"""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, make_url, text

from pipelines.steps.publish.postgresql import connected, follow, initialise
from schemas.postgresql import READER_ROLE
from scrapers.exceptions import MatchWatchError

PLACES = ("/usr/lib/postgresql", "/usr/pgsql-17", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql@17")
READER_PASSWORD = "reads%it:all"  # noqa: S105
PASSWORD = "only-for-tests"  # noqa: S105 - of a server that lives as long as the tests


@dataclass(frozen=True)
class Postgresql:
    """A server: where it is, and the password of its superuser `dagster`."""

    port: int
    folder: Path
    programs: Path
    system_user: str | None
    user: str = "dagster"
    password: str = PASSWORD

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs on its data."""
        command = [str(self.programs / program), "--pgdata", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120, user=self.system_user, cwd=self.folder)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off -c full_page_writes=off"
        self.run("pg_ctl", "--wait", "--log", str(self.folder / "server.log"), "--options", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self.run("pg_ctl", "--wait", "--mode", "immediate", "stop")

    def address(self, database: str) -> str:
        """The address of one of its databases, for its owner."""
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.port}/{database}"


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
    data, secret = folder / "data", folder / "password"
    user = _server_user()
    secret.write_text(PASSWORD)
    data.mkdir()
    if user is not None:
        for path in (folder, data, secret):
            shutil.chown(path, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    found = Postgresql(port, folder, programs, user)
    found.run(
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
    found.start()
    try:
        yield found
    finally:
        found.stop()


def _server_user() -> str | None:
    """The server will not run as root: the user it then runs as."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def following(editions: Path) -> Iterator[str]:
    """A database of its own that follows a folder of editions; yields the address of the role that may only read."""
    owner = new_database(server())
    ended = threading.Event()
    with connected(owner) as engine:
        initialise(engine, READER_PASSWORD)
        follow(engine, editions)
        follower = threading.Thread(target=_follow_on, args=(engine, editions, ended))
        follower.start()
        try:
            yield reader_of(owner)
        finally:
            ended.set()
            follower.join()


def new_database(found: Postgresql) -> str:
    """Make an empty database; its owner's address."""
    name = f"editions_{uuid4().hex}"
    with connected(found.address("postgres")) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"CREATE DATABASE {name}"))
    return found.address(name)


def reader_of(owner: str) -> str:
    """The address of the same database for the role that may only read."""
    reader = make_url(owner).set(username=READER_ROLE, password=READER_PASSWORD)
    return reader.render_as_string(hide_password=False)


def _follow_on(engine: Engine, editions: Path, ended: threading.Event) -> None:
    while not ended.wait(0.05):
        with suppress(MatchWatchError):
            follow(engine, editions, drop_missing=True)


@cache
def server() -> Postgresql:
    """The server of this process; it ends with it."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    folder.chmod(0o755)
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: install Debian's package postgresql")
    stack = ExitStack()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(stack.close)
    return stack.enter_context(running(folder, programs))
