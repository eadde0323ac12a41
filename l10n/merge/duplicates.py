"""Entries that stand twice in one file, which gettext tools refuse: one stays, and shows what the other said."""

from __future__ import annotations

from collections.abc import Iterable

from l10n.catalog import changed, translated
from l10n.catalog.origin import translation
from l10n.model import Entry, Key


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """Each msgctxt and msgid once, at its first place: the one in use, then the one with a translation."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        known = found.get(entry.key)
        found[entry.key] = entry if known is None else _one(known, entry)
    return list(found.values())


def _one(first: Entry, second: Entry) -> Entry:
    better, other = (second, first) if _weight(second) > _weight(first) else (first, second)
    if not translated(other) or translation(other) == translation(better):
        return better
    return with_text(better, "also", other)


def _weight(entry: Entry) -> tuple[bool, bool, bool]:
    return not entry.obsolete, translated(entry), not entry.fuzzy


def with_text(entry: Entry, label: str, other: Entry) -> Entry:
    """With another translation shown in the comments, as `label: text`, once."""
    texts = other.plurals or (other.msgstr,)
    lines = [f"{label}: {_one_line(text)}" for text in texts if text]
    new = [line for line in lines if line not in entry.comments]
    return changed(entry, comments=(*new, *entry.comments))


def _one_line(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")
