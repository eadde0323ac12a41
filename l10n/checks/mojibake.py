"""Text that was read in the wrong encoding: `Ã©` for é, `â€™` for ’, a question mark inside a word.

It happens when UTF-8 is taken for Latin-1 or Windows-1252, or when letters are forced into an encoding without them.

To fix it, read the file again as UTF-8; `l10n check --fix` repairs what can be read in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.script import own_letters
from l10n.checks.text import is_pseudo, prose
from l10n.model import Entry, Pair, Severity

ID = "mojibake"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The coast was hit.", "La cÃ´te a Ã©tÃ© touchÃ©e.", "fr"),
    Example("It’s late.", "Lâ€™heure est tardive.", "fr"),
    Example("The coast was hit.", "La c?te a été touchée.", "fr"),
    Example("Tea", "Ñ‡Ð°Ð¹", "ru"),
    Example("The users", "KullanÄ±cÄ±lar", "tr"),
    Example("Mexico is far.", "Le M?xique est loin.", "fr"),
    Example("The school opens.", "医学?开学了。", "zh-Hans"),
)
PASSED = (
    Example("The coast was hit.", "La côte a été touchée.", "fr"),
    Example("São Paulo", "SÃO PAULO", "pt-BR"),
    Example("Is “à” a word?", "« à\u00a0» est-il un mot ?", "fr"),
    Example("Really?Yes", "Vraiment?Oui", "fr"),
    Example("Really? I see.", "真的吗?我明白了。", "zh-Hans"),
    Example("The council will meet again.", "⟦Ţĥé çöûñçîļ ŵîļļ ɱééţ åĝåîñ.⟧", "ar"),
    Example("It reads Ã©.", "On lit Ã©.", "fr"),
    Example("Thank you", "“KIITOS KUN UHMASIT VÄKEÄ”.", "fi"),
    Example("On the market", "« sur le marché\u00a0»", "fr"),
    Example("20 °C – 30 °C", "20\u00a0°C – 30\u00a0°C", "fr"),
)

# What the bytes 0x80-0xFF look like in Windows-1252, or in Latin-1 where that has no sign.
_BYTES = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)} | {
    chr(b): b for b in range(0x80, 0x100)
}
_RUN = re.compile(f"[{re.escape(''.join(_BYTES))}]{{2,}}")
_LEADS = re.compile("[Â-ô]")
_LIKELY = frozenset("ÃÂâÐÑØÙ×ÎÏ")  # leads that hardly end a word
_UNLIKELY = re.compile("[ÄÅ][¡¢£¤¥¦§¨©ª¬®¯°±´µ¶·¸¹º¼½¾†‡ˆ‰Ÿžš™Œœ]")  # never written in a word
_SIGNS = "\u00a0-\u00ff\u0152\u0153\u0160\u0161\u2010-\u2044\u20ac\u2122"
_FORCED = re.compile("[À-ÿ]")


_LOST = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    if not entry.msgstr.isascii() and _LEADS.search(entry.msgstr):
        yield from _misread(entry, pair)
    if "?" in entry.msgstr:
        yield from _question_marks(entry)


def _misread(entry: Entry, pair: Pair) -> Iterator[Finding]:
    letters = own_letters(pair.target)
    for found in _RUN.finditer(entry.msgstr):
        meant = _decoded(found[0], letters)
        if meant and found[0] not in entry.msgid:
            yield Finding(f"“{found[0]}” was probably “{meant}”", *found.span())
            return
    if letters and not letters.match("a") and not is_pseudo(entry.msgstr):
        forced = _FORCED.findall(entry.msgstr)
        if len(forced) > max(5, len(letters.findall(entry.msgstr))):
            yield Finding("the letters are those of another encoding", 0, len(entry.msgstr))


def repaired(entry: Entry, pair: Pair) -> str:
    """The translation with what was read in the wrong encoding as it was meant."""
    letters, text, before = own_letters(pair.target), entry.msgstr, ""
    while text != before:  # each round makes it shorter
        before = text
        text = _RUN.sub(lambda found: (found[0] not in entry.msgid and _decoded(found[0], letters)) or found[0], text)
    return text


def _decoded(run: str, letters: re.Pattern[str] | None) -> str:
    """What a run of signs is when its bytes are read as UTF-8; empty where people would not write that here."""
    try:
        meant = bytes(_BYTES[c] for c in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if len(meant) == len(run) or not (_LIKELY.intersection(run) or _UNLIKELY.search(run)):
        return ""
    return meant if all(re.match(f"[{_SIGNS}]", c) or (letters and letters.match(c)) for c in meant) else ""


def _question_marks(entry: Entry) -> Iterator[Finding]:
    """Question marks for letters: inside a word, where the source asks nothing or the letters are small ones."""
    if _LOST.search(entry.msgid):
        return
    text = prose(entry.msgstr)
    for found in _LOST.finditer(text):
        before, after = text[found.start() - 1], text[found.end()]
        if (after.islower() and before.islower()) or not ("?" in entry.msgid or after.isupper()):
            yield Finding("a question mark inside a word", *found.span())
            return
