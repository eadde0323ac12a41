"""The tokens of a page → skeleton and units: runs of inline content between block tags, and the texts in tags."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from l10n.formats.html import runs, values
from l10n.formats.html.elements import BLOCKS, BUTTONS, ENDS, KINDS, LABELLED, MARKS, METAS, OPAQUE, TEXTS
from l10n.formats.html.tokens import FOREIGN, Attribute, Token, attributes, tokens, value
from l10n.model import Form, Part, Piece, Tag, Text, Unit

_DIRECTIVE = re.compile(r"<!--\s*+l10n:(off|on|comment|context)\b:?(.*)-->", re.DOTALL)
_MAX_LOOK = 64  # how far up an element is sought that a start tag ends


class _Element(NamedTuple):
    name: str = ""
    kind: str = "paragraph"
    context: str | None = None


@dataclass
class _Withheld:
    """A stretch that is left alone, from `start` on, until the element at `depth` of the stack ends; -1: until the
    directive says so."""

    start: int
    depth: int = -1
    name: str = ""
    block: bool = True


@dataclass
class Blocks:
    """One pass over the tokens. `stack` holds the open blocks, and what is open in a stretch that is left alone."""

    text: str
    xml: bool = False
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
        """The pieces of the text from `start` on."""
        handlers = {
            "open": self._open,
            "alone": self._open,
            "close": self._close,
            "text": self._text,
            "raw": self._raw,
            "tpl": self._template,
            "skip": self._skip,
        }
        for token in tokens(self.text, start, xml=self.xml):
            handlers[token.kind](token)
        if self.withheld:
            self._resume(self.withheld, len(self.text))
        self._flush()
        return _joined(self.out)

    def _source(self, token: Token) -> str:
        return self.text[token.start : token.end]

    # ------------------------------------------------------------ what is no tag

    def _text(self, token: Token) -> None:
        if self.withheld:
            return
        raw = self._source(token)
        if not self.run and not raw.strip(runs.BLANKS):
            self.out.append(raw)
        else:
            self.run += values.parts(raw, xml=self.xml)

    def _raw(self, token: Token) -> None:
        """What `<title>` holds is prose, some of JSON-LD is, and all else was left alone when it was opened."""
        if self.json:
            self.out += [self.numbered(piece) for piece in values.json_pieces(self._source(token))]
        else:
            self._text(token)

    def _template(self, token: Token) -> None:
        if not self.withheld:
            raw = self._source(token)
            self.run.append(Tag("tpl", Form.ALONE, (raw,), raw))

    def _skip(self, token: Token) -> None:
        raw = self._source(token)
        found = _DIRECTIVE.fullmatch(raw)
        word, said = found.groups() if found else ("", "")
        if self.withheld:
            if word == "on" and self.withheld.depth < 0:
                self._resume(self.withheld, token.end)
            return
        if word == "off":
            self._flush()
            self.withheld = _Withheld(token.start)
            return
        if word == "comment":
            self.notes += (" ".join(said.split()),)
        elif word == "context":
            self.context = said.strip()
        self.run.append(Tag("x", Form.ALONE, (raw,), raw))

    # ------------------------------------------------------------ tags

    def _open(self, token: Token) -> None:
        name = token.name
        block = name in BLOCKS
        if name in ENDS:
            self._end_implied(name, token.start)
        if self.withheld:
            self.withheld.block |= block and self.withheld.name not in FOREIGN
            if token.kind == "open" and (block or self.withheld.depth >= 0):
                self._push(name)
            return
        plain = token.end - token.start <= len(name) + 3
        listed = [] if plain else list(attributes(self.text, token))
        self.json = name == "script" and token.kind == "open" and self._is_json(listed)
        if not self.json and self._is_left_alone(name, listed):
            self._withhold(token, block)
            return
        pieces = self._tag(token, listed)
        if block or self.json:
            self._flush()
            self.out += pieces
            if token.kind == "open" and not self.json:
                self._push(name)
        else:
            self.run.append(self._mark(token, pieces, listed))

    def _is_json(self, listed: Sequence[Attribute]) -> bool:
        types = (self._value(one).partition(";")[0].strip() for one in listed if one.name == "type")
        return "application/ld+json" in types

    def _is_left_alone(self, name: str, listed: Sequence[Attribute]) -> bool:
        return name in OPAQUE or any(
            (one.name == "translate" and self._value(one) == "no")
            or (one.name == "class" and "notranslate" in self._value(one).split())
            for one in listed
        )

    def _value(self, one: Attribute) -> str:
        return value(self.text, one).strip().lower()

    def _withhold(self, token: Token, block: bool) -> None:
        held = _Withheld(token.start, len(self.stack), token.name, block)
        if token.kind == "alone":
            self._resume(held, token.end)
        else:
            self.withheld = held
            self._push(token.name)

    def _resume(self, held: _Withheld, end: int) -> None:
        """Ends what was left alone: skeleton, or a mark in its sentence."""
        self.withheld = None
        raw = self.text[held.start : end]
        if held.block:
            self._flush()
            self.out.append(raw)
            return
        label = " ".join(html.unescape(re.sub(r"<[^>]*>", "", raw)).split())
        kind = MARKS.get(held.name, "x")
        shown = "" if held.name in ("script", "style", "template", "svg") else label
        self.run.append(Tag(kind, Form.ALONE, (raw,), shown or f"<{held.name}>"))

    def _close(self, token: Token) -> None:
        name = token.name
        if self.opened[name]:
            height = next(i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].name == name)
            own = self.withheld and self.withheld.depth == height
            self._unwind(height, token.end if own else token.start)
            if own:
                return
        if self.withheld:
            return
        raw = self._source(token)
        if name in BLOCKS or self.json:
            self._flush()
            self.out.append(raw)
            self.json = False
        else:
            self.run.append(Tag(MARKS.get(name, "x"), Form.CLOSE, (raw,)))

    # ------------------------------------------------------------ open elements

    def _push(self, name: str) -> None:
        top = self._top()
        kind, context = KINDS.get(name, (top.kind, top.context))
        if name == "h1" and not self.headline and not self.withheld:
            self.headline, kind = True, "headline"
        self.stack.append(_Element(name, kind, context))
        self.opened[name] += 1

    def _top(self) -> _Element:
        return self.stack[-1] if self.stack else _Element()

    def _unwind(self, height: int, at: int) -> None:
        """Takes off the open elements down to `height`; what was left alone for one of them ends at `at`."""
        held = self.withheld
        if held and held.depth >= height:
            self._resume(held, at)
        if not self.withheld and not (held and held.depth == height):
            self._flush()
        for element in self.stack[height:]:
            self.opened[element.name] -= 1
        del self.stack[height:]

    def _end_implied(self, name: str, at: int) -> None:
        ended, scope = ENDS[name]
        if not any(self.opened[one] for one in ended):
            return
        for i in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _MAX_LOOK), -1):
            if self.stack[i].name in ended:
                self._unwind(i, at)
                return
            if self.stack[i].name in scope:
                return

    # ------------------------------------------------------------ texts in tags

    def _tag(self, token: Token, listed: Sequence[Attribute]) -> tuple[Piece, ...]:
        """The tag's raw text, with its texts as units."""
        out: list[Piece] = []
        at = token.start
        for one in listed:
            kind, context = self._attribute_kind(token.name, one, listed)
            unit = self._attribute_unit(one, kind, context) if kind else None
            if unit:
                out += [self.text[at : one.start], unit]
                at = one.end
        return (*out, self.text[at : token.end])

    def _attribute_kind(self, name: str, one: Attribute, listed: Sequence[Attribute]) -> tuple[str, str]:
        """Kind and msgctxt of an attribute's value; empty where it is no text."""
        if name == "meta":
            return self._meta_kind(listed) if one.name == "content" else ("", "")
        kind = TEXTS.get(one.name, "")
        if name == "link" or (one.name == "label" and name not in LABELLED):
            kind = ""
        if kind and one.name == "value":
            types = [self._value(other) for other in listed if other.name == "type"]
            kind = kind if name == "input" and types and types[0] in BUTTONS else ""
        return kind, kind

    def _meta_kind(self, listed: Sequence[Attribute]) -> tuple[str, str]:
        names = (self._value(one) for one in listed if one.name in ("name", "property", "itemprop"))
        key = next((name for name in names if name in METAS), "")
        return ("meta", f"meta:{key}") if key else ("", "")

    def _attribute_unit(self, one: Attribute, kind: str, context: str) -> Piece | None:
        """The value with its quotes, which read as nothing: a translation may need them where the source has none."""
        inside = tuple(values.parts(value(self.text, one), attribute=True, xml=self.xml))
        if not runs.has_text(inside):
            return None
        sign = (Text(one.quote, ""),) if one.quote else ()
        return self.numbered(Unit((*sign, *inside, *sign), kind, context, f"html-attr{one.quote}"))

    # ------------------------------------------------------------ runs

    def _mark(self, token: Token, pieces: tuple[Piece, ...], listed: Sequence[Attribute]) -> Part:
        name, raw = token.name, self._source(token)
        if name == "wbr":
            return Text(raw, "")  # where a word may break is for each language to say
        target = next((value(self.text, one) for one in listed if one.name in ("href", "src")), "")
        label = html.unescape(target) or ("" if name == "br" else raw)
        if token.kind == "open":
            return Tag(MARKS.get(name, "x"), Form.OPEN, pieces, label)
        return Tag(name if name in ("br", "img") else "x", Form.ALONE, pieces, label)

    def _flush(self) -> None:
        """Ends the run: units where it has letters, else skeleton."""
        if not self.run:
            return
        run, self.run = self.run, []
        if not runs.has_text(run):
            self.out += runs.flat(run)
            return
        for stretch in runs.stretches(run):
            before, parts, after = runs.unit_parts(stretch)
            self.out += runs.flat(before)
            if parts:
                self.out.append(self.numbered(self._unit(parts)))
            self.out += runs.flat(after)

    def _unit(self, parts: tuple[Part, ...]) -> Unit:
        top = self._top()
        place = "html-text" if top.name in ("title", "option") else "html"
        unit = Unit(parts, top.kind, self.context or top.context, place, notes=self.notes)
        self.notes, self.context = (), ""
        return unit

    def numbered(self, piece: Piece) -> Piece:
        if isinstance(piece, str):
            return piece
        self.number += 1
        return replace(piece, block=self.number)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces with neighbouring strings as one."""
    held: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            held.append(piece)
            continue
        if any(held):
            yield "".join(held)
        held = []
        yield piece
    if any(held):
        yield "".join(held)
