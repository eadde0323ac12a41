"""A header that lacks what other tools need, or says something untrue: charset, Language, Plural-Forms.

Without a charset, gettext tools guess; without the language, editors do not know what they show; a wrong
Plural-Forms shows wrong numbers. The language must be the catalog's, in the spelling of PO files (`pt_BR`).

To fix it, run `l10n extract`, which completes the header, or write the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Contents, Place
from l10n.errors import UsageError
from l10n.model import Pair, Severity

ID = "header"
SEVERITY = Severity.ERROR

_FR = Pair("en", "fr")
_CHARSET = ("Content-Type", "text/plain; charset=UTF-8")
_PLURAL = ("Plural-Forms", "nplurals=2; plural=(n > 1);")

FLAGGED = (
    Contents(_FR, header=(("Language", "fr"), _PLURAL)),
    Contents(_FR, header=(_CHARSET, _PLURAL)),
    Contents(_FR, header=(_CHARSET, ("Language", "de"), _PLURAL)),
    Contents(_FR, header=(_CHARSET, ("Language", "fr"), ("Plural-Forms", "nplurals=2; plural=(n >"))),
    Contents(_FR, header=(_CHARSET, ("Language", "fr"), ("Plural-Forms", "nplurals=2; plural=n % 3;"))),
    Contents(_FR, header=(_CHARSET, ("Language", "fr"), ("Plural-Forms", "nplurals=1; plural=0;"))),
    Contents(_FR, header=(("Content-Type", "text/plain; charset=CHARSET"), ("Language", "fr"), _PLURAL)),
)
PASSED = (
    Contents(_FR, header=(_CHARSET, ("Language", "fr"), _PLURAL)),
    Contents(_FR, header=(_CHARSET, ("Language", "fr_FR"), _PLURAL)),
    Contents(Pair("en", "pt-BR"), header=(_CHARSET, ("Language", "pt_BR"), _PLURAL)),
    Contents(Pair("en", "ja"), header=(_CHARSET, ("Language", "ja"), ("Plural-Forms", "nplurals=1; plural=0;"))),
)

_PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*", re.DOTALL)
_CHARSET_FIELD = re.compile(r"charset\s*=\s*([\w.:-]+)", re.IGNORECASE)


def find(contents: Contents) -> Iterator[Place]:
    if contents.error is not None:
        return
    for message in (_charset(contents), _language(contents), _plural(contents)):
        if message:
            yield Place(message, line=1)


def _charset(contents: Contents) -> str:
    found = _CHARSET_FIELD.search(contents.field("Content-Type") or "")
    if not found or found[1].upper() == "CHARSET":
        return "Content-Type names no charset: text/plain; charset=UTF-8"
    return ""


def _language(contents: Contents) -> str:
    from l10n.locales import normalize

    name = contents.field("Language") or ""
    if not name:
        template = not any(entry.msgstr or any(entry.plurals) for entry in contents.entries)
        return "" if template and contents.entries else "the field Language is missing"
    try:
        stated = normalize(name)
    except UsageError:
        return f"Language: {name} is no language"
    if stated.partition("-")[0] != contents.pair.target.partition("-")[0]:
        return f"Language: {name}, but this is the catalog for {contents.pair.target}"
    return ""


def _plural(contents: Contents) -> str:
    """What is wrong with Plural-Forms: missing, no formula, indexes out of bounds, one form for several."""
    field = contents.field("Plural-Forms")
    if field is None:
        return "the field Plural-Forms is missing" if any(e.msgid_plural for e in contents.entries) else ""
    found = _PLURAL_FORMS.fullmatch(field)
    used = _indexes(found[2]) if found else None
    if found is None or used is None:
        return f"Plural-Forms: {field} is no formula"
    if max(used) >= int(found[1]):
        return f"Plural-Forms: the formula counts to {max(used)}, but nplurals is {found[1]}"
    if (len(used) == 1) != _invariable(contents.pair.target):
        return f"Plural-Forms: {field} does not fit {contents.pair.target}"
    return ""


def _indexes(formula: str) -> set[int] | None:
    """The forms that a formula picks for the numbers to 200; None where it is no formula."""
    from gettext import c2py

    try:
        plural = c2py(formula)
        return {int(plural(n)) for n in range(201)}
    except (ValueError, ZeroDivisionError, RecursionError):
        return None


def _invariable(locale: str) -> bool:
    """Whether a language has one form for all numbers."""
    from l10n.locales import plural_forms

    return plural_forms(locale).replace(" ", "").startswith("nplurals=1;")
