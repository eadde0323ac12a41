"""HTML source → tokens that tile it, by the rules of the HTML standard's tokenizer; nothing is decoded or repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from l10n.formats import prose


class Token(NamedTuple):
    """`text[start:end]`. Kinds: open, close, alone (a tag without an end tag), text, raw (what a script, title … holds),
    tpl (a template tag), skip (comments, declarations, a tag that the file ends in)."""

    kind: str
    start: int
    end: int
    name: str = ""


VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
_FOREIGN = frozenset({"svg", "math"})

# Template tags inside a tag must not reach out of it: no braces in them, no great length.
_INNER = r"\{\{[^{}]{0,400}\}\}|\{%[^{}]{0,400}%\}|<%[^<>]{0,400}%>|[{<]"
_BLANK = r"[\t\n\f\r ]"
_QUOTED = rf"\"(?:[^\"{{<]++|{_INNER})*+(?:\"|\Z)|'(?:[^'{{<]++|{_INNER})*+(?:'|\Z)"
_BARE = rf"(?:[^\t\n\f\r >\"'{{<]|{_INNER})(?:[^\t\n\f\r >{{<]++|{_INNER})*+"
_NAME = rf"(?:=|[^\t\n\f\r />={{<]++|{_INNER})(?:[^\t\n\f\r />={{<]++|{_INNER})*+"
_ATTRIBUTE = rf"(?P<key>{_NAME})(?:{_BLANK}*+={_BLANK}*+(?P<value>{_QUOTED}|{_BARE})?+)?+"
_ATTRIBUTES = re.sub(r"\?P<\w+>", "?:", rf"(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+")
_SKIP = (
    r"!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|\?(?:php\b|=).*?(?:\?>|\Z)"
    r"|![Dd][Oo][Cc][Tt][Yy][Pp][Ee]\b[^>\[]*+\[[^\]]*+\][^>]*+>"
    r"|[!?/][^>]*+>?"
)
_TAG = rf"(?P<slash>/)?+(?P<name>[A-Za-z][^\t\n\f\r />]*+){_ATTRIBUTES}(?P<end>>)?+"
# Every alternative begins with a literal, which is what lets the engine skip quickly over text.
_MARKUP = re.compile(rf"<(?:{_TAG}|(?P<skip>{_SKIP}))", re.DOTALL)
_TEMPLATED = re.compile(rf"{prose.TEMPLATE}|<(?:{_TAG}|(?P<skip>{_SKIP}))", re.DOTALL)
_TEMPLATE_HINT = re.compile(r"\{[{%#]|<%")
_TEMPLATE_BLOCK = re.compile(r"\{%-?\s*(raw|highlight|comment|verbatim)\b")


def tokens(text: str, start: int = 0, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of `text` from `start` on; in XML every tag may close itself."""
    pattern = _TEMPLATED if _TEMPLATE_HINT.search(text, start) else _MARKUP
    at, foreign = start, 0
    while found := pattern.search(text, at):
        if found.start() > at:
            yield Token("text", at, found.start())
        begin, at = found.span()
        if found.lastgroup != "end":
            if found.lastgroup is None:
                at = _template_end(text, begin, at)
            yield Token("skip" if found.lastgroup else "tpl", begin, at)
            continue
        name = found["name"].lower()
        if found["slash"]:
            foreign -= name in _FOREIGN and foreign > 0
            yield Token("close", begin, at, name)
            continue
        closed = text[at - 2] == "/" and (xml or foreign > 0 or name in _FOREIGN)
        yield Token("alone" if closed or name in VOID else "open", begin, at, name)
        foreign += name in _FOREIGN and not closed
        if name in _RAW and not closed and not foreign and (end := _raw_end(text, at, name)) > at:
            yield Token("raw", at, end, name)
            at = end
    if at < len(text):
        yield Token("text", at, len(text))


def _raw_end(text: str, at: int, name: str) -> int:
    """Where the end tag stands that closes a raw text element, or the end of the file."""
    if name == "script":
        return _script_end(text, at)
    found = None if name == "plaintext" else _end_tag(name).search(text, at)
    return found.start() if found else len(text)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)


_SCRIPT = re.compile(r"<!--+>|<!--|-->|</?script(?=[\t\n\f\r />])", re.IGNORECASE)


def _script_end(text: str, at: int) -> int:
    """A script written inside a comment inside a script does not end it."""
    comment = inner = False
    for found in _SCRIPT.finditer(text, at):
        sign = found[0].lower()
        if sign == "</script":
            if not inner:
                return found.start()
            inner = False
        elif sign == "<script":
            inner = comment
        elif sign == "<!--":
            comment = True
        elif sign == "-->":
            comment = inner = False
    return len(text)


def _template_end(text: str, start: int, end: int) -> int:
    """Where a template tag ends; what a block tag says to leave alone belongs to it."""
    block = _TEMPLATE_BLOCK.match(text, start)
    if not block:
        return end
    found = re.compile(rf"\{{%-?\s*end{block[1]}\s*-?%\}}").search(text, end, end + 200_000)
    return found.end() if found else end


# ---------------------------------------------------------------- attributes


class Attribute(NamedTuple):
    """`start` and `end` are those of the value in the text, quotes included; equal where there is none."""

    name: str
    start: int
    end: int
    quote: str


_ONE = re.compile(_ATTRIBUTE)


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a tag; of several by one name only the first counts."""
    seen = set()
    for found in _ONE.finditer(text, token.start + 1 + len(token.name), token.end - 1):
        name = found["key"].lower()
        if name == "/" or name in seen:
            continue
        seen.add(name)
        start, end = found.span("value")
        quote = text[start] if start >= 0 and text[start] in "\"'" else ""
        yield Attribute(name, start, end, quote)


def value(text: str, attribute: Attribute) -> str:
    """The value between its quotes, as it is written."""
    inset = len(attribute.quote)
    return text[attribute.start + inset : attribute.end - inset] if attribute.start >= 0 else ""
