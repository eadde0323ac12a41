"""The facts a sentence states, as far as closed lists tell: two sentences that differ in them never mean the same.

Numbers, units and dates by value (five is 5, per cent is %); words that deny, count, hedge or compare; names; what is
quoted. The lists are data, a file a language; other languages have numbers, names and quotations only.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from l10n import locales

_NUMBER = r"\d+(?:[.,:/ \u00a0\u202f'’](?=\d)\d+)*"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:\.[^\W\d_])+\.|n't\b|'(?:ll|d)\b|[^\W\d_]+(?=n't\b)|[^\W\d_]+|[%°$£€¥]")
_NOT_GROUPS = re.compile(r"(?<=\d) (?!\d{3}(?!\d))")  # a blank between two numbers, not within one
_QUOTED = re.compile(r'"([^"]*)"|(?<!\w)\'([^\']+)\'(?!\w)')
_WHOLE_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\"|(?<!\w)')\W*(\w+)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of a language: what each word, or run of words, stands for; the numbers by word."""

    facts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    longest: int = 1


def differences(old: str, new: str, locale: str) -> tuple[list[str], list[str]]:
    """The facts that went and those that came, as `kind word`. Both texts are without marks, with straight quotes
    and single blanks."""
    before, after = _facts(old, locale), _facts(new, locale)
    gone, come = sorted((before - after).elements()), sorted((after - before).elements())
    gone += [f"name {name}" for name in sorted(_names(old) - _known(new))]
    come += [f"name {name}" for name in sorted(_names(new) - _known(old))]
    return gone, come


def _facts(text: str, locale: str) -> Counter[str]:
    words, decimal = _words(locale.split("-")[0]), locales.decimal(locale)
    tokens = [match[0] for match in _TOKEN.finditer(_NOT_GROUPS.sub(" | ", text))]
    found = Counter(_listed([token.lower() for token in tokens], words, decimal))
    quotations = [double or single for double, single in _QUOTED.findall(text)]
    found.update(f"quoted {word.lower()}" for quoted in quotations for word in re.findall(r"\w+", quoted))
    if quotations:
        found["quotations"] = len(quotations)
    return found


def _listed(tokens: list[str], words: _Words, decimal: str) -> Iterator[str]:
    """The facts of the lists, the longest run of words first, and the numbers."""
    at = 0
    while at < len(tokens):
        for length in range(min(words.longest, len(tokens) - at), 0, -1):
            fact = words.facts.get(" ".join(tokens[at : at + length]))
            if fact:
                yield fact
                break
        else:
            length = 1
            number = _number(tokens, at, words, decimal)
            if number:
                yield f"number {number[0]}"
                length = number[1]
        at += length


def _number(tokens: list[str], at: int, words: _Words, decimal: str) -> tuple[str, int] | None:
    """The value of the number that begins here, and how many tokens it takes (twenty-five: 2)."""
    token = tokens[at]
    if token[0].isdigit():
        return _value(token, decimal), 1
    value = words.numbers.get(token)
    if value is None:
        return None
    unit = words.numbers.get(tokens[at + 1]) if at + 1 < len(tokens) else None
    if value >= 20 and unit is not None and 0 < unit < 10:
        return str(value + unit), 2
    return str(value), 1


def _value(digits: str, decimal: str) -> str:
    """The same text for the same number: without grouping, with a decimal point."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    group = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(group, "")
    elif digits.count(decimal) != 1 or group in digits:
        return digits
    return digits.replace(decimal, ".")


def _names(text: str) -> set[str]:
    """Words with a capital where no sentence begins."""
    starts = {match.start(1) for match in _SENTENCE_START.finditer(text)}
    return {
        match[0] for match in _WHOLE_WORD.finditer(text) if match[0][0].isupper() and match.start() not in starts
    } - {"I"}


def _known(text: str) -> set[str]:
    """The names that the text may hold: words as they stand, and with the capital that they may have lost. An acronym
    is no common word in capitals: `us` is not `US`."""
    words = _WHOLE_WORD.findall(text)
    return {*words, *(word.capitalize() for word in words if len(word) > 1)}


@cache
def _words(language: str) -> _Words:
    try:
        data = tomllib.loads((files("l10n.merge") / "data" / f"{language}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return _Words()
    numbers = data.pop("numbers")
    facts: dict[str, str] = {}
    for kind, entries in data.items():
        for entry in entries:
            same = [entry] if isinstance(entry, str) else entry
            facts |= {" ".join(_TOKEN.findall(word)): f"{kind} {same[0]}" for word in same}
    return _Words(facts, numbers, max(len(key.split()) for key in facts))
