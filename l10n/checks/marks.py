"""A mark of the source (`<a1>…</a1>`, `<code2/>`) that the translation lost, doubled, changed or crossed.

Marks stand for links, images, code, footnotes and other markup of the article. Each must come back exactly once, with
its number, and pairs must nest as in the source; else the article cannot be put together, and the sentence is
published in the source language. Emphasis and line breaks (`em`, `strong`, `br`) may be left out: see the check
`emphasis`. `<joined/>` alone says that this sentence went into the translation of the one before it.

To fix it, copy the mark from the source, and put it round the words it belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from l10n.checks.base import Example, Finding
from l10n.inline import JOINED, Mark, marks
from l10n.model import LOOSE_KINDS, Entry, Form, Pair, Severity

ID = "marks"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("On <a1>the pier</a1>.", "Sur la jetée.", "fr"),
    Example("On <a1>the pier</a1>.", "Sur <a1>la jetée.", "fr"),
    Example("On <a1>the pier</a1>.", "Sur <a1>la</a1> <a1>jetée</a1>.", "fr"),
    Example("On <a1>the pier</a1>.", "Sur <a2>la jetée</a2>.", "fr"),
    Example("On <a1>the pier</a1>.", "Sur < a1>la jetée</ a1>.", "fr"),
    Example("<a1>One</a1> and <em2>two</em2>.", "<a1>Un <em2>et</a1> deux</em2>.", "fr"),
    Example("Run <code1/>.", "Lancez.", "fr"),
    Example("A <em1>good</em1> day.", "Une <em1>bonne</em1> <em1>journée</em1>.", "fr"),
    Example("A <em1>good</em1> day.", "Une <em1>bonne journée.", "fr"),
    Example("He left.", "Il est parti. <joined/>", "fr"),
)
PASSED = (
    Example("On <a1>the pier</a1>.", "Sur <a1>la jetée</a1>.", "fr"),
    Example("<a1>One</a1>, <em2>two</em2>.", "<em2>Deux</em2>, <a1>un</a1>.", "fr"),
    Example("A <em1>good</em1> day.", "Une bonne journée.", "fr"),
    Example("He left.", "<joined/>", "fr"),
    Example("The tag \\<a1> is text.", "La balise \\<a1> est du texte.", "fr"),
)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if "<" not in entry.msgid and "<" not in entry.msgstr and "＜" not in entry.msgstr:
        return
    if entry.msgstr.strip() == JOINED:
        return
    wanted, given = marks(entry.msgid), marks(entry.msgstr)
    faults = [*_excess(wanted, given), *_lost(wanted, given, entry.msgstr)]
    yield from faults or _crossed(wanted, given)


def _excess(wanted: Sequence[Mark], given: Sequence[Mark]) -> Iterator[Finding]:
    """Marks that the source has not, or has not as often."""
    allowed = Counter(mark.key for mark in wanted)
    for mark in given:
        if mark.key not in allowed:
            yield Finding(f"{mark} is not in the source", mark.start, mark.end)
        elif allowed[mark.key] == 0:
            yield Finding(f"{mark} stands here once more than in the source", mark.start, mark.end)
        else:
            allowed[mark.key] -= 1


def _lost(wanted: Sequence[Mark], given: Sequence[Mark], target: str) -> Iterator[Finding]:
    """Marks of the source that are missing; emphasis only where one half of it stayed."""
    counts = Counter(mark.key for mark in given)
    present = {(mark.kind, mark.number) for mark in given}
    for mark in wanted:
        if counts[mark.key] > 0:
            counts[mark.key] -= 1
        elif mark.kind not in LOOSE_KINDS:
            yield _missing(mark, target)
        elif (mark.kind, mark.number) in present:
            yield Finding(f"{mark} is missing, its other half is not")


def _missing(mark: Mark, target: str) -> Finding:
    """The loss of a mark, at the place of what may be left of it."""
    slash = "[/／]" if mark.form is Form.CLOSE else ""
    alone = "[/／]?" if mark.form is Form.ALONE else ""
    near = re.compile(rf"[<＜‹\[({{]\s*{slash}\s*{mark.kind}\s*{mark.number}\s*{alone}\s*[>＞›\])}}]", re.IGNORECASE)
    for found in near.finditer(target):
        if not marks(found[0]):
            return Finding(f"{mark} was changed to {found[0]}", found.start(), found.end())
    return Finding(f"{mark} is missing")


def _crossed(wanted: Sequence[Mark], given: Sequence[Mark]) -> Iterator[Finding]:
    """Pairs that close in another order than they opened; half marks of the source are no pair."""
    halves = {(m.kind, m.number) for m in wanted if m.form is Form.CLOSE}
    stack: list[Mark] = []
    for mark in given:
        if mark.form is Form.OPEN and (mark.kind, mark.number) in halves:
            stack.append(mark)
        elif mark.form is Form.CLOSE:
            if not stack or (stack[-1].kind, stack[-1].number) != (mark.kind, mark.number):
                yield Finding(f"{mark} closes in the wrong order", mark.start, mark.end)
                return
            stack.pop()
