"""A translation in another writing system than its language has: Latin letters for Arabic, Chinese for Russian.

Names and quotations may keep their letters, so only a text with next to none of its own script is flagged.

To fix it, translate the sentence into the language of the catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.base import Example, Finding
from l10n.checks.text import is_pseudo, prose, words
from l10n.errors import UsageError
from l10n.model import Entry, Pair, Severity

ID = "script"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "ar"),
    Example("The council will meet again on Friday.", "议会将于星期五再次开会。", "fr"),
    Example("The council will meet again on Friday.", "Совет снова соберётся в пятницу.", "sr-Latn"),
    Example("The council will meet again on Friday.", "Рада знову збереться в п'ятницю.", "ja"),
)
PASSED = (
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "fr"),
    Example("Paris Saint-Germain v Manchester United", "Paris Saint-Germain v Manchester United", "ar"),
    Example("The council will meet again.", "⟦Ţĥé çöûñçîļ ŵîļļ ɱééţ åĝåîñ.⟧", "ar"),
    Example("iPhone 15 Pro", "iPhone 15 Pro", "ja"),
    Example("Usage: %s [--dir /path/to/dir] [--user name]", "用法：%s [--dir /path/to/dir] [--user name]", "zh-Hant"),
    Example("The council will meet again.", "Shura yig‘ilishi yana bo‘ladi.", "uz"),
    Example("The council will meet again.", "評議会は再び開かれる。", "ja"),
)

# The letters of each script, as ranges of a regular expression.
_LETTERS = {
    "Latn": "A-Za-zªº\u00c0-\u024f\u0250-\u02af\u1e00-\u1eff\uff21-\uff5a",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff",
    "Orya": "\u0b00-\u0b7f",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Knda": "\u0c80-\u0cff",
    "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Tibt": "\u0f00-\u0fff",
    "Mymr": "\u1000-\u109f\uaa60-\uaa7f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Ethi": "\u1200-\u139f\u2d80-\u2ddf",
    "Khmr": "\u1780-\u17ff",
    "Armn": "\u0530-\u058f",
    "Hans": "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Kore": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
}
_LETTERS["Jpan"] = _LETTERS["Hans"] + "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_LETTERS["Hant"] = _LETTERS["Hans"] + "\u3100-\u312f"
_LATIN = re.compile(f"[{_LETTERS['Latn']}]")
_OPTION = re.compile(r"(?<!\w)(?:--?[A-Za-z][\w=-]*|[~.]?/[\w./-]+)")
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile("[\u3040-\U0003ffff]")

# Languages written in more than one script, where a tag that names none leaves it open.
_SEVERAL = frozenset(
    ("az", "bs", "crh", "ha", "kk", "ks", "ku", "ky", "mn", "pa", "sd", "sr", "tg", "tk", "tt", "ug", "uz")
)
_ENOUGH = 20  # letters, a wide character for 2.5
_OWN = 0.2  # the least share of its own letters that a text has
_FOREIGN = 0.4  # the most of letters that are neither its own nor Latin


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    letters = own_letters(pair.target)
    if letters is None or is_pseudo(entry.msgstr) or (entry.msgstr.isascii() and letters.match("a")):
        return
    text = prose(entry.msgstr)
    if _foreign(letters).search(text) and not _fits(_OPTION.sub("", text), letters) and _is_prose(entry):
        yield Finding("it is written in the letters of another language", 0, len(entry.msgstr))


def _fits(text: str, letters: re.Pattern[str]) -> bool:
    """Whether enough of the letters are the script's own and few are foreign, or there are too few to tell."""
    found = "".join(_LETTER.findall(text))
    own = "".join(letters.findall(found))
    total = _weight(found)
    if len(own) == len(found) or total < _ENOUGH:
        return True
    foreign = _LATIN.sub("", letters.sub("", found))
    return _weight(own) >= _OWN * total and _weight(foreign) <= _FOREIGN * total


@lru_cache(maxsize=64)
def _foreign(letters: re.Pattern[str]) -> re.Pattern[str]:
    """A letter that is none of these."""
    return re.compile(rf"(?!{letters.pattern})[^\W\d_]")


def _weight(letters: str) -> float:
    return len(letters) + 1.5 * len(_WIDE.findall(letters))


def _is_prose(entry: Entry) -> bool:
    """Whether there are words in it that are no names; scripts without capitals have no names to tell."""
    small = [word for word in words(entry.msgstr) if not word[0].isupper()]
    return sum(len(word) > 3 or not word.isascii() for word in small) >= 2 or len(max(small, default="", key=len)) >= 8


@lru_cache(maxsize=64)
def own_letters(locale: str) -> re.Pattern[str] | None:
    """The letters of a locale's script; None where they are not known, or may be of several scripts."""
    from l10n.locales import script

    code, *rest = locale.split("-")
    if code in _SEVERAL and not any(len(part) == 4 for part in rest):
        return None
    try:
        ranges = _LETTERS.get(script(locale))
    except UsageError:
        return None
    return re.compile(f"[{ranges}]") if ranges else None
