"""What a page says of itself: its language, its direction; and where a line goes that is put in."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from l10n import locales
from l10n.formats.html.tokens import Attribute, Token, attributes, is_xml, tokens, value

_PLACES = ("h1", "main", "article", "body", "head", "title", "html")
"""Where a line may follow, the best first: after the end of h1, head and title, after the start of the others."""
_ENDED = frozenset({"h1", "head", "title"})


def label(text: str, start: int, line: str) -> str:
    """The page with the line put in."""
    at = _label_place(text, start)
    end = "\r\n" if "\r\n" in text else "\n"
    made = f'<p class="l10n-draft">{html.escape(line, quote=False)}</p>'
    first = at == start or text[:at] == "\ufeff"
    return f"{text[:at]}{made}{end}{text[at:]}" if first else f"{text[:at]}{end}{made}{text[at:]}"


def _label_place(text: str, start: int) -> int:
    best, at = len(_PLACES), -1
    for token in tokens(text, start, xml=is_xml(text, start)):
        if token.kind == "skip" and at < 0 and text[token.start : token.start + 9].lower() == "<!doctype":
            at = token.end
        if token.kind != ("close" if token.name in _ENDED else "open") or token.name not in _PLACES[:best]:
            continue
        best, at = _PLACES.index(token.name), token.end
        if best == 0:
            break
    return at if at >= 0 else start + text.startswith("\ufeff", start)


def adapt(text: str, start: int, lang: str, direction: str) -> str:
    """The page with its own language set, where it names one or has an `<html>`, and its direction."""
    out: list[str] = []
    at = 0
    for begin, end, new in _changes(text, start, lang, direction):
        out += [text[at:begin], new]
        at = end
    return "".join([*out, text[at:]])


def _changes(text: str, start: int, lang: str, direction: str) -> Iterator[tuple[int, int, str]]:
    """Spans of the text and what they become, in order."""
    root: str | None = None  # the language that the outermost element had
    outermost = True
    for token in tokens(text, start, xml=is_xml(text, start)):
        outermost = outermost and (token.kind != "text" or not text[token.start : token.end].strip(" \t\r\n\ufeff"))
        if token.kind not in ("open", "alone"):
            outermost = outermost and token.kind != "close"
        elif token.name == "meta":
            yield from _meta_changes(text, token, lang)
        elif token.name in ("html", "body") or (outermost and root is None):
            listed = list(attributes(text, token))
            langs = [one for one in listed if one.name in ("lang", "xml:lang")]
            if root is not None:
                for one in langs:
                    if value(text, one).lower() == root:
                        yield from _set(text, one, lang)
            elif langs or token.name == "html":
                root = value(text, langs[0]).lower() if langs else ""
                yield from _root_changes(text, token, listed, lang, direction)


def _root_changes(
    text: str, token: Token, listed: Sequence[Attribute], lang: str, direction: str
) -> Iterator[tuple[int, int, str]]:
    names = {one.name for one in listed}
    added = "" if names & {"lang", "xml:lang"} else f' lang="{lang}"'
    if "xmlns" in names and added:
        added += f' xml:lang="{lang}"'
    if direction == "rtl" and "dir" not in names:
        added += ' dir="rtl"'
    if added:
        after = token.start + 1 + len(token.name)
        yield after, after, added
    for one in listed:
        if one.name in ("lang", "xml:lang", "dir"):
            yield from _set(text, one, direction if one.name == "dir" else lang)


def _meta_changes(text: str, token: Token, lang: str) -> Iterator[tuple[int, int, str]]:
    listed = list(attributes(text, token))
    named = {one.name: value(text, one).strip().lower() for one in listed}
    new = ""
    if named.get("http-equiv") == "content-language":
        new = lang
    elif "og:locale" in (named.get("property"), named.get("name")):
        new = locales.posix(lang)
    for one in listed:
        if new and one.name == "content":
            yield from _set(text, one, new)


def _set(text: str, one: Attribute, new: str) -> Iterator[tuple[int, int, str]]:
    """An attribute's value, unless it says so already, or a template says it."""
    old = value(text, one)
    if one.start >= 0 and "{" not in old and "<" not in old and old.lower() != new.lower():
        yield one.start, one.end, f"{one.quote}{new}{one.quote}"
