"""Markdown: CommonMark, GFM and front matter, cut by the parser's exact byte ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from l10n.formats import Raw, front_matter, html
from l10n.formats.directives import Action, directive
from l10n.formats.html.blocks import Blocks
from l10n.formats.html.elements import OPAQUE
from l10n.formats.markdown import anchors, events, jsx, titles, write
from l10n.formats.markdown.author import WITHHELD, Author
from l10n.formats.markdown.events import Event
from l10n.formats.markdown.inlines import SPANS, Inlines
from l10n.formats.markdown.masks import BLOT
from l10n.model import Document, Part, Piece, Settings, Tag, Text, Unit

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
MISSING = "strict"

_INLINE = frozenset(
    {"Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference", "InlineMath", "DisplayMath"}
)
_INLINE_SPANS = frozenset({*SPANS, "Link", "Image"})
_KINDS = {
    "TableCell": ("cell", "cell"),
    "Heading": ("heading", "heading"),
    "Item": ("item", None),
    "BlockQuote": ("quote", None),
    "FootnoteDefinition": ("footnote", None),
    "DefinitionListTitle": ("term", None),
}
# Tags alone on the first line of an HTML block may be what makes it a block: the line stays.
_HEAD = re.compile(r"(?:[ \t]*</?(?!(?:script|style|pre|textarea)\b)[A-Za-z][^<>]*>)+[ \t]*\r?\n", re.IGNORECASE)
_NAMES = re.compile(r"<([a-z][\w-]*)")
# What MDX begins with, and how it names headings, also where the suffix says Markdown.
_MDX = re.compile(r"\s*import\s[^\n;]{1,200}\sfrom\s*['\"]")
_MDX_HEADING = re.compile(r"(?m)^#{1,6} [^\n]*\{/\*[\w-]+\*/\}[ \t]*$")
_LAST_BLANK = re.compile(r"(?s)(.*) (?=[^\W\d_])")
_COMMENTS = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)


def parse(text: str, settings: Settings) -> Document:
    return cut(text, settings)


def cut(text: str, settings: Settings, *, mdx: bool = False) -> Document:
    """An article as it is parsed, in one of the two dialects."""
    end = front_matter.cut(text)
    if not end and text.startswith("\ufeff"):
        end = 1
    mdx = mdx or bool(_MDX.match(text, end) or ("*/}" in text and _MDX_HEADING.search(text, end)))
    head = front_matter.pieces(text[:end], settings.front_matter)
    pieces = [*head, *_Blocks(text[end:], mdx=mdx).pieces()]
    return Document(tuple(_numbered(pieces)), "mdx" if mdx else "markdown")


def _numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same pieces, each unit with a block number of its own."""
    number = 0
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        number += 1000
        holds = any(isinstance(part, Tag) and len(part.pieces) > 1 for part in piece.parts)
        parts = tuple(_inner(piece, number)) if holds else piece.parts
        yield Unit(parts, piece.kind, piece.context, piece.place, number, piece.notes)


def _inner(unit: Unit, number: int) -> Iterator[Part]:
    for part in unit.parts:
        if isinstance(part, Tag) and any(isinstance(piece, Unit) for piece in part.pieces):
            inside = []
            for piece in part.pieces:
                if isinstance(piece, Unit):
                    number += 1
                    piece = replace(piece, block=number)
                inside.append(piece)
            part = replace(part, pieces=tuple(inside))
        yield part


# ---------------------------------------------------------------- blocks


