"""Prose in the raw HTML blocks of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n import inline
from l10n.formats import Raw, prose
from l10n.model import Form, Part, Piece, Tag, Text, Unit

_OPAQUE = "script|style|pre|textarea|svg|math|code|kbd|samp|var|template|iframe|noscript"
_TOKEN = re.compile(
    rf"(?P<skip><!--.*?(?:-->|\Z)|<(?P<opaque>{_OPAQUE})\b"
    r".*?(?:</(?P=opaque)\s*>|\Z)|<[!?][^>]*>?|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^'\"<>])*\Z)"
    r"|(?P<tag></?(?P<name>[A-Za-z][\w:.-]*)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>)"
    r"|(?P<entity>&(?:#\d+|#[xX][\da-fA-F]+|\w+);)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark meter output progress "
        "q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
_KINDS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a", "br": "br", "img": "img"}
_HREF = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


# Tags alone on the first line may be what makes it a block: the line stays.
_HEAD = re.compile(rf"(?:[ \t]*</?(?!(?:{_OPAQUE})\b)[A-Za-z][^<>]*>)+[ \t]*\r?\n", re.IGNORECASE)


def pieces(raw: str) -> Iterator[Piece]:
    """The block cut at its block tags; inline tags become marks. Joined, the raw text."""
    run: list[Part] = []
    head = _HEAD.match(raw)
    if head:
        yield head[0]
        raw = raw[head.end() :]
    for part in _parts(raw):
        if isinstance(part, str):
            yield from _flush(run)
            run = []
            yield part
        else:
            run.append(part)
    yield from _flush(run)


def _flush(run: Sequence[Part]) -> Iterator[Piece]:
    if any(isinstance(part, Text) and any(map(str.isalpha, part.text)) for part in run):
        yield Unit(inline.settle(run), "paragraph", None, "html")
    elif run:
        yield "".join(part.raw for part in run)


def _parts(raw: str) -> Iterator[Part | str]:
    """Inline parts, and block markup as strings."""
    import html

    at = 0
    for found in _TOKEN.finditer(raw):
        yield from _text(raw[at : found.start()])
        at = found.end()
        token, name = found[0], (found["name"] or "").lower()
        if found["entity"]:
            yield Text(token, html.unescape(token))
        elif found["opaque"] and found["opaque"].lower() in _INLINE:
            yield Tag("code", Form.ALONE, (token,), re.sub(r"<[^>]*>", "", token))
        elif name in _INLINE:
            yield _tag(token, name)
        else:
            yield token
    yield from _text(raw[at:])


def _text(raw: str) -> Iterator[Part]:
    """Text with each run of blanks that holds a line end as one blank."""
    at = 0
    for found in re.finditer(r"[ \t]*\r?\n[ \t\r\n]*", raw):
        yield from prose.parts(raw[at : found.start()])
        yield Text(found[0], " ")
        at = found.end()
    yield from prose.parts(raw[at:])


def _tag(token: str, name: str) -> Tag:
    href = _HREF.search(token)
    label = next(filter(None, href.groups()), token) if href else token
    kind = _KINDS.get(name, "x")
    if name in ("br", "img", "wbr") or token.endswith("/>"):
        return Tag(kind, Form.ALONE, (token,), label)
    closing = token.startswith("</")
    return Tag(kind, Form.CLOSE if closing else Form.OPEN, (token,), "" if closing else label)


def fill(items: Sequence[str | Raw]) -> str:
    """Prose escaped for HTML, without a line break (a blank line would end the block)."""
    return "".join(item if isinstance(item, Raw) else _escaped(item) for item in items)


def _escaped(text: str) -> str:
    text = re.sub(r"\s*[\r\n\f\v\x85\u2028\u2029]+\s*", " ", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
