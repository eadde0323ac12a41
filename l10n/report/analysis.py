"""The leverage of a memory as the table that translators know, as JSON and as CSV."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias

from l10n.memory.leverage import BANDS, Amount

_FREE = ("101", "100", "repetitions")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A locale: what each band amounts to, and what engines would cost (name → price of a million characters)."""

    locale: str
    amounts: Mapping[str, Amount]
    prices: Mapping[str, float]

    @property
    def total(self) -> Amount:
        return sum(self.amounts.values(), Amount())

    @property
    def costs(self) -> dict[str, float]:
        """By engine: the characters of what the memory does not know exactly, once each."""
        size = sum(amount.characters for band, amount in self.amounts.items() if band not in _FREE)
        return {name: round(price * size / _MILLION, 4) for name, price in self.prices.items()}


def text(rows: Sequence[Row]) -> str:
    """A table a locale."""
    return "\n\n".join(_table(row) for row in rows) + "\n" if rows else "no locales\n"


def _table(row: Row) -> str:
    lines = [(row.locale, "units", "words", "characters", "words %")]
    whole = row.total.words or 1
    for name in (*BANDS, "total"):
        amount = row.total if name == "total" else row.amounts[name]
        share = f"{100 * amount.words / whole:.1f}" if row.total.words else "·"
        lines.append((name, f"{amount.units:,}", f"{amount.words:,}", f"{amount.characters:,}", share))
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    out = ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in lines]
    return "\n".join([*out, *(f"{name}: {cost:,.2f}" for name, cost in row.costs.items())])


def json(rows: Sequence[Row]) -> str:
    """`{"locales": [{locale, bands: {band: {units, words, characters}}, total, costs}]}`."""
    locales = [
        {
            "locale": row.locale,
            "bands": {name: asdict(amount) for name, amount in row.amounts.items()},
            "total": asdict(row.total),
            "costs": row.costs,
        }
        for row in rows
    ]
    return json_module.dumps({"locales": locales}, ensure_ascii=False, indent=2) + "\n"


def csv(rows: Sequence[Row]) -> str:
    """A row a locale and band."""
    out = io.StringIO()
    table = csv_module.writer(out, lineterminator="\n")
    table.writerow(("locale", "band", "units", "words", "characters"))
    for row in rows:
        for name, amount in row.amounts.items():
            table.writerow((row.locale, name, amount.units, amount.words, amount.characters))
    return out.getvalue()


Format: TypeAlias = Callable[[Sequence[Row]], str]
FORMATS: Mapping[str, Format] = {"text": text, "json": json, "csv": csv}
