"""What gettext tools insist on: as many plural forms as the header says, and the line ends of the source at both ends
of a translation."""

from __future__ import annotations

import re
from dataclasses import replace

from l10n.catalog import changed, translated
from l10n.merge.duplicates import with_text
from l10n.model import Entry

_NPLURALS = re.compile(r"nplurals\s*=\s*(\d)")


def nplurals(rule: str) -> int:
    """How many forms a Plural-Forms header asks for; 0 where it does not say."""
    found = _NPLURALS.search(rule)
    return int(found[1]) if found else 0


def with_forms(entry: Entry, count: int) -> Entry:
    """With `count` forms, or one where the source has no plural; fuzzy where words had to move. No words are lost."""
    plural = entry.msgid_plural is not None
    texts = entry.plurals or (entry.msgstr,)
    count = (count or len(entry.plurals) or 2) if plural else 1
    if plural is bool(entry.plurals) and len(texts) == count:
        return entry
    kept, rest = (*texts, *[""] * count)[:count], tuple(text for text in texts[count:] if text)
    fuzzy = entry.fuzzy or any(texts)
    new = changed(entry, msgstr="" if plural else kept[0], plurals=kept if plural else (), fuzzy=fuzzy)
    return with_text(new, "also", replace(entry, plurals=rest, msgstr="")) if rest else new


def completed(entry: Entry, before: Entry | None) -> Entry:
    """With the previous plural form; where an edit of the source kept the approval, with its outer line ends."""
    if before is None or (before.msgid, before.msgid_plural) == (entry.msgid, entry.msgid_plural) or entry.obsolete:
        return entry
    if entry.previous_msgid == before.msgid:
        return changed(entry, previous_plural=before.msgid_plural)
    if entry.fuzzy or not translated(entry):
        return entry
    texts = [_like(entry.msgid, text) for text in (entry.msgstr, *entry.plurals)]
    return changed(entry, msgstr=texts[0], plurals=tuple(texts[1:]))


def _like(source: str, text: str) -> str:
    if not text:
        return text
    start, end = ("\n" if source.startswith("\n") else ""), ("\n" if source.endswith("\n") else "")
    return start + text.removeprefix("\n").removesuffix("\n") + end
