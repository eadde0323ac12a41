"""Safe repairs of translations: what `check --fix` does to a catalog, and nothing else in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from l10n import catalog
from l10n.catalog.origin import text_hash
from l10n.checks.fixes import fixed
from l10n.model import Entry, Pair, Status

_MACHINE = (Status.MACHINE, Status.DRAFT)
_HUMAN = (Status.POST_EDITED, Status.APPROVED, Status.EDITED, Status.HUMAN)  # a stale text is to be written anew


@dataclass(frozen=True, slots=True)
class Repaired:
    """A catalog with its repairs, how many entries they are in, and how many more have a text of people's that was
    left as it is."""

    data: bytes
    entries: int = 0
    left: int = 0


def repair(data: bytes, pair: Pair, now: datetime, file: str = "", *, human: bool = False) -> Repaired:
    """Repairs the text of machines and drafts, and with `human` that of people, too; twice changes nothing more."""
    found = catalog.parse(data, file)
    better = [_repaired(entry, pair) for entry in found.entries]
    wrong = [i for i, entry in enumerate(found.entries) if better[i] is not entry]
    mine = {i for i in wrong if human or catalog.status(found.entries[i]) in _MACHINE}
    if not mine:
        return Repaired(data, left=len(wrong))
    entries = tuple(better[i] if i in mine else entry for i, entry in enumerate(found.entries))
    new = catalog.revised(found, replace(found, entries=entries), now)
    return Repaired(catalog.render(new), len(mine), len(wrong) - len(mine))


def _repaired(entry: Entry, pair: Pair) -> Entry:
    """The entry with a better text; the very same where there is nothing to do."""
    if entry.obsolete or not entry.msgid or catalog.status(entry) not in (*_MACHINE, *_HUMAN):
        return entry
    if entry.msgid_plural is None:
        text, forms = fixed(entry, pair), entry.plurals
    else:
        text, forms = entry.msgstr, tuple(_form(entry, form, pair) for form in entry.plurals)
    if (text, forms) == (entry.msgstr, entry.plurals):
        return entry
    return _same_maker(entry, catalog.changed(entry, msgstr=text, plurals=forms))


def _form(entry: Entry, text: str, pair: Pair) -> str:
    return fixed(replace(entry, msgid_plural=None, plurals=(), msgstr=text), pair)


def _same_maker(old: Entry, new: Entry) -> Entry:
    """The machine's words stay the machine's: its line is of the repaired text now."""
    was, now = f"out={text_hash(old)}", f"out={text_hash(new)}"
    comments = tuple(line.replace(was, now) if line.strip().startswith("l10n:") else line for line in new.comments)
    return catalog.changed(new, comments=comments)


def diff(before: bytes, after: bytes, file: str) -> str:
    """What changed, as patch reads it."""
    from difflib import unified_diff

    old, new = (data.decode("utf-8", "backslashreplace").splitlines(keepends=True) for data in (before, after))
    return "".join(unified_diff(old, new, f"a/{file}", f"b/{file}", n=1))
