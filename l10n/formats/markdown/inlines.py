"""The parser's inline events → the parts of a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from l10n import inline
from l10n.formats import prose
from l10n.formats.directives import Action, directive
from l10n.formats.html.blocks import Blocks
from l10n.formats.markdown import jsx
from l10n.formats.markdown.author import WITHHELD
from l10n.formats.markdown.events import Event
from l10n.formats.markdown.parts import Parts
from l10n.model import Form, Part, Piece, Tag, Text, Unit

SPANS = {
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "x",
    "Superscript": "x",
    "Subscript": "x",
}
_NAMES = {
    "Emphasis": "emphasis",
    "Strong": "strong emphasis",
    "Strikethrough": "struck through",
    "Superscript": "superscript",
    "Subscript": "subscript",
}
_HTML_KINDS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a"}
_OPAQUE = frozenset({"code", "kbd", "samp", "var", "tt", "script", "style", "textarea"})
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_HREF = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TITLE = re.compile(r"(?s)([ \t\r\n]+)(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))([ \t\r\n]*\))\Z")
_ON = "<!--on-->"  # in whatever words
_HAS_TEXTS = re.compile(r"\s(?:alt|title|placeholder|aria-[a-z]+)\s*=", re.IGNORECASE)
_LINE_ENDS = frozenset({"SoftBreak", "HardBreak"})
_DEEPEST = 50  # spans within spans; what is deeper is one mark


class Inlines:
    """Reads runs of inline events over the article's bytes; `source` is what was there before masking."""

    def __init__(self, source: bytes, *, mdx: bool = False) -> None:
        self.source, self.mdx = source, mdx
        self.dialect = "mdx" if mdx else "md"

    def slice(self, start: int, end: int) -> str:
        return self.source[start:end].decode("utf-8", "surrogatepass")

    def parts(self, events: Sequence[Event], start: int) -> tuple[Part, ...]:
        """The parts of a run; their raws joined are the source from `start` on."""
        self._unclosed: set[str] = set()
        found = Parts()
        self._run(found, events, start, 0)
        return inline.settle(found.done())

    def end(self, event: Event) -> int:
        """Where an event ends in the source. The parser ends collapsed links before their `[]`."""
        name, data, _, end = event
        collapsed = name == "Start" and data[0] in ("Link", "Image") and data[1]["link_type"] == "Collapsed"
        return end + 2 if collapsed and self.source[end : end + 2] == b"[]" else end

    # ------------------------------------------------------------ a run

    def _run(self, out: Parts, events: Sequence[Event], at: int, depth: int) -> int:
        """Adds what these events are, from byte `at` on; where they end."""
        i = 0
        while i < len(events):
            event = events[i]
            name, data, start, end = event
            if at < start and name not in _LINE_ENDS:
                at = self._gap(out, event, at)
            last = i
            if name == "Text":
                self._text(out, self.slice(at, end), data, escaped=at < start)
            elif name == "Start":
                last, end = _closing(events, i), self.end(event)
                self._span(out, event, events[i + 1 : last], depth + 1)
            elif name == "InlineHtml" and (last := self._opaque_end(events, i)) > i:
                end = events[last][3]
                out.tag(self._code(start, end))
            else:
                self._leaf(out, name, data, self.slice(at, end))
            at = max(at, end, events[last][3])
            i = last + 1
        return at

    def _gap(self, out: Parts, event: Event, at: int) -> int:
        """Bytes that no event covers: prefixes of the next line, and the backslash of an escape (left to its text)."""
        name, _, start, _ = event
        end = start - 1 if name == "Text" and self.source[start - 1 : start] == b"\\" else start
        if at < end:
            out.prefix(self.slice(at, end))
        return end

    def _text(self, out: Parts, raw: str, data: str, *, escaped: bool) -> None:
        """A text; where its first character is escaped, the rest is as free as any."""
        if escaped:
            out.text(raw[:2], data[:1])
            raw, data = raw[2:], data[1:]
        if raw == data or (raw and _same(data, raw)):
            out.plain(raw)
        elif raw:
            out.text(raw, data)

    def _leaf(self, out: Parts, name: str, data: Any, raw: str) -> None:
        if name == "SoftBreak":
            out.soft(raw)
        elif name == "InlineHtml":
            out.tag(self._html(raw))
        elif name == "HardBreak":
            out.tag(Tag("br", Form.ALONE, (raw,)))
        elif name == "FootnoteReference":
            out.tag(Tag("fn", Form.ALONE, (raw,), f"[^{data}]"))
        else:
            out.tag(Tag("code", Form.ALONE, (raw,), raw.strip("`$ ")))  # the parser's text may be blotted out

    def _html(self, raw: str) -> Tag:
        found = _TAG_NAME.match(raw)
        if not found:
            return Tag("tpl" if raw.startswith("{") else "x", Form.ALONE, (raw,), raw)
        closing, name = found[1], found[2].lower()
        if name in ("br", "wbr", "img", "input", "hr") or raw.endswith("/>"):
            return Tag(name if name in ("br", "img") else "x", Form.ALONE, self._texts(raw), raw)
        href = _HREF.search(raw)
        label = next(filter(None, href.groups()), raw) if href else raw
        form = Form.CLOSE if closing else Form.OPEN
        return Tag(_HTML_KINDS.get(name, "x"), form, self._texts(raw), "" if closing else label)

    def _texts(self, raw: str) -> tuple[Piece, ...]:
        """A tag with its texts as units."""
        if self.mdx:
            return tuple(jsx.pieces(raw))
        return tuple(Blocks(raw).pieces(0)) if _HAS_TEXTS.search(raw) else (raw,)

    def _opaque_end(self, events: Sequence[Event], i: int) -> int:
        """The index of the tag that closes the `<code>` that opens here, or what an author withheld from translation;
        `i` itself where nothing does."""
        name, data, start, end = events[i]
        close = _closer(self.slice(start, end) if self.mdx else data) if name == "InlineHtml" else ""
        if close and close not in self._unclosed:
            for j in range(i + 1, len(events)):
                name, data, start, end = events[j]
                if name == "InlineHtml" and _closes(self.slice(start, end) if self.mdx else data, close):
                    return j
            self._unclosed.add(close)
        return i

    def _code(self, start: int, end: int) -> Tag:
        raw = self.slice(start, end)
        found = _TAG_NAME.match(raw)
        kind = "code" if found and found[2].lower() in _OPAQUE else "x"
        return Tag(kind, Form.ALONE, (raw,), re.sub(r"<[^>]*>", "", raw))

    # ------------------------------------------------------------ what encloses

    def _span(self, out: Parts, event: Event, inner: Sequence[Event], depth: int) -> None:
        _, (name, detail), start, _ = event
        end = self.end(event)
        if depth > _DEEPEST:
            out.tag(Tag("x", Form.ALONE, (self.slice(start, end),)))
        elif name == "Link":
            self._link(out, detail, inner, (start, end), depth)
        elif name == "Image":
            out.tag(self._image(detail, inner, (start, end), depth))
        else:
            self._emphasis(out, name, inner, (start, end), depth)

    def _emphasis(self, out: Parts, name: str, inner: Sequence[Event], span: tuple[int, int], depth: int) -> None:
        start, end = span
        wide = name == "Strong" or (name == "Strikethrough" and self.source[start : start + 2] == b"~~")
        first, last = start + 1 + wide, end - 1 - wide
        out.tag(Tag(SPANS[name], Form.OPEN, (self.slice(start, first),), _NAMES[name]))
        at = self._run(out, inner, first, depth)
        if at < last:
            out.prefix(self.slice(at, last))
        out.tag(Tag(SPANS[name], Form.CLOSE, (self.slice(last, end),)))

    def _link(
        self, out: Parts, detail: dict[str, str], inner: Sequence[Event], span: tuple[int, int], depth: int
    ) -> None:
        start, end = span
        if detail["link_type"] in ("Autolink", "Email"):
            out.tag(Tag("url", Form.ALONE, (self.slice(start, end),), detail["dest_url"]))
            return
        place = out.opening()
        at = self._run(out, inner, start + 1, depth)
        close = self.slice(at, end)
        fresh = f"][{self.slice(start + 1, at)}]" if detail["link_type"] in ("Shortcut", "Collapsed") else ""
        out.tag(Tag("a", Form.CLOSE, tuple(self._titled(close, detail["title"])), fresh=fresh))
        out.out[place] = Tag("a", Form.OPEN, ("[",), _destination(detail, close))

    def _image(self, detail: dict[str, str], inner: Sequence[Event], span: tuple[int, int], depth: int) -> Tag:
        start, end = span
        if detail["link_type"] in ("Shortcut", "Collapsed") or not inner:
            return Tag("img", Form.ALONE, (self.slice(start, end),), detail["dest_url"])
        words = Parts()
        at = self._run(words, inner, start + 2, depth)
        alt = Unit(inline.settle(words.done()), "alt", "alt", f"{self.dialect}-alt")
        return Tag(
            "img", Form.ALONE, ("![", alt, *self._titled(self.slice(at, end), detail["title"])), detail["dest_url"]
        )

    def _titled(self, close: str, title: str) -> list[Piece]:
        """`](url "title")` with the title as a unit, where there is one."""
        found = _TITLE.search(close) if title and close.endswith(")") else None
        if not found:
            return [close]
        start, end = found.start(2) + 1, found.end(2) - 1
        raw = close[start:end]
        parts = tuple(prose.parts(raw)) if raw == title else (Text(raw, title),)
        return [close[:start], Unit(parts, "title", "title", f"{self.dialect}-title{close[end]}"), close[end:]]


