"""`matchwatch worker`: do work of refreshes that other processes lead.

Belongs here: the command and its options. Does not belong here: the loop (fleet/worker.py).
"""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("worker")(worker)


def worker(
    until_input_ends: Annotated[
        bool, typer.Option("--until-input-ends", help="End when standard input closes: for a parent that may die.")
    ] = False,
) -> None:
    """Take work of refreshes and do it, until stopped. Start as many as there is room for, on any machine.

    All share one work table, MATCHWATCH_FLEET, and one folder, MATCHWATCH_WORK, and run the same version. A refresh that is
    started with the same MATCHWATCH_FLEET, by `matchwatch refresh` or by Dagster, puts up its stages school by school; a
    worker that dies loses its lease after MATCHWATCH_LEASE_SECONDS, and another goes on.

    On one machine nothing has to be set up: `matchwatch refresh --workers 2` starts its own workers.
    """
    import logging
    import signal
    import threading

    from pipelines.cli.exit_codes import ExitCode
    from pipelines.exceptions import FleetError, StoppedError
    from pipelines.fleet.opening import opened
    from pipelines.fleet.work_table import Lease
    from pipelines.fleet.worker import own_name, work
    from pipelines.settings import Settings
    from scrapers.lifetime import end_with_input

    settings = Settings()
    address = settings.fleet.get_secret_value()
    if not address:
        raise FleetError("MATCHWATCH_FLEET is not set; on one machine use: matchwatch refresh --workers 2")
    if not logging.getLogger().handlers:
        logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    ended = threading.Event()

    def stop(*_: object) -> None:
        ended.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    if until_input_ends:
        end_with_input(ExitCode.STOPPED)  # and its crawl with it: the web that a dead parent served is gone

    def tell(leases: list[Lease]) -> None:
        units = ", ".join(lease.task.unit for lease in leases)
        typer.echo(f"{own_name()}: {leases[0].task.stage} of {units}", err=True)

    with opened(address) as table:
        typer.echo(f"{own_name()}: waiting for work", err=True)
        try:
            work(settings, table, ended, tell)
        except (KeyboardInterrupt, StoppedError):
            return
