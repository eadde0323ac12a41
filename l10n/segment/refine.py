"""A document of blocks → the same document with a unit a sentence; what lies between goes to the skeleton."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from l10n.model import Document, Form, Part, Piece, Tag, Text, Unit
from l10n.segment import ends

BLANKS = " \t\n\r\f\v"
"""The white space that never belongs to a unit's ends; no-break spaces are text."""

_ENDS = frozenset((*BLANKS, ""))

_ENUMERATOR = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])[ \t]+(?=\W*[^\W\d_])")


def refine(document: Document, locale: str, segmentation: str = "sentence", no_break: tuple[str, ...] = ()) -> Document:
    """Cuts each block into units; with `segmentation` "block", one a block. The joined pieces stay the source."""
    headings = [piece for piece in document.pieces if isinstance(piece, Unit) and piece.context == "heading"]
    # One heading that begins with a number proves nothing.
    numbered = sum(_is_numbered(unit, unit.parts) for unit in headings) > 1
    cut = _Cutter(locale, segmentation == "sentence", no_break, numbered)
    pieces: list[Piece] = []
    for piece in document.pieces:
        pieces.extend([piece] if isinstance(piece, str) else cut.block(piece))
    return replace(document, pieces=tuple(_merge_strings(pieces)))


def _merge_strings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    held = ""
    for piece in pieces:
        if isinstance(piece, str):
            held += piece
            continue
        if held:
            yield held
        held = ""
        yield piece
    if held:
        yield held


