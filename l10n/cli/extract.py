"""`l10n extract`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from l10n.project import Project
    from l10n.workflow import Article, Extracted


@click.command("extract")
@shared.articles_argument
@shared.locale_option
@click.option("-o", "--output", metavar="FILE", help="One article into this PO file (or .pot), without a project.")
@shared.type_option
@shared.source_option
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
    check: bool,
    dry_run: bool,
) -> None:
    """Cut articles into units: write templates, create and update the catalogs of every locale.

    With -o, one article into one PO file: l10n extract ARTICLE -l fr -o FILE.po
    """
    from pathlib import Path

    job = _Extraction(run, dry=check or dry_run)
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
    def __init__(self, run: Run, dry: bool) -> None:
        self.run = run
        self.dry = dry
        self.changed = 0
        self.now = shared.now()

    def project(self, found: Project, names: tuple[str, ...], locales: tuple[str, ...]) -> None:
        targets = found.targets(locales)
        chosen = shared.chosen(found, names)
        for name in chosen:
            with self.run.going_on():
                article = shared.article(found, name)
                self._template(found, article)
                for locale in targets:
                    with self.run.going_on():
                        self._catalog(found, article, locale)
        if not names:
            self._orphans(found)
        verb = "would change" if self.dry else "changed"
        count = len(chosen)
        self.run.result(f"{count} article{'' if count == 1 else 's'}, {self.changed} files {verb}")

    def _template(self, found: Project, article: Article) -> None:
        from l10n import workflow

        path = found.template_path(article.name)
        with self._alone(found, path):
            before = found.read(path)
            data = workflow.template(article, before.data, self.now)
            if data == before.data:
                return
            self.changed += 1
            if not self.dry:
                found.write(path, data, before)

    def _catalog(self, found: Project, article: Article, locale: str) -> None:
        from l10n import workflow
        from l10n.project import shown

        path = found.catalog_path(article.name, locale)
        with self._alone(found, path):
            before = found.read(path)
            done = workflow.extract(article, locale, before.data, self.now, shown(path))
            if done.data == before.data:
                return
            self.changed += 1
            if not self.dry:
                found.write(path, done.data, before)
        self.run.result(f"{shown(path)}: {_summary(done)}")

    def _alone(self, found: Project, path: Path) -> AbstractContextManager[None]:
        """The lock of a file; none where nothing is to be written."""
        from contextlib import nullcontext

        return nullcontext() if self.dry else found.lock(path)

    def single(self, article: Article, locale: str, path: Path) -> None:
        from l10n import locales, workflow
        from l10n.project import read, write

        before = read(path)
        if locale:
            done = workflow.extract(article, locales.normalize(locale), before.data, self.now, str(path))
            data, summary = done.data, _summary(done)
        else:
            data, summary = workflow.template(article, before.data, self.now), f"{len(article.entries)} units"
        if data != before.data:
            self.changed += 1
            if not self.dry:
                write(path, data, before)
        self.run.result(f"{path}: {summary if data != before.data else 'nothing to change'}")

    def _orphans(self, found: Project) -> None:
        for name, paths in found.orphans().items():
            self.run.warn(f"{name} is gone; {len(paths)} files of its translations are kept")


def _summary(done: Extracted) -> str:
    parts = [(done.new, "new"), (done.edited, "edited"), (done.obsolete, "obsolete")]
    return ", ".join(f"{count} {what}" for count, what in parts if count) or "header or hints updated"
