"""Markup that only the translation has: an HTML tag, a template tag, a `javascript:` address, a Markdown link.

It may be an accident or an attack; either way it would run, load or link something that the author did not write.

To fix it, take the markup out, or write it as the source does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.tags import shape, tags
from l10n.model import Entry, Pair, Severity

ID = "injection"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("Hello", "Bonjour<script>alert(1)</script>", "fr"),
    Example("Hello", "<div>Bonjour</div>", "fr"),
    Example("Hello", "Bonjour {% include 'x' %}", "fr"),
    Example("Hello", "[Bonjour](javascript:alert(1))", "fr"),
    Example("Hello", "Bonjour <img src=x onerror=alert(1)", "fr"),
    Example("Hello", "Bonjour ![](https://evil.example/t.gif)", "fr"),
    Example("Hello", "Bonjour <svg/onload=alert(1)>", "fr"),
)
PASSED = (
    Example("A <em>good</em> day", "Une <em>bonne</em> journée", "fr"),
    Example("3 < 4 and 5 > 4", "3 < 4 et 5 > 4", "fr"),
    Example("On <a1>the pier</a1>", "Sur <a1>la jetée</a1>", "fr"),
    Example("The word javascript: a name", "Le mot javascript : un nom", "fr"),
    Example("JavaScript: a guide", "JavaScript:guide", "fr"),
    Example("Host [%s]:%d", "[%s]:%d への接続", "ja"),
    Example("It is online = open", "Es ist online = offen", "de"),
    Example("usage: [file|pattern] (-h for help)", "用法: [檔案|模式](或用 -h 求助)", "zh-Hant"),
    Example("[Hello](https://example.org)", "[Bonjour](https://example.org)", "fr"),
)

_ACTIVE = re.compile(
    r"""
      # a tag that acts, even unclosed
      <\s*/?\s*(?:script|style|iframe|object|embed|svg|img|form|link|meta|base|math|video|audio)\b[^<>]{0,300}
    | <[^<>]{1,300}\bon[a-z]{3,20}\s*=               # an event handler
    | [<("'=]\s*(?:javascript|vbscript|data):(?=\S)
    | \{%.{0,300}?%\} | \{\{[<%].{0,300}?[>%]\}\} | <\?.{0,300}?\?> | <%.{0,300}?%>   # template tags
    | !?\[[^\]\n]{0,300}\]\(\s*<?(?=[^)\s]{0,200}[:/.#])[!-(*-~]+   # a Markdown link or image
    | ^\s{0,9}\[[^\]\n]{1,300}\]:\s*(?=\S{0,200}[:/.#])\S+             # a link definition
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

# One of these is in every text that the pattern finds.
_SIGNS = ("<", "](", "]:", "{%", "{{")
_SCHEME = re.compile(r"(?:script|data):", re.IGNORECASE)

# A link to a page: where the source has as many, its address is for the check `urls`.
_LINK = re.compile(r"!?\[[^\]\n]{0,300}\]\(\s*<?(?:https?://|[/.#]|[\w-]+\.)")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if not any(sign in entry.msgstr for sign in _SIGNS) and not _SCHEME.search(entry.msgstr):
        return
    allowed = Counter(shape(found[0]) for found in tags(entry.msgid))
    past = -1
    for found in tags(entry.msgstr):
        if allowed[shape(found[0])] == 0:
            yield Finding(f"{found[0]} is not in the source", *found.span())
            past = found.end()
        allowed[shape(found[0])] -= 1
    yield from _active(entry, past)


def _active(entry: Entry, past: int) -> Iterator[Finding]:
    """What is no whole tag but would act; what stands inside a tag that was found is not told again."""
    source = Counter(_core(found[0]) for found in _ACTIVE.finditer(entry.msgid))
    spare = len(_LINK.findall(entry.msgid)) - len(_LINK.findall(entry.msgstr))
    for found in _ACTIVE.finditer(entry.msgstr):
        if source[_core(found[0])]:
            source[_core(found[0])] -= 1
        elif found.start() >= past and not (spare >= 0 and _LINK.match(found[0])):
            yield Finding(f"{found[0]} is not in the source", *found.span())
            past = found.end()


def _core(text: str) -> str:
    """What acts: a link's address without its text."""
    return text.rpartition("](")[2] if "](" in text else shape(text)
