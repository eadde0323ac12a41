"""One source sentence with two translations in the same catalog, told apart by nothing but their contexts.

A heading may read otherwise than the text, so headings, cells and alternative texts are compared among themselves;
short texts depend on where they stand and are not compared.

To fix it, take the better of the translations for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.checks.text import folded, words
from l10n.model import Entry, Pair, Severity

ID = "inconsistent"
SEVERITY = Severity.WARNING

_EN = "The council will meet again on Friday."
_KINDS = ("heading", "cell", "alt", "title")

FLAGGED = (
    Contents(
        Pair("en", "fr"),
        entries=(
            Entry(_EN, "Le conseil se réunira vendredi.", "a"),
            Entry(_EN, "Le conseil siégera de nouveau vendredi.", "b"),
        ),
    ),
)
PASSED = (
    Contents(
        Pair("en", "fr"),
        entries=(
            Entry(_EN, "Le conseil se réunira vendredi.", "a"),
            Entry(_EN, "Le conseil se réunira vendredi", "b"),
            Entry("Open", "Ouvrir", "a"),
            Entry("Open", "Ouvert", "b"),
        ),
    ),
    Contents(
        Pair("en", "fr"),
        entries=(Entry(_EN, "Réunion du conseil vendredi", "heading"), Entry(_EN, "Le conseil se réunira vendredi.")),
    ),
)


def find(contents: Contents) -> Iterator[Place]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in contents.live:
        kind = entry.msgctxt if entry.msgctxt in _KINDS else ""
        groups[kind, entry.msgid].append(entry)
    for (_, source), entries in groups.items():
        if len(entries) > 1 and len(words(source)) >= 4 and len({folded(e.msgstr) for e in entries}) > 1:
            for entry in entries:
                yield Place("the same source is translated otherwise elsewhere in the catalog", entry)
