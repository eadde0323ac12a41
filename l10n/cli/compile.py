"""`l10n compile`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.project import Build, Project
    from l10n.workflow import Article, Page


@click.command("compile")
@shared.articles_argument
@shared.locale_option
@click.option("--draft", is_flag=True, help="Unreviewed text too, with a label that says so.")
@click.option("--catalog", metavar="FILE", help="One article with this PO file, without a project; needs -o.")
@click.option("-o", "--output", metavar="FILE", help="Where the one article goes.")
@shared.type_option
@shared.source_option
@click.option("--mo", is_flag=True, help="Also write .mo files, with the approved entries.")
@click.option("--check", is_flag=True, help="Write nothing; exit 3 if a page would change.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be published.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    draft: bool,
    catalog: str | None,
    output: str | None,
    type_: str | None,
    source: str | None,
    mo: bool,
    check: bool,
    dry_run: bool,
) -> None:
    """Put each article together again in every locale, where enough of it is approved.

    With --catalog, one article from one PO file: l10n compile ARTICLE --catalog FILE.po -o OUT
    """
    from pathlib import Path

    job = _Compilation(run, draft, mo, dry=check or dry_run)
    if catalog or output:
        if not (catalog and output) or len(articles) != 1:
            raise click.UsageError("one file takes all three: l10n compile ARTICLE --catalog FILE.po -o OUT")
        job.single(shared.single(articles[0], type_, source), Path(catalog), Path(output), locales)
    else:
        if type_ or source:
            raise click.UsageError("--type and --source go with --catalog; a project says these in l10n.toml")
        job.project(run.project(), articles, locales)
    if check and job.changed:
        run.ended(Exit.WOULD_CHANGE)


class _Compilation:
    def __init__(self, run: Run, draft: bool, mo: bool, dry: bool) -> None:
        self.run = run
        self.draft = draft
        self.mo = mo
        self.dry = dry
        self.changed = 0
        self.links: dict[tuple[str, str], set[str]] = {}

    # ------------------------------------------------------------ a project

    def project(self, found: Project, names: tuple[str, ...], locales: tuple[str, ...]) -> None:
        from contextlib import nullcontext

        from l10n.project import Build, building

        targets, chosen = found.targets(locales), shared.chosen(found, names)
        with nullcontext(Build(found)) if self.dry else building(found) as build:
            for name in chosen:
                with self.run.going_on():
                    article = shared.article(found, name)
                    for locale in targets:
                        with self.run.going_on():
                            self._page(found, build, article, locale)
            if not names:
                self._leftovers(found, build, locales)
            self._dangling(found, build)
            for path in build.kept:
                self.run.warn(f"a page had been changed by hand; what was there is now {path}")

    def _page(self, found: Project, build: Build, article: Article, locale: str) -> None:
        from l10n import workflow
        from l10n.model import Pair
        from l10n.project import shown

        path = found.catalog_path(article.name, locale)
        data = found.read(path).data
        pair = Pair(found.config.source, locale)
        bases = shared.bases(found, article.name, locale)
        page = workflow.compile_page(article, data, pair, draft=self.draft, file=shown(path), bases=bases)
        self._problems(page)
        if page.data is None:
            need = found.config.publish.threshold
            why = _waiting(page) if page.held else f"{page.share} % approved, {need} % needed"
            self.run.result(f"{locale}  {article.name}  withheld: {why}")
            if found.config.publish.withheld == "remove" or page.waiting:  # an old page with wrong facts is no page
                self._withdraw(build, article.name, locale)
        else:
            self._put(found, build, article, locale, page, data)
            if page.waiting and not self.draft:
                self.run.note(f"{locale}  {article.name}  {_waiting(page)}; they stand in the source language")
            self.links[locale, article.name] = workflow.links(article)
            kind = "draft" if self.draft else "published"
            kind = f"{kind} if compiled" if self.dry else kind
            self.run.result(f"{locale}  {article.name}  {kind}: {shown(found.build_path(article.name, locale))}")
        if self.mo and data is not None:
            binary, place = workflow.mo(data, shown(path)), path.with_suffix(".mo")
            self.changed += found.read(place).data != binary
            if not self.dry:
                found.write(place, binary)

    def _put(
        self, found: Project, build: Build, article: Article, locale: str, page: Page, catalog: bytes | None
    ) -> None:
        assert page.data is not None
        self.changed += found.read(found.build_path(article.name, locale)).data != page.data
        if not self.dry:
            facts = _facts(article, page, catalog, draft=self.draft)
            build.put(article.name, locale, page.data, facts)

    def _withdraw(self, build: Build, name: str, locale: str) -> None:
        if name in build.owned(locale):
            self.changed += 1
            if not self.dry:
                build.withdraw(name, locale)
                self.run.note(f"{locale}  {name}  its old page was taken away")

    def _leftovers(self, found: Project, build: Build, locales: tuple[str, ...]) -> None:
        """Pages of articles that are gone, and of locales no longer configured."""
        present = set(found.articles())
        for locale in build.locales():
            dropped = locale not in found.config.locales
            for name in build.owned(locale) if not locales else ():
                if dropped or name not in present:
                    self._withdraw(build, name, locale)

    def _dangling(self, found: Project, build: Build) -> None:
        """Pages that link to an article which has no page in their locale."""
        from l10n import workflow

        addresses = workflow.addresses(found.articles())
        for (locale, name), links in self.links.items():
            pages = {*build.owned(locale), *(page for tag, page in self.links if tag == locale)}
            for link in sorted({addresses[link] for link in links if link in addresses} - pages):
                self.run.warn(f"{locale}  {name} links to {link}, which has no page in {locale}")

    def _problems(self, page: Page) -> None:
        from l10n import report

        if page.problems:
            click.echo(report.render(page.problems), err=True, nl=False)
            self.run.ended(Exit.STRUCTURE)

    # ------------------------------------------------------------ one file

    def single(self, article: Article, catalog: Path, output: Path, locales: tuple[str, ...]) -> None:
        from pathlib import Path

        from l10n import workflow
        from l10n.locales import normalize
        from l10n.model import Pair
        from l10n.project import read, write

        data = read(catalog).data
        if data is None:
            raise click.UsageError(f"there is no file {catalog}")
        if output.resolve() in (catalog.resolve(), Path(article.file).resolve()):
            raise click.UsageError(f"-o {output} would overwrite what the page is made from")
        target = normalize(locales[0]) if locales else shared.language_of(data, str(catalog))
        pair = Pair(article.settings.source, target)
        page = workflow.compile_page(article, data, pair, draft=self.draft, always=True, file=str(catalog))
        self._problems(page)
        assert page.data is not None
        if read(output).data != page.data:
            self.changed += 1
        if not self.dry:
            write(output, page.data)
            if self.mo:
                write(output.with_suffix(".mo"), workflow.mo(data, str(catalog)))
        self.run.result(f"{output}: {page.share} % of {page.words} words approved")


def _waiting(page: Page) -> str:
    return f"corrected sentences that wait for approval: {page.waiting}"


def _facts(article: Article, page: Page, data: bytes | None, *, draft: bool) -> dict[str, object]:
    """What manifest.json tells of a page: the hashes of what it is made from, whose words it has, who released it."""
    from hashlib import sha256

    from l10n import catalog

    found = catalog.parse(data) if data is not None else catalog.Catalog()
    return {
        "draft": draft,
        "words": dict(page.made.words),
        "shares": page.made.shares,
        "labelled": not page.made.released and "label" in article.settings.disclose,
        "released": {"by": found.get("Last-Translator"), "on": found.get("PO-Revision-Date")},
        "source-sha256": sha256(article.data).hexdigest(),
        "catalog-sha256": sha256(data).hexdigest() if data is not None else "",
    }
