"""A placeholder (`{name}`, `%(name)s`, `%s`, `${name}`, `{{ name }}`) that the translation lost, doubled or changed.

A program puts a value in its place; the name is no word to translate. Blanks inside `{{ }}` do not count, a percent
sign of prose is no placeholder, and `%s` and `%d` without a number must keep their order.

To fix it, copy the placeholder from the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

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
    Example("%s has %d notes", "%1$d notes de %2$s", "fr"),
)
PASSED = (
    Example("Hello {{ name }}!", "Bonjour {{name}} !", "fr"),
    Example("{count} of {total}", "{total} dont {count}", "fr"),
    Example("100% sure", "100 % sûr", "fr"),
    Example("A 5% drop", "Une baisse de 5 % de", "fr"),
    Example("%1$s has %2$d notes", "%2$d notes de %1$s", "fr"),
    Example("%s has %d notes", "%2$d notes de %1$s", "fr"),
    Example("%m/%d/%y", "%d.%m.%Y", "de"),
)

_BLANKS = re.compile(r"\s+")
_NUMBERED = re.compile(r"%\d+\$")
# Letters that only dates have, as in `%Y-%m-%d`: a translator may write a date another way.
_DATE = re.compile(r"%[-_0^#]?[aAbBHIjmMpSTUVwWyYZ](?![^\W_])")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if not any(sign in text for text in (entry.msgid, entry.msgstr) for sign in "{%"):
        return
    source, target = entry.msgid, entry.msgstr
    if "python-brace-format" in entry.flags:  # there, ${name} is a sum of dollars
        source, target = source.replace("${", " {"), target.replace("${", " {")
    matches = list(PLACEHOLDER.finditer(target))
    wanted = [_name(found) for found in PLACEHOLDER.finditer(source)]
    given = [_name(found) for found in matches]
    if "%" in entry.msgid and _DATE.search(entry.msgid):
        wanted, given = _without_printf(wanted), _without_printf(given)
        matches = [found for found in matches if _name(found) in given]
    elif any(map(_NUMBERED.match, given)):
        wanted = _numbered(wanted)
    yield from _compared(wanted, given, matches)


def _compared(wanted: list[str], given: list[str], matches: list[re.Match[str]]) -> Iterator[Finding]:
    allowed = Counter(wanted)
    for name in (Counter(wanted) - Counter(given)).elements():
        yield Finding(f"{name} is missing")
    for found, name in zip(matches, given, strict=True):
        if allowed[name] == 0:
            reason = "stands here more often than in the source" if name in wanted else "is not in the source"
            yield Finding(f"{found[0]} {reason}", *found.span())
        else:
            allowed[name] -= 1
    if Counter(wanted) == Counter(given) and _ordered(wanted) != _ordered(given):
        yield Finding("placeholders without names changed their order")


def _name(found: re.Match[str]) -> str:
    return _BLANKS.sub(" " if found[0].startswith("{%") else "", found[0])


def _by_position(name: str) -> bool:
    """Whether it takes its value by its place, as `%s` does."""
    return name[0] == "%" and name[1] not in "({" and "$" not in name


def _ordered(names: list[str]) -> list[str]:
    return [name for name in names if name == "{}" or _by_position(name)]


def _without_printf(names: list[str]) -> list[str]:
    return [name for name in names if not _by_position(name)]


def _numbered(names: list[str]) -> list[str]:
    """The same placeholders, those by place with their numbers: a translation that moves them writes `%2$s`."""
    numbers = count(1)
    return [f"%{next(numbers)}${name[1:]}" if _by_position(name) else name for name in names]
