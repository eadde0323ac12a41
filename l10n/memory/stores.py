"""The stores there are, and which one an address means."""

from __future__ import annotations

from pathlib import Path

from l10n.memory.base import Store, StoreModule
from l10n.registry import Registry

STORES: Registry[StoreModule] = Registry("l10n.memory", "sqlite", "postgres")


def open_store(place: str | Path) -> Store:
    """The store at `postgresql://…`, or in the SQLite file of that path, made where there is none."""
    remote = isinstance(place, str) and place.startswith(("postgres://", "postgresql://"))
    return STORES["postgres" if remote else "sqlite"].open_store(place)