class _Cutter:
    def __init__(self, locale: str, sentences: bool, no_break: tuple[str, ...], numbered: bool) -> None:
        self.locale = locale
        self.numbered = numbered
        self.sentences = sentences
        self.no_break = no_break

    def block(self, unit: Unit) -> list[Piece]:
        if len(unit.parts) == 1 and unit.context is None and isinstance(unit.parts[0], Text) and unit.parts[0].even:
            return self._plain(unit, unit.parts[0])
        before, parts, after = peel(self._nested(unit.parts))
        if self.numbered and _is_numbered(unit, parts):
            before, parts = _enumerator(before, parts)
        out = before
        for sentence in self._sentences(parts):
            left, core, right = peel(sentence)
            out += left
            if any(isinstance(part, Text) and any(map(str.isalpha, part.text)) for part in core):
                out.append(Unit(core, unit.kind, unit.context, unit.place, unit.block, unit.notes))
            else:
                out += flatten(core)
            out += right
        return out + after

    def _plain(self, unit: Unit, part: Text) -> list[Piece]:
        """A block of text alone: most are."""
        out: list[Piece] = []
        raw, text = part.raw, part.text
        cuts = ends(unit.parts, self.locale, self.no_break) if self.sentences else []
        for start, end in pairwise((0, *cuts, len(text))):
            core = text[start:end].strip(BLANKS)
            if not any(map(str.isalpha, core)):
                out.append(raw[start:end])
                continue
            at = text.index(core, start)
            stop = at + len(core)
            parts = (part,) if len(core) == len(text) else (Text(raw[at:stop], core),)
            sentence = Unit(parts, unit.kind, unit.context, unit.place, unit.block, unit.notes)
            out += raw[start:at], sentence, raw[stop:end]
        return out

    def _nested(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """With the texts inside tags cut too."""
        if all(isinstance(part, Text) or all(isinstance(piece, str) for piece in part.pieces) for part in parts):
            return parts
        return tuple(part if isinstance(part, Text) else self._tag(part) for part in parts)

    def _tag(self, tag: Tag) -> Tag:
        inner: list[Piece] = []
        for piece in tag.pieces:
            inner.extend([piece] if isinstance(piece, str) else self.block(piece))
        return replace(tag, pieces=tuple(_merge_strings(inner)))

    def _sentences(self, parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
        if not self.sentences or not parts:
            return [parts]
        found = ends(parts, self.locale, self.no_break)
        return _cut(parts, found) if found else [parts]


_DEPTH = {Form.OPEN: 1, Form.CLOSE: -1, Form.ALONE: 0}


def _cut(parts: tuple[Part, ...], ends: Sequence[int]) -> list[tuple[Part, ...]]:
    """The parts in runs that end at these offsets of their texts (a tag is one character), where no pair is open."""
    runs: list[list[Part]] = [[]]
    start, depth, todo = 0, 0, deque(ends)
    for part in parts:
        end = start + (len(part.text) if isinstance(part, Text) else 1)
        inside = []
        while todo and todo[0] < end:
            inside.append(todo.popleft() - start)
        if isinstance(part, Tag):
            depth += _DEPTH[part.form]
        elif inside and depth == 0 and part.even:
            part = _cut_text(part, inside, runs)
        runs[-1].append(part)
        if todo and todo[0] == end and depth == 0:
            runs.append([])
        start = end
    return [tuple(run) for run in runs if run]


def _cut_text(part: Text, offsets: Sequence[int], runs: list[list[Part]]) -> Text:
    """Ends a run at each offset; what is left of the text begins the last one."""
    last = 0
    for offset in offsets:
        runs[-1].append(Text(part.raw[last:offset], part.text[last:offset]))
        runs.append([])
        last = offset
    return Text(part.raw[last:], part.text[last:])


def peel(parts: Sequence[Part]) -> tuple[list[Piece], tuple[Part, ...], list[Piece]]:
    """Skeleton before, the unit's own parts, skeleton after: blanks, breaks and pairs around the whole peeled off."""
    if parts and _starts(parts[0]) and _stops(parts[-1]):
        return [], tuple(parts), []
    inside = list(parts)
    before: list[Piece] = []
    after: list[list[Piece]] = []
    while inside:
        if (head := _blank_head(inside)) is not None:
            before += head
        elif (tail := _blank_tail(inside)) is not None:
            after.append(tail)
        elif _wrapped(inside):
            before += _pieces(inside.pop(0))
            after.append(_pieces(inside.pop()))
        else:
            break
    return before, tuple(inside), [piece for tail in reversed(after) for piece in tail]


def _starts(part: Part) -> bool:
    """Whether this is a text that begins with something."""
    return isinstance(part, Text) and part.text[:1] not in _ENDS


def _stops(part: Part) -> bool:
    return isinstance(part, Text) and part.text[-1:] not in _ENDS


def _pieces(part: Part) -> list[Piece]:
    return [part.raw] if isinstance(part, Text) else list(part.pieces)


def _is_break(part: Part) -> bool:
    return part.kind == "br" if isinstance(part, Tag) else not part.text.strip(BLANKS)


def _blank_head(inside: list[Part]) -> list[Piece] | None:
    part = inside[0]
    if _is_break(part):
        return _pieces(inside.pop(0))
    if isinstance(part, Text) and part.text[0] in BLANKS and part.even:
        core = part.text.lstrip(BLANKS)
        inside[0] = Text(part.raw[-len(core) :], core)
        return [part.raw[: -len(core)]]
    return None


def _blank_tail(inside: list[Part]) -> list[Piece] | None:
    part = inside[-1]
    if _is_break(part):
        return _pieces(inside.pop())
    if isinstance(part, Text) and part.text[-1] in BLANKS and part.even:
        core = part.text.rstrip(BLANKS)
        inside[-1] = Text(part.raw[: len(core)], core)
        return [part.raw[len(core) :]]
    return None


def _wrapped(inside: Sequence[Part]) -> bool:
    """Whether one pair of tags encloses all; a tag that must be rewritten with its text stays in the unit."""
    first, last = inside[0], inside[-1]
    if not (isinstance(first, Tag) and isinstance(last, Tag) and first.form is Form.OPEN and not last.fresh):
        return False
    depth = 0
    for i, part in enumerate(inside):
        if isinstance(part, Tag):
            depth += _DEPTH[part.form]
        if depth == 0:
            return i == len(inside) - 1
    return False


def _is_numbered(unit: Unit, parts: Sequence[Part]) -> bool:
    """Whether these parts of a heading, and not of the headline, begin with "3.2 " and a capital."""
    if unit.context != "heading" or unit.kind == "headline" or not parts:
        return False
    first = parts[0]
    found = _ENUMERATOR.match(first.raw) if isinstance(first, Text) and first.raw == first.text else None
    rest = re.search(r"[^\W\d_]", first.raw[found.end() :]) if found else None
    return bool(rest and not rest[0].islower())


def _enumerator(before: list[Piece], parts: tuple[Part, ...]) -> tuple[list[Piece], tuple[Part, ...]]:
    first = parts[0] if parts else None
    if isinstance(first, Text) and first.raw == first.text and (found := _ENUMERATOR.match(first.raw)):
        rest = first.raw[found.end() :]
        return [*before, found[0]], (Text(rest, rest), *parts[1:])
    return before, parts


def flatten(parts: Sequence[Part]) -> list[Piece]:
    """Parts that hold nothing to translate themselves, as pieces: units inside their tags stay units."""
    return [piece for part in parts for piece in _pieces(part)]
