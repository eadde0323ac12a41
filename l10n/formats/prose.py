"""What stands in prose in every format and is never offered as text: URLs, addresses, template tags, control codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.model import Form, Part, Tag, Text

_STOP = r"\s\\<>\"“”„«»|`　-鿿＀-￯"
_URL = rf"(?:https?|ftp)://[^{_STOP}]+|www\.[^{_STOP}]+\.[^{_STOP}]+"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TEMPLATE = r"\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\}|\{#(?!\w+\}).{0,4000}?#\}|<%.{0,4000}?%>"
"""Jinja, Liquid, Hugo, Handlebars and ERB tags; compile with DOTALL. Bounded, for an opening that nothing closes."""

CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""Control characters that PO files cannot hold, or their readers do not take."""

_SPECIAL = re.compile(rf"(?P<tpl>{TEMPLATE})|(?P<url>{_URL}|{_MAIL})|(?P<x>[{CONTROLS}]+)", re.DOTALL)
_HINT = re.compile(rf"[{{@{CONTROLS}]|://|www\.|<%")


def parts(text: str) -> Iterator[Part]:
    """Plain text with its URLs and template tags as standalone tags; joined raws are the text."""
    at = 0
    if _HINT.search(text):
        for found in _SPECIAL.finditer(text):
            kind = found.lastgroup or ""
            raw = _trimmed(found[0]) if kind == "url" else found[0]
            if found.start() > at:
                yield Text(text[at : found.start()], text[at : found.start()])
            at = found.start() + len(raw)
            yield Tag(kind, Form.ALONE, (raw,), "control characters" if kind == "x" else raw)
    if at < len(text):
        yield Text(text[at:], text[at:])


def _trimmed(url: str) -> str:
    """A URL without the punctuation of the sentence around it; closing brackets stay where they were opened in it."""
    while url:
        last = url[-1]
        if last in ".,;:!?'’”…*_" or (last in ")]}" and url.count(last) > url.count("([{"[")]}".index(last)])):
            url = url[:-1]
        else:
            break
    return url
