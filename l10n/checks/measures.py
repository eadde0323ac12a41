"""Measures in an English source, and what translators make of them in the units of their readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from l10n.checks.quantities import Quantity, lexicon

# Units, and what one of them is in the units that translators convert to.
_UNITS = {
    r"sq(?:uare|\.)?[- ]?(?:miles?\b|mi\b)": (2.59, 259),
    r"sq(?:uare|\.)?[- ]?f(?:ee|oo)?t\b": (0.0929,),
    r"miles?\b|mph\b|mi\b": (1.609, 1609),
    r"(?:feet|foot|ft)\b|['’′]": (0.3048, 30.48),
    r"inch(?:es)?\b|in\b(?=[.)])|[\"”″]": (2.54, 25.4),
    r"yards?\b|yds?\b": (0.9144,),
    r"pounds?\b|lbs?\b": (0.4536, 0.5),
    r"ounces?\b|oz\b": (28.35, 29.6),
    r"stones?\b": (6.35,),
    r"gallons?\b": (3.785, 4.546),
    r"acres?\b": (0.4047, 4047, 0.004047),
    r"tons?\b": (0.907, 907),
    r"sq(?:uare|\.)?[- ]?(?:km|kilomet\w+)": (0.386,),
    r"(?:kilomet\w+|km|kph)\b": (0.6214,),
    r"(?:met(?:er|re)s?|m)\b": (3.281, 1.094),
    r"(?:centimet\w+|cm)\b": (0.3937,),
    r"(?:kilo\w*|kg)\b": (2.205,),
    r"hectares?\b": (2.471, 0.01),
}
_FACTORS = tuple(_UNITS.values())
_METRIC = 6  # the rows at the end
_UNIT = re.compile(
    r"[- \u00a0]?(?:(?:million|thousand|hundred|nautical)[- ])?(?:" + "|".join(f"({u})" for u in _UNITS) + ")",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?: ?[-–] ?| (?:to|and|or) )\d[\d.,]*(?=\D)")
_FEET_INCHES = re.compile(r"(\d+)(?:[- ](?:foot|feet|ft)[- ]?|['’′] ?)(\d{1,2})\b(?![- ]?y)", re.IGNORECASE)
_DEGREES = re.compile(
    r"[- ]?(?:°|degrees?\b)[ -]?(?P<unit>F(?:ahrenheit)?\b|C(?:elsius)?\b)?|(?<=\d0)s\b|[ -]?(?P<bare>F\b)"
)
_SPOKEN = re.compile(r"\b(?:(half) an?|([A-Za-z]+))(?=[- ])")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure may become, and where its numbers stand in the source."""

    results: tuple[float, ...]
    places: tuple[int, ...] = ()
    metric: bool = False

    def given(self, values: Set[Decimal]) -> bool:
        """Whether one of these values is the measure in another unit, rounded as people round."""
        return any(_rounded(float(v), r) for v in values for r in self.results)


def _rounded(value: float, result: float) -> bool:
    """Whether it is the result within a tenth, or cut or rounded up to a whole number."""
    return abs(value - result) <= 0.1 * abs(result) + 0.01 or (result >= 2 and value in (floor(result), ceil(result)))


def measures(text: str, numbers: Sequence[Quantity], locale: str) -> Iterator[Measure]:
    """The measures of a text whose numbers these are."""
    if not locale.startswith("en"):
        return
    for found in _FEET_INCHES.finditer(text):
        metres = int(found[1]) * 0.3048 + int(found[2]) * 0.0254
        yield Measure((metres, metres * 100), (found.start(1), found.start(2)))
    for number in numbers:
        results, metric = _results(text, number.end, number.values)
        if results:
            yield Measure(results, (number.start,), metric)
    yield from _in_words(text, locale)


def _results(text: str, end: int, values: Set[Decimal]) -> tuple[tuple[float, ...], bool]:
    """The values in other units of a number that ends at `end` (2 to 4 inches are inches both), and if it is metric."""
    if further := _RANGE.match(text, end):
        end = further.end()
    if degrees := _DEGREES.match(text, end):
        return tuple(d for v in values for d in _degrees(float(v), degrees["unit"] or degrees["bare"])), False
    found = _UNIT.match(text, end)
    if not found or found.lastindex is None:
        return (), False
    factors = _FACTORS[found.lastindex - 1]
    metric = found.lastindex > len(_UNITS) - _METRIC
    return tuple(float(v) * factor for v in values for factor in factors), metric


def _degrees(value: float, unit: str | None) -> tuple[float, ...]:
    """A temperature, and a difference of temperatures, in the other unit."""
    if (unit or "F").upper().startswith("C"):
        return value * 1.8 + 32, value * 1.8
    return (value - 32) / 1.8, value / 1.8


def _in_words(text: str, locale: str) -> Iterator[Measure]:
    """Measures whose number is spelled: a mile, six feet, half an inch."""
    words = lexicon(locale)
    for found in _SPOKEN.finditer(text):
        value = words.value((found[1] or found[2]).lower())
        results = _results(text, found.end(), {value})[0] if value is not None else ()
        if results:
            yield Measure(results)
