"""`python -m pipelines.cli` is the same as `matchwatch`."""

from pipelines.cli.main import run

run()
