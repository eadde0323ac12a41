"""Entries ↔ PO bytes, and what the file says of each translation: who made it and what may be published.

The only user of polib. A catalog is spliced: an entry that did not change keeps its bytes and its place.
"""

from l10n.catalog.header import new_header, revised
from l10n.catalog.origin import (
    approve,
    hash8,
    machine_origin,
    origins,
    status,
    translated,
    with_origin,
    without_origin,
)
from l10n.catalog.reading import Catalog, parse
from l10n.catalog.writing import changed, render, render_entry

__all__ = [
    "Catalog",
    "approve",
    "changed",
    "hash8",
    "machine_origin",
    "new_header",
    "origins",
    "parse",
    "render",
    "render_entry",
    "revised",
    "status",
    "translated",
    "with_origin",
    "without_origin",
]
