"""A catalog that cannot be read: broken PO syntax, another encoding, conflict markers of a version control system.

Nothing in the file counts until it can be read again; it is never overwritten meanwhile.

To fix it, look at the line; `msgfmt -c FILE.po` tells the same with other words. Markers such as `<<<<<<<` are left by
a merge: keep the half you want.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.errors import InputError
from l10n.model import Pair, Severity

ID = "syntax"
SEVERITY = Severity.ERROR

FLAGGED = (Contents(Pair("en", "fr"), error=InputError("a string is not closed", line=7)),)
PASSED = (Contents(Pair("en", "fr")),)


def find(contents: Contents) -> Iterator[Place]:
    if contents.error is not None:
        message = " ".join(filter(None, (contents.error.message, contents.error.hint)))
        yield Place(message, line=contents.error.line)
