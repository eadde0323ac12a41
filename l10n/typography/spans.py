"""The parts of a text that are not prose: marks, tags, code, addresses, placeholders."""

from __future__ import annotations

import re
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

CODE = re.compile(r"(`{1,9})(?!`).{1,500}?(?<!`)\1(?!`)", re.DOTALL)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


@lru_cache(maxsize=2048)
def prose(text: str) -> str:
    """The text with everything that is no prose blanked out; places stay what they were."""
    for pattern in patterns(text):
        text = pattern.sub(_blank, text)
    return text


def patterns(text: str) -> list[re.Pattern[str]]:
    """The patterns of what is no prose that can be found in the text, in the order to apply them."""
    found = [MARK, TAG] if "<" in text else []
    if "`" in text:
        found.append(CODE)
    if "&" in text:
        found.append(_ENTITY)
    if "://" in text or "www." in text or "WWW." in text:
        found.append(URL)
    if "@" in text:
        found.append(EMAIL)
    if "{" in text or "%" in text:
        found.append(PLACEHOLDER)
    return found
