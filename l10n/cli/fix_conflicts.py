"""`l10n fix-conflicts`"""

from __future__ import annotations

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run


@click.command("fix-conflicts")
@click.argument("file", metavar="FILE.po")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; - is standard output (default: FILE.po).")
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="The language of the msgids.")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if the file holds conflicts.")
@shared.common
def command(run: Run, file: str, output: str | None, source: str, check: bool) -> None:
    """Resolve the conflict markers that git left in a PO file, as merge-po would have merged it."""
    from pathlib import Path

    from l10n import catalog, locales
    from l10n.merge.conflicts import resolve
    from l10n.project import git, read, write

    before = read(Path(file))
    merged = resolve(shared.existing(file), locales.normalize(source), file, git.base(Path(file)))
    if merged is None:
        run.note(f"{file}: no conflicts")
    elif check:
        run.ended(Exit.WOULD_CHANGE)
    if check:
        return
    data = catalog.render(merged.catalog) if merged else before.data or b""
    if output == "-":
        click.echo(data, nl=False)
    else:
        write(Path(output or file), data, before if output is None else None)
    for line in shared.undecided(output or file, merged.undecided if merged else ()):
        run.warn(line)
