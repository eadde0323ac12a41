"""The `l10n` command. Each command is a module, imported when it is called; all work is in the layers below."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any, Protocol

import click

from l10n import __version__
from l10n.errors import L10nError
from l10n.registry import Registry


class Module(Protocol):
    """A command's module offers a click command named `command`; it imports the layers below in its functions."""

    command: click.Command


COMMANDS: Registry[Module] = Registry(
    "l10n.cli",
    "init",
    "extract",
    "translate",
    "check",
    "checks",
    "compile",
    "status",
    "analyze",
    "engines",
    "models",
    "evaluate",
    "memory",
    "glossary",
    "update-po",
    "merge-po",
    "fix-conflicts",
    "adopt",
    "correct",
    "prune",
    "completion",
)

INTERRUPTED = 130


class Commands(click.Group):
    """Finds commands in the registry, and ends with the exit code of our errors."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return COMMANDS[cmd_name].command if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """An unknown command is answered with the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(COMMANDS), n=1, cutoff=0.5)
            ctx.fail(f"No such command {args[0]!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)


def _width() -> int:
    """Columns of the terminal; click would import shutil for it, which costs more than all of our own modules."""
    try:
        return max(50, min(os.get_terminal_size().columns, 100) - 2)
    except OSError:
        return 98


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _width()})
@click.version_option(__version__, prog_name="l10n")
@click.option("--project", metavar="DIR", type=click.Path(), help="The project's folder (default: found upwards).")
@click.pass_context
def cli(ctx: click.Context, project: str | None) -> None:
    """Translate articles through PO files: extract, pretranslate, review, check, compile.

    Exit codes, the first that holds: 2 usage, 1 failed, 8 an engine left units unfilled, 7 structure,
    6 check errors, 5 unreviewed, 4 untranslated (5 and 4 only with --strict), 3 would change, 0.
    """
    ctx.obj = project


def main() -> None:
    """Run the command; errors go to stderr in our own words, never as a traceback."""
    gc.set_threshold(100_000, 50, 100)  # our values hold no cycles: looking for them often costs a sixth of the time
    try:
        code = cli.main(prog_name="l10n", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        click.echo("\nstopped; what was done is saved, and the same command goes on from there", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except L10nError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        click.echo(f"error: {error.strerror or error}", err=True)
        os._exit(1)  # stdout cannot be written: closing it again would fail, too
