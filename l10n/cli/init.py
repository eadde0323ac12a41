"""`l10n init`"""

from __future__ import annotations

import click


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="The language of the articles.")
@click.option("-l", "--locale", "locales", multiple=True, required=True, metavar="LOCALE", help="A target locale.")
def command(folder: str, source: str, locales: tuple[str, ...]) -> None:
    """Start a project: write l10n.toml and the folders."""
    from pathlib import Path

    from l10n import project

    made = project.init(Path(folder), source, locales)
    click.echo(f"wrote {project.shown(made.root / 'l10n.toml')}")
    click.echo(f"put articles into {project.shown(made.articles_folder)}/, then run `l10n extract`")
