"""A translation made to fit a text that differs from its source in numbers and marks only there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from l10n.inline import Mark, escape, marks, split, unsplit

# Digits with points, commas or apostrophes inside, or groups of three set off by blanks.
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,'’\u066b\u066c]\d+)*")
_GAP = re.compile(r"\D+")
Groups: TypeAlias = "tuple[str, ...]"


def adapt(source: str, target: str, wanted: str) -> str:
    """`target`, a translation of `source`, with the marks, numbers and capitals of `wanted` where these are other ones.

    What cannot be placed for certain stays as it is: the match is reviewed in any case.
    """
    if "<" in source or "<" in wanted or "<" in target:
        target = _marks(source, target, wanted)
    return _cased(source, _numbers(source, target, wanted), wanted)


def _cased(source: str, target: str, wanted: str) -> str:
    """With a capital at the start, or all in capitals, where only `wanted` is so."""
    if wanted.isupper() and not source.isupper() and len(wanted) > 1:
        return "".join(str(item) if isinstance(item, Mark) else escape(item.upper()) for item in split(target))
    if wanted[:1].isupper() and source[:1].islower():
        return target[:1].upper() + target[1:]
    return target


# ---------------------------------------------------------------- marks


def _marks(source: str, target: str, wanted: str) -> str:
    """Marks of the same form, one by one, get the new kind and number; a mark that `wanted` lacks is left out."""
    old, new = marks(source), marks(wanted)
    if [mark.form for mark in old] == [mark.form for mark in new]:
        renamed = {str(a): b for a, b in zip(old, new, strict=True)}
    else:
        renamed = {str(mark): mark for mark in new}
    return unsplit(_joined([renamed.get(str(i)) if isinstance(i, Mark) else i for i in split(target)]))


def _joined(items: Sequence[str | Mark | None]) -> list[str | Mark]:
    out: list[str | Mark] = []
    for item in items:
        if isinstance(item, str) and out and isinstance(out[-1], str):
            out[-1] += item
        elif item is not None:
            out.append(item)
    return out


# ---------------------------------------------------------------- numbers


def _numbers(source: str, target: str, wanted: str) -> str:
    old, new = _read(source), _read(wanted)
    pairs = dict(zip(old, new, strict=False))
    changes = {a: b for a, b in pairs.items() if a != b}
    if not changes or len(old) != len(new) or [pairs[groups] for groups in old] != new:
        return target
    have, there = Counter(old), Counter(_read(target))
    if any(have[a] != there[a] or len(a) != len(b) for a, b in changes.items()):
        return target
    out, at = "", 0
    for found in _NUMBER.finditer(_western(target)):
        groups = changes.get(_groups(found[0]))
        if groups:
            out += target[at : found.start()] + _written(groups, target[found.start() : found.end()])
            at = found.end()
    return out + target[at:]


def _read(text: str) -> list[Groups]:
    """The numbers of a text, each as its groups of digits, for separators differ by language."""
    return [_groups(number) for number in _NUMBER.findall(_western(text))]


def _groups(number: str) -> Groups:
    return tuple(_GAP.split(number))


def _western(text: str) -> str:
    """With 0-9 for the digits of every script; places stay what they were."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _written(groups: Groups, old: str) -> str:
    """The digits of `groups` with the separators and the script of the number they stand in for."""
    first = next(char for char in old if char.isdecimal())
    zero = ord(first) - unicodedata.decimal(first)
    native = ("".join(chr(zero + int(digit)) for digit in group) for group in groups)
    return "".join(part for pair in zip_longest(native, _GAP.findall(old), fillvalue="") for part in pair)
