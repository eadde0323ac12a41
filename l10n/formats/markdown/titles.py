"""Titles of admonitions, tabs, containers and link definitions: `!!! note "Title"`, `=== "Tab"`, `::: tip Title`,
`:::note[Title]`, `[name]: target "Title"`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from l10n.formats import Raw, prose
from l10n.model import Part, Piece, Text, Unit

PLACE = "md-line"
"""A line of its own that the parser never sees: written as it is, but for markup."""

_LINE = re.compile(
    r"^[ \t>]*(?:(?:(?:!!!|\?\?\?\+?)[ ]+[\w-]+(?:[ ]+[\w-]+)*|===)[ ]+\"(?P<quoted>[^\"\r\n]+)\"|"
    r":::+[ ]*[\w-]+(?:[ ]+(?P<rest>[^\r\n{\[]+?)|\[(?P<bracket>[^\]\r\n]+)\])"
    r"|\[(?!\^)[^\]\r\n]+\]:[ \t]*\S+[ \t]+(?:\"(?P<double>[^\"\\\r\n]+)\"|'(?P<single>[^'\\\r\n]+)'))[ \t]*\r?$",
    re.MULTILINE,
)
_NO_WORDS = re.compile(r":[\w-]+:|`[^`]*`|[\W\d_]")


def pieces(text: str) -> Iterator[Piece]:
    """Skeleton with the titles in it cut out; icons and code alone are none."""
    at = 0
    for found in _LINE.finditer(text):
        name = found.lastgroup or ""
        if _NO_WORDS.sub("", found[name]):
            start, end = found.span(name)
            yield text[at:start]
            place = f"md-title{text[end]}" if name in ("double", "single") else PLACE
            yield Unit(_parts(found[name], named=place != PLACE), "title", "title", place)
            at = end
    if at < len(text):
        yield text[at:]


def _parts(raw: str, *, named: bool) -> tuple[Part, ...]:
    """A title; references are read in those of links alone."""
    text = html.unescape(raw) if named else raw
    return tuple(prose.parts(raw)) if text == raw else (Text(raw, text),)


def fill(items: Sequence[str | Raw]) -> str:
    """The title on its line; a tag would be read as one, so it is written as text (and then falls back)."""
    text = "".join(item if isinstance(item, Raw) else item.replace("<", "&lt;") for item in items)
    return re.sub(r"\s*[\r\n\f\v\x85\u2028\u2029]+\s*", " ", text).strip(" \t")
