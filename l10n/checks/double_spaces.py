"""Two blanks in a row inside the text, where the source has none.

A page shows one of them or both, and search finds neither form of the other.

To fix it, take one blank out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.model import Entry, Pair, Severity

ID = "double-spaces"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("The mayor resigned.", "Le maire  a démissionné.", "fr"),
    Example("The mayor resigned!", "Le maire a démissionné \u00a0!", "fr"),
    Example("The mayor resigned.", "市長は　　辞任した。", "ja"),
)
PASSED = (
    Example("The mayor resigned.", "Le maire a démissionné.", "fr"),
    Example("The mayor.  He left.", "Le maire.  Il est parti.", "fr"),
    Example("One\n  two", "Un\n  deux", "fr"),
)

_OTHER = re.compile("[\u00a0\u202f\u2009\u3000]")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0\u202f\u2009\u3000]{2,}(?=\S)")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if "  " not in entry.msgstr and not _OTHER.search(entry.msgstr):
        return
    found = _DOUBLE.search(entry.msgstr)
    if found and not _DOUBLE.search(entry.msgid):
        yield Finding("two blanks in a row", *found.span())
