"""A date in another month than the source's: 3 March, and le 3 mai.

Months count where they stand beside a figure and are written as words on both sides; days and years are the check
`numbers`, and so are months that one side writes as a number.

To fix it, write the month of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.quantities import lexicon, western
from l10n.checks.text import prose
from l10n.model import Entry, Pair, Severity

ID = "dates"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("It begins on 3 March.", "Commence le 3 mai.", "fr"),
    Example("On March 5, 2019", "Am 5. April 2019", "de"),
    Example("On March 5, 2019", "5 апреля 2019 года", "ru"),
    Example("On March 5, 2019", "في 5 أبريل 2019", "ar"),
)
PASSED = (
    Example("It begins on 3 March.", "Commence le 3 mars.", "fr"),
    Example("On March 5, 2019", "2019年3月5日", "ja"),
    Example("It may rain on 3 March.", "Il pourrait pleuvoir le 3 mars.", "fr"),
    Example("From 3 March to 5 May", "Vom 3. März bis 5. Mai", "de"),
    Example("In March", "Au mois de mai", "fr"),
    Example("In June 2017", "Vào tháng 6 năm 2017", "vi"),
    Example("The march of 300 in May 2019", "La marche des 300 en mai 2019", "fr"),
)

_BESIDE = re.compile(r"\d\W{0,3}(?:st|nd|rd|th|er|de|of|de la)?\W{0,3}$")
_AFTER = re.compile(r"\W{0,3}(?:de |of )?\d")
_DIGIT = re.compile(r"\d")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    if not (_DIGIT.search(entry.msgid) and _DIGIT.search(entry.msgstr)):
        return
    wanted = {month for month, _ in _months(entry.msgid, pair.source)}
    given = list(_months(entry.msgstr, pair.target)) if wanted else []
    if given and wanted.isdisjoint(month for month, _ in given):
        yield Finding(f"“{given[0][1][0]}” is another month than the source's", *given[0][1].span())


def _months(text: str, locale: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The months that stand beside a figure, by their number; their words may be parts of others in some scripts."""
    low = western(prose(text)).casefold()
    if len(low) != len(text):
        return
    words = lexicon(locale)
    for month, pattern in enumerate(words.months, 1):
        for found in pattern.finditer(low):
            if found[0] in words.words:
                continue  # Vietnamese numbers its months in words
            if _BESIDE.search(low[max(0, found.start() - 12) : found.start()]) or _AFTER.match(low, found.end()):
                yield month, found
