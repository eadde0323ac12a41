"""`l10n merge-po`"""

from __future__ import annotations

import click

from l10n.cli import shared
from l10n.cli.shared import Run


@click.command("merge-po")
@click.argument("base", metavar="BASE.po")
@click.argument("ours", metavar="OURS.po")
@click.argument("theirs", metavar="THEIRS.po")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; - or nothing is standard output.")
@click.option("--path", metavar="NAME", help="What messages call the file (git says %P).")
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="The language of the msgids.")
@shared.common
def command(run: Run, base: str, ours: str, theirs: str, output: str | None, path: str | None, source: str) -> None:
    """Merge what two people did to a PO file since BASE, entry by entry. Also git's merge driver: l10n init --git

    A person's translation beats a post-edited one, and that a machine's. Where two people wrote different texts, the
    entry is fuzzy and shows both. References, dates, wrapping and order are never in conflict.
    """
    from pathlib import Path

    from l10n import catalog, locales
    from l10n.merge.threeway import threeway
    from l10n.project import read, write

    def version(file: str, side: str) -> catalog.Catalog:
        return catalog.parse(shared.existing(file), f"{path} ({side})" if path else file)

    target = None if output in (None, "-") else read(Path(output or ""))
    versions = version(base, "base"), version(ours, "ours"), version(theirs, "theirs")
    merged = threeway(*versions, source=locales.normalize(source))
    data = catalog.render(merged.catalog)
    if target is None:
        click.echo(data, nl=False)
    else:
        write(target.path, data, target)
    for line in shared.undecided(path or output or ours, merged.undecided):
        run.warn(line)
