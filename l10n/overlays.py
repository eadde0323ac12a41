"""Catalogs of regional locales that hold only what differs: es-MX has the rest from es.

A text is taken from the nearest catalog of the chain that has it approved; where none has, from the nearest that has
any words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from l10n import catalog, inline
from l10n.model import Entry, Key


@dataclass(frozen=True, slots=True)
class Base:
    """A catalog that another one inherits from: its locale (BCP 47), its entries, and its file for messages."""

    locale: str
    entries: Sequence[Entry]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entries that stand for a locale, its own and inherited ones, and where those come from."""

    entries: tuple[Entry, ...]
    inherited: dict[Key, Base]


def resolve(own: Sequence[Entry], bases: Sequence[Base]) -> Resolved:
    """`bases` come nearest first. Obsolete entries are left out where there is something to inherit."""
    if not bases:
        return Resolved(tuple(own), {})
    chosen: dict[Key, Entry] = {}
    inherited: dict[Key, Base] = {}
    for usable in (_published, catalog.translated):
        _take(own, usable, chosen)
        for base in bases:
            inherited |= dict.fromkeys(_take(base.entries, usable, chosen), base)
    rest = {entry.key: entry for entry in own if not entry.obsolete}
    return Resolved(tuple((rest | chosen).values()), inherited)


def _published(entry: Entry) -> bool:
    return catalog.status(entry).published


def _take(entries: Sequence[Entry], usable: Callable[[Entry], bool], chosen: dict[Key, Entry]) -> list[Key]:
    """Takes what is usable and not chosen yet; sentences that were translated as one only together."""
    taken = []
    for group in _joined(entries):
        if all(map(usable, group)) and not any(entry.key in chosen for entry in group):
            chosen |= {entry.key: entry for entry in group}
            taken += [entry.key for entry in group]
    return taken


def _joined(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Each entry, with those after it that only say that they are part of it."""
    group: list[Entry] = []
    for entry in entries:
        if entry.obsolete:
            continue
        if group and entry.msgstr != inline.JOINED:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def lean(own: Sequence[Entry], merged: Sequence[Entry]) -> tuple[Entry, ...]:
    """A merged catalog of a regional locale: where no entry was empty before, none is added empty."""
    if any(not entry.obsolete and not catalog.translated(entry) for entry in own):
        return tuple(merged)
    return tuple(entry for entry in merged if entry.obsolete or catalog.translated(entry))


def needed(template: Sequence[Entry], own: Sequence[Entry], bases: Sequence[Base]) -> tuple[Entry, ...]:
    """The entries of a template that a catalog must hold: all that no base has, and those it holds itself."""
    if not bases:
        return tuple(template)
    elsewhere = {entry.key for base in bases for entry in base.entries if not entry.obsolete}
    elsewhere -= {entry.key for entry in own if not entry.obsolete}
    return tuple(entry for entry in template if entry.key not in elsewhere)


def inherits(entries: Sequence[Entry], bases: Sequence[Base]) -> frozenset[Key]:
    """The keys that are empty here and have words in a base: what `translate` leaves to inheritance."""
    offered: Collection[Key] = {
        entry.key for base in bases for entry in base.entries if not entry.obsolete and catalog.translated(entry)
    }
    return frozenset(
        entry.key for entry in entries if not entry.obsolete and entry.key in offered and not catalog.translated(entry)
    )
