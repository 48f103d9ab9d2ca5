"""Pausing the garbage collector while many small objects without cycles are made.

Belongs here: the pause. Does not belong here: where it pays (readers of web pages, batches of names).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the collector from looking at the same objects again and again; it goes on afterwards if it was on before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
