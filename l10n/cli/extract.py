"""`l10n extract`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from l10n.model import Entry
    from l10n.project import Project, Settled
    from l10n.workflow import Article, Extracted


@click.command("extract")
@shared.articles_argument
@shared.locale_option
@click.option("-o", "--output", metavar="FILE", help="One article into this PO file (or .pot), without a project.")
@shared.type_option
@shared.source_option
@shared.porefs_option
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if something would change.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    output: str | None,
    type_: str | None,
    source: str | None,
    porefs: str,
    check: bool,
    dry_run: bool,
) -> None:
    """Cut articles into units: write templates, create and update the catalogs of every locale.

    With -o, one article into one PO file: l10n extract ARTICLE -l fr -o FILE.po
    """
    from pathlib import Path

    job = _Extraction(run, check or dry_run, porefs)
    if output:
        if len(articles) != 1 or len(locales) > 1 or (not locales and not output.endswith(".pot")):
            raise click.UsageError("-o takes one article and one locale: l10n extract ARTICLE -l fr -o FILE.po")
        job.single(shared.single(articles[0], type_, source), locales[0] if locales else "", Path(output))
    else:
        if type_ or source:
            raise click.UsageError("--type and --source go with -o; a project says these in l10n.toml")
        job.project(run.project(), articles, locales)
    if check and job.changed:
        run.ended(Exit.WOULD_CHANGE)


class _Extraction:
    def __init__(self, run: Run, dry: bool, porefs: str) -> None:
        self.run = run
        self.dry = dry
        self.porefs = porefs
        self.changed: set[Path] = set()
        self.moved: dict[Path, Path] = {}
        self.grown: list[tuple[str, str]] = []
        self.old: set[str] = set()
        self.now = shared.now()

    def project(self, found: Project, names: tuple[str, ...], locales: tuple[str, ...]) -> None:
        from l10n.project import Settled

        targets = found.targets(locales)
        present = found.articles()
        chosen = shared.chosen(found, names) if names else present
        orphans = found.orphans(present)
        if orphans:
            self._renames(found, chosen, orphans)
        settled = Settled(found)
        for name in chosen:
            with self.run.going_on():
                self._article(found, name, targets, settled)
        if not self.dry:
            self._passages(found, present, orphans, settled)
            settled.save()
        if not names:
            for name, paths in orphans.items():
                self.run.warn(f"{name} is gone; {len(paths)} files of its translations are kept until l10n prune")
        verb = "would change" if self.dry else "changed"
        count = len(chosen)
        self.run.result(f"{count} article{'' if count == 1 else 's'}, {len(self.changed)} files {verb}")

    def _renames(self, found: Project, chosen: list[str], orphans: dict[str, tuple[Path, ...]]) -> None:
        """Moves what belongs to renamed articles, and takes it off the orphans."""
        from l10n.project import renames

        fresh: dict[str, set[str]] = {}
        for name in chosen:
            if not found.template_path(name).exists():
                with self.run.going_on():
                    fresh[name] = {entry.msgid for entry in shared.article(found, name).entries}
        for rename in renames.renames(found, orphans, fresh):
            verb = "would follow" if self.dry else "followed"
            self.run.result(f"{rename.old} is now {rename.new}; {len(rename.moves)} files of its translations {verb}")
            left = set(orphans.pop(rename.old)) - {old for old, _ in rename.moves}
            if left:
                orphans[rename.old] = tuple(sorted(left))
            self.changed |= {new for _, new in rename.moves}
            if self.dry:
                self.moved |= {new: old for old, new in rename.moves}
            else:
                renames.move(found, rename)

    def _article(self, found: Project, name: str, targets: Sequence[str], settled: Settled) -> None:
        """The template and the catalogs of an article; those that are settled are not even read."""
        from l10n.project import again

        stamp = self._stamp(settled, name)
        template = found.template_path(name)
        todo = [
            (locale, path) for locale in targets if not settled.holds(path := found.catalog_path(name, locale), stamp)
        ]
        self.old |= {*targets} - {locale for locale, _ in todo}
        if not todo and settled.holds(template, stamp):
            return
        article = self._told(shared.article(found, name))
        again(self._template, found, article)
        settled.note(template, stamp)
        for locale, path in todo:
            with self.run.going_on():
                again(self._catalog, found, article, locale)
                settled.note(path, stamp)

    def _passages(
        self, found: Project, present: Sequence[str], orphans: dict[str, tuple[Path, ...]], settled: Settled
    ) -> None:
        """Passages that moved from one article to another find their translations, now that all articles were read."""
        from l10n.project import again
        from l10n.project.lost import Lost

        if not self.grown:
            return
        lost = Lost(found, present, orphans)
        for name, locale in self.grown:
            path = found.catalog_path(name, locale)
            elsewhere = lost.entries(locale, path) if locale in self.old or orphans else []
            if elsewhere:
                with self.run.going_on():
                    stamp = self._stamp(settled, name)
                    article = self._told(shared.article(found, name))
                    again(self._passage, found, article, locale, elsewhere)
                    settled.note(path, stamp)

    def _passage(self, found: Project, article: Article, locale: str, elsewhere: Sequence[Entry]) -> None:
        from l10n import workflow
        from l10n.project import shown

        path = found.catalog_path(article.name, locale)
        with found.lock(path):
            before = found.read(path)
            overlay = bool(found.config.bases(locale))
            done = workflow.extract(
                article, locale, before.data, self.now, shown(path), overlay=overlay, elsewhere=elsewhere
            )
            if not done.filled:
                return
            found.write(path, done.data, before)
        self.changed.add(path)
        self.run.result(f"{shown(path)}: {done.filled} found in other articles")

    def _stamp(self, settled: Settled, name: str) -> str:
        return f"{settled.stamp(name)} {self.porefs}"

    def _told(self, article: Article) -> Article:
        """The article with as much said of its places as was asked for."""
        from dataclasses import replace

        return replace(article, settings=replace(article.settings, porefs=self.porefs))

    def _template(self, found: Project, article: Article) -> None:
        from l10n import workflow

        path = found.template_path(article.name)
        with self._alone(found, path):
            before = found.read(self.moved.get(path, path))
            data = workflow.template(article, before.data, self.now)
            if data == before.data:
                return
            if not self.dry:
                found.write(path, data, before)
            self.changed.add(path)

    def _catalog(self, found: Project, article: Article, locale: str) -> None:
        from l10n import workflow
        from l10n.project import shown

        path = found.catalog_path(article.name, locale)
        with self._alone(found, path):
            before = found.read(self.moved.get(path, path))
            overlay = bool(found.config.bases(locale))
            done = workflow.extract(article, locale, before.data, self.now, shown(path), overlay=overlay)
            self.old |= {locale} if before.data is not None else set()
            if done.data == before.data:
                return
            if not self.dry:
                found.write(path, done.data, before)
            self.changed.add(path)
        self.grown += [(article.name, locale)] if done.new else []
        self.run.result(f"{shown(path)}: {_summary(done)}")

    def _alone(self, found: Project, path: Path) -> AbstractContextManager[None]:
        """The lock of a file; none where nothing is to be written."""
        from contextlib import nullcontext

        return nullcontext() if self.dry else found.lock(path)

    def single(self, article: Article, locale: str, path: Path) -> None:
        from l10n import locales, workflow
        from l10n.project import read, write

        article = self._told(article)
        before = read(path)
        if locale:
            done = workflow.extract(article, locales.normalize(locale), before.data, self.now, str(path))
            data, summary = done.data, _summary(done)
        else:
            data, summary = workflow.template(article, before.data, self.now), f"{len(article.entries)} units"
        if data != before.data:
            self.changed.add(path)
            if not self.dry:
                write(path, data, before)
        self.run.result(f"{path}: {summary if data != before.data else 'nothing to change'}")


def _summary(done: Extracted) -> str:
    parts = [(done.new, "new"), (done.edited, "edited"), (done.obsolete, "obsolete")]
    return ", ".join(f"{count} {what}" for count, what in parts if count) or "header or hints updated"
