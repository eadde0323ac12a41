"""A number whose unit changed though its value did not: 5 kg for 5 g, 10 km for 10 m.

Units are compared where both texts write them as signs behind the same number; a converted measure has another
number and is the check `numbers`.

To fix it, write the unit of the source, or convert the number too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import prose
from l10n.model import Entry, Pair, Severity

ID = "units"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("Add 5 g of salt.", "Ajoutez 5 kg de sel.", "fr"),
    Example("It is 10 km away.", "Es ist 10 m entfernt.", "de"),
    Example("It takes 16 GB.", "它需要16 MB。", "zh-Hans"),
    Example("At 20 °C", "При 20 °F", "ru"),
)
PASSED = (
    Example("Add 5 g of salt.", "Ajoutez 5 g de sel.", "fr"),
    Example("It is 6 miles away.", "C'est à 10 km.", "fr"),
    Example("It is 10 km away.", "Это в 10 км.", "ru"),
    Example("5 m or 5 km", "5 km ou 5 m", "fr"),
    Example("It takes 16 GB.", "Il faut 16 Go.", "fr"),
)

_NAMES = {
    "mg": "mg мг", "g": "g г gr гр", "kg": "kg кг", "t": "t т", "mm": "mm мм", "cm": "cm см", "m": "m м", "km": "km км",
    "ml": "ml мл", "l": "l L л", "°C": "°C ℃", "°F": "°F ℉", "kB": "kB KB Ko ko КБ", "MB": "MB Mo МБ",
    "GB": "GB Go ГБ", "TB": "TB To ТБ", "km/h": "km/h км/ч км/год", "W": "W Вт", "kW": "kW кВт",
    "MW": "MW МВт", "V": "V В",
    "Hz": "Hz Гц", "kHz": "kHz кГц", "MHz": "MHz МГц", "GHz": "GHz ГГц", "ms": "ms мс", "s": "s с сек",
    "min": "min мин", "h": "h ч год", "ha": "ha га",
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_UNIT_OF = {name: unit for unit, names in _NAMES.items() for name in names.split()}
_UNIT = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
_MEASURE = re.compile(rf"(?<![A-Za-z0-9.,])(\d+(?:[.,]\d+)?)[ \u00a0\u202f-]?({_UNIT})(?![A-Za-z0-9\u00c0-\u052f/])")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    wanted = _measures(entry.msgid) if _DIGIT.search(entry.msgid) else {}
    if not wanted:
        return
    for found in _MEASURE.finditer(prose(entry.msgstr)):
        value, unit = found[1].replace(",", "."), _UNIT_OF[found[2]]
        if value in wanted and unit not in wanted[value]:
            yield Finding(f"{value} {' or '.join(sorted(wanted[value]))} in the source, {found[0]} here", *found.span())


def _measures(text: str) -> dict[str, set[str]]:
    """The units that stand behind each number."""
    out: dict[str, set[str]] = {}
    for found in _MEASURE.finditer(prose(text)):
        out.setdefault(found[1].replace(",", "."), set()).add(_UNIT_OF[found[2]])
    return out
