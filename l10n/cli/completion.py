"""`l10n completion`"""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the shell's completion script: eval "$(l10n completion bash)"."""
    from click.shell_completion import get_completion_class

    from l10n.cli import cli

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cli, {}, "l10n", "_L10N_COMPLETE").source())
