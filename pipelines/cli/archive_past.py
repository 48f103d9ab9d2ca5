"""`matchwatch archive past`: earlier states of known outcome pages, from a web archive.

Belongs here: the command and what it prints. Does not belong here: the requests (scrapers/past.py, which it runs as a child process).
"""

import re
from pathlib import Path
from typing import Annotated

import typer


def past(
    slugs: Annotated[list[str], typer.Argument(metavar="SLUG...", help="Schools: the names of their files.")],
    *,
    years: Annotated[
        str, typer.Option(metavar="FIRST-LAST", help="Years of which a state each is wanted, as 2020-2025.")
    ],
    hosts_map: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Rehearse on a web archive of your own: JSON of host name to address:port."),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The invented schools of the sample web.")] = False,
) -> None:
    """Fetch earlier states of the outcome pages in school files from a web archive, one a year, nearest to June.

    They go into the same archive, marked by the web archive they came from and the day on which they stood on the site. They
    count as history: changes and removals are told from them, figures of today never. Then run: matchwatch refresh --offline.
    What is there already is not fetched again. The web archive is set by MATCHWATCH_PAST_INDEX and MATCHWATCH_PAST_REPLAY.

    Exit code 0: all that the web archive holds is here; 3: some was not to be had, each told on stderr; run it again later.

    Example: matchwatch archive past yale --years 2020-2025
    """
    import json
    import subprocess
    import sys

    from pipelines.cli.exit_codes import ExitCode
    from pipelines.exceptions import CrawlError
    from pipelines.settings import PROJECT_FOLDER, Settings
    from schemas.vocabulary import Collection

    found = re.fullmatch(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?", years.strip())
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise typer.BadParameter(f"{years}: write the first and the last year, as 2020-2025", param_hint="--years")
    settings = Settings()
    collection = Collection.sample if sample else Collection.real
    command = [sys.executable, "-m", "scrapers.past", "--schools", str(settings.schools_folder(collection).resolve()),
               "--work", str(settings.collection_folder(collection).resolve()), "--cdx", settings.past_index,
               "--replay", settings.past_replay, "--first-year", found[1], "--last-year", found[2] or found[1],
               "--delay", str(0 if hosts_map else settings.past_delay)]  # fmt: skip
    for slug in slugs:
        command += ["--school", slug]
    if hosts_map is not None:
        command += ["--hosts-map", str(hosts_map.resolve())]
    if settings.stop_list is not None:
        command += ["--stop-list", str(settings.stop_list.resolve())]
    done = subprocess.run(command, cwd=PROJECT_FOLDER, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode not in (0, 3):
        told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
        raise CrawlError(told[-1].removeprefix("error: ") if told else f"it died (exit code {done.returncode})")
    end = json.loads(done.stdout.splitlines()[-1])
    for failure in end["failures"]:
        typer.echo(failure, err=True)
    typer.echo(f"{end['fetched']:,} past captures fetched with {end['requests']:,} requests.")
    if done.returncode:
        raise typer.Exit(ExitCode(done.returncode))
