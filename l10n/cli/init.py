"""`l10n init`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="The language of the articles.")
@click.option("-l", "--locale", "locales", multiple=True, metavar="LOCALE", help="A target locale.  [required]")
@click.option("--git", is_flag=True, help="Let git merge PO files entry by entry; also in a project that is there.")
def command(folder: str, source: str, locales: tuple[str, ...], git: bool) -> None:
    """Start a project: write l10n.toml and the folders."""
    from pathlib import Path

    from l10n import project

    if git and not locales:
        _use_git(Path(folder))
        return
    if not locales:
        raise click.UsageError("Missing option '-l' / '--locale'.")
    made = project.init(Path(folder), source, locales)
    click.echo(f"wrote {project.shown(made.root / 'l10n.toml')}")
    click.echo(f"put articles into {project.shown(made.articles_folder)}/, then run `l10n extract`")
    if git:
        _use_git(made.root)


def _use_git(folder: Path) -> None:
    """The merge driver in .gitattributes, which is shared, and in the configuration of git, which each clone has."""
    from l10n.project import git, shown

    path = shown(folder / ".gitattributes")
    click.echo(f"wrote {path}" if git.with_attributes(folder) else f"{path} is complete")
    if git.configure(folder):
        click.echo("git merges PO files with l10n in this clone; in every other one run `l10n init --git` once")
    else:
        click.echo("in every clone of the repository, run once:\n" + "\n".join(git.commands()))
