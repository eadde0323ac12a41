"""`l10n update-po`"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.model import Entry


@click.command("update-po")
@click.argument("old", metavar="OLD.po")
@click.argument("template", metavar="NEW.pot")
@click.option("-o", "--output", "output", metavar="FILE", help="Where to write it; - or nothing is standard output.")
@click.option("-U", "--update", "in_place", is_flag=True, help="Write it into OLD.po.")
@click.option("-l", "--locale", metavar="LOCALE", help="The language of OLD.po, if its header does not say.")
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="The language of the msgids.")
@shared.porefs_option
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if something would change.")
@shared.common
def command(
    run: Run,
    old: str,
    template: str,
    output: str | None,
    in_place: bool,
    locale: str | None,
    source: str,
    porefs: str,
    check: bool,
) -> None:
    """Bring a PO file up to a newer template, as msgmerge --previous does, whoever wrote the two.

    Sentences are matched by their place in both files, too: one that was edited, split, merged or moved keeps its
    translation, to be reviewed; one that is new gets no guess. With --porefs file, lines that moved change nothing.
    """
    from l10n import locales
    from l10n.project import again

    if in_place and output:
        raise click.UsageError("-U writes into OLD.po, -o into another file")
    target = old if in_place else output
    job = _Update(old, template, locale, locales.normalize(source), porefs)
    changed, summary = again(job.into, target, dry=check)
    if not check:
        run.note(summary)
    elif changed:
        run.ended(Exit.WOULD_CHANGE)


@dataclass(frozen=True)
class _Update:
    old: str
    template: str
    locale: str | None
    source: str
    porefs: str

    def into(self, target: str | None, *, dry: bool) -> tuple[bool, str]:
        """Updates the old file into `target` (none or -: standard output); whether that changes, and what became of
        the entries."""
        from pathlib import Path

        from l10n import catalog
        from l10n.merge.update import update
        from l10n.project import read, write

        before = read(Path(self.old))
        found, new = self._read(before.data)
        merged = update(found, new, self.source, self._language(found), self.porefs)
        data = catalog.render(merged)
        there = before if target in (None, "-", self.old) else read(Path(target or ""))
        if dry:
            pass
        elif target in (None, "-"):
            click.echo(data, nl=False)
        else:
            write(there.path, data, there)
        return data != there.data, _summary(found.entries, merged.entries)

    def _language(self, found: Catalog) -> str:
        from l10n import locales

        return locales.normalize(self.locale) if self.locale else shared.language(found)

    def _read(self, data: bytes | None) -> tuple[Catalog, Catalog]:
        """Both files; the old one with a header, if it has none, and empty if it is not there but has a locale."""
        from dataclasses import replace

        from l10n import catalog

        if data is None and not self.locale:
            raise click.UsageError(f"there is no file {self.old}; to make it, name its language with -l")
        found, new = catalog.parse(data or b"", self.old), catalog.parse(shared.existing(self.template), self.template)
        if found.header:
            return found, new
        project = new.get("Project-Id-Version") or "PACKAGE VERSION"
        header = catalog.new_header(self._language(found) or None, project=project, created=shared.now())
        return replace(found, header=header), new


def _summary(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> str:
    from collections import Counter

    from l10n.catalog import translated

    known = {entry.key for entry in old}
    gone = {entry.key for entry in new if entry.obsolete} - {entry.key for entry in old if entry.obsolete}
    live = (entry for entry in new if not entry.obsolete)
    count = Counter("kept" if entry.key in known else "edited" if translated(entry) else "new" for entry in live)
    return ", ".join(f"{count[what]} {what}" for what in ("kept", "edited", "new")) + f", {len(gone)} obsolete"
