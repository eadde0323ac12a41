"""Text as HTML, attributes and JSON write it ↔ text as it reads."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html.entities import html5

from l10n import inline
from l10n.formats import prose
from l10n.model import Form, Part, Piece, Tag, Text, Unit

_ENTITY = r"(?P<entity>&(?:#\d+;?|#[xX][\da-fA-F]+;?|[A-Za-z][A-Za-z\d]*+;?))"
_REFERENCES = re.compile(rf"{_ENTITY}|(?P<gap>[\r\n][ \t\r\n\f]*+)")
_WITH_URLS = re.compile(rf"{_REFERENCES.pattern}|(?P<url>(?:https?|ftp)://(?:[^\s<>\"“”„«»|`&]|&amp;(?=\w))++)")
_HINT = re.compile(r"[&\r\n]")
_UNHELD = re.compile(f"[{prose.CONTROLS}\ud800-\udfff]")


def parts(raw: str, *, attribute: bool = False, xml: bool = False) -> list[Part]:
    """Text without tags as parts: entities decoded, a run of blanks with a line end as one blank."""
    whole = list(prose.parts(raw))
    if not _HINT.search(raw):
        return whole
    # What holds no address or template tag as a whole holds none between two entities.
    plain = len(whole) == 1 and isinstance(whole[0], Text)
    out: list[Part] = []
    at = 0
    for found in (_REFERENCES if plain else _WITH_URLS).finditer(raw):
        start, end = found.span()
        name = found.lastgroup
        if name == "gap":
            start = at + len(raw[at:start].rstrip(" \t\f"))
        if start > at:
            out += _between(raw[at:start], plain)
        at = end
        if name == "gap":
            out.append(Text(raw[start:end], _glue(raw, start, end)))
        elif name == "url":
            out += _url(found[0])
        else:
            out.append(_entity(found[0], raw[end : end + 1] if attribute else "", xml))
    return [*out, *_between(raw[at:], plain)] if at < len(raw) else out


def _between(raw: str, plain: bool) -> Iterable[Part]:
    return (Text(raw, raw),) if plain else prose.parts(raw)


def _glue(raw: str, start: int, end: int) -> str:
    """What a line end reads as: nothing between two characters of a script without spaces."""
    return "" if start and inline.CJK.match(raw[start - 1]) and inline.CJK.match(raw, end) else " "


def _url(raw: str) -> Iterator[Part]:
    for part in prose.parts(raw):
        yield Tag("url", Form.ALONE, part.pieces, html.unescape(part.raw)) if isinstance(part, Tag) else part


def _entity(token: str, after: str, xml: bool) -> Part:
    """A character reference; one that stands for nothing a catalog can hold is a mark."""
    bare = not token.endswith(";") and token[1] != "#"
    if bare and after and (after == "=" or token[1:] not in html5):
        return Text(token, token)  # `?a=1&copy=2`: attributes do not take these for references
    text = html.unescape(token)
    if text == token:
        return Tag("x", Form.ALONE, (token,), token) if xml else Text(token, token)
    if not text or _UNHELD.search(text):
        return Tag("x", Form.ALONE, (token,), token)
    return Text(token, " " if text in "\t\n\r" else text)


# ---------------------------------------------------------------- JSON-LD

_JSON_KEYS = "headline|alternativeHeadline|description|articleBody"
_JSON_VALUE = re.compile(rf'"(?P<key>{_JSON_KEYS})"[ \t\r\n]*+:[ \t\r\n]*+"(?P<value>(?:[^"\\]|\\.)*+)"', re.DOTALL)
_JSON_LINES = re.compile(r"(?P<ends>(?:\\[nr])+)|\\.")
_JSON_ESCAPE = re.compile(r"(?:\\u[\da-fA-F]{4})+|\\.")


def json_pieces(raw: str) -> Iterator[Piece]:
    """What a JSON-LD script holds: the values of chosen keys are units, a line of them each."""
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        yield raw
        return
    at = 0
    for found in _JSON_VALUE.finditer(raw):
        for start, end in _json_lines(raw, *found.span("value")):
            line = tuple(_json_parts(raw[start:end]))
            if any(isinstance(part, Text) and part.text.strip() for part in line):
                yield raw[at:start]
                yield Unit(line, "meta", f"meta:{found['key']}", "html-json")
                at = end
    yield raw[at:]


def _json_lines(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _JSON_LINES.finditer(raw, start, end):
        if found["ends"]:
            yield start, found.start()
            start = found.end()
    yield start, end


def _json_parts(raw: str) -> Iterator[Part]:
    at = 0
    for found in _JSON_ESCAPE.finditer(raw):
        yield from prose.parts(raw[at : found.start()])
        at = found.end()
        text = json.loads(f'"{found[0]}"')
        held = not _UNHELD.search(text)
        yield Text(found[0], text) if held else Tag("x", Form.ALONE, (found[0],), found[0])
    yield from prose.parts(raw[at:])


# ---------------------------------------------------------------- back

_LINES = re.compile(r"[\r\n\f\v]+")
# An opening of a template tag that no closing follows here: it would take in what stands behind the text.
_LONELY = re.compile(r"\{(?=[{%#])(?!\{.{0,4000}?\}\}|%.{0,4000}?%\}|#.{0,4000}?#\}|#\w+\})")
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TABLES = {
    "html": str.maketrans(_SIGNS),
    'html-attr"': str.maketrans({**_SIGNS, '"': "&quot;"}),
    "html-attr'": str.maketrans({**_SIGNS, "'": "&#39;"}),
}


def escaped(unit: Unit, text: str) -> str:
    """A translation as it stands at the unit's place, on one line."""
    text = _LINES.sub(" ", text)
    if unit.place == "html-json":
        text = json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return _LONELY.sub(r"\\u007b", text)
    table = _TABLES.get(unit.place, _TABLES['html-attr"' if unit.place == "html-attr" else "html"])
    text = _LONELY.sub("&#123;", text.translate(table))
    if text.isascii():
        return text
    for sign, entity in _entities(unit.parts).items():
        text = text.replace(sign, entity)
    return text


def _entities(parts: Sequence[Part]) -> dict[str, str]:
    """The characters that the source writes as references, no-break spaces above all: so does the translation."""
    return {
        part.text: part.raw
        for part in parts
        if isinstance(part, Text) and part.raw.startswith("&") and part.raw.endswith(";") and not part.text.isascii()
    }
