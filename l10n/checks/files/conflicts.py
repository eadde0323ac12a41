"""Markers that a merge left in a text: `#-#-#-#-#` of msgcat, `<<<<<<<` and `>>>>>>>` of a version control system.

Both versions stand in the text, one after the other, and would be published so.

To fix it, keep the version you want, delete the other and the markers, and take the flag fuzzy off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.model import Entry, Pair, Severity

ID = "conflicts"
SEVERITY = Severity.ERROR

_FR = Pair("en", "fr")
FLAGGED = (
    Contents(_FR, entries=(Entry("One", "#-#-#-#-#  a.po  #-#-#-#-#\nUn\n#-#-#-#-#  b.po  #-#-#-#-#\nUne"),)),
    Contents(_FR, entries=(Entry("One", "<<<<<<< HEAD\nUn\n=======\nUne\n>>>>>>> main"),)),
    Contents(_FR, header=(("Language", "fr\n#-#-#-#-#  b.po  #-#-#-#-#"),)),
)
PASSED = (
    Contents(_FR, entries=(Entry("One", "Un"), Entry("a << b >> c", "a << b >> c"))),
    Contents(_FR, entries=(Entry("<<<<<<< HEAD", "<<<<<<< HEAD"),)),
)

_MARKER = re.compile(r"#-#-#-#-#|^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)


def find(contents: Contents) -> Iterator[Place]:
    if any("#-#-#-#-#" in part for field in contents.header for part in field):
        yield Place("the header holds two versions, told apart by #-#-#-#-#", line=1)
    for entry in contents.entries:
        texts = (entry.msgstr, *entry.plurals)
        if not entry.obsolete and any(map(_MARKER.search, texts)) and not _MARKER.search(entry.msgid):
            yield Place("two versions of the text, with the markers of a merge", entry)
