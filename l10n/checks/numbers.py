"""A number of the source that the translation has not, or one that only the translation has.

Numbers are compared by value, not as they are written: 1,500.5 is 1.500,5 and 1 500,5; 5 million is 5,000,000 and
500万; 5 p.m. is 17 h; ٥ is 5. A number may be spelled out (three, drei, 三), Roman (19th, XIX), a month (3月), or
converted by the translator (6 miles, 10 km).

To fix it, put the number of the source into the translation. Where the translation is right as it is, say so to
the check: `# l10n: ignore=numbers because …`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, partial

from l10n.checks.base import Example, Finding
from l10n.checks.measures import Measure, measures
from l10n.checks.quantities import NUMBER, Quantity, grouping, lexicon, read, spelled, states_percent, western
from l10n.checks.text import prose
from l10n.model import Entry, Pair, Severity

ID = "numbers"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("The bill passed with 51 votes.", "La loi est passée avec 15 voix.", "fr"),
    Example("It costs 1,500.5 euros.", "Es kostet 1.600,5 Euro.", "de"),
    Example("Some 300 people came.", "Algunas personas vinieron.", "es"),
    Example("In 2019 the town had no school.", "2018年、町には学校がなかった。", "ja"),
    Example("Prices rose by 5%.", "Les prix ont augmenté de 5.", "fr"),
    Example("They waited 40 days.", "انتظروا ٤١ يومًا.", "ar"),
    Example("Some 1,500 people came.", "Rund 1,500 Menschen kamen.", "de"),
)
PASSED = (
    Example("It costs 1,500.5 euros.", "Es kostet 1.500,5 Euro.", "de"),
    Example("It costs 1,500.5 euros.", "Cela coûte 1\u202f500,5 euros.", "fr"),
    Example("It begins at 5 p.m. on 3 March.", "Commence à 17 h le 3 mars.", "fr"),
    Example("5 million people", "500万人", "ja"),
    Example("Three of 12 judges", "3 von zwölf Richtern", "de"),
    Example("The 19th century", "El siglo XIX", "es"),
    Example("They waited 40 days.", "انتظروا ٤٠ يومًا.", "ar"),
    Example("It is 6 miles away.", "C'est à 10 km.", "fr"),
    Example("On March 5, 2019", "2019年3月5日", "ja"),
    Example("Drei Richter", "3 judges", "en", "de"),
    Example("50% of voters", "50 pour cent des électeurs", "fr"),
    Example("She is 2 years old.", "عمرها سنتان.", "ar"),
    Example("In 2018 it rained 1 inch.", "ในปี 2561 ฝนตก 2 ซม.", "th"),
)

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"(?<![a-z])[ap]\.? ?m\b|o['’]clock|\b\d?\d:\d\d\b|\bsaa\b|"
    r"\b(?:noon|midnight|morning|afternoon|evening|tonight|night)\b",
    re.IGNORECASE,
)
_HALF = Decimal("0.5")
_MANY = 2500  # pairs of numbers
_WORD_AFTER = re.compile(r"[- \u00a0]?[a-zà-ÿ]")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    source, target = prose(entry.msgid), prose(entry.msgstr)
    if not (_DIGIT.search(source) or _DIGIT.search(target)):
        return
    if _same_figures(source, target):
        return
    here = _Side(western(source), pair.source)
    there = _Side(western(target), pair.target)
    lost, extra = _unmatched(here.numbers, there.numbers)
    if lost or extra:
        lost, extra = _unexplained(lost, extra, here, there)
    yield from _findings(lost, extra)
    yield from _unadapted(here, there)
    if not lost and not extra:
        yield from _percent(here, there)


def _same_figures(source: str, target: str) -> bool:
    """Whether both have the same whole numbers and no percent sign: nothing to look at."""
    wanted, given = NUMBER.findall(source), NUMBER.findall(target)
    return sorted(wanted) == sorted(given) and "%" not in source and "".join(wanted).isdecimal()


class _Side:
    """A text and the numbers in it; what it says in words is read when it is asked for."""

    def __init__(self, text: str, locale: str) -> None:
        self.text = text
        self.locale = locale
        self.numbers = read(text, locale)

    @cached_property
    def words(self) -> set[Decimal]:
        return spelled(self.text, self.locale)

    @cached_property
    def values(self) -> set[Decimal]:
        return self.words.union(*(quantity.values for quantity in self.numbers))


def _findings(lost: Sequence[Quantity], extra: Sequence[Quantity]) -> Iterator[Finding]:
    if len(lost) == len(extra) == 1:
        yield Finding(f"{lost[0].text} in the source, {extra[0].text} here", extra[0].start, extra[0].end)
        return
    for quantity in lost:
        yield Finding(f"{quantity.text} is missing")
    for quantity in extra:
        yield Finding(f"{quantity.text} is not in the source", quantity.start, quantity.end)


def _unadapted(here: _Side, there: _Side) -> Iterator[Finding]:
    """Thousands written as in the source where that means a decimal: 1,500 is one and a half in German."""
    theirs, ours = grouping(here.locale), grouping(there.locale)
    if not theirs or not ours or theirs == ours:
        return
    copied = {quantity.text for quantity in here.numbers}
    for quantity in there.numbers:
        if quantity.text in copied and re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{theirs}\d{{3}})+", quantity.text):
            yield Finding(f"{quantity.text} reads as a decimal here", quantity.start, quantity.end)


def _percent(here: _Side, there: _Side) -> Iterator[Finding]:
    first = next((q for q in here.numbers if q.percent), None)
    if first and lexicon(there.locale).percent and not states_percent(there.text, there.locale):
        yield Finding(f"{first.text} is a percentage in the source")


# ---------------------------------------------------------------- what matches what


def _unmatched(have: Sequence[Quantity], got: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when equal numbers are paired: the same text first, then the same value, then group by group."""
    lost, extra = _paired(have, got, lambda quantity: (quantity.text,))
    if lost and extra:
        lost, extra = _paired(lost, extra, lambda quantity: quantity.values)
    if any(len(q.parts) > 1 for q in (*lost, *extra)):
        lost, extra = _by_parts(lost, extra)
    return lost, extra