def _destination(detail: dict[str, str], close: str) -> str:
    """Where a link leads, for the legend; as it is written where the parser saw it blotted out."""
    url = detail["dest_url"]
    return close.removeprefix("](").removesuffix(")") if "xxxx" in url and url not in close else url


def _closer(tag: str) -> str:
    """How the tag begins that ends what is not for translators, where this one begins such; "" where it does not."""
    if tag.startswith(("<!--", "{")):
        said = directive(tag)
        return _ON if said and said.action is Action.OFF else ""
    found = _TAG_NAME.match(tag)
    if not found or found[1] or tag.endswith("/>"):
        return ""
    return f"</{found[2].lower()}" if found[2].lower() in _OPAQUE or WITHHELD.search(tag) else ""


def _closes(tag: str, close: str) -> bool:
    if close != _ON:
        return tag.lower().startswith(close)
    said = directive(tag)
    return bool(said and said.action is Action.ON)


def _closing(events: Sequence[Event], i: int) -> int:
    depth = 0
    for j in range(i, len(events)):
        depth += {"Start": 1, "End": -1}.get(events[j][0], 0)
        if depth == 0:
            return j
    return len(events) - 1


def _same(text: str, raw: str) -> bool:
    """Whether the parser's text is the raw one, but for what was blotted out."""
    return len(text.encode("utf-8", "surrogatepass")) == len(
        raw.encode("utf-8", "surrogatepass")
    ) and not raw.startswith("&")
