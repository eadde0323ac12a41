"""Markdown: CommonMark, GFM and front matter, cut by the parser's exact byte ranges."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from l10n.formats import Raw, front_matter, html
from l10n.formats.html.blocks import Blocks
from l10n.formats.markdown import anchors, events, titles, write
from l10n.formats.markdown.events import Event
from l10n.formats.markdown.inlines import SPANS, Inlines
from l10n.formats.markdown.masks import BLOT
from l10n.model import Document, Part, Piece, Settings, Tag, Unit

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
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
_DIRECTIVE = re.compile(r"<!--\s{0,9}l10n:(off|on|comment|context)\b:?(.{0,2000}?)-->", re.DOTALL)


def parse(text: str, settings: Settings) -> Document:
    end = front_matter.cut(text)
    if not end and text.startswith("\ufeff"):
        end = 1
    head = front_matter.pieces(text[:end], settings.front_matter)
    pieces = [*head, *_Blocks(text[end:]).pieces()]
    return Document(tuple(_numbered(pieces)), "markdown")


def _numbered(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces, each unit with a block number of its own."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Unit):
            number += 1
            piece = replace(piece, block=number * 1000, parts=tuple(_inner(piece, number * 1000)))
        yield piece


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


@dataclass
class _Blocks:
    """One pass over the events of a body; `stack` holds the open blocks, innermost last."""

    text: str
    stack: list[str] = field(default_factory=list)
    headline: bool = False
    off: bool = False
    notes: list[str] = field(default_factory=list)
    context: str = ""
    code: deque[tuple[int, int]] = field(default_factory=deque)

    def pieces(self) -> Iterator[Piece]:
        source = self.text.encode("utf-8", "surrogatepass")
        self.inlines = Inlines(source)
        at = 0
        for start, end, units in self._spans(events.events(self.text)):
            yield from self._skeleton(at, start)
            yield from units
            at = end
        yield from self._skeleton(at, len(source))

    def _skeleton(self, at: int, end: int) -> Iterator[Piece]:
        """What lies between blocks, with the titles of admonitions as units; in code there are none."""
        while self.code and self.code[0][0] < end:
            start, stop = self.code.popleft()
            yield from titles.pieces(self.inlines.slice(at, start))
            yield self.inlines.slice(start, stop)
            at = stop
        yield from titles.pieces(self.inlines.slice(at, end))

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
                    self.code.append((start, end))
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
        if self.off or (first[0] == "Text" and first[1].startswith(BLOT)):
            return
        start = first[2] - (
            first[0] == "Text" and self.inlines.source[first[2] - 1 : first[2]] == b"\\" and first[2] > 0
        )
        parts = self.inlines.parts(run, start)
        end = start + sum(len(part.raw.encode("utf-8", "surrogatepass")) for part in parts)
        kind, context = self._kind()
        place = {"cell": "md-cell", "heading": "md-heading", "headline": "md-heading"}.get(kind, "md")
        yield start, end, [Unit(parts, kind, self.context or context, place, notes=tuple(self.notes))]
        self.notes, self.context = [], ""

    def _kind(self) -> tuple[str, str | None]:
        for name in reversed(self.stack):
            if name == "headline":
                return "headline", "heading"
            if name in _KINDS:
                return _KINDS[name]
        return "paragraph", None

    def _html(self, events: Sequence[Event]) -> Iterator[tuple[int, int, list[Piece]]]:
        """Prose in a raw HTML block; the parser leaves out the prefixes of quotes, where we leave it alone."""
        if not events:
            return
        start, end = events[0][2], events[-1][3]
        raw = self.inlines.slice(start, end)
        for word, value in _DIRECTIVE.findall(raw):
            self._directive(word, value)
        touching = all(one[3] == two[2] for one, two in pairwise(events))
        if touching and not self.off:
            head = _HEAD.match(raw)
            pieces = list(Blocks(raw).pieces(head.end() if head else 0))
            yield start, end, [head[0], *pieces] if head else pieces

    def _directive(self, word: str, value: str) -> None:
        if word in ("off", "on"):
            self.off = word == "off"
        elif word == "comment":
            self.notes.append(" ".join(value.split()))
        else:
            self.context = value.strip()


# ---------------------------------------------------------------- back into Markdown


def fill(unit: Unit, items: Sequence[str | Raw]) -> str:
    if unit.place == titles.PLACE:
        return titles.fill(items)
    if unit.place.startswith("md"):
        return write.fill(unit.place, items)
    if unit.place.startswith("html"):
        return html.fill(unit, items)
    return "".join(item if isinstance(item, Raw) else front_matter.fill(unit.place, item) for item in items)


def finish(unit: Unit, text: str) -> str:
    return html.finish(unit, text) if unit.place.startswith("html") else front_matter.finish(unit, text)


def isolate(unit: Unit, text: str, lang: str, direction: str) -> str:
    """A span where markup can stand, isolate characters elsewhere."""
    if unit.place.startswith("html"):
        return html.isolate(unit, text, lang, direction)
    if unit.place in ("md", "md-cell", "md-heading"):
        return f'<span lang="{lang}" dir="{direction}">{text}</span>'
    return f"\u2068{text}\u2069"


def adapt(text: str, source: str, lang: str, direction: str, settings: Settings) -> str:  # noqa: ARG001  # by the site
    """Translated headings keep the anchors of the source, where the article's dialect can name them."""
    start = front_matter.cut(text)
    before = list(anchors.headings(events.events(source[front_matter.cut(source) :])))
    named = any(heading.id for heading in before)
    if settings.heading_ids == "leave" or (settings.heading_ids == "auto" and not named):
        return text
    return text[:start] + anchors.pinned(text[start:], before, list(anchors.headings(events.events(text[start:]))))


def label(text: str, line: str) -> str:
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
    for name, detail, _, end in events.events(body):
        if name == "Start":
            depth += 1
            found = found or (detail[0] == "Heading" and detail[1]["level"] == "H1")
        elif name == "End":
            depth -= 1
            if found and depth == 0:
                return len(data[:end].decode("utf-8", "surrogatepass"))
    return 0
