"""The parser's inline events → the parts of a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from l10n import inline
from l10n.formats import prose
from l10n.formats.markdown.events import Event
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
_CONTROLS = re.compile(f"[{prose.CONTROLS}]")
_OFF = re.compile(r"<!--\s*l10n:off\b")
_WITHHELD = re.compile(r"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*[\"'][^\"']*\bnotranslate\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_HREF = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TITLE = re.compile(r"(?s)([ \t\r\n]+)(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))([ \t\r\n]*\))\Z")
_DEEPEST = 50  # spans within spans; what is deeper is one mark


class Inlines:
    """Reads runs of inline events over the article's bytes; `source` is what was there before masking."""

    def __init__(self, source: bytes) -> None:
        self.source = source

    def slice(self, start: int, end: int) -> str:
        return self.source[start:end].decode("utf-8", "surrogatepass")

    def parts(self, events: Sequence[Event], start: int) -> tuple[Part, ...]:
        """The parts of a run; their raws joined are the source from `start` on."""
        self._unclosed: set[str] = set()
        return inline.settle(_prose(self._run(events, start, 0)[0]))

    def end(self, event: Event) -> int:
        """Where an event ends in the source. The parser ends collapsed links before their `[]`."""
        name, data, _, end = event
        collapsed = name == "Start" and data[0] in ("Link", "Image") and data[1]["link_type"] == "Collapsed"
        return end + 2 if collapsed and self.source[end : end + 2] == b"[]" else end

    # ------------------------------------------------------------ a run

    def _run(self, events: Sequence[Event], at: int, depth: int) -> tuple[list[Part], int]:
        parts: list[Part] = []
        i = 0
        while i < len(events):
            name, data, start, _ = events[i]
            if at < start:
                at = self._gap(parts, events[i], at)
            last = _closing(events, i) if name == "Start" else self._opaque_end(events, i)
            event, inner = events[i], events[i + 1 : last]
            if name == "Start" and depth == _DEEPEST:
                parts.append(Tag("x", Form.ALONE, (self.slice(start, self.end(event)),)))
            elif name == "Start":
                parts += self._span(event, data, inner, depth + 1)
            elif last > i:
                parts.append(self._code(start, events[last]))
            else:
                parts += self._leaf(event, at)
            at = max(at, self.end(event), events[last][3] if last > i else 0)
            i = last + 1
        return parts, at

    def _gap(self, parts: list[Part], event: Event, at: int) -> int:
        """Bytes that no event covers: prefixes of the next line, and the backslash of an escape (left to its text)."""
        name, _, start, _ = event
        end = start - 1 if name == "Text" and self.source[start - 1 : start] == b"\\" else start
        if name in ("SoftBreak", "HardBreak"):
            return at
        gap = self.slice(at, end)
        if gap:
            parts.append(Text(gap, ""))
        return end

    def _leaf(self, event: Event, at: int) -> list[Part]:
        name, data, start, end = event
        raw = self.slice(at, end)
        if name == "Text":
            return self._escaped(raw, data) if at < start else [Text(raw, raw if _same(data, raw) else data)]
        if name == "SoftBreak":
            return [Text(raw, " ")]
        kinds = {"HardBreak": ("br", ""), "FootnoteReference": ("fn", f"[^{data}]")}
        if name == "InlineHtml":
            return [self._html(raw)]
        kind, label = kinds.get(name, ("code", raw.strip("`$ ")))  # the parser's text may be blotted out
        return [Tag(kind, Form.ALONE, (raw,), label)]

    def _escaped(self, raw: str, data: str) -> list[Part]:
        """A text whose first character was escaped; the rest is as free as any."""
        rest = raw[2:]
        return [Text(raw[:2], data[:1]), *([Text(rest, rest if _same(data[1:], rest) else data[1:])] if rest else [])]

    def _html(self, raw: str) -> Tag:
        found = _TAG_NAME.match(raw)
        if not found:
            return Tag("x", Form.ALONE, (raw,), raw)
        closing, name = found[1], found[2].lower()
        if name in ("br", "wbr", "img", "input", "hr") or raw.endswith("/>"):
            return Tag(name if name in ("br", "img") else "x", Form.ALONE, (raw,), raw)
        href = _HREF.search(raw)
        label = next(filter(None, href.groups()), raw) if href else raw
        return Tag(_HTML_KINDS.get(name, "x"), Form.CLOSE if closing else Form.OPEN, (raw,), "" if closing else label)

    def _opaque_end(self, events: Sequence[Event], i: int) -> int:
        """The index of the tag that closes the `<code>` that opens here, or what an author withheld from translation;
        `i` itself where nothing does."""
        name, data, _, _ = events[i]
        close = _closer(data) if name == "InlineHtml" else ""
        if close and close not in self._unclosed:
            for j in range(i + 1, len(events)):
                if events[j][0] == "InlineHtml" and events[j][1].lower().startswith(close):
                    return j
            self._unclosed.add(close)
        return i

    def _code(self, start: int, last: Event) -> Tag:
        raw = self.slice(start, last[3])
        found = _TAG_NAME.match(raw)
        kind = "code" if found and found[2].lower() in _OPAQUE else "x"
        return Tag(kind, Form.ALONE, (raw,), re.sub(r"<[^>]*>", "", raw))

    # ------------------------------------------------------------ what encloses

    def _span(self, event: Event, data: tuple[str, Any], inner: Sequence[Event], depth: int) -> list[Part]:
        name, detail = data
        _, _, start, _ = event
        if name == "Link":
            return self._link(event, detail, inner, depth)
        if name == "Image":
            return [self._image(event, detail, inner, depth)]
        end = self.end(event)
        width = 2 if name == "Strong" else 1
        if name == "Strikethrough" and self.source[start : start + 2] == b"~~":
            width = 2
        children, at = self._run(inner, start + width, depth)
        if at < end - width:
            children.append(Text(self.slice(at, end - width), ""))
        sign = self.slice(start, start + width)
        kind = SPANS[name]
        return [
            Tag(kind, Form.OPEN, (sign,), _NAMES[name]),
            *children,
            Tag(kind, Form.CLOSE, (self.slice(end - width, end),)),
        ]

    def _link(self, event: Event, detail: dict[str, str], inner: Sequence[Event], depth: int) -> list[Part]:
        start, end = event[2], self.end(event)
        if detail["link_type"] in ("Autolink", "Email"):
            return [Tag("url", Form.ALONE, (self.slice(start, end),), detail["dest_url"])]
        children, at = self._run(inner, start + 1, depth)
        fresh = f"][{self.slice(start + 1, at)}]" if detail["link_type"] in ("Shortcut", "Collapsed") else ""
        close = tuple(self._titled(self.slice(at, end), detail["title"]))
        return [
            Tag("a", Form.OPEN, ("[",), _destination(detail, self.slice(at, end))),
            *children,
            Tag("a", Form.CLOSE, close, fresh=fresh),
        ]

    def _image(self, event: Event, detail: dict[str, str], inner: Sequence[Event], depth: int) -> Tag:
        start, end = event[2], self.end(event)
        if detail["link_type"] in ("Shortcut", "Collapsed") or not inner:
            return Tag("img", Form.ALONE, (self.slice(start, end),), detail["dest_url"])
        children, at = self._run(inner, start + 2, depth)
        alt = Unit(inline.settle(_prose(children)), "alt", "alt", "md-alt")
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
        return [close[:start], Unit(parts, "title", "title", f"md-title{close[end]}"), close[end:]]


