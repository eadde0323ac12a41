"""A translation that is only a stand-in: TODO, ???, XXX, N/A, a dash.

Someone meant to come back to it. On the page it would stand for a whole sentence.

To fix it, translate the sentence, or empty the translation so that the source is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import prose
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "unfinished"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The mayor resigned.", "TODO", "fr"),
    Example("The mayor resigned.", "???", "fr"),
    Example("The mayor resigned.", "-", "fr"),
    Example("The mayor resigned.", "TODO: Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "[à traduire]", "fr"),
)
PASSED = (
    Example("The mayor resigned.", "Le maire a démissionné.", "fr"),
    Example("…", "…", "fr"),
    Example("(C)", "©", "fr"),
    Example("N/A", "N/A", "fr"),
    Example("To do", "À faire", "fr"),
    Example("Everything is ready: todo.", "Todo está listo.", "es"),
    Example("In 2019", "2019年", "ja"),
    Example("Twelve", "12", "fr"),
)

_STAND_IN = re.compile(
    r"\W*(?:TODO|TBD|TBC|FIXME|XXX+|N/?A|TRANSLATE(?: ME| THIS)?|UNTRANSLATED|(?:to be|not) translated|lorem ipsum.*|"
    r"(?:à|a|por|da) tradu[icz]\w+|zu übersetzen|te vertalen)\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_NOTE = re.compile(r"\W*(?:TODO|FIXME|TBD)\b(?:\([^)]*\))?:")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    target = entry.msgstr
    if len(target) > 200 or target.strip() == JOINED:
        return
    if not _WORD.search(prose(entry.msgid)) or _STAND_IN.fullmatch(entry.msgid):
        return
    if target.strip() and not any(c.isalnum() for c in target):
        yield Finding("there is no word in it", 0, len(target))
    elif _STAND_IN.fullmatch(target) or (_NOTE.match(target) and not _NOTE.match(entry.msgid)):
        yield Finding("it is only a stand-in", 0, len(target))
