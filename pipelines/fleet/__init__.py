"""Several processes at one refresh: leases on schools, workers, and the run that spreads its stages over them.

Belongs here: who does what, and what becomes of work whose worker died. Does not belong here: the work itself (stages.py,
readings.py, crawling.py), Dagster.
"""
