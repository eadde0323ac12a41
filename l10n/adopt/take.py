"""Suggestions from an existing translation into a catalog, where no person has written anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n import catalog
from l10n.catalog.origin import source_hash, text_hash
from l10n.model import Entry, Key, Origin, Status


def take(entries: Sequence[Entry], offered: Mapping[Key, Entry], name: str) -> tuple[Entry, ...]:
    """The entries with what is offered for those that are empty or hold untouched machine text. A text that still has
    to be reviewed gets a line that says where it is from (`name`)."""
    return tuple(_taken(entry, offered[entry.key], name) if _is_free(entry, offered) else entry for entry in entries)


def _is_free(entry: Entry, offered: Mapping[Key, Entry]) -> bool:
    free = catalog.status(entry) in (Status.MISSING, Status.MACHINE)
    return free and not entry.obsolete and entry.msgid_plural is None and entry.key in offered


def _taken(entry: Entry, offer: Entry, name: str) -> Entry:
    new = catalog.changed(
        catalog.without_origin(entry),
        msgstr=offer.msgstr,
        fuzzy=offer.fuzzy,
        previous_msgid=offer.previous_msgid,
        previous_msgctxt=offer.previous_msgctxt,
    )
    for origin in catalog.origins(offer):  # an edit of the source that changed facts
        new = catalog.with_origin(new, origin)
    if not offer.fuzzy:
        return new
    return catalog.with_origin(new, Origin("adopted", name, source_hash(new), text_hash(new)))
