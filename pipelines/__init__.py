"""When things run and what may be published: steps (pure functions), Dagster definitions, the command line."""
