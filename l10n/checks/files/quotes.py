"""Quotation marks of another kind than the locale's: "straight" ones or ``those of a typewriter'' for « guillemets ».

The marks of the locale are known (`l10n/typography/locales.toml`). What a catalog uses throughout passes, so only what
stands out is told: marks that the locale does not have and that are rare in the catalog.

To fix it, write the quotation marks that the other sentences have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from l10n import typography
from l10n.checks.base import Contents, Place, articles
from l10n.model import Entry, Pair, Severity

ID = "quotes"
SEVERITY = Severity.WARNING


def _catalog(locale: str, *texts: str) -> Contents:
    return Contents(Pair("en", locale), entries=tuple(Entry(f"He said “no” {n}.", t) for n, t in enumerate(texts)))


FLAGGED = (
    _catalog("fr", "Il a dit « oui ».", 'Il a dit "non".'),
    _catalog("fr", "Il a dit « oui ».", "Il a dit ``non''."),
    _catalog("de", "Er sagte „nein“.", "Er sagte „nein“.", 'Er sagte "nein".'),
    _catalog("ja", "彼は「いいえ」と言った。", '彼は"いいえ"と言った。'),
    _catalog("zh-Hans", "他说“不”。", "他说«不»。"),
)
PASSED = (
    _catalog("fr", "Il a dit «\u00a0non\u00a0».", "Il a dit “non”."),
    _catalog("fr", *['Il a dit "non".'] * 3),
    _catalog("sv", "Han sa ”nej”."),
    _catalog("fr", 'Un écran de 15" et un de 17".'),
    _catalog("fr", 'Lancez `echo "x"`.'),
)

_QUOTED = re.compile(
    r"(?<![\w\"])\"(?=[^\s\"])[^\"\n]{0,300}?(?<!\s)\"(?!\w)|``.{1,300}?''|«.{1,300}?»|»[^«»]{1,300}«|„.{1,300}?[“”\"]"
    r"|“.{1,300}?”|”[^”]{1,300}”|「.{1,300}?」|『.{1,300}?』|\"(?=[\u3040-\u9fff])[^\"\n]{1,100}\""
)
_MARK = re.compile('["`«»„“”「『]')
_KNOWN = 3  # quotations that the custom of the locale counts as
_RARE = 0.2  # the most of the quotations of a catalog, or of one article in it, that stand out
_COMMON = 0.5  # the share of a catalog's quotations that makes a style its own


def find(contents: Contents) -> Iterator[Place]:
    pairs = typography.quotes(contents.pair.target)
    styles = {first + second for first, second in pairs}
    if not pairs:
        return
    quoting = [entry for entry in contents.live if _MARK.search(entry.msgstr)]
    found = [(entry, match) for entry in quoting for match in _QUOTED.finditer(typography.masked(entry.msgstr))]
    counts = Counter((place, _style(match)) for entry, match in found for place in ("", *articles(entry)[:1]))
    totals = Counter({place: _KNOWN for place, _ in counts})
    totals.update(place for place, _ in counts.elements())
    for entry, match in found:
        style = _style(match)
        shares = [counts[place, style] / totals[place] for place in ("", *articles(entry)[:1])]
        if style not in styles and shares[0] <= _COMMON and min(shares) <= _RARE and not _inside(match, pairs):
            yield Place(f"{style} are not the quotation marks here", entry, 0, *match.span())


def _inside(match: re.Match[str], pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether it stands inside other quotation marks, or its marks belong to others around it."""
    text, start = match.string, match.start()
    if match[0][0] == "”" and ("“" in text or "„" in text):
        return True
    return any(a != b and text.count(a, 0, start) > text.count(b, 0, start) for a, b in pairs)


def _style(match: re.Match[str]) -> str:
    text = match[0]
    return "``''" if text.startswith("``") else text[0] + text[-1]