class _Blocks:
    """One pass over the events of a body; `stack` holds the open blocks, innermost last."""

    def __init__(self, text: str, *, mdx: bool = False) -> None:
        self.text, self.mdx = text, mdx
        source = text.encode("utf-8", "surrogatepass")
        self.inlines = Inlines(source, mdx=mdx)
        self.author = Author(source)
        self.stack: list[str] = []
        self.headline = False
        self.heeded = 0  # the byte up to which the author was heard; MDX hides comments and tags from the parser

    def pieces(self) -> Iterator[Piece]:
        at = 0
        for block in events.blocks(self.text, mdx=self.mdx):
            for start, end, units in self._spans(block):
                yield from self._skeleton(at, start)
                yield from units
                at = end
        self._heed(len(self.inlines.source))
        self.author.end()
        yield from self._skeleton(at, len(self.inlines.source))

    def _skeleton(self, at: int, end: int) -> Iterator[Piece]:
        """What lies between blocks, with its titles and labels as units; in what is left alone there are none."""
        left = self.author.left
        while left and left[0][0] < end:
            start, stop = left.popleft()
            if at < start:
                yield from self._titles(at, start)
            if at < stop:
                yield self.inlines.slice(max(at, start), stop)
            at = max(at, stop)
        yield from self._titles(at, end)

    def _titles(self, at: int, end: int) -> Iterator[Piece]:
        text = self.inlines.slice(at, end)
        for piece in jsx.pieces(text) if self.mdx else (text,):
            if isinstance(piece, Unit):
                yield piece
            else:
                yield from titles.pieces(piece)

    def _heed(self, at: int) -> None:
        """Hears what stands before this byte in MDX; in Markdown it comes as blocks of HTML."""
        if self.mdx and at > self.heeded:
            self.author.heed(self.inlines.slice(self.heeded, at), self.heeded)
            self.heeded = at

    def _spans(self, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Piece]]]:
        i = 0
        while i < len(events):
            name, data, start, end = events[i]
            if name in _INLINE or (name == "Start" and data[0] in _INLINE_SPANS):
                last = self._run_end(events, i)
                yield from self._unit(events[i:last])
                i = last
                continue
            if name == "Start" and data[0] in ("CodeBlock", "HtmlBlock"):
                last = next(j for j in range(i, len(events)) if events[j][0] == "End" and events[j][1][0] == data[0])
                if data[0] == "CodeBlock":
                    self._heed(start)
                    self.heeded = end
                    self.author.leave(start, end)
                else:
                    yield from self._html(events[i + 1 : last])
                i = last
            elif name == "Start":
                self._open(data)
            elif name == "End":
                self.stack.pop()
            i += 1

    def _open(self, data: tuple[str, object]) -> None:
        name, detail = data
        first = name == "Heading" and isinstance(detail, dict) and detail["level"] == "H1" and not self.headline
        self.headline = self.headline or first
        self.stack.append("headline" if first else name)

    def _run_end(self, events: Sequence[Event], i: int) -> int:
        depth = 0
        while i < len(events):
            name, data, _, _ = events[i]
            if name == "Start":
                if data[0] not in _INLINE_SPANS:
                    break
                depth += 1
            elif name == "End":
                if depth == 0:
                    break
                depth -= 1
            elif name not in _INLINE:
                break
            i += 1
        return i

    def _unit(self, run: Sequence[Event]) -> Iterator[tuple[int, int, list[Piece]]]:
        first = run[0]
        if first[0] == "Text" and first[1].startswith(BLOT):
            return
        start = first[2] - (
            first[0] == "Text" and self.inlines.source[first[2] - 1 : first[2]] == b"\\" and first[2] > 0
        )
        self._heed(start)
        before, parts = _bare(self.inlines.parts(run, start))
        start += len(before.encode())
        raw = "".join([part.raw for part in parts])
        end = start + len(raw.encode("utf-8", "surrogatepass"))
        self.heeded = end
        if not self.author.offers(before + raw, end):
            return
        if "<!--" in raw:
            self._inside(run)
        kind, context = self._kind()
        place = {"cell": "-cell", "heading": "-heading", "headline": "-heading"}.get(kind, "")
        notes, own = self.author.said()
        yield start, end, [Unit(parts, kind, own or context, self.inlines.dialect + place, notes=notes)]

    def _inside(self, run: Sequence[Event]) -> None:
        """Hears what is said about a block in it."""
        for name, data, _, end in run:
            said = directive(data) if name == "InlineHtml" and data.startswith("<!--") else None
            if said and said.action in (Action.COMMENT, Action.CONTEXT):
                self.author.obey(said, end)

    def _kind(self) -> tuple[str, str | None]:
        for name in reversed(self.stack):
            if name == "headline":
                return "headline", "heading"
            if name in _KINDS:
                return _KINDS[name]
        return "paragraph", None

    def _html(self, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Piece]]]:
        """Prose in a raw HTML block; the parser leaves out the prefixes of quotes, where we leave it alone."""
        if not events or self.mdx:
            return
        start, end = events[0][2], events[-1][3]
        raw = self.inlines.slice(start, end)
        was, comments = self.author.off, not _COMMENTS.sub("", raw).strip()
        self.author.heed(raw, start, lasting=not comments)
        touching = all(one[3] == two[2] for one, two in pairwise(events))
        if touching and not comments and not (was or self.author.off) and self.author.offers("", end):
            yield start, end, list(_pieces(raw))


