"""The `matchwatch` command: finds the command modules of this folder, runs one, turns errors into one line and a code.

Belongs here: what holds for every command. Does not belong here: a command; each has a module in this folder with
`register(app)`. Such a module imports only the standard library, Typer and Rich at its top, and everything else in the
function that needs it: all modules are imported on every start, and a start must not take a second.
"""

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.metadata import version
from types import ModuleType
from typing import Annotated

import typer

import pipelines.cli
from pipelines.cli.exit_codes import MEANINGS, exit_code_of
from scrapers.exceptions import MatchWatchError

INTRODUCTION = """Collect what US medical schools publish about residency matches and licensing exams, and say how candid they are.

Start with:

- `matchwatch up` builds what is missing and serves it on http://127.0.0.1:8000
- `matchwatch explain FILE` shows what is found in one document, and where
- `matchwatch refresh --help` tells how to crawl, read, assess and publish
- `matchwatch doctor` checks that everything is in place
"""
CODES = "Exit codes: " + "; ".join(f"{int(code)} {meaning}" for code, meaning in MEANINGS.items()) + "."
ORDER = ("up", "refresh", "worker", "serve", "explain", "review", "coverage", "archive", "disclosure", "schools", "discover", "editions", "runs", "compare", "schedule", "reference", "resolve", "evaluate",
         "dictionary", "doctor")  # fmt: skip
"""Order of the help; a module that is not named here comes last."""


class LogFormat(StrEnum):
    """The form of logs."""

    text = "text"
    json = "json"


def build_app() -> typer.Typer:
    """The command line with every command of this folder."""
    app = typer.Typer(
        name="matchwatch",
        help=INTRODUCTION,
        epilog=CODES,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
    )
    app.callback()(_all_commands)
    for module in _command_modules():
        module.register(app)
    return app


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with one of the documented codes."""
    try:
        build_app()(args=arguments, prog_name="matchwatch")
    except MatchWatchError as error:
        sys.stderr.write(f"error: {' '.join(str(error).split())}\n")
        sys.exit(exit_code_of(error))


def _command_modules() -> list[ModuleType]:
    """The modules of this folder that register commands, in the order of the help."""
    names = [
        found.name for found in pkgutil.iter_modules(pipelines.cli.__path__) if found.name not in ("main", "__main__")
    ]
    names.sort(key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    modules = [importlib.import_module(f"pipelines.cli.{name}") for name in names]
    return [module for module in modules if hasattr(module, "register")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matchwatch {version('matchwatch')}")
        raise typer.Exit


def _all_commands(
    *,
    _version: bool = typer.Option(
        False, "--version", help="Print the version and exit.", callback=_show_version, is_eager=True
    ),
    log_format: Annotated[
        LogFormat,
        typer.Option(
            envvar="MATCHWATCH_LOG_FORMAT", help="text for people, json for machines: one object a line on stderr."
        ),
    ] = LogFormat.text,
) -> None:
    if log_format is LogFormat.json:
        from pipelines.logs import log_as_json

        log_as_json()
