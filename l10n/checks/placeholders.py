"""A placeholder (`{name}`, `%(name)s`, `%s`, `${name}`, `{{ name }}`) that the translation lost, doubled or changed.

A program puts a value in its place; the name is no word to translate. Blanks inside `{{ }}` do not count, a percent
sign of prose is no placeholder, and `%s` and `%d` without a number must keep their order.

To fix it, copy the placeholder from the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import PLACEHOLDER
from l10n.model import Entry, Pair, Severity

ID = "placeholders"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("Hello {name}!", "Bonjour !", "fr"),
    Example("Hello {name}!", "Bonjour {nom} !", "fr"),
    Example("Hello {{ name }}!", "Bonjour { { name }} !", "fr"),
    Example("%(count)s articles", "%(count) s articles", "fr"),
    Example("Hello {name}!", "Bonjour {name} {name} !", "fr"),
    Example("%s has %d notes", "%d notes de %s", "fr"),
    Example("Pay ${total}.", "Payez $ {total}.", "fr"),
)
PASSED = (
    Example("Hello {{ name }}!", "Bonjour {{name}} !", "fr"),
    Example("{count} of {total}", "{total} dont {count}", "fr"),
    Example("100% sure", "100 % sûr", "fr"),
    Example("A 5% drop", "Une baisse de 5 % de", "fr"),
    Example("%1$s has %2$d notes", "%2$d notes de %1$s", "fr"),
)

_BLANKS = re.compile(r"\s+")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if not any(sign in text for text in (entry.msgid, entry.msgstr) for sign in "{%"):
        return
    wanted = [_name(found) for found in PLACEHOLDER.finditer(entry.msgid)]
    found = list(PLACEHOLDER.finditer(entry.msgstr))
    given = [_name(match) for match in found]
    allowed = Counter(wanted)
    for name in (Counter(wanted) - Counter(given)).elements():
        yield Finding(f"{name} is missing")
    for match, name in zip(found, given, strict=True):
        if allowed[name] == 0:
            reason = "stands here more often than in the source" if name in wanted else "is not in the source"
            yield Finding(f"{match[0]} {reason}", *match.span())
        else:
            allowed[name] -= 1
    if Counter(wanted) == Counter(given) and _ordered(wanted) != _ordered(given):
        yield Finding("placeholders without names changed their order")


def _name(found: re.Match[str]) -> str:
    return _BLANKS.sub(" " if found[0].startswith("{%") else "", found[0])


def _ordered(names: list[str]) -> list[str]:
    """The placeholders that take their values by position, `%s` and `{}`."""
    return [name for name in names if name == "{}" or (name[0] == "%" and name[1] not in "({" and "$" not in name)]
