"""Marks of a translation that was cut by itself → the marks of its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n import inline
from l10n.inline import Mark
from l10n.model import STRICT_KINDS, Form, Part, Tag, Text, Unit


@dataclass(frozen=True, slots=True)
class _Meant:
    """A mark, but for the one that closes a pair, and what it stands for."""

    mark: Mark
    label: str


def fitted(source: Unit, target: Sequence[Unit]) -> str | None:
    """The sentences of the target as one msgstr for the source; None where a mark that must come back has no
    counterpart.

    Marks of a kind go by what they stand for, then by their order; emphasis that the source lacks is dropped.
    """
    parts = _joined(target)
    wanted, found = _meant(source.parts), _meant(parts)
    numbers = _numbers(wanted, found)
    lost = [meant for meant in found if _name(meant) not in numbers and meant.mark.kind in STRICT_KINDS]
    missing = {_name(meant) for meant in wanted if meant.mark.kind in STRICT_KINDS} - set(numbers.values())
    if lost or missing:
        return None
    items = inline.split(inline.msgid(Unit(parts)))
    kept = [item for item in items if isinstance(item, str) or (item.kind, item.number) in numbers]
    text = inline.unsplit(
        [item if isinstance(item, str) else replace(item, number=numbers[item.kind, item.number][1]) for item in kept]
    )
    return text if isinstance(inline.fit(source, text), list) else None


def _joined(units: Sequence[Unit]) -> tuple[Part, ...]:
    """The parts of several sentences as those of one, with a blank between two where the script has any."""
    parts: list[Part] = []
    for unit in units:
        tight = not parts or (inline.CJK.match(parts[-1].raw[-1:]) and inline.CJK.match(unit.raw[:1]))
        parts += ([] if tight else [Text(" ", " ")]) + list(unit.parts)
    return tuple(parts)


def _meant(parts: Sequence[Part]) -> list[_Meant]:
    return [
        _Meant(mark, part.label)
        for part, mark in inline.numbered(parts)
        if mark and mark.form is not Form.CLOSE and isinstance(part, Tag)
    ]


def _name(meant: _Meant) -> tuple[str, int]:
    return meant.mark.kind, meant.mark.number


def _numbers(wanted: Sequence[_Meant], found: Sequence[_Meant]) -> dict[tuple[str, int], tuple[str, int]]:
    """For each mark of the translation that has a counterpart, the name of that one."""
    numbers: dict[tuple[str, int], tuple[str, int]] = {}
    for by_label in (True, False):
        for meant in found:
            free = (
                _name(other)
                for other in wanted
                if _name(other) not in numbers.values()
                and (other.mark.kind, other.mark.form) == (meant.mark.kind, meant.mark.form)
                and (other.label == meant.label or not by_label)
            )
            if _name(meant) not in numbers and (name := next(free, None)):
                numbers[_name(meant)] = name
    return numbers
