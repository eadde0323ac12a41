"""HTML source → tokens that tile it, by the rules of the HTML standard's tokenizer; nothing is decoded or repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """`text[start:end]`. Kinds: open, close, alone (a tag that takes no end tag), text, raw (what a script or title
    holds), tpl (a template tag), skip (comments, declarations, a tag that the file ends in)."""

    kind: str
    start: int
    end: int
    name: str = ""


VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
FOREIGN = frozenset({"svg", "math"})

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
_MARKUP = re.compile(rf"\{{[{{%]|\{{#(?!\w+\}})|<%|<(?:{_TAG}|(?P<skip>{_SKIP}))", re.DOTALL)
_XML = re.compile(
    r"\ufeff?\s*(?:<\?xml\b|<!DOCTYPE[^>]*\bXHTML\b|(?:<!DOCTYPE[^>]*>\s*)?<html\b[^>]*\sxmlns=)", re.IGNORECASE
)


def is_xml(text: str, start: int = 0) -> bool:
    """Whether a page is written by the rules of XHTML: every element may close itself."""
    return bool(_XML.match(text, start))


def tokens(text: str, start: int = 0, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of `text` from `start` on; in XML every tag may close itself."""
    templates = _Templates(text)
    at = done = start
    foreign = 0
    search = _MARKUP.search
    while found := search(text, at):
        begin, at = found.span()
        if found.lastgroup is None:
            end = templates.end(begin, at)
            if end < 0:
                continue
            at = end
        if begin > done:
            yield Token("text", done, begin)
        done = at
        if found.lastgroup != "end":
            yield Token("skip" if found.lastgroup else "tpl", begin, at)
            continue
        name = _lower(found[2])
        if found[1]:
            foreign -= name in FOREIGN and foreign > 0
            yield Token("close", begin, at, name)
            continue
        closed = text[at - 2] == "/" and (xml or foreign > 0 or name in FOREIGN)
        yield Token("alone" if closed or name in VOID else "open", begin, at, name)
        foreign += name in FOREIGN and not closed
        if name in _RAW and not closed and not foreign and (end := _raw_end(text, at, name)) > at:
            yield Token("raw", at, end, name)
            at = done = end
    if done < len(text):
        yield Token("text", done, len(text))


def _lower(name: str) -> str:
    return name.lower() if name.isascii() else name  # other letters have no case in HTML, and may change in length


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


_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_FARTHEST = 4000  # an opening that nothing closes within this is text
_CODE = re.compile(r"\{%-?\s*(raw|highlight|comment|verbatim)\b")


class _Templates:
    """Finds where template tags end; what was sought once is not sought again, so that all of it stays linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ahead: dict[str, int] = {}
        self.endless: set[str] = set()

    def end(self, start: int, at: int) -> int:
        """The end of the tag that opens at `start`, and of what it says to leave alone; -1 where it is none."""
        near = self._next(_CLOSING[self.text[start:at]], at)
        if not at <= near <= at + _FARTHEST:
            return -1
        code = _CODE.match(self.text, start)
        return self._code_end(code[1], near + 2) if code else near + 2

    def _next(self, sign: str, at: int) -> int:
        known = self.ahead.get(sign, 0)
        if 0 <= known < at:
            known = self.ahead[sign] = self.text.find(sign, at)
        return known

    def _code_end(self, name: str, at: int) -> int:
        found = None
        if name not in self.endless:
            found = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(self.text, at)
        if not found:
            self.endless.add(name)
        return found.end() if found else at


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
        name = _lower(found[1])
        if name not in seen:
            seen.add(name)
            start, end = found.span(2)
            quote = text[start] if start >= 0 else ""
            yield Attribute(name, start, end, quote if quote in "\"'" else "")


def value(text: str, attribute: Attribute) -> str:
    """The value between its quotes, as it is written."""
    inset = len(attribute.quote)
    return text[attribute.start + inset : attribute.end - inset] if attribute.start >= 0 else ""
