"""A character that no text should have: control, replacement (�), bidi override, zero width in the wrong script.

They come from broken encodings, engines and web pages; some hide text, turn it round or split words for search.
Private-use characters count among them.
Right-to-left marks in Arabic or Hebrew, joiners in Persian and Indic scripts and in emoji, and zero-width spaces in
Thai, Khmer, Lao, Burmese and Tibetan are right and pass, and so does what the source has itself.

To fix it, delete the character, or type the letter that should stand there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import language
from l10n.model import Entry, Pair, Severity

ID = "characters"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("Café", "Caf\ufffd", "fr"),
    Example("Hello", "Bon\u202ejour", "fr"),
    Example("Hello", "Bon\u200bjour", "fr"),
    Example("Hello", "Bon\x07jour", "fr"),
    Example("Hello", "\u2067مرحبا", "ar"),
    Example("Hello", "Bonjour\ue023", "fr"),
    Example("Hello", "Bon\ufeffjour", "fr"),
)
PASSED = (
    Example("I want", "می\u200cخواهم", "fa"),
    Example("Hello (x)", "مرحبا\u200f (x)", "ar"),
    Example("Hello", "\u2067مرحبا\u2069", "ar"),
    Example("See (?", "انظر \u202a(?\u202c", "ar"),
    Example("A family 👨\u200d👩\u200d👧", "Une famille 👨\u200d👩\u200d👧", "fr"),
    Example("A family", "Une famille 👨\u200d👩\u200d👧", "fr"),
    Example("Wait\u200b!", "Attends\u200b !", "fr"),
    Example("Good day", "สวัสดี\u200bครับ", "th"),
)

# Everything that is worth a look; most texts have none of it.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\ue000-\uf8ff\ufdd0-\ufdef\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
# What opens a direction, and what closes it. Overrides are no part of this: they are never right.
_OPENING = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069", "\u202a": "\u202c", "\u202b": "\u202c"}
_EMBEDDING = "\u202a\u202b\u202c"
_MARKS_RTL = "\u200e\u200f\u061c"
# fmt: off
_RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"))
_JOINING = _RTL | frozenset((
    "as", "bn", "bo", "brx", "doi", "dz", "gu", "hi", "km", "kn", "kok", "lo", "mai", "ml", "mn", "mni", "mr", "my",
    "ne", "or", "pa", "sa", "sat", "si", "ta", "te", "th",
))
_SPACELESS = frozenset(("th", "km", "lo", "my", "bo", "dz", "ja", "zh", "yue", "shn"))
# fmt: on


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    if entry.msgstr.isascii() and entry.msgstr.isprintable():
        return
    code = language(pair.target)
    opened: list[str] = []
    for found in _SUSPECT.finditer(entry.msgstr):
        char = found[0]
        if char in _OPENING and (char not in _EMBEDDING or code in _RTL):
            opened.append(_OPENING[char])
        elif opened and char == opened[-1]:
            opened.pop()
        elif not (char in entry.msgid or _right(char, code, entry.msgstr, found.start())):
            yield Finding(f"{_name(char)} in the text", *found.span())
    if opened and not any(char in entry.msgid for char in _OPENING):
        yield Finding("a change of direction is not closed")


def _right(char: str, code: str, text: str, place: int) -> bool:
    """Whether a language needs this invisible character, or an emoji is joined by it."""
    if char in _MARKS_RTL:
        return code in _RTL
    if char == "\u200b":
        return code in _SPACELESS
    if char in "\u200c\u200d":
        after = text[place + 1 : place + 2]
        return code in _JOINING or (char == "\u200d" and bool(after) and unicodedata.category(after) == "So")
    return "\U000e0020" <= char <= "\U000e007f" and "\U0001f3f4" in text  # flags of regions


def _name(char: str) -> str:
    try:
        return f"U+{ord(char):04X} {unicodedata.name(char)}"
    except ValueError:
        kind = "private use" if unicodedata.category(char) == "Co" else "control character"
        return f"U+{ord(char):04X} ({kind})"
