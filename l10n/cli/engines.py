"""`l10n engines`"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from l10n.engines import Choice
    from l10n.engines.base import Facts
    from l10n.engines.survey import Row
    from l10n.model import Pair


@click.command("engines")
@shared.locale_option
@click.option("--probe", is_flag=True, help="Let each engine that is ready translate a sentence; services count it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
@shared.common
def command(run: Run, locales: tuple[str, ...], probe: bool, form: str) -> None:
    """What can translate into each locale, what is missing for the rest, and what `auto` takes."""
    import json

    from l10n.engines import auto, survey
    from l10n.model import Pair

    found = run.project()
    out: dict[str, Any] = {}
    for locale in found.targets(locales):
        pair = Pair(found.config.source, locale)
        rows = survey.survey(pair, found.config.engines_for(locale))
        rows = list(survey.probe(rows, pair)) if probe else rows
        if form == "json":
            out[locale] = _values(auto(pair), rows)
        else:
            run.result("\n".join(_lines(pair, auto(pair), rows)))
    if form == "json":
        run.result(json.dumps({"engines": out}, ensure_ascii=False, indent=1))


def _lines(pair: Pair, choice: Choice, rows: Sequence[Row]) -> list[str]:
    if choice.spec:
        head = f"auto takes {choice.spec} ({'; '.join(filter(None, (choice.note, choice.why)))})"
    else:
        head = choice.why + (f"; to repair: {choice.fix}" if choice.fix else "")
    return [f"{pair.target}: {head}", *(line for row in rows for line in _row(row))]


def _row(row: Row) -> list[str]:
    mark = "*" if row.taken else "+" if row.configured else " "
    state = "ready" if row.found.ok else row.found.reason
    fix = f"; to repair: {row.found.fix}" if row.found.fix else ""
    line = f"  {mark} {row.spec}: {state}{fix} ({row.note}{_limits(row.facts)})"
    return [line, *([f"      {row.probe} ({row.seconds:.1f} s)"] if row.probe else [])]


def _limits(legs: Sequence[Facts]) -> str:
    """What people want to know of the legs that are online."""
    said = []
    for facts in legs:
        if facts.online:
            said.append(f"; {facts.characters} characters a text, {facts.workers} requests at once")
            said.append(f", about ${facts.price:g} for a million characters" if facts.price else "")
    return "".join(said)


def _values(choice: Choice, rows: Sequence[Row]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "auto": asdict(choice),
        "engines": [
            {
                "spec": row.spec,
                "quality": row.note,
                "ready": row.found.ok,
                "reason": row.found.reason,
                "fix": row.found.fix,
                "taken": row.taken,
                "configured": row.configured,
                "online": row.online,
                "legs": [asdict(facts) for facts in row.facts],
                "probe": row.probe,
                "seconds": round(row.seconds, 3),
            }
            for row in rows
        ],
    }
