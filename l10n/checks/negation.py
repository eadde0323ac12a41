"""A denial of the source (not, never, nobody) that the translation has lost: it may say the opposite.

Whatever may carry a denial passes: another word for no, a prefix (un-, in-), a verb such as refuse or lack. Languages
whose denials are not known, and phrases that deny nothing ("not only", "whether or not"), are left alone.

To fix it, deny what the source denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from l10n.checks.base import Example, Finding
from l10n.checks.text import is_pseudo, language, prose
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "negation"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("The council did not vote on the budget.", "Le conseil a voté le budget.", "fr"),
    Example("The council did not vote on the budget.", "Der Rat hat über den Haushalt abgestimmt.", "de"),
    Example("The council did not vote on the budget.", "Совет проголосовал за бюджет.", "ru"),
    Example("The council didn't vote on the budget.", "議会は予算案を採決した。", "ja"),
    Example("The council never voted on the budget.", "صوت المجلس على الميزانية.", "ar"),
    Example("Der Rat hat nicht abgestimmt.", "The council has voted.", "en", "de"),
)
PASSED = (
    Example("The council did not vote on the budget.", "Le conseil n'a pas voté le budget.", "fr"),
    Example("The council did not vote.", "Le conseil a refusé de voter.", "fr"),
    Example("It is not possible.", "Das ist unmöglich.", "de"),
    Example("It was not only cold but wet.", "Il faisait froid et humide.", "fr"),
    Example("He decides whether or not to go.", "Il décide s'il y va.", "fr"),
    Example("The council did not vote.", "議会は採決しなかった。", "ja"),
    Example("The council did not vote.", "Kura did vote.", "xx"),
)

_IDLE = re.compile(
    r"\b(?:not (?:only|just|merely|least|to mention|unlike|so much)|(?:or|if|why|whether) not|nothing (?:but|short)"
    r"|never ?mind|can(?:not|['’]t) (?:help|but|wait)|not (?:a|any) (?:moment|minute) too"
    r"|not un\w+|no less)\b|n['’]t (?:only|just|you|it|he|she|we|they|that|there|the)\b[^.!]*\?",
    re.IGNORECASE,
)
_SHORT = 12  # letters of a source that says too little to tell


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    strong = _pattern("strong", language(pair.source))
    if strong is None or len(entry.msgid) < _SHORT or is_pseudo(entry.msgstr) or entry.msgstr.strip() == JOINED:
        return
    low = entry.msgid.lower()
    denied = strong.search(prose(entry.msgid)) if any(word in low for word in _words(language(pair.source))) else None
    carried = _pattern("any", language(pair.target)) if denied else None
    if denied and carried and not carried.search(prose(entry.msgstr)) and not _IDLE.search(entry.msgid):
        yield Finding(f"“{denied[0]}” of the source is missing")


@lru_cache(maxsize=128)
def _pattern(kind: str, code: str) -> re.Pattern[str] | None:
    row = _table().get(code, {}).get(kind)
    return re.compile(row, re.IGNORECASE) if row else None


@lru_cache(maxsize=32)
def _words(code: str) -> tuple[str, ...]:
    """One of these is in every text that denies for certain."""
    return tuple(_table()[code]["words"].split())


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(files("l10n.checks").joinpath("negation.toml").read_text("utf-8"))
