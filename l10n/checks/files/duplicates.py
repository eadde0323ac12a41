"""Two entries with the same context and source text.

Tools use one of them, and which one differs from tool to tool; gettext refuses the file.

To fix it, keep the better translation: `msguniq FILE.po` joins them.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.model import Entry, Pair, Severity

ID = "duplicates"
SEVERITY = Severity.ERROR

_FR = Pair("en", "fr")
FLAGGED = (Contents(_FR, entries=(Entry("One", "Un", line=3), Entry("Two", "Deux"), Entry("One", "Une"))),)
PASSED = (
    Contents(_FR, entries=(Entry("One", "Un"), Entry("One", "Une", msgctxt="heading"))),
    Contents(_FR, entries=(Entry("One", "Un"), Entry("One", "Une", obsolete=True))),
)


def find(contents: Contents) -> Iterator[Place]:
    first: dict[tuple[str | None, str], Entry] = {}
    for entry in contents.entries:
        if entry.obsolete:
            continue
        earlier = first.setdefault((entry.msgctxt, entry.msgid), entry)
        if earlier is not entry:
            where = f" in line {earlier.line}" if earlier.line else ""
            yield Place(f"the same source text and context stand{where} already", entry)
