"""A URL or e-mail address of the text that the translation lost or changed, or one that only the translation has.

An address that is not the source's leads readers to a page that nobody chose. Addresses behind links are marks
(`<a1>`) and stay in the article; this check is about those that stand in the text.

To fix it, copy the address from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import EMAIL, URL
from l10n.model import Entry, Pair, Severity

ID = "urls"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("See https://example.org/en/faq.", "Voir https://exemple.org/en/faq.", "fr"),
    Example("Write to desk@example.org.", "Écrivez à bureau@example.org.", "fr"),
    Example("See https://example.org.", "Voir le site.", "fr"),
    Example("See below.", "Voir https://evil.example/.", "fr"),
)
PASSED = (
    Example("See https://example.org/en/faq.", "Voir https://example.org/en/faq\u202f!", "fr"),
    Example("See https://example.org.", "https://example.orgを参照。", "ja"),
    Example("(https://example.org/a)", "（https://example.org/a）", "zh-Hans"),
    Example("Write to desk@example.org.", "Écrivez à desk@example.org.", "fr"),
)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    both = entry.msgid + entry.msgstr
    if "@" not in both and "://" not in both and "www." not in both:
        return
    for pattern in (URL, EMAIL):
        wanted = [found[0].rstrip("/") for found in pattern.finditer(entry.msgid)]
        yield from _compared(wanted, list(pattern.finditer(entry.msgstr)))


def _compared(wanted: list[str], given: list[re.Match[str]]) -> Iterator[Finding]:
    lost = list(wanted)
    extra = []
    for found in given:
        name = found[0].rstrip("/")
        if name in lost:
            lost.remove(name)
        elif name not in wanted:
            extra.append(found)
    if len(lost) == len(extra) == 1:
        yield Finding(f"{lost[0]} in the source, {extra[0][0]} here", *extra[0].span())
        return
    yield from (Finding(f"{name} is missing") for name in lost)
    yield from (Finding(f"{found[0]} is not in the source", *found.span()) for found in extra)
