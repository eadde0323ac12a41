"""Numbers in prose, read by value: digits of any script, separators of any locale, scale words, number words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

# A number in digits: groups of three set off by blanks, or digits with points, commas or apostrophes inside.
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,\u066b\u066c]\d+|['’]\d{3}(?!\d))*)"
NUMBER = re.compile(_NUMBER)
_SHORT_END = re.compile(r"[.,]\d\d?$")
_DIGITS = re.compile(r"\d+")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_BLANKS = re.compile(r"[ \u00a0\u202f\u2009'’]")
_SEPARATOR = re.compile(r"[.,\u066b\u066c]")
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%٪％‰]")
_SIGN_BEFORE = re.compile(r"[%٪％][ \u00a0]?$")
# Letters, and the vowel signs and accents that Python does not count as part of a word.
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u0dff\u0e30-\u0e4e\u1000-\u109f"
WORD = re.compile(rf"(?:[^\W\d_]|[{_SIGNS}])+")
_CENTURY = re.compile(r"(?:st|nd|rd|th)[- ](?:and \d{1,2}th[- ])?centur", re.IGNORECASE)
_ROMAN = re.compile(
    r"(?<![^\W_])(?=[IVXLC])(?:X{0,3}|XL|LX{0,3}|XC)(?:IX|IV|V?I{0,3})"
    r"(?=(?:e|er|ème|th|st|nd|rd)?(?![A-Za-z\u00c0-\u024f\u0370-\u04ff]))"
)
_FRACTION = re.compile(r"[\u00bc-\u00be\u2150-\u215e]")

_CJK_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_CJK_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_SCALES = _CJK_SCALES | {"백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_CJK = re.compile(f"[{''.join(_CJK_DIGITS)}{''.join(_CJK_SCALES)}]+")
_SCALE = f"[{''.join(_SCALES)}]"
_MIXED = re.compile(rf"{_NUMBER} ?[多余餘幾几數数여]?{_SCALE}+(?: ?{_NUMBER} ?{_SCALE}+)*(?:\d+)?")
_MIXED_STEP = re.compile(rf"({_NUMBER})[^\d{_SCALE[1:-1]}]{{0,2}}({_SCALE}*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text has it, with every value it may stand for; `parts` are the values of its groups of digits."""

    text: str
    start: int
    end: int
    values: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    percent: bool = False

    @property
    def loose(self) -> bool:
        """Whether it may be something else than one number, whose groups stand alone: 10.11.2019, 5.30."""
        return not self.values or (len(self.parts) == 2 and _SHORT_END.search(self.text) is not None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language that state a number."""

    words: dict[str, Decimal]
    stems: dict[str, Decimal]
    months: tuple[re.Pattern[str], ...] = ()
    percent: tuple[str, ...] = ()
    dual: bool = False
    script: bool = False

    def value(self, word: str) -> Decimal | None:
        """What a word in lower case stands for, by itself or by its longest stem."""
        if word in self.words:
            return self.words[word]
        return next((self.stems[word[:n]] for n in range(len(word), 1, -1) if word[:n] in self.stems), None)

    def prefix(self, word: str) -> Decimal | None:
        """What the longest word or stem at the beginning of a word stands for."""
        cuts = (word[:n] for n in range(len(word), 1, -1))
        found = (self.words.get(cut, self.stems.get(cut)) for cut in cuts)
        return next((value for value in found if value is not None), None)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str | bool]]:
    import tomllib

    return tomllib.loads(files("l10n.checks").joinpath("numerals.toml").read_text("utf-8"))


# Languages that write their number words as another does.
_ALIKE = {"no": "nb", "nn": "nb", "ms": "id", "bs": "hr", "yue": "zh", "ast": "es"}


@lru_cache(maxsize=64)
def lexicon(tag: str) -> Lexicon:
    """The number words of a BCP 47 tag's language; empty where none are known."""
    code = tag.partition("-")[0].lower()
    rows = _table().get(_ALIKE.get(code, code), {})
    words: dict[str, Decimal] = {}
    stems: dict[str, Decimal] = {}
    for key, row in rows.items():
        if key in ("months", "percent", "dual", "script"):
            continue
        for word in str(row).casefold().split():
            (stems if word.endswith("*") else words).setdefault(word.rstrip("*"), Decimal(key))
    months = tuple(_month(word, bool(rows.get("script"))) for word in str(rows.get("months", "")).casefold().split())
    percent = tuple(p.rstrip("*") for p in str(rows.get("percent", "")).casefold().split())
    return Lexicon(words, stems, months, percent, bool(rows.get("dual")), bool(rows.get("script")))


def _month(word: str, script: bool) -> re.Pattern[str]:
    forms = "|".join(form.replace("*", r"\w*") for form in word.split("/"))
    return re.compile(forms if script else rf"(?<!\w)(?:{forms})(?!\w)")


def western(text: str) -> str:
    """The text with the digits of every script as 0-9; places stay what they were."""
    return (
        text
        if text.isascii() or not _FOREIGN_DIGIT.search(text)
        else _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    )


# Languages that write 1,500.5, and those that write both; the others write 1.500,5 or 1 500,5.
# fmt: off
_POINT = frozenset((
    "am", "bn", "cy", "en", "fil", "ga", "gu", "ha", "he", "hi", "ig", "ja", "km", "kn", "ko", "ml", "mr", "ms", "mt",
    "my", "ne", "pa", "si", "sw", "ta", "te", "th", "ur", "xh", "yo", "yue", "zh", "zu",
))
_EITHER = frozenset(("ar", "fa", "vi"))
_POINT_REGIONS = frozenset(("419", "CH", "DO", "GT", "HN", "LI", "MX", "NI", "PA", "PE", "PR", "SV", "US"))
# fmt: on


@lru_cache(maxsize=64)
def grouping(locale: str) -> str:
    """The separator that a locale puts between thousands, a comma or a point; empty where both occur."""
    language, *rest = locale.split("-")
    if language in _EITHER:
        return ""
    return "," if language in _POINT or _POINT_REGIONS.intersection(rest) else "."


@lru_cache(maxsize=2048)
def readings(number: str, group: str = "") -> frozenset[Decimal]:
    """Every value that a number in western digits may have: 1.500 is 1500 where a point groups, else 1.5 too."""
    bare = _BLANKS.sub("", number)
    groups = _SEPARATOR.split(bare)
    if len(groups) == 1:
        return frozenset({Decimal(bare)})
    marks = _SEPARATOR.findall(bare)
    whole, last = "".join(groups[:-1]), groups[-1]
    values = set()
    if len(set(marks)) == 1 and len(last) == 3 and len(groups[0]) <= 3 and not number.startswith("0"):
        values.add(Decimal(whole + last))
        if marks[0] == group:
            return frozenset(values)
    if len(marks) == 1 or marks[-1] not in marks[:-1]:
        values.add(Decimal(f"{whole}.{last}"))
    return frozenset(values)


def _scaled(text: str, end: int, words: Lexicon) -> Iterator[Decimal]:
    """The factors that the words after a number give it: thousand, million, mil millones."""
    factor = Decimal(1)
    if words.script:
        rest = text[end : end + 16].lstrip(" \u00a0\u202f-")
        for word, value in words.words.items():
            if value >= 100 and rest.startswith(word):
                yield value
        return
    for _ in range(2):
        found = WORD.match(text, end + (text[end : end + 1] in (" ", "\u00a0", "\u202f", "-")))
        scale = words.value(found[0].casefold()) if found else None
        if found is None or scale is None or scale < 100:
            return
        factor *= scale
        end = found.end()
        yield factor


def _mixed(text: str) -> Decimal:
    """The value of digits with characters of scale: 1億2000万."""
    total = Decimal(0)
    for number, scales in _MIXED_STEP.findall(text):
        value = max(readings(number), default=Decimal(0))
        for scale in scales:
            value *= _SCALES[scale]
        total += value
    return total


def read(text: str, locale: str) -> list[Quantity]:
    """The numbers in digits of a text whose digits are western, in order."""
    words = lexicon(locale)
    chains = {m.start(): m for m in _MIXED.finditer(text)} if words.script else {}
    out, past = [], 0
    for found in NUMBER.finditer(text):
        if found.start() < past:
            continue
        start, end = found.span()
        values = set(readings(found[0], grouping(locale)))
        if start in chains:
            end = past = chains[start].end()
            values.add(_mixed(chains[start][0]))
        values |= {v * factor for factor in _scaled(text, found.end(), words) for v in tuple(values)}
        if _CENTURY.match(text, end):
            values |= {(v - 1) * 100 for v in tuple(values)}
        parts = tuple(Decimal(d) for d in _DIGITS.findall(text[start:end]))
        percent = bool(_PERCENT.match(text, end) or _SIGN_BEFORE.search(text, max(0, start - 2), start))
        out.append(Quantity(text[start:end], start, end, frozenset(values), parts, percent))
    return out


def spelled(text: str, locale: str) -> set[Decimal]:
    """The values that a text states without digits: number words, months, Roman numerals, characters, fractions."""
    words = lexicon(locale)
    low = text.casefold()
    values = set(_of_script(low, words)) if words.script else set(_of_words(low, words))
    values |= {Decimal(n) for n, month in enumerate(words.months, 1) if month.search(low)}
    values |= set(_roman(text))
    values |= {_cjk(run) for run in _CJK.findall(text)}
    values |= {Decimal(unicodedata.numeric(c)).quantize(Decimal("0.001")).normalize() for c in _FRACTION.findall(text)}
    return values


def _of_script(low: str, words: Lexicon) -> Iterator[Decimal]:
    """Words found inside others (those of two letters only in scripts without word spaces), and tens with units."""
    found = {
        value
        for word, value in words.words.items()
        if word in low and (len(word) > 2 or ord(word[0]) > 0x0E00 or _alone(word, low))
    }
    yield from found
    tens = [v for v in found if v in _TENS]
    yield from (ten + unit for ten in tens for unit in found if 0 < unit < 10)


def _alone(word: str, low: str) -> bool:
    return re.search(rf"(?<!\w){word}(?!\w)", low) is not None


def _of_words(low: str, words: Lexicon) -> Iterator[Decimal]:
    """The value of each number word, and of each run of them: twenty-one, five hundred thousand."""
    total = current = Decimal(0)
    past = -1
    for found in WORD.finditer(low):
        value = words.value(found[0])
        if value is None:
            continue
        yield value
        yield from _compound(found[0], words)
        if past < 0 or len(low[past : found.start()].strip(" -\u00a0")) > 3:
            total = current = Decimal(0)
        past = found.end()
        if value >= 1000:
            total += (current or 1) * value
            current = Decimal(0)
        elif value == 100 or (value in _TIMES and 1 < current < 10):
            current = (current or 1) * value  # five hundred, two decades, three dozen
        else:
            current += value
        yield total + current


_TIMES = (Decimal(10), Decimal(12))
_TENS = frozenset(Decimal(n) for n in range(10, 100, 10))
_JOINT = re.compile(r"^(?:und|en|og|y|e|i|a)(?=\w{3})")


def _compound(word: str, words: Lexicon) -> Iterator[Decimal]:
    """Tens and units written as one word, in either order: siebenundzwanzig, trettiofem."""
    for cut in range(3, len(word) - 2):
        first, rest = words.words.get(word[:cut]) or words.stems.get(word[:cut]), _JOINT.sub("", word[cut:])
        second = words.prefix(rest) if first is not None and first < 100 else None
        if first is not None and second is not None and (first in _TENS) != (second in _TENS):
            yield first + second


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(text: str) -> Iterator[Decimal]:
    """Roman numerals up to 99, and the hundreds of the century that each may number."""
    for found in _ROMAN.finditer(text):
        digits = [_ROMAN_VALUES[c] for c in found[0]]
        value = sum(-d if any(d < e for e in digits[i + 1 : i + 2]) else d for i, d in enumerate(digits))
        if value:
            yield Decimal(value)
            yield Decimal(value - 1) * 100


def _cjk(run: str) -> Decimal:
    """The value of a run of Chinese characters: 三百二十, 一九九五, 百万."""
    if not any(c in _CJK_SCALES for c in run):
        return Decimal("".join(str(_CJK_DIGITS[c]) for c in run))
    total = section = digit = 0
    for c in run:
        if c in _CJK_DIGITS:
            digit = _CJK_DIGITS[c]
        elif _CJK_SCALES[c] < 10**4:
            section += (digit or 1) * _CJK_SCALES[c]
            digit = 0
        else:
            total += (section + digit or 1) * _CJK_SCALES[c]
            section = digit = 0
    return Decimal(total + section + digit)


def states_percent(text: str, locale: str) -> bool:
    """Whether a text has a percent sign, or a word for it."""
    low = text.casefold()
    return any(c in low for c in "%٪％‰") or any(word in low for word in lexicon(locale).percent)
