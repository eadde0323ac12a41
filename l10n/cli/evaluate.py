"""`l10n evaluate`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.engines.meter import Meter
    from l10n.engines.scores import Scores
    from l10n.model import Entry, Key, Pair, Suggestion
    from l10n.project import Project

_LEAST = 5  # approved translations, below which figures say nothing


@click.command("evaluate")
@shared.articles_argument
@shared.locale_option
@click.option("--engine", "engines", multiple=True, metavar="SPEC", help="Also this one; services only when named.")
@click.option("--units", type=click.IntRange(1), default=200, show_default=True, help="At most so many units a locale.")
@click.option("--max-chars", type=click.IntRange(0), metavar="N", help="Send no more characters to online engines.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="DOLLARS", help="Send no more than costs about this.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    engines: tuple[str, ...],
    units: int,
    max_chars: int | None,
    max_cost: float | None,
    form: str,
) -> None:
    """Measure engines against this project's approved translations, and recommend an order for each locale."""
    import json

    from l10n.engines.meter import Meter
    from l10n.model import Pair

    found = run.project()
    names = shared.chosen(found, articles)
    out = {}
    for locale in found.targets(locales):
        pair = Pair(found.config.source, locale)
        references = _references(run, found, names, locale, units)
        if len(references) < _LEAST:
            run.note(f"{locale}: {len(references)} approved translations are too few to measure by")
            continue
        meter = Meter(max_chars, max_cost)
        cache = found.cache_folder / "engines.sqlite"
        specs = _specs(pair, [*engines, *found.config.engines_for(locale)], engines)
        rows = [row for spec in specs if (row := _row(run, spec, pair, references, meter, cache))]
        rows.sort(key=lambda row: -row.scores.chrf)
        out[locale] = rows
        if form == "text":
            run.result("\n".join(_lines(locale, len(references), rows)))
    if form == "json":
        run.result(
            json.dumps({"evaluation": {tag: [_value(row) for row in rows] for tag, rows in out.items()}}, indent=1)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """How one engine did: `empty` units it did not translate, `seconds` for all, US `dollars` about."""

    spec: str
    scores: Scores
    empty: int
    seconds: float
    dollars: float


def _references(run: Run, found: Project, names: Sequence[str], locale: str, units: int) -> list[Entry]:
    """Approved translations, evenly taken from all the articles."""
    from l10n import catalog, inline
    from l10n.project import shown

    entries: dict[tuple[str | None, str], Entry] = {}
    for name in names:
        path = found.catalog_path(name, locale)
        data = found.read(path).data
        with run.going_on():
            for entry in catalog.parse(data, shown(path)).entries if data is not None else ():
                plain = entry.msgid and not entry.obsolete and entry.msgid_plural is None
                if plain and catalog.status(entry).published and entry.msgstr != inline.JOINED:
                    entries.setdefault(entry.key, entry)
    everything = list(entries.values())
    step = max(1.0, len(everything) / units)
    return [everything[int(i * step)] for i in range(min(units, len(everything)))]


def _specs(pair: Pair, named: Sequence[str], asked: Sequence[str]) -> list[str]:
    """What was named, and what works offline here; services only where the command names them."""
    from l10n.engines import availability, candidates
    from l10n.engines.specs import AUTO, parse

    offline = [route.spec for route in candidates(pair)]
    specs = [spec for spec in dict.fromkeys([*named, *offline]) if spec.strip() not in {AUTO, "pseudo"}]
    usable = [spec for spec in specs if availability(spec, pair).ok]
    return [spec for spec in usable if spec in asked or not any(leg.facts.online for leg in parse(spec, pair))]


def _row(run: Run, spec: str, pair: Pair, references: Sequence[Entry], meter: Meter, cache: Path) -> Row | None:
    """The pipeline as `translate` runs it, with this engine alone. Answers may come from the cache."""
    import time

    from l10n import guard
    from l10n.engines import open_engine
    from l10n.engines.scores import scores
    from l10n.model import Entry
    from l10n.pretranslate import Opener, pretranslate

    before, began = meter.cost, time.monotonic()
    engine = open_engine(spec, pair, cache, meter, guard.refusal)
    asked = [Entry(entry.msgid, msgctxt=entry.msgctxt) for entry in references]
    answers: dict[Key, Suggestion] = {}
    broken = ""
    try:
        for step in pretranslate(asked, [Opener(spec, lambda: engine)], pair):
            answers |= step.answers
            broken = step.broken.get(spec, "")
    finally:
        engine.close()
    if broken:
        run.warn(f"{pair.target}: {spec}: {broken}")
        return None
    texts = [answers[entry.key].text if entry.key in answers else "" for entry in references]
    measured = scores(texts, [entry.msgstr for entry in references])
    return Row(spec, measured, texts.count(""), time.monotonic() - began, meter.cost - before)


def _lines(locale: str, count: int, rows: Sequence[Row]) -> list[str]:
    if not rows:
        return [f"{locale}: no engine can be measured here"]
    lines = [f"{locale}: {count} approved translations", "   chrF   BLEU    TER  edits  empty  seconds  dollars"]
    for row in rows:
        s = row.scores
        bleu, ter = (f"{value:6.1f}" if value is not None else "     –" for value in (s.bleu, s.ter))
        cost = f"{row.empty:6} {row.seconds:8.1f} {row.dollars:8.2f}"
        lines.append(f" {s.chrf:6.1f} {bleu} {ter} {s.edits:6.1f} {cost}  {row.spec}")
    if rows[0].scores.bleu is None:
        lines.append("  for BLEU and TER: pip install 'l10n[evaluate]'")
    order = ", ".join(f'"{row.spec}"' for row in rows[:3])
    return [*lines, f"  recommended: {locale} = [{order}]"]


def _value(row: Row) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(row)
