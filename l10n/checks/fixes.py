"""Repairs that are safe without a person: mojibake, blanks at the ends, NFC, and the typography of the locale."""

from __future__ import annotations

import unicodedata

from l10n import typography
from l10n.checks import mojibake
from l10n.inline import JOINED
from l10n.model import Entry, Pair


def fixed(entry: Entry, pair: Pair) -> str:
    """The translation with its safe repairs; twice changes nothing more. Letters and digits stay what they are, but
    for the form of their accents and what was read in the wrong encoding."""
    bare = unicodedata.normalize("NFC", mojibake.repaired(entry, pair)).strip()
    if not bare or bare == JOINED or not entry.msgid.strip():
        return entry.msgstr
    source = entry.msgid
    start = source[: len(source) - len(source.lstrip())]
    return start + typography.apply(bare, pair.target).strip() + source[len(source.rstrip()) :]
