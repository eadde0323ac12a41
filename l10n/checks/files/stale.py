"""A source that is newer than the catalog: sentences of the article that the catalog lacks, or the other way round.

What would be compiled is not what was translated.

To fix it, run `l10n extract`.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.model import Entry, Pair, Severity

ID = "stale"
SEVERITY = Severity.WARNING

_FR = Pair("en", "fr")
_ONE, _TWO = Entry("One", "Un"), Entry("Two", "Deux")
FLAGGED = (
    Contents(_FR, entries=(_ONE,), template=(_ONE, _TWO)),
    Contents(_FR, entries=(_ONE, _TWO), template=(_ONE,)),
)
PASSED = (
    Contents(_FR, entries=(_ONE,), template=None),
    Contents(_FR, entries=(_ONE, _TWO), template=(_TWO, _ONE)),
    Contents(_FR, entries=(_ONE, Entry("Two", "Deux", obsolete=True)), template=(_ONE,)),
)


def find(contents: Contents) -> Iterator[Place]:
    if contents.template is None or contents.error is not None:
        return
    wanted = {(e.msgctxt, e.msgid) for e in contents.template if e.msgid and not e.obsolete}
    present = {(e.msgctxt, e.msgid) for e in contents.entries if e.msgid and not e.obsolete}
    new, gone = len(wanted - present), len(present - wanted)
    if new or gone:
        parts = (f"{new} new" if new else "", f"{gone} gone" if gone else "")
        yield Place(f"source newer than catalog ({', '.join(filter(None, parts))}): run l10n extract")
