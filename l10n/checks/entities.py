"""An HTML entity that was broken on the way: `&amp;nbsp;`, `& copy;`, `&amp` without its semicolon.

Readers would see the code and not the sign. Entities that are left out or written as the sign itself are right.

To fix it, write the entity as the source has it, or the sign itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import URL
from l10n.model import Entry, Pair, Severity

ID = "entities"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("Q&amp;A", "Q&amp;amp;A", "fr"),
    Example("&copy; 2026", "& copy; 2026", "fr"),
    Example("Q&amp;A", "Q&ampA", "fr"),
    Example("Page&nbsp;1", "Page&amp;nbsp;1", "fr"),
    Example("It&#8217;s", "C&# 8217;est", "fr"),
)
PASSED = (
    Example("Q&amp;A", "Q&amp;R", "fr"),
    Example("&copy; 2026", "© 2026", "fr"),
    Example("AT&T and R&D", "AT&T et R&D", "fr"),
    Example("https://a.example/?a=1&copy=2", "https://a.example/?a=1&copy=2", "fr"),
    Example("Write &amp;nbsp; here", "Écrivez &amp;nbsp; ici", "fr"),
)

_NAMES = (
    "amp|lt|gt|quot|apos|nbsp|copy|reg|trade|hellip|mdash|ndash|[lr][sd]quo|laquo|raquo|euro|pound|deg|times|middot|shy"
)
_BROKEN = re.compile(
    rf"&amp;(?:{_NAMES}|#\d+|#x[0-9a-f]+);|&\s+(?:{_NAMES});|&(?:{_NAMES})(?![;=a-z_])|&(?:amp|nbsp)(?!;)|&\s*#\s+\d+;?|&\s+#\d+;",
    re.IGNORECASE,
)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if "&" not in entry.msgstr:
        return
    source = Counter(found[0] for found in _BROKEN.finditer(entry.msgid))
    text = URL.sub(lambda url: " " * len(url[0]), entry.msgstr)
    for found in _BROKEN.finditer(text):
        if source[found[0]]:
            source[found[0]] -= 1
        else:
            yield Finding(f"{found[0]} is a broken entity", *found.span())
