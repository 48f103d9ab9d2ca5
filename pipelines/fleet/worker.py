"""A worker: claims work, does it, claims more, until it is told to stop.

Belongs here: the loop. Does not belong here: the work (tasks.py), the table (work_table.py).
"""

import logging
import os
import socket
import threading
from collections.abc import Callable

from pipelines.exceptions import FleetError
from pipelines.fleet.tasks import perform, run_folder
from pipelines.fleet.work_table import Lease, WorkTable
from pipelines.settings import Settings
from schemas.editions import SCHEMA_VERSION
from scrapers.reading import READER_VERSION

SECONDS_BETWEEN_CLAIMS = 0.2
VERSION = f"{READER_VERSION}-{SCHEMA_VERSION}"
"""Run and workers must read alike: work of another version of the programs is left to others."""
logger = logging.getLogger("matchwatch.worker")


def own_name() -> str:
    """Name of this process among workers."""
    return f"{socket.gethostname()}:{os.getpid()}"


def work(settings: Settings, table: WorkTable, ended: threading.Event, on_claim: Callable[[list[Lease]], None]) -> int:
    """Do what there is to do until `ended` is set; returns the number of tasks that were taken.

    While the table is out of reach it is asked again and again: a worker is there for years.

    Raises:
        StoppedError: the process was told to stop in the middle of a task, which was given back.
    """
    number = 0
    unseen: set[str] = set()
    while not ended.is_set():
        try:
            leases = _claim(settings, table, unseen)
        except FleetError as error:
            logger.warning("%s; trying again", error)
            continue
        if leases:
            on_claim(leases)
            perform(settings, table, leases)
            number += len(leases)
        else:
            ended.wait(SECONDS_BETWEEN_CLAIMS)
    return number


def _claim(settings: Settings, table: WorkTable, unseen: set[str]) -> list[Lease]:
    visible = []
    for collection, run_id in table.runs(VERSION):
        if settings.store or run_folder(settings, collection, run_id).is_dir():
            visible.append(run_id)
        elif run_id not in unseen:
            unseen.add(run_id)
            logger.warning(
                "run %s keeps its files elsewhere; set MATCHWATCH_WORK to the folder that all share", run_id
            )
    return table.claim(VERSION, own_name(), settings.lease_seconds, runs=visible) if visible else []
