"""`l10n checks`"""

from __future__ import annotations

import click

from l10n.cli import shared
from l10n.cli.shared import Run


@click.command("checks")
@shared.common
def command(run: Run) -> None:
    """List what `l10n check` looks for; `l10n check --explain ID` tells more of one."""
    from l10n.report import pages

    run.result(pages.listing().rstrip("\n"))
