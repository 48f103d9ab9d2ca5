"""The `matchwatch` command: one module a command, each importing only what it needs."""
