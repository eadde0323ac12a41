"""A translation that is the source text again.

Names, codes, addresses, single words and titles in capitals may stay as they are; a sentence may not. Between two
kinds of one language (en and en-GB) nothing is flagged.

To fix it, translate the sentence, or empty the translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks.base import Example, Finding
from l10n.checks.text import folded, language, words
from l10n.model import Entry, Pair, Severity

ID = "untranslated"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("The council will meet again on Friday.", "The council will meet again on Friday.", "fr"),
    Example("The council will meet again.", "the council will meet again", "fr"),
    Example("See <a1>the pier</a1> at night.", "See <a1>the pier</a1> at night.", "fr"),
    Example("Heavy Rain Hits the Northern Coast Again", "Heavy Rain Hits the Northern Coast Again", "fr"),
)
PASSED = (
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "fr"),
    Example("Paris Saint-Germain", "Paris Saint-Germain", "fr"),
    Example("Introduction", "Introduction", "fr"),
    Example("https://example.org/some/long/page", "https://example.org/some/long/page", "fr"),
    Example("`npm run build`", "`npm run build`", "fr"),
    Example("The colour of the sea is blue.", "The colour of the sea is blue.", "en-GB"),
    Example("Karl-Heinz Müller von der Heide", "Karl-Heinz Müller von der Heide", "fr"),
)


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    if language(pair.source) == language(pair.target) or len(entry.msgid) < 10:
        return
    if abs(len(entry.msgid) - len(entry.msgstr)) > 8 or folded(entry.msgid) != folded(entry.msgstr):
        return
    if _is_prose(words(entry.msgid)):
        yield Finding("it is the source text", 0, len(entry.msgstr))


def _is_prose(found: Sequence[str]) -> bool:
    """Whether these words are more than a name: enough of them, with words in lower case or too many to be one."""
    small = [word for word in found if word[0].islower()]
    if any(not word.isascii() and not (word[0].isupper() or word[0].islower()) for word in found):
        return sum(map(len, found)) >= 8  # a script without capitals
    spoken = sum(len(word) > 2 for word in small) >= 2 and len(small) * 2 >= len(found)
    return len(found) >= 7 or (len(found) >= 3 and spoken)