def _pieces(raw: str) -> Iterator[Piece]:
    """A block of HTML with its prose cut out; its first line keeps to itself, unless it opens what is left alone."""
    head = _HEAD.match(raw)
    if head and not WITHHELD.search(head[0]) and OPAQUE.isdisjoint(_NAMES.findall(head[0].lower())):
        yield from Blocks(head[0]).pieces(0)
        yield from Blocks(raw).pieces(head.end())
    else:
        yield from Blocks(raw).pieces(0)


def _bare(parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """A block without the attributes and comments at its ends, which are not of its text, and those before it."""
    before = ""
    if len(parts) > 1 and _is_note(parts[0], "{:"):
        before, parts = parts[0].raw, parts[1:]
    if len(parts) > 1 and _is_note(parts[-1], ("{:", "{/*", "{ /*")):
        last = parts[-2]
        blank = isinstance(last, Text) and last.raw == last.text and last.raw[-1:] in (" ", "\t")
        if isinstance(last, Text) and blank:
            text = last.raw.rstrip(" \t")
            parts = (*parts[:-2], Text(text, text)) if text else parts[:-2]
    return before, parts


def _is_note(part: Part, signs: str | tuple[str, ...]) -> bool:
    return isinstance(part, Tag) and part.kind == "tpl" and part.raw.startswith(signs)


# ---------------------------------------------------------------- back into Markdown


def fill(unit: Unit, items: Sequence[str | Raw]) -> str:
    if unit.place == titles.PLACE:
        return titles.fill(items)
    if unit.place.startswith(jsx.PLACE):
        return jsx.fill(unit.place, items)
    if unit.place.startswith("md"):
        return write.fill(unit, items)
    if unit.place.startswith("html"):
        return _wrapped(unit, html.fill(unit, items))
    return "".join(item if isinstance(item, Raw) else front_matter.fill(unit.place, item) for item in items)


def _wrapped(unit: Unit, text: str) -> str:
    """A value in a tag over two lines where it was so: on one, the tag might be a block of its own."""
    broken = unit.place.startswith("html-attr") and "\n" in unit.raw
    return _LAST_BLANK.sub(r"\1\n", text, count=1) if broken else text


def finish(unit: Unit, text: str) -> str:
    return html.finish(unit, text) if unit.place.startswith("html") else front_matter.finish(unit, text)


def isolate(unit: Unit, text: str, lang: str, direction: str) -> str:
    """A span where markup can stand, isolate characters elsewhere."""
    if unit.place.startswith("html"):
        return html.isolate(unit, text, lang, direction)
    if unit.place.removesuffix("-cell").removesuffix("-heading") in ("md", "mdx"):
        return f'<span lang="{lang}" dir="{direction}">{text}</span>'
    return f"\u2068{text}\u2069"


def adapt(text: str, source: str, lang: str, direction: str, settings: Settings) -> str:  # noqa: ARG001  # by the site
    """Translated headings keep the anchors of the source, where the article's dialect can name them."""
    auto = settings.heading_ids == "auto"
    if settings.heading_ids == "leave" or (auto and "{" not in source):
        return text
    start = front_matter.cut(text)
    before = list(anchors.headings(events.events(source[front_matter.cut(source) :])))
    if auto and not any(heading.id for heading in before):
        return text
    return text[:start] + anchors.pinned(text[start:], before, list(anchors.headings(events.events(text[start:]))))


def label(text: str, line: str, kind: str = "draft") -> str:  # noqa: ARG001  # Markdown cannot name it
    """The line as a paragraph in italics after the headline, or first of all where there is none."""
    start = front_matter.cut(text) or int(text.startswith("\ufeff"))
    at = start + _after_headline(text[start:])
    before, after = text[:at].rstrip("\r\n") if at > start else text[:at], text[at:].lstrip("\r\n")
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if before in ("", "\ufeff") else end if before.endswith("\n") else end * 2
    return f"{before}{gap}*{line}*{end}{end if after else ''}{after}"


def _after_headline(body: str) -> int:
    """Where the outermost block that holds the first H1 ends; 0 without one."""
    depth, found, data = 0, False, body.encode("utf-8", "surrogatepass")
    for name, detail, _, end in events.stream(body):
        if name == "Start":
            depth += 1
            found = found or (detail[0] == "Heading" and detail[1]["level"] == "H1")
        elif name == "End":
            depth -= 1
            if found and depth == 0:
                return len(data[:end].decode("utf-8", "surrogatepass"))
    return 0
