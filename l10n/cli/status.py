"""`l10n status`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from l10n.project import Project
    from l10n.report.status import Row
    from l10n.workflow import Article


@click.command("status")
@shared.articles_argument
@shared.locale_option
@click.option("--format", "form", default="text", show_default=True, metavar="text|json", help="How to report.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    form: str,
) -> None:
    """How far each article is in each locale, and why it is not published."""
    from l10n.report import status

    if form not in status.FORMATS:
        raise click.UsageError(f"--format takes one of {', '.join(status.FORMATS)}")
    found = run.project()
    targets = found.targets(locales)
    rows: list[Row] = []
    for name in shared.chosen(found, articles):
        with run.going_on():
            article = shared.article(found, name)
            for locale in targets:
                with run.going_on():
                    rows.append(_row(found, article, locale))
    run.result(status.FORMATS[form](rows, found.config.publish.threshold).rstrip("\n"))


def _row(found: Project, article: Article, locale: str) -> Row:
    from l10n import workflow
    from l10n.model import Pair
    from l10n.project import shown
    from l10n.report.status import Row

    path = found.catalog_path(article.name, locale)
    data, bases = found.read(path).data, shared.bases(found, article.name, locale)
    counts = workflow.count(article, data, shown(path), bases)
    pair = Pair(found.config.source, locale)
    page = workflow.compile_page(article, data, pair, file=shown(path), bases=bases)
    return Row(
        locale,
        article.name,
        counts.units,
        counts.words,
        page.share,
        published=page.data is not None,
        extracted=data is not None or bool(bases),
        refused=len(page.problems),
        inherited=counts.inherited,
        held=page.waiting if page.held else 0,
    )
