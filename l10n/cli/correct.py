"""`l10n correct`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.catalog import Catalog
    from l10n.corrections import Correction, Standing
    from l10n.model import Entry
    from l10n.project import Project
    from l10n.project.revisions import Former
    from l10n.report.corrections import Row
    from l10n.workflow import Article


@click.command("correct")
@shared.articles_argument
@shared.locale_option
@click.option("--since", metavar="REF", help="Compare with the articles of this git revision.")
@click.option("--base", metavar="DIR", type=click.Path(), help="Compare with the articles in this folder.")
@click.option("--insert", is_flag=True, help="The next compile puts a dated note into each page that stated them.")
@click.option("--clear", is_flag=True, help="Forget the corrections and notes of these articles.")
@click.option("--format", "form", default="text", show_default=True, metavar="text|json", help="How to report.")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if a page states a superseded fact.")
@click.option("--dry-run", is_flag=True, help="Write nothing; list the pages.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    since: str | None,
    base: str | None,
    insert: bool,
    clear: bool,
    form: str,
    check: bool,
    dry_run: bool,
) -> None:
    """List the pages that still state facts which an edit of the source changed, and block just these sentences.

    Until they are approved again, compile gives them in the source language, or withholds the page
    (`corrections` under [publish]).
    """
    from l10n.report import corrections as report

    if form not in report.FORMATS:
        raise click.UsageError(f"--format takes one of {', '.join(report.FORMATS)}")
    if sum((since is not None, base is not None, clear)) != 1:
        raise click.UsageError("say what to compare with: --since REF or --base DIR (or --clear)")
    found = run.project()
    job = _Correcting(run, found, insert, dry=check or dry_run)
    names, targets = shared.chosen(found, articles), found.targets(locales)
    if clear:
        job.clear(names, targets)
        return
    for article, changes in job.corrected(names, _former(found, since, base)):
        for locale in targets:
            with run.going_on():
                job.page(article, changes, locale)
    run.result(report.FORMATS[form](job.rows).rstrip("\n"))
    if check and any(row.standing for row in job.rows):
        run.ended(Exit.WOULD_CHANGE)


def _former(found: Project, since: str | None, base: str | None) -> Former:
    from pathlib import Path

    from l10n.project import revisions

    return revisions.Folder(found, Path(base)) if base is not None else revisions.Revision(found, since or "")


@dataclass
class _Correcting:
    run: Run
    project: Project
    insert: bool
    dry: bool
    rows: list[Row] = field(default_factory=list)
    former: Former | None = None

    def corrected(self, names: Sequence[str], former: Former) -> Iterator[tuple[Article, list[Correction]]]:
        """The articles in which facts changed, with these edits."""
        from l10n import corrections
        from l10n.workflow import Article

        self.former = former
        folder = self.project.articles_folder
        for name, data in zip(names, former.read([folder / name for name in names]), strict=True):
            with self.run.going_on():
                now = shared.article(self.project, name)
                if data is None or data == now.data:
                    continue
                before = Article(name, data, now.format, now.settings, f"{name} ({former.name})")
                changes = corrections.corrections(before.entries, now.entries, now.settings.source)
                if changes:
                    yield now, changes

    def page(self, article: Article, changes: Sequence[Correction], locale: str) -> None:
        """Reports what a page still says, and marks the sentences in its catalog."""
        from l10n import corrections, labels, overlays
        from l10n.project import shown
        from l10n.report.corrections import Row

        path, page = self.project.catalog_path(article.name, locale), self.project.build_path(article.name, locale)
        found = self._catalog(path)
        entries = overlays.resolve(found.entries, shared.bases(self.project, article.name, locale)).entries
        former = self._former(path)
        standing = corrections.standing(changes, self._said(article, page, locale), entries, former)
        noted = corrections.mended(changes, former) if self.insert else []
        if not standing and not noted:
            return
        note = labels.correction(locale, shared.now().date())
        self.rows.append(Row(locale, article.name, shown(page), standing, note))
        if not self.dry:
            self._mark(article, locale, path, [*standing, *noted])

    def _catalog(self, path: Path) -> Catalog:
        from l10n import catalog
        from l10n.project import shown

        data = self.project.read(path).data
        return catalog.parse(data, shown(path)) if data is not None else catalog.Catalog()

    def _former(self, path: Path) -> tuple[Entry, ...]:
        """The catalog's entries of then; none where it cannot be read."""
        from l10n import catalog
        from l10n.errors import InputError

        assert self.former is not None
        (data,) = self.former.read([path])
        try:
            return catalog.parse(data).entries if data is not None else ()
        except InputError:
            return ()

    def _said(self, article: Article, page: Path, locale: str) -> list[str] | None:
        """The texts of the blocks of a page; None where there is none."""
        from dataclasses import replace

        from l10n import corrections
        from l10n.errors import InputError
        from l10n.workflow import Article

        data = self.project.read(page).data
        if data is None:
            return None
        for encoding in (article.settings.encoding, "utf-8"):
            settings = replace(article.settings, source=locale, segmentation="block", encoding=encoding)
            try:
                entries = Article(article.name, data, article.format, settings, str(page)).entries
            except InputError:
                continue
            return [corrections.plain(entry.msgid) for entry in entries]
        return None

    def _mark(self, article: Article, locale: str, path: Path, standing: Sequence[Standing]) -> None:
        from l10n import catalog, corrections, workflow
        from l10n.project import shown

        with self.project.lock(path):
            before = self.project.read(path)
            data = before.data or workflow.extract(article, locale, None, shared.now()).data
            found = catalog.parse(data, shown(path))
            found = corrections.remember(found, standing, shared.now().date(), note=self.insert)
            self.project.write(path, catalog.render(found), before)

    def clear(self, names: Sequence[str], targets: Sequence[str]) -> None:
        from l10n import catalog, corrections
        from l10n.project import shown

        for path in (self.project.catalog_path(name, locale) for name in names for locale in targets):
            with self.run.going_on(), nullcontext() if self.dry else self.project.lock(path):
                before = self.project.read(path)
                found = catalog.parse(before.data, shown(path)) if before.data is not None else catalog.Catalog()
                left = corrections.forget(found)
                if left is not found:
                    self.run.result(f"{shown(path)}: corrections forgotten")
                    if not self.dry:
                        self.project.write(path, catalog.render(left), before)
