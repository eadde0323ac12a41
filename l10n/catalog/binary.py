"""Catalog → the binary form that gettext reads."""

from __future__ import annotations

from l10n.catalog.origin import status
from l10n.catalog.reading import Catalog


def binary(catalog: Catalog) -> bytes:
    """A .mo file with the approved entries."""
    import polib

    file = polib.POFile()
    file.metadata = dict(catalog.header)
    for entry in catalog.entries:
        if entry.obsolete or not status(entry).published:
            continue
        plurals = dict(enumerate(entry.plurals))
        file.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=entry.msgstr,
                msgctxt=entry.msgctxt,
                msgid_plural=entry.msgid_plural or "",
                msgstr_plural=plurals,
            )
        )
    data: bytes = file.to_binary()
    return data
