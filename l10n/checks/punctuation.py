"""A sentence that ends otherwise than its source: without its full stop, with a question mark for a full stop.

Each script has its own marks (。 । ؟ ; in Greek), and quotation marks and brackets may stand after them or before.
Thai and its neighbours write no full stop; Chinese, Japanese, Korean and Arabic need none after a closing quote.

To fix it, end the translation as the source ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.base import Example, Finding
from l10n.checks.text import is_pseudo, language
from l10n.inline import JOINED, MARK
from l10n.model import Entry, Pair, Severity

ID = "punctuation"
SEVERITY = Severity.WARNING
ENGINES = False

FLAGGED = (
    Example("The mayor resigned.", "Le maire a démissionné", "fr"),
    Example("Did the mayor resign?", "Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "市長は辞任した？", "ja"),
    Example("The mayor resigned.", "市長は辞任した", "ja"),
    Example("The mayor resigned.", "Ο δήμαρχος παραιτήθηκε;", "el"),
    Example("The mayor resigned.", "महापौर ने इस्तीफा दिया", "hi"),
    Example("Did he go?", "هل ذهب.", "ar"),
)
PASSED = (
    Example("The mayor resigned.", "Le maire a démissionné.", "fr"),
    Example("Did the mayor resign?", "Ο δήμαρχος παραιτήθηκε;", "el"),
    Example("“He left.”", "« Il est parti ».", "fr"),
    Example("He said: “I left.”", "彼は「帰った」と言った。", "ja"),
    Example("“I left.”", "「帰った」", "ja"),
    Example("He said, “I left.”", "Il a dit : « Je suis parti »", "fr"),
    Example("Is it so?", "そうですか。", "ja"),
    Example("The mayor resigned.", "นายกเทศมนตรีลาออก", "th"),
    Example("He lives in the U.S.", "Il vit aux États-Unis", "fr"),
    Example("Go!", "Allez.", "fr"),
    Example("It ended…", "C'était fini.", "fr"),
    Example("He left (at last).", "Il est parti (enfin).", "fr"),
    Example("He left. He was ill.", "Il est parti,", "fr"),
    Example("See the list:", "Voir la liste :", "fr"),
    Example("Is it <em1>here</em1>?", "Est-ce <em1>ici</em1> ?", "fr"),
)

# What a mark at the end says.
_CLASS = dict.fromkeys("?？؟⁇՞፧", "?") | dict.fromkeys("!！՜", "!") | dict.fromkeys("…⋯", "…")
_CLASS |= dict.fromkeys(".。．｡।॥۔։።᙮။៕", ".") | dict.fromkeys(":：፡", ":") | dict.fromkeys(";；", ";")
_TAIL = re.compile(r"[\W_]+$")
_SHORT = re.compile(r"(?:\b[^\W\d_](?:\.[^\W\d_])+|\b(?:etc|Inc|Co|Jr|Sr|Mr|Mrs|Dr|No|Ltd|Corp|vs|approx|[ap]\.?m))\.$")
_CLOSING = re.compile(r"[»”’」』\"]\s*$")
_GOES_ON = re.compile(r"[,，、،]\W{0,3}$")  # the sentence does, in the next entry
_NO_STOP = frozenset(("th", "lo", "km", "my", "bo", "dz", "shn"))
_WIDE = frozenset(("ja", "zh", "ko"))
_NONE_AFTER_QUOTES = _WIDE | {"ar"}
_QUOTED_QUESTION = re.compile(r"\?['\"’”)»]*\W*['\"’”»]\W*$")  # which may be told indirectly
_ASKS = re.compile("[?？؟⁇՞፧]")
_NAMES = {"?": "a question mark", "!": "an exclamation mark", ".": "a full stop", ":": "a colon", "…": "dots"}


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    source, target = entry.msgid.rstrip(), entry.msgstr.rstrip()
    if not source or not target or target == JOINED or is_pseudo(target):
        return
    wanted = ending(source, language(pair.source))
    given = ending(target, language(pair.target))
    if wanted != given and _wrong(wanted, given, source, target, language(pair.target)):
        message = f"it ends with {_NAMES[given]}, not {_NAMES[wanted]}" if given and wanted else ""
        message = message or (f"it ends without {_NAMES[wanted]}" if wanted else f"it ends with {_NAMES[given]}")
        yield Finding(message, len(target) - 1, len(target))


@lru_cache(maxsize=2048)
def ending(text: str, code: str) -> str:
    """What the text ends with, one of `. ? ! … :` or nothing, whatever quotes and brackets stand around it."""
    found = _TAIL.search((MARK.sub("", text) if text.endswith(">") else text)[-41:])
    marks = {_CLASS[char] for char in found[0] if char in _CLASS} if found else set()
    if ";" in marks:
        marks = marks - {";"} | ({"?"} if code == "el" else set())
    if found and "..." in found[0]:
        marks.add("…")
    return next((mark for mark in "?!….:" if mark in marks), "")


def _wrong(wanted: str, given: str, source: str, target: str, code: str) -> bool:
    if wanted == "?":
        return not (_QUOTED_QUESTION.search(source) and given == ".") and not (
            _ASKS.search(target) or (code == "el" and ";" in target) or (given != "!" and _asks(target, code))
        )
    if given == "?":
        return not _ASKS.search(source)
    if given or wanted not in (".", "!"):
        return given == "!" and not wanted
    if code in _NO_STOP or _GOES_ON.search(target) or _closed(source, target, code):
        return False
    return not _SHORT.search(source)


def _closed(source: str, target: str, code: str) -> bool:
    """Whether a closing quotation mark ends the sentence well enough."""
    return _CLOSING.search(target) is not None and (code in _NONE_AFTER_QUOTES or _CLOSING.search(source) is not None)


def _asks(target: str, code: str) -> bool:
    """Whether the words themselves ask, so that no question mark is needed."""
    if code not in _WIDE:
        return code in _NO_STOP
    return target.rstrip('。.」』”" ').endswith(("か", "かな", "の", "吗", "嗎", "呢", "까", "요", "나"))
