"""The tokens of a page → units (inline content between block tags, texts in tags); all else is skeleton."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from l10n.formats.directives import Action, Directive, directive
from l10n.formats.html import runs, values
from l10n.formats.html.elements import BLOCKS, BUTTONS, ENDS, KINDS, MARKS, METAS, ONLY_ON, OPAQUE, TEXTS
from l10n.formats.html.tokens import FOREIGN, Attribute, Token, attributes, tokens, value
from l10n.model import Form, Part, Piece, Tag, Text, Unit

# What a tag must have to be worth a look at its attributes.
_TELLING = re.compile(
    r"[\t\n\f\r /\"'=](?=[ntaplsvchNTAPLSVCH])(?:notranslate"
    r"|(?:translate|title|alt|aria-[a-z]+|placeholder|label|summary|value|content|href|src)[\t\n\f\r ]*=)",
    re.IGNORECASE,
)
_TAGS = re.compile("<[^>]*>")
_MAX_LOOK = 64  # how far up an element is sought that a start tag ends


class _Element(NamedTuple):
    name: str = ""
    kind: str = "paragraph"
    context: str | None = None


_OUTSIDE = _Element()
_element = lru_cache(1024)(_Element)  # there are few kinds of them


@dataclass
class _Withheld:
    """A stretch that is left alone, from `start` on, until the element at `depth` of the stack ends; -1: until the
    directive says so. `tag` is its start tag, where that holds texts."""

    start: int
    depth: int = -1
    name: str = ""
    block: bool = True
    tag: tuple[Piece, ...] = ()


@dataclass
class Blocks:
    """One pass over the tokens. `stack` holds the open blocks, and what is open in a stretch that is left alone.

    `out` holds the pieces of the text up to `at`; `run` the inline content since `begin` that may become units.
    """

    text: str
    xml: bool = False
    number: int = 0
    out: list[Piece] = field(default_factory=list)
    at: int = 0
    run: list[Part] = field(default_factory=list)
    begin: int = 0
    stack: list[_Element] = field(default_factory=list)
    opened: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    withheld: _Withheld | None = None
    headline: bool = False
    json: bool = False
    next: Action | None = None  # what was said of the next block: skip it, or offer it alone
    notes: tuple[str, ...] = ()
    context: str = ""

    def pieces(self, start: int) -> list[Piece]:
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
        self.at = start
        for token in tokens(self.text, start, xml=self.xml):
            handlers[token[0]](token)
        if self.withheld:
            self._resume(self.withheld, len(self.text))
        self._flush()
        if self.at < len(self.text):
            self.out.append(self.text[self.at :])
        return self.out

    def _place(self, pieces: Iterable[Piece], start: int) -> int:
        """Puts the units among the pieces, which stand at `start`, where they belong; where the pieces end."""
        for piece in pieces:
            if isinstance(piece, str):
                start += len(piece)
                continue
            if start > self.at:
                self.out.append(self.text[self.at : start])
            self.out.append(piece)
            self.at = start = start + runs.width(piece.parts)
        return start

    def _add(self, part: Part, start: int) -> None:
        if not self.run:
            self.begin = start
        self.run.append(part)

    # ------------------------------------------------------------ what is no tag

    def _text(self, token: Token) -> None:
        if self.withheld:
            return
        raw = self.text[token.start : token.end]
        if not self.run:
            if not raw.strip(runs.BLANKS):
                return
            self.begin = token.start
        self.run += values.parts(raw, xml=self.xml)

    def _raw(self, token: Token) -> None:
        """What `<title>` holds is prose, some of JSON-LD is, and all else was left alone when it was opened."""
        if self.json:
            pieces = values.json_pieces(self.text[token.start : token.end])
            self._place((self.numbered(piece) for piece in pieces), token.start)
        else:
            self._text(token)

    def _template(self, token: Token) -> None:
        if not self.withheld:
            raw = self.text[token.start : token.end]
            self._add(Tag("tpl", Form.ALONE, (raw,), raw), token.start)

    def _skip(self, token: Token) -> None:
        raw = self.text[token.start : token.end]
        if found := directive(raw):
            self._obey(found, token)
        if not self.withheld:
            self._add(Tag("x", Form.ALONE, (raw,), raw), token.start)

    def _obey(self, found: Directive, token: Token) -> None:
        """What an author says to translators; in what is left alone for another reason, nothing."""
        action, off = found.action, self.withheld and self.withheld.depth < 0
        if off and action in (Action.ON, Action.OFFER):
            self.withheld = None
            self.next = Action.OFFER if action is Action.OFFER else None
        elif self.withheld:
            return
        elif action in (Action.OFF, Action.SKIP):
            self._flush()
            self.withheld = _Withheld(token.start) if action is Action.OFF else None
            self.next = Action.SKIP if action is Action.SKIP else None
        elif action is Action.COMMENT:
            self.notes += (found.value,)
        elif action is Action.CONTEXT:
            self.context = found.value

    # ------------------------------------------------------------ tags

    def _open(self, token: Token) -> None:
        kind, start, end, name = token
        block = name in BLOCKS
        if name in ENDS and self.stack:
            self._end_implied(name, start)
        if self.withheld:
            self.withheld.block |= block and self.withheld.name not in FOREIGN
            if kind == "open" and (block or self.withheld.depth >= 0):
                self._push(name)
            return
        telling = name == "script" or _TELLING.search(self.text, start, end)
        listed = list(attributes(self.text, token)) if telling else []
        self.json = name == "script" and kind == "open" and self._is_json(listed)
        if listed and self._is_left_alone(listed):
            self._withhold(token, block, ())
        elif name in OPAQUE and not self.json:
            self._withhold(token, block, self._tag(token, listed) if listed else ())
        elif block or self.json:
            self._flush()
            if listed and not self.withheld and self.next is not Action.SKIP:
                self._place(self._tag(token, listed), start)
            if kind == "open" and not self.json:
                self._push(name)
        else:
            self._add(self._mark(token, listed), start)

    def _is_json(self, listed: Sequence[Attribute]) -> bool:
        types = (self._value(one).partition(";")[0].strip() for one in listed if one.name == "type")
        return "application/ld+json" in types

    def _is_left_alone(self, listed: Sequence[Attribute]) -> bool:
        return any(
            (one.name == "translate" and self._value(one) == "no")
            or (one.name == "class" and "notranslate" in self._value(one).split())
            for one in listed
        )

    def _value(self, one: Attribute) -> str:
        return value(self.text, one).strip().lower()

    def _withhold(self, token: Token, block: bool, tag: tuple[Piece, ...]) -> None:
        held = _Withheld(token.start, len(self.stack), token.name, block, tag)
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
            self._place(held.tag, held.start)
            return
        hidden = held.name in ("script", "style", "template", "svg")
        label = "" if hidden else " ".join(html.unescape(_TAGS.sub("", raw)).split())
        rest = raw[sum(len(piece if isinstance(piece, str) else piece.raw) for piece in held.tag) :]
        pieces = tuple(piece for piece in (*held.tag, rest) if piece)
        self._add(Tag(MARKS.get(held.name, "x"), Form.ALONE, pieces, label or f"<{held.name}>"), held.start)

    def _close(self, token: Token) -> None:
        name = token.name
        if self.stack and self.stack[-1].name == name and not self.withheld:
            self._flush()
            self.stack.pop()
            self.opened[name] -= 1
            return
        if self.opened[name]:
            height = next(i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].name == name)
            own = self.withheld and self.withheld.depth == height
            self._unwind(height, token.end if own else token.start)
            if own:
                return
        if self.withheld:
            return
        if name in BLOCKS or self.json:
            self._flush()
            self.json = False
        else:
            self._add(_close_mark(name, self.text[token.start : token.end]), token.start)

    # ------------------------------------------------------------ open elements

    def _push(self, name: str) -> None:
        top = self.stack[-1] if self.stack else _OUTSIDE
        kind, context = KINDS.get(name) or (top.kind, top.context)
        if name == "h1" and not self.headline and not self.withheld:
            self.headline, kind = True, "headline"
        self.stack.append(_element(name, kind, context))
        self.opened[name] += 1

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
        if not any([self.opened[one] for one in ended]):  # noqa: C419  # a list is quicker here
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
        if name == "link" or name not in ONLY_ON.get(one.name, (name,)):
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

    def _mark(self, token: Token, listed: Sequence[Attribute]) -> Part:
        name, raw = token.name, self.text[token.start : token.end]
        if not listed:
            return _plain_mark(name, raw, token.kind == "open")
        pieces = self._tag(token, listed)
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
        at = self.begin
        if self.next and runs.has_units(run):
            skipped, self.next = self.next is Action.SKIP, None
            if skipped:
                return
            self.withheld = _Withheld(at)
        for stretch in runs.stretches(run):
            before, parts, after = runs.unit_parts(stretch)
            if before:
                at = self._place(runs.flat(before), at)
            if parts:
                at = self._place([self._unit(parts)], at)
            if after:
                at = self._place(runs.flat(after), at)

    def _unit(self, parts: tuple[Part, ...]) -> Unit:
        top = self.stack[-1] if self.stack else _OUTSIDE
        place = "html-text" if top.name in ("title", "option") else "html"
        self.number += 1
        unit = Unit(parts, top.kind, self.context or top.context, place, self.number, self.notes)
        self.notes, self.context = (), ""
        return unit

    def numbered(self, piece: Piece) -> Piece:
        if isinstance(piece, str):
            return piece
        self.number += 1
        return replace(piece, block=self.number)


@lru_cache(256)
def _close_mark(name: str, raw: str) -> Tag:
    return Tag(MARKS.get(name, "x"), Form.CLOSE, (raw,))


@lru_cache(256)
def _plain_mark(name: str, raw: str, opens: bool) -> Part:
    """A tag that says nothing of interest."""
    if name == "wbr":
        return Text(raw, "")  # where a word may break is for each language to say
    if opens:
        return Tag(MARKS.get(name, "x"), Form.OPEN, (raw,), raw)
    return (
        Tag(name, Form.ALONE, (raw,)) if name == "br" else Tag("img" if name == "img" else "x", Form.ALONE, (raw,), raw)
    )
