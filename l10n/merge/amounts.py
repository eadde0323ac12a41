"""Numbers and dates in a sentence, by value: five is 5, two million is 2,000,000, and 5 May is May 5."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from l10n import locales
from l10n.checks import quantities
from l10n.merge.words import Words

Span = tuple[int, int]

_DIGITS = r"(?<![\w\u2212])\u2212?\d+(?:[.,:/ \u00a0\u202f'’](?=\d)\d+)*|\d+(?:[.,:/ \u00a0\u202f'’](?=\d)\d+)*"
_NOT_GROUPS = re.compile(r"(?<=\d) (?!\d{3}(?!\d))")  # a blank between two numbers, not within one
_ITEM = re.compile(rf"(?P<digits>{_DIGITS})|{quantities.WORD.pattern}")
_BLANKS = re.compile(r"[ \u00a0\u202f'’]")
_BESIDE = re.compile(r"[\s,.]*(?:st|nd|rd|th|er|º|ª)?[\s,.]*(?:of|de|del|den|di|d')?\s*")  # between a day and its month
_FAR = 12  # characters between a month and its day
_NOWHERE = (1 << 62, 1 << 62)
_SHORT_SCALE = 2  # letters; k, m and bn say thousand, million and billion after digits alone


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text states at a place: `key` is the same for the same value."""

    kind: str
    key: str
    start: int
    end: int


def amounts(text: str, locale: str, words: Words, taken: Sequence[Span] = ()) -> list[Amount]:
    """The numbers and dates of a text, in order; `taken` are places that say something else."""
    lexicon = quantities.lexicon(locale)
    if lexicon.script:
        return list(_of_script(text, locale))
    numbers = _Numbers(quantities.western(text), locale, words).read(taken)
    months = _months(text, lexicon)
    return sorted(_dated(text, numbers, months), key=lambda amount: amount.start)


def _of_script(text: str, locale: str) -> Iterator[Amount]:
    """Where words are not set apart: every value that may be stated, without a place."""
    western = quantities.western(text)
    stated = {max(number.values) if number.values else Decimal(0) for number in quantities.read(western, locale)}
    for value in sorted(stated | quantities.spelled(text, locale)):
        yield Amount("number", f"{value:f}", 0, 0)


# ---------------------------------------------------------------- numbers


@dataclass(slots=True)
class _Run:
    """A number while it is read: `done` is what its scales closed, `open` what they have not."""

    start: int
    end: int
    done: Decimal
    open: Decimal

    @property
    def value(self) -> Decimal:
        return self.done + self.open

    def takes(self, value: Decimal) -> bool:
        """Whether a word of this value goes on with the number; it has it then."""
        if value >= 1000:
            self.done, self.open = self.done + (self.open or 1) * value, Decimal(0)
        elif value == 100 and 0 < self.open < 100:
            self.open *= 100
        elif self.open % 100 == 0 or (self.open % 10 == 0 and value < 10):
            self.open += value
        else:
            return False
        return True


class _Numbers:
    """Reads the numbers of a text; words go on with digits and with words."""

    def __init__(self, text: str, locale: str, words: Words) -> None:
        self.text, self.words = text, words
        self.lexicon, self.decimal = quantities.lexicon(locale), locales.decimal(locale)
        self.run: _Run | None = None
        self.found: list[Amount] = []

    def read(self, taken: Sequence[Span]) -> list[Amount]:
        ahead = iter(sorted(taken))
        since, till = next(ahead, _NOWHERE)
        for found in _ITEM.finditer(_NOT_GROUPS.sub("\x00", self.text)):
            start, end = found.span()
            while till <= start:
                since, till = next(ahead, _NOWHERE)
            if since < end:
                continue
            if found["digits"]:
                self._digits(found[0], start, end)
            else:
                self._word(found[0].casefold(), start, end)
        self._close()
        return self.found

    def _close(self) -> None:
        if self.run:
            self.found.append(Amount("number", f"{self.run.value.normalize():f}", self.run.start, self.run.end))
        self.run = None

    def _digits(self, digits: str, start: int, end: int) -> None:
        self._close()
        value = _value(digits, self.decimal)
        number = _decimal(value)
        if number is None:
            self.found.append(Amount("number", value, start, end))
        else:
            self.run = _Run(start, end, Decimal(0), number)

    def _word(self, word: str, start: int, end: int) -> None:
        said = self.lexicon.value(word)
        joined = self.run is not None and self._joins(self.text[self.run.end : start].casefold())
        after_digits = self.run is not None and self.text[self.run.end - 1].isdigit()
        short = len(word) <= _SHORT_SCALE and said is not None and said >= 1000
        if said is None or (short and not (joined and after_digits)) or (after_digits and joined and said < 100):
            return
        if self.run and joined and self.run.takes(said):
            self.run.end = end
            return
        self._close()
        if said != 1 or word in self.words.one:
            scale = said >= 1000
            self.run = _Run(start, end, said if scale else Decimal(0), Decimal(0) if scale else said)

    def _joins(self, between: str) -> bool:
        return between.strip(" -\u00a0\u202f") in {"", *self.words.joints}


def _decimal(value: str) -> Decimal | None:
    """The number of a value that may go on with words; None where its digits are no plain number (1.2.3, 2.50)."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if "." not in value or not value.endswith("0") else None


def _value(digits: str, decimal: str) -> str:
    """The same text for the same number: without grouping, with a decimal point."""
    digits = _BLANKS.sub("", digits).replace("\u2212", "-")
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(group, "")
    elif digits.count(decimal) != 1 or group in digits:
        return digits
    return digits.replace(decimal, ".")


# ---------------------------------------------------------------- dates


def _months(text: str, lexicon: quantities.Lexicon) -> list[Amount]:
    low = text.casefold()
    if len(low) != len(text):
        low = text.lower() if len(text.lower()) == len(text) else text
    found = [(n, match) for n, month in enumerate(lexicon.months, 1) for match in month.finditer(low)]
    return [Amount("month", str(n), *match.span()) for n, match in found]


def _dated(text: str, numbers: Sequence[Amount], months: Sequence[Amount]) -> Iterator[Amount]:
    """A month with the day and the year beside it is one date, in whatever order; `numbers` are in order."""
    starts = [number.start for number in numbers]
    used: set[int] = set()
    for month in months:
        after = bisect_left(starts, month.start)
        before = after - 1
        start, end, keys = month.start, month.end, list[str]()
        for _ in range(2):
            if before >= 0 and before not in used and _touch(text, numbers[before].end, start):
                used.add(before)
                start, before = numbers[before].start, before - 1
                keys.append(numbers[before + 1].key)
            elif after < len(numbers) and after not in used and _touch(text, end, numbers[after].start):
                used.add(after)
                end, after = numbers[after].end, after + 1
                keys.append(numbers[after - 1].key)
        if keys or _clear(text, month):
            yield Amount("date", " ".join([month.key, *sorted(keys)]), start, end)
    yield from (number for at, number in enumerate(numbers) if at not in used)


def _touch(text: str, end: int, start: int) -> bool:
    """Whether nothing but what stands in a date stands between two places."""
    return 0 <= start - end <= _FAR and _BESIDE.fullmatch(text[end:start].casefold()) is not None


def _clear(text: str, month: Amount) -> bool:
    """A month without a number: `may` and `march` are words of another kind where they have no capital."""
    word = text[month.start : month.end]
    return len(word) > 3 and (word[0].isupper() or len(word) > 5 or not word.isascii())
