"""One translation for two source sentences that say different things: one of them got the other's.

Sources that differ by marks, case or little else may share a translation, and so may short ones.

To fix it, translate each sentence for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.checks.text import low_words
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "reused"
SEVERITY = Severity.WARNING

_FR = "Le conseil se réunira de nouveau vendredi."

FLAGGED = (
    Contents(
        Pair("en", "fr"),
        entries=(Entry("The council will meet again on Friday.", _FR), Entry("The mayor resigned this morning.", _FR)),
    ),
)
PASSED = (
    Contents(
        Pair("en", "fr"),
        entries=(
            Entry("The council will meet again on Friday.", _FR),
            Entry("On Friday the council will meet again!", _FR),
            Entry("It works", "Oui"),
            Entry("I agree", "Oui"),
            Entry("He left the town at night.", "<joined/>"),
            Entry("She came to the town by day.", "<joined/>"),
        ),
    ),
)

_ALIKE = 0.5  # the share of words that two sources have in common where they say the same


def find(contents: Contents) -> Iterator[Place]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in contents.live:
        if len(entry.msgstr) >= 12 and entry.msgstr.strip() != JOINED:
            groups[entry.msgstr].append(entry)
    for entries in groups.values():
        sources = {entry.msgid for entry in entries}
        if len(sources) > 1 and not _alike(sources):
            for entry in entries:
                yield Place("another sentence of the catalog has the same translation", entry)


def _alike(sources: set[str]) -> bool:
    """Whether the sources say nearly the same, or are too short to tell."""
    bags = [set(low_words(source)) for source in sources]
    if min(map(len, bags)) < 3:
        return True
    return all(len(a & b) >= _ALIKE * min(len(a), len(b)) for a in bags for b in bags)
