"""Emphasis or a line break of the source (`<em1>`, `<strong2>`, `<br3/>`) that the translation left out.

A language may stress by word order what another stresses by italics, so this is a warning. A mark that comes back
twice, or by half, is an error of the check `marks`.

To fix it, put the marks round the words that are stressed, or leave them out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.inline import JOINED, marks
from l10n.model import LOOSE_KINDS, Entry, Form, Pair, Severity

ID = "emphasis"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("A <em1>good</em1> day.", "Une bonne journée.", "fr"),
    Example("One<br1/>two", "Un deux", "fr"),
)
PASSED = (
    Example("A <em1>good</em1> day.", "Une <em1>bonne</em1> journée.", "fr"),
    Example("A <em1>good</em1> day.", "<joined/>", "fr"),
)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if "<" not in entry.msgid or entry.msgstr.strip() == JOINED:
        return
    present = {(mark.kind, mark.number) for mark in marks(entry.msgstr)}
    for mark in marks(entry.msgid):
        if mark.kind in LOOSE_KINDS and mark.form is not Form.CLOSE and (mark.kind, mark.number) not in present:
            yield Finding(f"{mark} was left out")
