"""`matchwatch archive`: check, list, take out and replay what was fetched.

Belongs here: the commands. Does not belong here: the archive itself (scrapers/archive.py).
"""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.archive_copies import pull, push, verify_copy
from pipelines.cli.archive_past import past
from pipelines.cli.archive_prune import prune

if TYPE_CHECKING:
    from pipelines.layers import Layers
    from scrapers.archive import Archive

Sample = Annotated[bool, typer.Option("--sample", help="The archive of the sample web.")]
At = Annotated[str | None, typer.Option("--at", metavar="ADDRESS", help="A copy that was pushed, read where it lies.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="Check, list, take out and replay what was fetched (WARC files).")
    group.command("verify")(verify)
    group.command("push", no_args_is_help=True)(push)
    group.command("pull", no_args_is_help=True)(pull)
    group.command("prune")(prune)
    group.command("list")(list_captures)
    group.command("show")(show)
    group.command("export")(export)
    group.command("index")(index)
    group.command("replay")(replay)
    group.command("past", no_args_is_help=True)(past)
    app.add_typer(group, name="archive")


def verify(
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="A copy that was pushed; default: the archive itself.")
    ] = None,
    sample: Sample = False,
) -> None:
    """Read every record of the WARC files and every capture back and compare them with their digests.

    Exit code 0: the archive, or the copy, is whole; 1: each fault has a line on stdout.
    """
    from itertools import chain

    from pipelines.cli.exit_codes import ExitCode
    from scrapers.archive_checking import archive_bytes, record_faults

    if address is not None:
        verify_copy(address)
        return
    archive = _layers(sample=sample).archive
    shown = sys.stderr.isatty()
    with typer.progressbar(length=archive_bytes(archive.folder), file=sys.stderr if shown else io.StringIO()) as bar:
        faults = list(chain(record_faults(archive.folder, bar.update), archive.verify()))
    for fault in faults:
        typer.echo(fault)
    if faults:
        typer.echo(f"{len(faults)} faults in {archive.folder}; restore the files named from a copy.")
        raise typer.Exit(ExitCode.FAILED)
    captures = sum(1 for _ in archive.captures())
    typer.echo(
        f"{archive.folder}: {captures:,} captures, every one read back and as it was fetched; so is every record."
    )


def list_captures(
    school: Annotated[str | None, typer.Argument(metavar="[SLUG]", help="Only captures of this school.")] = None,
    at: At = None,
    sample: Sample = False,
    as_json: Json = False,
) -> None:
    """List the captures: when, which school, type, bytes, address."""
    archive = _archive(at, sample=sample)
    number = 0
    for capture in archive.captures(school):
        number += 1
        if as_json:
            typer.echo(capture.model_dump_json())
            continue
        typer.echo(
            f"{capture.fetched_at:%Y-%m-%d %H:%M} {capture.school_slug:<28} {capture.media_type or '-':<20} "
            f"{capture.byte_count:>10,} {capture.final_address or capture.address}"
            f"{'' if capture.is_live else f' (from {capture.replayed_from})'}"
        )
    if not number and not as_json:
        typer.echo(f"{archive.folder}: holds no capture{f' of {school}' if school else ''} yet.")


def show(
    address: Annotated[str, typer.Argument(metavar="ADDRESS|SHA256", help="Address of a page, or a document's hash.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="File to write it to.")],
    at: At = None,
    sample: Sample = False,
) -> None:
    """Write the newest capture of an address, or the document with a hash, to a file, byte for byte.

    It may hold names of people, which no edition does: keep it to yourself.
    """
    from pipelines.stores import write_at_once
    from scrapers.archive import time_of
    from scrapers.exceptions import ArchiveError

    archive = _archive(at, sample=sample)
    found = [one for one in archive.captures() if address in (one.sha256, one.final_address, one.address)]
    wanted = max(reversed(found), key=lambda one: (one.is_live, time_of(one)), default=None)
    if wanted is None:
        raise ArchiveError(f"{address}: is not in {archive.folder}; see: matchwatch archive list")
    write_at_once(out, archive.content(wanted))
    typer.echo(
        f"{out}: {wanted.byte_count:,} bytes, fetched {wanted.fetched_at:%Y-%m-%d %H:%M} UTC, SHA-256 {wanted.sha256}"
    )


def export(
    school: Annotated[str, typer.Argument(metavar="SLUG", help="School whose captures are taken out.")],
    out: Annotated[Path, typer.Argument(metavar="FILE.warc.gz", dir_okay=False, help="WARC file to write.")],
    at: At = None,
    sample: Sample = False,
) -> None:
    """Copy every record of a school's captures into one WARC file that other tools replay (pywb, ReplayWeb.page).

    It may hold names of people, which no edition does: keep it to yourself.
    """
    from pipelines.stores import write_at_once
    from scrapers.exceptions import ArchiveError

    archive = _archive(at, sample=sample)
    captures = list(archive.captures(school))
    if not captures:
        raise ArchiveError(f"{school}: {archive.folder} holds no capture of it; see: matchwatch archive list")
    write_at_once(out, archive.records_of(captures))
    typer.echo(f"{out}: {len(captures):,} captures of {school}")


def index(
    out: Annotated[Path, typer.Argument(metavar="FILE.cdxj", dir_okay=False, help="Index to write.")],
    sample: Sample = False,
) -> None:
    """Write an index of every answer in the archive as CDXJ, by which other tools find records in the WARC files."""
    from scrapers.replaying import write_cdxj

    folder = _layers(sample=sample).archive.folder
    typer.echo(f"{out}: {write_cdxj(folder, out):,} answers in the WARC files of {folder}")


def replay(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8090,
    pywb: Annotated[str, typer.Option("--pywb", metavar="PROGRAM", help="pywb's program `wayback`.")] = "wayback",
    sample: Sample = False,
) -> None:
    """Show pages as they were fetched, in a browser on this machine, by pywb; ends with Ctrl-C.

    pywb is not installed with MatchWatch: give it an environment of its own (python3 -m venv pywb && pywb/bin/pip install
    pywb) and name it: --pywb pywb/bin/wayback. Archived pages may hold names of people: it listens on this machine only.
    """
    import subprocess

    from pipelines.cli.exit_codes import ExitCode
    from scrapers.replaying import COLLECTION, lay_out, replay_command

    layers = _layers(sample=sample)
    folder = layers.settings.collection_folder(layers.collection) / "replay"
    command = replay_command(pywb, folder, port)
    answers = lay_out(layers.archive.folder, folder)
    typer.echo(
        f"{answers:,} answers. All captures of an address: http://127.0.0.1:{port}/{COLLECTION}/*/ADDRESS", err=True
    )
    try:
        raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - a program that the operator names
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.OK) from None


def _archive(at: str | None, *, sample: bool) -> "Archive":
    """The archive here, or the copy at an address."""
    if at is None:
        return _layers(sample=sample).archive
    from pipelines.archive_copy import ArchiveCopy, CopiedArchive

    return CopiedArchive(ArchiveCopy(at))


def _layers(*, sample: bool) -> "Layers":
    from pipelines.layers import Layers
    from pipelines.settings import Settings
    from schemas.vocabulary import Collection

    return Layers(Settings(), Collection.sample if sample else Collection.real)
