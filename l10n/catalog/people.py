"""What in a catalog is a person's work, and must not be lost."""

from __future__ import annotations

from dataclasses import replace

from l10n.catalog.origin import machine_origin, origins, status, without_origin
from l10n.catalog.reading import Catalog
from l10n.model import Entry, Status


def by_people(entry: Entry) -> bool:
    """Whether a person wrote, approved or commented here: all but empty entries and untouched machine text."""
    if without_origin(entry).comments:
        return True
    found = status(entry)
    if found is Status.STALE and machine_origin(entry):
        return any("approved" in origin.flags for origin in origins(entry))
    return found not in (Status.MISSING, Status.MACHINE)


def without_obsolete(found: Catalog, *, human: bool = False) -> Catalog:
    """The catalog without its obsolete entries; those of people stay unless `human`."""
    kept = tuple(entry for entry in found.entries if not entry.obsolete or (by_people(entry) and not human))
    return found if len(kept) == len(found.entries) else replace(found, entries=kept)
