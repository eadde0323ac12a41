"""`l10n prune`"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.project import Project


@click.command("prune")
@click.option("--obsolete", is_flag=True, help="Also entries that no source has any more, in every catalog.")
@click.option("--human", is_flag=True, help="Also what people wrote, approved or commented.")
@click.option("--check", is_flag=True, help="Remove nothing; exit 3 if something would go.")
@click.option("--dry-run", is_flag=True, help="Remove nothing; say what would go.")
@shared.common
def command(run: Run, obsolete: bool, human: bool, check: bool, dry_run: bool) -> None:
    """Remove the templates and catalogs of articles that are gone.

    Asks nothing. What people wrote stays, and is named, unless --human is given.
    """
    found = run.project()
    job = _Pruning(run, found, human, dry=check or dry_run)
    for name, paths in found.orphans().items():
        for path in paths:
            with run.going_on():
                job.file(name, path)
    for name in found.articles() if obsolete else ():
        for locale in found.targets():
            with run.going_on():
                job.entries(found.catalog_path(name, locale))
    job.conclude()
    if check and job.removed:
        run.ended(Exit.WOULD_CHANGE)


@dataclass
class _Pruning:
    run: Run
    project: Project
    human: bool
    dry: bool
    removed: int = 0
    kept: int = 0

    @property
    def verb(self) -> str:
        return "would be removed" if self.dry else "removed"

    def file(self, article: str, path: Path) -> None:
        """A file of an article that is gone. A template is ours to make anew."""
        from l10n.project import shown

        human = 0 if path.suffix == ".pot" else self._by_people(path)
        with_people = f" with {_count(human)} by people" if human else ""
        if human and not self.human:
            self.kept += 1
            self.run.result(f"{shown(path)}: kept{with_people}; {article} is gone")
            return
        self.removed += 1
        self.run.result(f"{shown(path)}: {self.verb}{with_people}; {article} is gone")
        if not self.dry:
            with self.project.lock(path):
                self.project.remove(path)
            if path.suffix == ".po":
                self.project.remove(path.with_suffix(".mo"))

    def _by_people(self, path: Path) -> int:
        from l10n import catalog
        from l10n.catalog.people import by_people
        from l10n.project import shown

        data = self.project.read(path).data
        return sum(map(by_people, catalog.parse(data, shown(path)).entries)) if data is not None else 0

    def entries(self, path: Path) -> None:
        """The obsolete entries of a catalog in use."""
        from l10n import catalog
        from l10n.catalog.people import without_obsolete
        from l10n.project import shown

        with self.project.lock(path) if not self.dry else nullcontext():
            before = self.project.read(path)
            if before.data is None:
                return
            found = catalog.parse(before.data, shown(path))
            left = without_obsolete(found, human=self.human)
            kept = sum(entry.obsolete for entry in left.entries)
            gone = len(found.entries) - len(left.entries)
            self.kept += kept
            self.removed += gone
            if gone and not self.dry:
                self.project.write(path, catalog.render(left), before)
        if kept or gone:
            parts = [f"{_count(gone, 'obsolete entry')} {self.verb}"] if gone else []
            parts += [f"{_count(kept, 'obsolete entry')} by people kept"] if kept else []
            self.run.result(f"{shown(path)}: {', '.join(parts)}")

    def conclude(self) -> None:
        if self.kept:
            self.run.note("what people wrote stays: look through it, then `l10n prune --human` removes that too")
        if not self.kept and not self.removed:
            self.run.result("nothing to remove")


def _count(number: int, what: str = "entry") -> str:
    return f"{number} {what if number == 1 else what.removesuffix('y') + 'ies'}"
