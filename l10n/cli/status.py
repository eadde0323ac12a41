"""`l10n status`"""

from __future__ import annotations

import click

from l10n.cli import shared
from l10n.cli.shared import Run


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
    from l10n import workflow
    from l10n.model import Pair
    from l10n.project import shown
    from l10n.report import status

    if form not in status.FORMATS:
        raise click.UsageError(f"--format takes one of {', '.join(status.FORMATS)}")
    found = run.project()
    targets = found.targets(locales)
    rows: list[status.Row] = []
    for name in shared.chosen(found, articles):
        with run.going_on():
            article = shared.article(found, name)
            for locale in targets:
                with run.going_on():
                    path = found.catalog_path(name, locale)
                    data = found.read(path).data
                    pair = Pair(found.config.source, locale)
                    counts = workflow.count(article, data, shown(path))
                    page = workflow.compile_page(article, data, pair, file=shown(path))
                    published, extracted = page.data is not None, data is not None
                    published, extracted, refused = page.data is not None, data is not None, len(page.problems)
                    shares = (page.share, published, extracted, refused)
                    rows.append(status.Row(locale, name, counts.units, counts.words, *shares))
    run.result(status.FORMATS[form](rows, found.config.publish.threshold).rstrip("\n"))
