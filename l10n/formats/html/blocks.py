"""The tokens of a page → skeleton and units: runs of inline content between block tags, and the texts in tags."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from l10n import inline
from l10n.formats.html import values
from l10n.formats.html.tokens import Attribute, Token, attributes, tokens, value
from l10n.model import Form, Part, Piece, Tag, Text, Unit

BLOCKS = frozenset(
    "address article aside blockquote body button canvas caption center col colgroup datalist dd details dialog dir div "
    "dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "iframe input keygen legend li main map menu nav noembed noframes noscript object ol optgroup option p plaintext "
    "pre search section select summary table tbody td textarea tfoot th thead title tr ul video audio xmp".split()
)
"""What ends a sentence; every other element, unknown ones too, is inline, as it is in browsers."""

_OPAQUE = frozenset(
    "code iframe kbd math noembed noframes plaintext pre samp script style svg template textarea tt var xmp".split()
)
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_SILENT = frozenset({"script", "style", "template"})
_MARKS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a", "br": "br", "img": "img"}
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("heading", "heading")),
    **dict.fromkeys(("td", "th"), ("cell", "cell")),
    **dict.fromkeys(("caption", "figcaption"), ("caption", None)),
    "blockquote": ("quote", None),
    "dt": ("term", None),
    "li": ("item", None),
    "title": ("meta", "meta:title"),
}

# The texts in tags, by attribute; `label` and `value` only where they are shown.
_TEXTS = {"alt": "alt", **dict.fromkeys(("title", "placeholder", "label", "value"), "title")}
_TEXTS |= dict.fromkeys(("aria-label", "aria-description", "aria-placeholder", "aria-roledescription"), "title")
_TEXTS_HINT = re.compile(r"[\s\"'](?:alt|title|placeholder|label|value|content|aria-[a-z]+)\s*=", re.IGNORECASE)
_OFF_HINT = re.compile(r"translate|ld\+json", re.IGNORECASE)
_META = frozenset(
    "title description og:title og:description og:image:alt twitter:title twitter:description twitter:image:alt "
    "dc.title dc.description dcterms.title dcterms.description headline alternativeheadline".split()
)
_DIRECTIVE = re.compile(r"<!--\s*l10n:(off|on|comment|context)\b:?\s*(.*?)\s*-->", re.DOTALL)
_BREAKS = re.compile(r"(?:<br\b[^<>]*>[ \t\r\n\f]*){2,}", re.IGNORECASE)

# A start tag that ends an open element of these names, unless one of those stands between.
_P_BARRIER = frozenset("button caption html marquee object table td template th".split())
_CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul".split()
)
_LISTS = frozenset("ul ol menu dir table td th pre section article blockquote template object dl".split())
_TABLES = frozenset({"table", "template"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(_CLOSES_P, (frozenset({"p"}), _P_BARRIER)),
    "li": (frozenset({"li"}), _LISTS),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _LISTS)),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th", "caption"}), _TABLES)),
    "tr": (frozenset({"tr", "caption", "colgroup"}), _TABLES),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (frozenset({"tbody", "thead", "tfoot", "caption"}), _TABLES)),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
_MAX_LOOK = 64
_MAX_MARKS, _MAX_DEPTH = 9999, 200


class _Element(NamedTuple):
    name: str
    kind: str = "paragraph"
    context: str | None = None


@dataclass
class _Withheld:
    """A stretch that is left alone, from `start` on, until the stack is `depth` high; off by directive: depth -1."""

    start: int
    depth: int
    name: str = ""
    block: bool = True


@dataclass
class Blocks:
    """One pass over the tokens; `stack` holds the open elements that matter, innermost last."""

    text: str
    xml: bool
    out: list[Piece] = field(default_factory=list)
    run: list[Part] = field(default_factory=list)
    stack: list[_Element] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    withheld: _Withheld | None = None
    headline: bool = False
    json: bool = False
    number: int = 0
    notes: tuple[str, ...] = ()
    context: str = ""

    def pieces(self, start: int) -> Iterator[Piece]:
        """The pieces of the text from `start` on, neighbouring strings joined."""
        handlers = {
            "open": self._open,
            "alone": self._open,
            "close": self._close,
            "text": self._text,
            "tpl": self._template,
            "raw": self._raw,
            "skip": self._skip,
        }
        for token in tokens(self.text, start, xml=self.xml):
            handlers[token.kind](token)
        if self.withheld:
            self._resume(len(self.text))
        self._flush()
        return _joined(self.out)

    def _source(self, token: Token) -> str:
        return self.text[token.start : token.end]

    # ------------------------------------------------------------ what is no tag

    def _text(self, token: Token) -> None:
        if self.withheld:
            return
        raw = self._source(token)
        if not self.run and raw.isspace():
            self.out.append(raw)
        else:
            self.run += values.parts(raw, xml=self.xml)

    def _template(self, token: Token) -> None:
        raw = self._source(token)
        if not self.withheld:
            self.run.append(Tag("tpl", Form.ALONE, (raw,), raw))

    def _raw(self, token: Token) -> None:
        """What a `<title>` holds is prose, and a JSON-LD script holds some; the rest is left alone by `_open`."""
        if self.json:
            self._flush()
            self.out += [self._numbered(piece) for piece in values.json_pieces(self._source(token))]
        else:
            self._text(token)

    def _skip(self, token: Token) -> None:
        raw = self._source(token)
        found = _DIRECTIVE.fullmatch(raw)
        word = found[1] if found else ""
        if word == "on" and self.withheld and self.withheld.depth < 0:
            self._resume(token.end)
        elif self.withheld:
            return
        elif word == "off":
            self._flush()
            self.withheld = _Withheld(token.start, -1)
        else:
            if found and word == "comment":
                self.notes += (" ".join(found[2].split()),)
            elif found and word == "context":
                self.context = found[2]
            self.run.append(Tag("x", Form.ALONE, (raw,), raw))

    # ------------------------------------------------------------ tags

    def _open(self, token: Token) -> None:
        name = token.name
        block = name in BLOCKS
        if name in _ENDS:
            self._end_implied(name, token.start)
        if self.withheld:
            self.withheld.block |= block
            if token.kind == "open" and (block or self.withheld.depth >= 0):
                self._push(name)
            return
        raw = self._source(token)
        listed = list(attributes(self.text, token)) if " " in raw or "\n" in raw or "\t" in raw else []
        self.json = False
        if _left_alone(self.text, name, listed) and not self._json(name, listed):
            self._withhold(token, block)
            return
        pieces = self._tag(token, listed)
        if block or self.json:
            self._flush()
            self.out += pieces
            if token.kind == "open":
                self._push(name)
        else:
            self.run.append(self._mark(token, pieces, listed))

    def _json(self, name: str, listed: Sequence[Attribute]) -> bool:
        types = [value(self.text, attribute).strip().lower() for attribute in listed if attribute.name == "type"]
        self.json = name == "script" and types == ["application/ld+json"]
        return self.json

    def _withhold(self, token: Token, block: bool) -> None:
        if token.kind == "open":
            self.withheld = _Withheld(token.start, len(self.stack), token.name, block)
            self._push(token.name)
        elif block:
            self._flush()
            self.out.append(self._source(token))
        else:
            self.run.append(self._mark(token, (self._source(token),), ()))

    def _push(self, name: str) -> None:
        top = self.stack[-1] if self.stack else _Element("")
        kind, context = _KINDS.get(name, (top.kind, top.context))
        if name == "h1" and not self.headline and not self.withheld:
            self.headline, kind = True, "headline"
        self.stack.append(_Element(name, kind, context))
        self.opened[name] += 1

    def _pop(self, at: int) -> _Element:
        """Takes off the innermost element; what was left alone for its sake ends at `at`."""
        element = self.stack.pop()
        self.opened[element.name] -= 1
        if self.withheld and len(self.stack) == self.withheld.depth:
            self._resume(at)
        return element

    def _end_implied(self, name: str, at: int) -> None:
        closes, barrier = _ENDS[name]
        if not any(self.opened[one] for one in closes):
            return
        for i in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _MAX_LOOK), -1):
            if self.stack[i].name in closes:
                while len(self.stack) > i:
                    self._pop(at)
                self._flush()
                return
            if self.stack[i].name in barrier:
                return

    def _close(self, token: Token) -> None:
        name = token.name
        before = self.withheld
        if self.opened[name]:
            while self.stack[-1].name != name:
                self._pop(token.start)
            last = self.withheld and len(self.stack) - 1 == self.withheld.depth
            self._pop(token.end)
            if last:
                return
        if self.withheld:
            return
        raw = self._source(token)
        if name in BLOCKS or (self.json and name == "script"):
            self.json = False
            self._flush()
            self.out.append(raw)
        elif before is None or before.block or raw:
            self.run.append(Tag(_MARKS.get(name, "x"), Form.CLOSE, (raw,)))

    def _resume(self, end: int) -> None:
        """Ends what was left alone: a mark in its sentence, or skeleton."""
        held, self.withheld = self.withheld, None
        assert held
        raw = self.text[held.start : end]
        if held.block:
            self._flush()
            self.out.append(raw)
            return
        label = " ".join(html.unescape(re.sub(r"<[^>]*>", "", raw)).split()) or raw
        kind = "code" if held.name in _CODE else "x"
        self.run.append(Tag(kind, Form.ALONE, (raw,), f"<{held.name}>" if held.name in _SILENT else label))

    # ------------------------------------------------------------ texts in tags

    def _tag(self, token: Token, listed: Sequence[Attribute]) -> tuple[Piece, ...]:
        """The tag's raw text, with its texts as units."""
        raw = self._source(token)
        if not listed or not _TEXTS_HINT.search(raw):
            return (raw,)
        out: list[Piece] = []
        at = token.start
        for attribute in listed:
            kind, context = self._attribute_kind(token.name, attribute, listed)
            unit = self._attribute_unit(attribute, kind, context) if kind else None
            if unit:
                out += [self.text[at : attribute.start], unit]
                at = attribute.end
        return (*out, self.text[at : token.end])

    def _attribute_kind(self, name: str, one: Attribute, listed: Sequence[Attribute]) -> tuple[str, str]:
        others = {other.name: value(self.text, other).strip().lower() for other in listed}
        if name == "meta":
            key = others.get("name") or others.get("property") or others.get("itemprop") or ""
            return ("meta", f"meta:{key}") if one.name == "content" and key in _META else ("", "")
        if name == "link" or (one.name == "label" and name not in ("optgroup", "option", "track")):
            return "", ""
        if one.name == "value" and (name != "input" or others.get("type") not in ("submit", "button", "reset")):
            return "", ""
        kind = _TEXTS.get(one.name, "")
        return kind, kind

    def _attribute_unit(self, one: Attribute, kind: str, context: str) -> Unit | None:
        """The value with its quotes, which read as nothing: a translation may need them where the source has none."""
        inside = tuple(values.parts(value(self.text, one), attribute=True, xml=self.xml))
        if not _has_letters(inside):
            return None
        sign = (Text(one.quote, ""),) if one.quote else ()
        return self._numbered(Unit((*sign, *inside, *sign), kind, context, f"html-attr{one.quote}"))

    # ------------------------------------------------------------ runs

    def _mark(self, token: Token, pieces: tuple[Piece, ...], listed: Sequence[Attribute]) -> Part:
        name = token.name
        if name == "wbr":
            return Text(self._source(token), "")  # where a word may break is for each language to say
        target = next((one for one in listed if one.name in ("href", "src")), None)
        label = html.unescape(value(self.text, target)) if target else ""
        form = Form.ALONE if token.kind == "alone" else Form.OPEN
        return Tag(_MARKS.get(name, "x"), form, pieces, label or ("" if name == "br" else self._source(token)))

    def _flush(self) -> None:
        """Ends the run: a unit where it has letters, else skeleton."""
        if not self.run:
            return
        run, self.run = self.run, []
        for stretch in _stretches(run):
            self._unit(stretch)

    def _unit(self, run: Sequence[Part]) -> None:
        if not _has_letters(run):
            self.out += _flat(run)
            return
        parts = _folded(inline.settle(run))
        first, last = _core(parts)
        if parts is None or len(parts) > _MAX_MARKS or _depth(parts) > _MAX_DEPTH:
            self.out += _flat(run)
            return
        top = self.stack[-1] if self.stack else _Element("")
        place = "html-text" if top.name in ("title", "option") else "html"
        unit = Unit(parts[first:last], top.kind, self.context or top.context, place, notes=self.notes)
        self.out += [*_flat(parts[:first]), self._numbered(unit), *_flat(parts[last:])]
        self.notes, self.context = (), ""

    def _numbered(self, piece: Piece) -> Piece:
        if isinstance(piece, str):
            return piece
        self.number += 1
        return replace(piece, block=self.number)