def _destination(detail: dict[str, str], close: str) -> str:
    """Where a link leads, for the legend; as it is written where the parser saw it blotted out."""
    url = detail["dest_url"]
    return close.removeprefix("](").removesuffix(")") if "xxxx" in url and url not in close else url


def _closer(tag: str) -> str:
    """How the tag begins that ends what is not for translators, where this one begins such; "" where it does not."""
    if _OFF.match(tag):
        return "<!-- l10n:on"
    found = _TAG_NAME.match(tag)
    if not found or found[1] or tag.endswith("/>"):
        return ""
    return f"</{found[2].lower()}" if found[2].lower() in _OPAQUE or _WITHHELD.search(tag) else ""


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


def _prose(parts: Sequence[Part]) -> list[Part]:
    """Touching plain texts joined, URLs and template tags taken out of them, line breaks between CJK closed up."""
    out: list[Part] = []
    held = ""
    for part in _joined_breaks(parts):
        if isinstance(part, Text) and part.raw == part.text:
            held += part.raw
            continue
        out += prose.parts(held)
        held = ""
        controls = isinstance(part, Text) and _CONTROLS.search(part.text)
        out.append(Tag("x", Form.ALONE, (part.raw,), part.raw) if controls else part)
    return [*out, *prose.parts(held)]


def _joined_breaks(parts: Sequence[Part]) -> list[Part]:
    """A line break with the prefix of the next line as one text; a hard one takes its prefix along."""
    out: list[Part] = []
    for part in parts:
        before = out[-1] if out else None
        prefix = isinstance(part, Text) and not part.text
        if prefix and isinstance(before, Text) and before.text == " " and before.raw != " ":
            out[-1] = Text(before.raw + part.raw, " ")
        elif prefix and isinstance(before, Tag) and before.kind == "br":
            out[-1] = Tag("br", Form.ALONE, (before.raw + part.raw,))
        else:
            out.append(part)
    for i, (one, two, three) in enumerate(zip(out, out[1:], out[2:], strict=False)):
        if isinstance(two, Text) and two.text == " " and two.raw != " " and _touch(one, three):
            out[i + 1] = Text(two.raw, "")
    return out


def _touch(before: Part, after: Part) -> bool:
    """Whether a line break stands between two characters that are written without a space."""
    return (
        isinstance(before, Text)
        and isinstance(after, Text)
        and bool(before.text and after.text)
        and bool(inline.CJK.match(before.text[-1]) and inline.CJK.match(after.text[0]))
    )
