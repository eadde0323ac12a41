"""The same word twice in a row: "the the".

Some languages double words to say more ("dần dần", "yavaş yavaş", "बार बार"), and in some two words that look alike
meet ("nous nous", "die die"); those pass, and so does what the source doubles.

To fix it, take one of the words out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from l10n.checks.base import Example, Finding
from l10n.checks.text import language, low_words
from l10n.model import Entry, Pair, Severity

ID = "doubled-words"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("The mayor of the town", "Le maire de de la ville", "fr"),
    Example("The mayor of the town", "мэр города города", "ru"),
    Example("The mayor of the town", "Der Bürgermeister von von der Stadt", "de"),
    Example("The mayor of the town", "عمدة المدينة المدينة", "ar"),
)
PASSED = (
    Example("We meet again.", "Nous nous retrouvons.", "fr"),
    Example("Slowly, he left.", "Yavaş yavaş gitti.", "tr"),
    Example("The island of Bora Bora", "L'île de Bora Bora", "fr"),
    Example("No, no!", "Non, non !", "fr"),
    Example("The one that he has is good.", "Die die er hat ist gut.", "de"),
    Example("He did it again and again.", "उसने बार बार किया।", "hi"),
)


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    doubled = _doubled(low_words(entry.msgstr))
    if not doubled:
        return
    allowed = _usual(language(pair.target)).union(_doubled(low_words(entry.msgid)))
    for word in doubled:
        if word not in allowed and len(word) > 1:
            found = _in_a_row(word).search(entry.msgstr)
            if found:
                yield Finding(f"“{found[0]}” stands twice", *found.span())


def _doubled(found: Sequence[str]) -> list[str]:
    return [one for one, two in pairwise(found) if one == two]


@lru_cache(maxsize=256)
def _in_a_row(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-]){re.escape(word)}\s+{re.escape(word)}(?![\w'’-])", re.IGNORECASE)


@lru_cache(maxsize=64)
def _usual(code: str) -> frozenset[str]:
    """The words that a language doubles or lets meet."""
    import tomllib

    table = tomllib.loads(files("l10n.checks").joinpath("doubled.toml").read_text("utf-8"))
    return frozenset(str(table.get(code, "")).split())
