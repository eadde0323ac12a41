"""Blanks and marks that the locale writes otherwise: no blank before French ! ? ; : », one before a German comma,
the marks of another script (a Latin comma after Arabic letters, ? in Greek).

An ordinary blank where a no-break one should be is not told: `l10n check --fix` sets it. What is told here it
repairs too.

To fix it, write the mark of the script, and the blank that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from l10n import typography
from l10n.checks.base import Example, Finding
from l10n.checks.text import is_pseudo
from l10n.model import Entry, Pair, Severity

ID = "spacing"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("Really?", "Vraiment?", "fr"),
    Example("He said “no”.", "Il a dit «non».", "fr"),
    Example("Note: it rains.", "Note: il pleut.", "fr-CA"),
    Example("Yes, he left.", "Ja , er ging.", "de"),
    Example("Yes, he left.", "نعم, ذهب.", "ar"),
    Example("Did he go?", "Πήγε?", "el"),
)
PASSED = (
    Example("Really?", "Vraiment\u202f?", "fr"),
    Example("Really?", "Vraiment ?", "fr"),
    Example("Really?", "Vraiment?", "fr-CA"),
    Example("It begins at 10:30.", "Ça commence à 10:30.", "fr"),
    Example("See https://a.example/?b=1;c.", "Voir https://a.example/?b=1;c.", "fr"),
    Example("Yes, he left.", "Ja, er ging.", "de"),
    Example("Yes, he left.", "نعم، ذهب.", "ar"),
    Example("1,500 people", "1,500人", "zh-Hans"),
    Example("Yes , he left .", "Ja , er ging .", "de"),
)


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    told = _told(pair.target)
    if not told or is_pseudo(entry.msgstr):
        return
    for rule in told:
        found = rule.search(entry.msgstr) and rule.search(typography.masked(entry.msgstr))
        if found and not (rule.copied and rule.search(entry.msgid)):
            start, size = found.start(), len(entry.msgstr)
            yield Finding(rule.message, min(start, size - 1), min(max(found.end(), start + 1), size))


@lru_cache(maxsize=64)
def _told(locale: str) -> tuple[typography.Rule, ...]:
    return tuple(rule for rule in typography.rules(locale) if rule.told)
