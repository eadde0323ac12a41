"""`l10n analyze`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from l10n.project import Project


@click.command("analyze")
@shared.articles_argument
@shared.locale_option
@click.option(
    "--price",
    "prices",
    multiple=True,
    metavar="ENGINE=N",
    help="What an engine asks for a million characters, where we do not know it.",
)
@click.option("--format", "form", default="text", show_default=True, metavar="text|json|csv", help="How to report.")
@shared.common
def command(run: Run, articles: tuple[str, ...], locales: tuple[str, ...], prices: tuple[str, ...], form: str) -> None:
    """How much of the articles the memory knows: units, words and characters by likeness, for plans and quotes.

    101 is the same text between the same sentences, 100 the same text; costs are for what is not known exactly.
    """
    from dataclasses import replace

    from l10n import pretranslate
    from l10n.cli import recall
    from l10n.memory.leverage import BANDS, LEAST, Amount, leverage
    from l10n.model import Pair
    from l10n.report import analysis

    if form not in analysis.FORMATS:
        raise click.UsageError(f"--format takes one of {', '.join(analysis.FORMATS)}")
    asked = _prices(prices)
    found = run.project()
    targets = found.targets(locales)
    memory = replace(recall.current(run, found, targets), least=LEAST)
    rows = {locale: dict.fromkeys(BANDS, Amount()) for locale in targets}
    seen = {locale: set[tuple[str | None, str]]() for locale in targets}
    for name in shared.chosen(found, articles):
        with run.going_on():
            article = shared.article(found, name)
            requests = pretranslate.requests(article.entries, range(len(article.entries)))
            for locale in targets:
                matches = memory.lookup(requests, Pair(found.config.source, locale))
                for band, amount in leverage(article.parsed.keys, requests, matches, seen[locale]).items():
                    rows[locale][band] += amount
    memory.close()
    table = [analysis.Row(locale, amounts, _known(found, locale) | asked) for locale, amounts in rows.items()]
    run.result(analysis.FORMATS[form](table).rstrip("\n"))


def _known(found: Project, locale: str) -> dict[str, float]:
    """The prices of the locale's configured engines, US dollars for a million characters, where we know them."""
    from l10n.engines.specs import parse
    from l10n.model import Pair

    pair = Pair(found.config.source, locale)
    specs = (spec for spec in found.config.engines_for(locale) if spec.strip() != "auto")
    prices = {spec: sum(leg.facts.price for leg in parse(spec, pair)) for spec in specs}
    return {spec: price for spec, price in prices.items() if price}


def _prices(given: tuple[str, ...]) -> dict[str, float]:
    prices = {}
    for each in given:
        name, _, number = each.rpartition("=")
        try:
            prices[name.strip()] = float(number)
        except ValueError:
            name = ""
        if not name.strip():
            raise click.UsageError(f"--price takes ENGINE=N, as deep:deepl=20, not {each!r}")
    return prices
