"""A word with letters of two scripts that look alike: a Cyrillic а among Latin letters, a Latin c among Cyrillic ones.

Search, spelling and screen readers take it for another word; it comes from keyboards, optical reading and spoofing.
A hyphen or an apostrophe between the scripts is right ("3D-печать", "Windows'ом"), and so is what the source has.

To fix it, type the word anew on one keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.script import own_letters
from l10n.model import Entry, Pair, Severity

ID = "mixed-script"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("The mayor resigned.", "Le m\u0430ire a démissionné.", "fr"),
    Example("The mayor resigned.", "Мэр подал в отcтавку.", "ru"),
    Example("The mayor resigned.", "Ο δήμαρχoς παραιτήθηκε.", "el"),
    Example("He went to the sea.", "Il est allé \u0430 la mer.", "fr"),
    Example("Paris is big.", "Pаris دائمًا كبيرة.", "ar"),
)
PASSED = (
    Example("The mayor resigned.", "Le maire a démissionné.", "fr"),
    Example("3D printing on Windows", "3D-печать в Windows'е", "ru"),
    Example("A size of 5 μm", "Une taille de 5 μm", "fr"),
    Example("The α-helix and πr²", "L'hélice α et πr²", "fr"),
    Example("Group A", "Группа A", "ru"),
    Example("Нello", "Нello", "fr"),
    Example("The letter а", "La lettre а", "fr"),
)

_LATIN, _CYRILLIC, _GREEK = "A-Za-z\u00c0-\u024f", "\u0400-\u052f", "\u0370-\u03ff\u1f00-\u1fff"
_OTHERS = f"{_CYRILLIC}{_GREEK}\u0531-\u0587\u13a0-\u13ff"
_MIXED = re.compile(
    rf"[{_LATIN}]+[{_OTHERS}][{_LATIN}{_OTHERS}]*|[{_OTHERS}]+[{_LATIN}][{_LATIN}{_OTHERS}]*"
    rf"|[{_CYRILLIC}]+[{_GREEK}]+[{_CYRILLIC}{_GREEK}]*|[{_GREEK}]+[{_CYRILLIC}]+[{_CYRILLIC}{_GREEK}]*"
)
_ANY_LATIN = re.compile(f"[{_LATIN}]")
_BOTH = re.compile(f"[{_CYRILLIC}][{_GREEK}]|[{_GREEK}][{_CYRILLIC}]")
_OTHER = re.compile(f"[{_OTHERS}]")
# A Greek letter before or after others is a sign: μm, πr, ΔT.
_SIGN = re.compile(r"[Α-Ωα-ωµΩ][A-Za-z]{1,3}|[A-Za-z]{1,2}[Α-Ωα-ω]")
# Whole words of letters that look like Latin ones.
_ALIKE = re.compile(r"(?<![^\W_])[асеорхуіјѕһԁАВЕКМНОРСТХІЈЅ]+(?![^\W_])")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    if entry.msgstr.isascii() or not _OTHER.search(entry.msgstr):
        return
    for found in _MIXED.finditer(entry.msgstr) if _ANY_LATIN.search(entry.msgstr) or _BOTH.search(entry.msgstr) else ():
        if not _SIGN.fullmatch(found[0]) and found[0] not in entry.msgid:
            yield Finding(f"“{found[0]}” has letters of two scripts", *found.span())
            return
    letters = own_letters(pair.target)
    if letters and letters.match("a"):
        for found in _ALIKE.finditer(entry.msgstr):
            if found[0] not in entry.msgid:
                yield Finding(f"“{found[0]}” has letters that only look Latin", *found.span())
                return