def _paired(
    have: Sequence[Quantity], got: Sequence[Quantity], keys: Callable[[Quantity], Iterable[Hashable]]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when each takes the first that shares a key with it and is not taken yet."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for n in range(len(got) - 1, -1, -1):
        for key in keys(got[n]):
            places[key].append(n)
    lost: list[Quantity] = []
    taken: set[int] = set()
    for quantity in have:
        free = [_first_free(places[key], taken) for key in keys(quantity) if key in places]
        partner = min((n for n in free if n >= 0), default=-1)
        if partner < 0:
            lost.append(quantity)
        taken.add(partner)
    return lost, [other for n, other in enumerate(got) if n not in taken]


def _first_free(places: list[int], taken: Set[int]) -> int:
    """The last of these places, the first in the text, that is not taken; the taken ones are dropped. -1: none."""
    while places and places[-1] in taken:
        places.pop()
    return places[-1] if places else -1


def _by_parts(lost: Sequence[Quantity], extra: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Pair groups of digits: 10.11.2019 and 2019-11-10, 5.30 and 5:30. Two decimals never match by their groups."""
    left = [(part, n) for n, q in enumerate(lost) for part in _parts(q)]
    right: dict[tuple[Decimal, bool], list[int]] = defaultdict(list)
    for n in range(len(extra) - 1, -1, -1):
        for part in reversed(_parts(extra[n])):
            right[part, len(extra[n].parts) == 2].append(n)
    kept = []
    for part, n in left:
        sides = [right[part, two] for two in (False, True) if not (two and len(lost[n].parts) == 2)]
        places = max((places for places in sides if places), key=lambda places: -places[-1], default=None)
        if places:
            places.pop()
        else:
            kept.append((part, n))
    spare = [(part, n) for (part, _), places in right.items() for n in sorted(places)]
    return _rest(lost, kept), _rest(extra, spare)


def _parts(quantity: Quantity) -> tuple[Decimal, ...]:
    """The numbers that a quantity may stand for one by one; none where it is one number for certain."""
    return quantity.parts if len(quantity.parts) == 1 or quantity.loose else ()


def _rest(quantities: Sequence[Quantity], parts: Sequence[tuple[Decimal, int]]) -> list[Quantity]:
    """The quantities that have parts left (a part and its quantity's place); one that was matched in part stands for
    the parts that were not."""
    of: dict[int, list[Decimal]] = defaultdict(list)
    for part, n in parts:
        of[n].append(part)
    out = []
    for n, quantity in enumerate(quantities):
        left = of[n]
        if len(left) == len(_parts(quantity)):
            out.append(quantity)
        else:
            out += [replace(quantity, values=frozenset({part}), parts=(part,)) for part in left]
    return out


# ---------------------------------------------------------------- what a translator may do


def _unexplained(
    lost: Sequence[Quantity], extra: Sequence[Quantity], here: _Side, there: _Side
) -> tuple[list[Quantity], list[Quantity]]:
    """What no habit of translators explains."""
    clock = any(map(_CLOCK.search, (here.text, there.text)))
    related = partial(_related, hours=_hours(here, there) if clock else (), years=_years(here, there))
    lost, extra = _matched(lost, extra, related)
    lost = [q for q in lost if _bare_one(q, here.text) or not _stated(q, there)]
    if clock and _HALF in there.words:
        lost = [q for q in lost if q.values != {Decimal(30)}]  # half past five
    extra = [q for q in extra if not (_stated(q, here) or _in_a_name(q, there.text) or _counts_one(q, there))]
    if lost or extra:
        lost, extra = _remeasured(lost, extra, list(measures(here.text, here.numbers, here.locale)), there)
    return lost, extra


def _matched(
    lost: Sequence[Quantity], extra: Sequence[Quantity], same: Callable[[Quantity, Quantity], bool]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when related ones are paired; a translation with more differences than people make is left as is."""
    left, rest = [], list(extra)
    if len(lost) * len(extra) > _MANY:
        return list(lost), rest
    for quantity in lost:
        partner = next((other for other in rest if same(quantity, other)), None)
        if partner is None:
            left.append(quantity)
        else:
            rest.remove(partner)
    return left, rest


def _remeasured(
    lost: Sequence[Quantity], extra: Sequence[Quantity], measured: Sequence[Measure], there: _Side
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when measures of the source are found in other units, or were said twice there: 6 m (20 ft)."""
    new = {value for quantity in extra for value in quantity.values}
    kept = [
        q for q in lost if not any(q.start in m.places and m.given(new if m.metric else there.values) for m in measured)
    ]
    return kept, [q for q in extra if not any(m.given(q.values) for m in measured)]


def _stated(quantity: Quantity, other: _Side) -> bool:
    """Whether the other text states the number in words, or once for two places of the source."""
    if quantity.values & other.words or quantity.text == "00":
        return True  # minutes, if not words
    if lexicon(other.locale).dual and quantity.text in ("1", "2"):
        return True
    if any(_is_year(v) and v % 10 == 0 and v % 100 in other.words for v in quantity.values):
        return True  # a decade
    return any(quantity.values & n.values for n in other.numbers)


def _bare_one(quantity: Quantity, source: str) -> bool:
    """A figure one that no article can stand for: Channel 1, 1 October; but 1 million, 1st, 1 hour."""
    return quantity.text == "1" and not _WORD_AFTER.match(source, quantity.end)


def _counts_one(quantity: Quantity, there: _Side) -> bool:
    """A figure one where a language has no article: もう1週, another week."""
    return quantity.text == "1" and lexicon(there.locale).script


def _in_a_name(quantity: Quantity, text: str) -> bool:
    """A digit between letters, as in W3C."""
    before, after = text[: quantity.start][-1:], text[quantity.end : quantity.end + 1]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _hours(here: _Side, there: _Side) -> tuple[int, ...]:
    """How far apart two clocks may be; Swahili counts the hours from sunrise."""
    return (6, 12, 18) if "sw" in (here.locale[:2], there.locale[:2]) else (12,)


def _years(here: _Side, there: _Side) -> int:
    """How far apart two calendars are; Thai years count from the death of the Buddha."""
    return 543 if "th" in (here.locale[:2], there.locale[:2]) else 0


def _related(a: Quantity, b: Quantity, hours: Sequence[int], years: int) -> bool:
    """Whether one may stand for the other: an hour by the other clock, a year of the other calendar or in short, a
    decade by its century."""
    return any(_akin(x, y, hours, years) for x in (*a.values, *_parts(a)) for y in (*b.values, *_parts(b)))


def _akin(x: Decimal, y: Decimal, hours: Sequence[int], years: int) -> bool:
    low, high = min(x, y), max(x, y)
    if years and high - low == years and _is_year(low):
        return True
    if high <= 24:
        return high - low in hours
    return _is_year(high) and (high % 100 == low or (high % 10 == 0 and high // 100 + 1 == low))


def _is_year(value: Decimal) -> bool:
    return 1800 <= value < 2100
