"""The parts of a translation that are not prose, and the prose that is left."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from l10n.inline import MARK

# What ends a URL: blanks, quotes, closing brackets, and the letters of scripts that write without blanks.
_END = (
    r"\s<>\"'«»“”‘’)\]}（）\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2000-\u206f"
    r"\u3000-\u9fff\uac00-\ud7af\uff00-\uffef"
)
URL = re.compile(
    rf"(?:https?|ftp)://[^{_END}]*[^{_END}.,;:!?…*_`]|\bwww\.[a-z0-9-]+\.[a-z][a-z0-9./_-]*[a-z0-9/]", re.IGNORECASE
)
EMAIL = re.compile(r"\b[a-z0-9][a-z0-9.+_-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+\b", re.ASCII | re.IGNORECASE)

PLACEHOLDER = re.compile(
    r"""
      \{\{.{0,300}?\}\}                                             # {{ name }}
    | \{%.{0,300}?%\}                                               # {% tag %}
    | \$\{[^{}]{0,200}\}                                            # ${name}
    | %\([\w.]+\)[-+#0]*\d*(?:\.\d+)?[sdiufFeEgGxXocr]         # %(name)s
    | %\{[\w.]+\}                                               # %{name}
    | %\d+\$[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?)?[sdiufFeEgGxXoc]    # %1$s
    | (?<![\w%])%[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?)?[sdiufFeEgGxXoc](?![^\W_])   # %s
    | \{(?:[A-Za-z_][\w.\[\]]*|\d*)(?:![rsa])?(?::[^{}\s]*)?\}  # {name}
    """,
    re.VERBOSE | re.ASCII,
)
"""Placeholders of the usual formats; a percent sign of prose ("100 % sure") is none."""

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--.{0,2000}?-->|<![A-Za-z][^<>]*>", re.DOTALL)
"""A tag or comment of HTML, closed."""

_CODE = re.compile(r"(`{1,9})(?!`).{1,500}?(?<!`)\1(?!`)", re.DOTALL)
# A word: letters with the vowel signs that Python does not count as such, and apostrophes inside.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0971-\u0dff\u0e30-\u0e4e\u1000-\u109f])"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=512)
def prose(text: str) -> str:
    """The text with everything that is no prose blanked out; places stay what they were."""
    if "<" in text:
        text = TAG.sub(_blank, MARK.sub(_blank, text))
    if "`" in text:
        text = _CODE.sub(_blank, text)
    if ":" in text or "." in text:
        text = URL.sub(_blank, text)
    if "@" in text:
        text = EMAIL.sub(_blank, text)
    if "{" in text or "%" in text:
        text = PLACEHOLDER.sub(_blank, text)
    return text


def words(text: str) -> list[str]:
    """The words of the prose, as they are written."""
    return _WORD.findall(prose(text))


def is_pseudo(text: str) -> bool:
    """Whether it is a pseudo-translation, `⟦…⟧`: a test of layout that keeps the letters of the source."""
    return text.startswith("⟦") and text.endswith("⟧")


def language(tag: str) -> str:
    """The language of a BCP 47 tag; the two names of Norwegian count as one."""
    code = tag.partition("-")[0].lower()
    return {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "ms": "id", "bs": "hr", "yue": "zh"}.get(code, code)


def folded(text: str) -> str:
    """The text without what does not tell two texts apart: case, width, blanks, punctuation at the ends."""
    text = " ".join(unicodedata.normalize("NFKC", prose(text)).casefold().split())
    return text.strip(".!?…:;,'\"«»“”„ ")
