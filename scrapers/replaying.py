"""Replaying: the archive laid out as pywb reads it, so that pages can be seen as they were fetched.

Belongs here: the index in CDXJ, the folder that pywb is started in. Does not belong here: the archive itself (archive.py). Names of
people are in the archive and therefore in the replay: it is for maintainers, on their own machine.
"""

import shutil
import tempfile
from pathlib import Path

from scrapers.archive import warc_files
from scrapers.exceptions import ArchiveError, ReplayError

COLLECTION = "matchwatch"
"""Name of the collection in pywb's addresses: http://127.0.0.1:8090/matchwatch/2026/http://..."""
INDEX_NAME = "index.cdxj"


def write_cdxj(archive: Path, out: Path) -> int:
    """Write the index of every answer in the WARC files of an archive, sorted, as CDXJ; returns the number of its lines.

    Raises:
        ReplayError: the library that writes it is not installed.
        ArchiveError: the archive holds no WARC file, one is damaged, or the index cannot be written.
    """
    try:
        from cdxj_indexer.main import write_cdx_index  # noqa: PLC0415 - installed only where it is used
    except ModuleNotFoundError:
        raise ReplayError("cdxj-indexer is missing; install it with: pip install 'matchwatch[replay]'") from None
    names = warc_files(archive)
    if not names:
        raise ArchiveError(f"{archive}: holds no WARC file yet; crawl first")
    try:
        with tempfile.NamedTemporaryFile("w", dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            write_cdx_index(file, [str(archive / name) for name in names], {"sort": True})
        Path(file.name).replace(out)
        with out.open("rb") as written:
            return sum(1 for _ in written)
    except (OSError, ValueError) as error:
        raise ArchiveError(
            f"{archive}: cannot be indexed ({error}); check it with: matchwatch archive verify"
        ) from error


def lay_out(archive: Path, folder: Path) -> int:
    """Lay out a folder in which pywb replays an archive: a link to the WARC files, and their index; returns its lines.

    Raises:
        ReplayError, ArchiveError: as write_cdxj().
    """
    collection = folder / "collections" / COLLECTION
    (collection / "indexes").mkdir(parents=True, exist_ok=True)
    link = collection / "archive"
    link.unlink(missing_ok=True)
    link.symlink_to(archive.resolve())
    return write_cdxj(archive, collection / "indexes" / INDEX_NAME)


def replay_command(program: str, folder: Path, port: int) -> list[str]:
    """The command that replays a folder that was laid out, on loopback only.

    Raises:
        ReplayError: there is no such program.
    """
    found = shutil.which(program)
    if found is None:
        raise ReplayError(
            f"{program}: no such program; install pywb into an environment of its own (python3 -m venv pywb && "
            "pywb/bin/pip install pywb), then name it: --pywb pywb/bin/wayback"
        )
    return [found, "--bind", "127.0.0.1", "--port", str(port), "--directory", str(folder)]
