"""`matchwatch archive push` and `pull`, and the check of a copy: the archive at an fsspec address.

Belongs here: the commands and what they print. Does not belong here: copying (pipelines/archive_copying.py).
"""

import io
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.archive_copy import CopiedFile
    from pipelines.archive_copying import Copied

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="As fsspec takes it: s3://bucket/folder, gs://, az://, a folder.")
]
Sample = Annotated[bool, typer.Option("--sample", help="The archive of the sample web.")]


def push(
    address: Address,
    *,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Also where what is there is lost by it: another archive, or what was pruned here."
        ),
    ] = False,
    sample: Sample = False,
) -> None:
    """Copy the archive to an address: what grew or is new, and the list of files last, in one step.

    A reader of the copy sees the state before or the state after, each whole. It may be cut off and started again, and a crawl may
    be at work. Object stores need: pip install 'matchwatch[store]'. The copy holds names of people: keep it private.

    Example: matchwatch archive push s3://bucket/matchwatch-archive
    """
    from pipelines.archive_copy import ArchiveCopy
    from pipelines.archive_copying import push as push_archive

    _tell("put there", push_archive(_work(sample=sample), ArchiveCopy(address), _told, replace=replace), address)


def pull(
    address: Address,
    *,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also where what is here would be lost: another archive, or a later state."),
    ] = False,
    sample: Sample = False,
) -> None:
    """Make the archive here that of a copy: what differs is got aside, compared with its hash, and put in place at once.

    The search records come with it, so that matchwatch refresh --offline makes the edition. The next crawl asks for every known page
    whether it changed. Not while a crawl is at work. It may be cut off and started again.
    """
    from pipelines.archive_copy import ArchiveCopy
    from pipelines.archive_copying import pull as pull_archive

    _tell("got from there", pull_archive(_work(sample=sample), ArchiveCopy(address), _told, replace=replace), address)


def verify_copy(address: str) -> None:
    """Check a copy, and end with code 1 where it has faults, each of which is told."""
    from pipelines.archive_copy import ArchiveCopy, no_copy
    from pipelines.archive_copy_checking import copy_faults
    from pipelines.cli.exit_codes import ExitCode

    copy = ArchiveCopy(address)
    listed = copy.listed() or no_copy(address)
    shown = sys.stderr.isatty()
    with typer.progressbar(length=listed.total_bytes, file=sys.stderr if shown else io.StringIO()) as bar:
        faults = list(copy_faults(copy, listed, bar.update))
    for fault in faults:
        typer.echo(fault)
    if faults:
        typer.echo(f"{len(faults)} faults in {address}; push the archive to another address.")
        raise typer.Exit(ExitCode.FAILED)
    typer.echo(
        f"{address}: {listed.captures:,} captures as of {listed.written_at:%Y-%m-%d %H:%M} UTC, every one read back and as it "
        "was fetched; so is every record."
    )


def _told(file: "CopiedFile") -> None:
    typer.echo(f"{file.name}: {file.bytes:,} bytes", err=True)


def _tell(how: str, copied: "Copied", address: str) -> None:
    moved = f"{copied.moved_files} files, {copied.moved_bytes:,} bytes {how}" if copied.moved_files else "nothing new"
    typer.echo(f"{address}: {copied.captures:,} captures, {copied.total_bytes:,} bytes; {moved}.")


def _work(*, sample: bool) -> "Path":
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection

    return Settings().collection_folder(Collection.sample if sample else Collection.real)
