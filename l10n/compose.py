"""Document + translations → text. A translation that would change the article's structure falls back to the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from l10n import inline, locales, shape
from l10n.formats import Format, Raw
from l10n.model import STRICT_KINDS, Document, Piece, Tag, Text, Unit

Key: TypeAlias = "tuple[str | None, str]"
"""msgctxt and msgid."""

_CJK_LOCALES = ("zh", "yue", "ja")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_MAX_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Failure:
    """A translation that was not used, and why."""

    key: Key
    reason: str


@dataclass(frozen=True, slots=True)
class Composed:
    """The text, how many places differ from the source, and what fell back."""

    text: str
    changed: int
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Source:
    """An article as compose needs it: its blocks, its units, and how to cut a text the same way again."""

    blocks: Document
    units: Document
    format: Format
    parse: Callable[[str], Document]

    @cached_property
    def places(self) -> list[Unit]:
        """Every unit in document order; those inside a unit's tags after it."""
        return list(_walk(self.units.pieces))

    @cached_property
    def keys(self) -> list[Key]:
        """msgctxt and msgid of each place."""
        return [(unit.context, inline.msgid(unit)) for unit in self.places]


def compose(article: Source, targets: Mapping[Key, str], source: str, target: str, label: str = "") -> Composed:
    """The article with `targets` in place of its units; `source` and `target` are BCP 47, `label` a line to put in.

    Where nothing differs from the source, the text is the source, byte for byte, without a label.
    """
    writer = _Writer(article, target)
    failures = writer.choose(targets)
    if not writer.chosen:
        return Composed(article.units.source, 0, tuple(failures))
    failures += _prove(article, writer)
    if not writer.chosen:
        return Composed(article.units.source, 0, tuple(failures))
    if locales.direction(source) != locales.direction(target):
        writer.isolate = (source, locales.direction(source))
        writer.known = frozenset(targets)
    text = writer.text()
    if label:
        text = article.format.label(text, article.parse(text), label)
    return Composed(text, len(writer.chosen), tuple(failures))


def _prove(article: Source, writer: _Writer) -> list[Failure]:
    """Cuts the composed text again and takes back whatever changed its structure."""
    failures: list[Failure] = []
    reason = "would change the structure of the article"
    for _ in range(_MAX_ROUNDS):
        at = shape.difference(article.blocks, article.parse(writer.text()), writer.wording())
        if at is None:
            return failures
        failures += [Failure(key, reason) for key in writer.take_back(at)]
        if not writer.chosen:
            return failures
    return failures + [Failure(key, reason) for key in writer.take_back_all()]


# ---------------------------------------------------------------- writing


@dataclass
class _Writer:
    """The choice of translations, by place, and the text they make."""

    article: Source
    target: str
    chosen: dict[int, list[str | Tag]] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    isolate: tuple[str, str] | None = None
    known: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        self.places = self.article.places
        self.index = {id(unit): i for i, unit in enumerate(self.places)}
        self.keys = self.article.keys

    # ------------------------------------------------------------ choosing

    def choose(self, targets: Mapping[Key, str]) -> list[Failure]:
        failures = []
        for i, unit in enumerate(self.places):
            text = targets.get(self.keys[i], "")
            if not text or text == self.keys[i][1]:
                continue
            reason = self._join(i) if text == inline.JOINED else self._take(i, inline.fit(unit, text))
            if reason:
                failures.append(Failure(self.keys[i], reason))
        return failures

    def _take(self, i: int, items: list[str | Tag] | str) -> str:
        if isinstance(items, str):
            return items
        self.chosen[i] = items
        return ""

    def _join(self, i: int) -> str:
        """A unit whose words stand in the translation of the one before it."""
        before = i - 1
        if before < 0 or self.places[before].block != self.places[i].block or before not in self.chosen:
            return "is joined to a sentence that has no translation here"
        if self.keys.count(self.keys[i]) > 1:
            return "is joined, but stands in several places"
        if any(isinstance(part, Tag) and part.kind in STRICT_KINDS for part in self.places[i].parts):
            return "is joined, but holds a mark that must come back"
        self.chosen[i] = []
        self.joined.add(i)
        return ""

    def take_back(self, at: int) -> list[Key]:
        """Gives up the translations in the block at or nearest to this piece of the blocks; their keys."""
        spans = self._block_spans()
        holding = [i for i, places in spans.items() if any(place in self.chosen for place in places)]
        nearest = min(holding, key=lambda i: (abs(i - at), i > at))
        lost = [place for place in spans[nearest] if place in self.chosen]
        return self._drop(lost)

    def take_back_all(self) -> list[Key]:
        return self._drop(list(self.chosen))

    def _drop(self, places: Sequence[int]) -> list[Key]:
        keys = {self.keys[place] for place in places}
        for place in [place for place in self.chosen if self.keys[place] in keys]:
            del self.chosen[place]
            self.joined.discard(place)
        return sorted(keys, key=str)

    def _block_spans(self) -> dict[int, list[int]]:
        """The places (units and those inside their tags) of each block, by the block's index among the pieces."""
        root = {}
        for i, piece in enumerate(self.article.blocks.pieces):
            if isinstance(piece, Unit):
                for unit in _walk((piece,)):
                    root[unit.block] = i
        spans: dict[int, list[int]] = {}
        for place, unit in enumerate(self.places):
            spans.setdefault(root[unit.block], []).append(place)
        return spans

    def wording(self) -> dict[int, list[str]]:
        """By block index, what its own sentences must read as."""
        out = {}
        for i, places in self._block_spans().items():
            piece = self.article.blocks.pieces[i]
            assert isinstance(piece, Unit)
            out[i] = [
                item
                for place in places
                if place in self.chosen and self.places[place].block == piece.block
                for item in self.chosen[place]
                if isinstance(item, str)
            ]
        return out

    # ------------------------------------------------------------ text

    def text(self) -> str:
        return self._pieces(self.article.units.pieces)

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        """The pieces' text: a block is everything from its first unit to its last."""
        out: list[str] = []
        i = 0
        while i < len(pieces):
            piece = pieces[i]
            if isinstance(piece, str):
                out.append(piece)
                i += 1
                continue
            last = _block_end(pieces, i)
            out.append(self._block(piece, pieces[i : last + 1]))
            i = last + 1
        return "".join(out)

    def _block(self, first: Unit, pieces: Sequence[Piece]) -> str:
        done: list[str] = []
        before, gap = first, ""
        for piece in pieces:
            if isinstance(piece, str):
                gap = piece
                continue
            text = self._unit(piece)
            if done:
                done.append(self._gap(gap, before, piece, done[-1], text))
            done.append(text)
            before, gap = piece, ""
        changed = any(isinstance(piece, Unit) and self._is_chosen(piece) for piece in pieces)
        text = "".join(done)
        return self.article.format.finish(first, text) if changed else text

    def _is_chosen(self, unit: Unit) -> bool:
        return self.index[id(unit)] in self.chosen

    def _gap(self, gap: str, before: Unit, after: Unit, left: str, right: str) -> str:
        """The blank between two sentences, as the target's script has it; that of the source between two of its own."""
        if gap.strip(" \t\r\n") or not (self._is_chosen(before) or self._is_chosen(after)):
            return gap
        if self.index[id(after)] in self.joined:
            return ""
        cjk = bool(_CJK.match(left[-1:])), bool(_CJK.match(right[:1]))
        if all(cjk) and self.target.partition("-")[0] in _CJK_LOCALES:
            return ""
        return " " if not gap and not any(cjk) and _CJK.match(before.raw[-1:]) else gap

    def _unit(self, unit: Unit) -> str:
        place = self.index[id(unit)]
        if not self._is_chosen(unit):
            raw = "".join(part.raw if isinstance(part, Text) else self._pieces(part.pieces) for part in unit.parts)
            if self.isolate and self.keys[place] not in self.known:
                return self.article.format.isolate(unit, raw, *self.isolate)
            return raw
        items = self.chosen[place]
        filled = [item if isinstance(item, str) else Raw(item.fresh or self._pieces(item.pieces)) for item in items]
        return self.article.format.fill(unit, filled) if filled else ""


def _block(piece: Piece) -> int | None:
    return piece.block if isinstance(piece, Unit) else None


def _block_end(pieces: Sequence[Piece], i: int) -> int:
    """The index of the last unit of the block whose first unit stands at `i`."""
    block, last = _block(pieces[i]), i
    for j in range(i + 1, len(pieces)):
        if isinstance(pieces[j], Unit):
            if _block(pieces[j]) != block:
                break
            last = j
    return last


def _walk(pieces: Sequence[Piece]) -> Iterator[Unit]:
    """Every unit in document order; those inside a unit's tags after it."""
    for piece in pieces:
        if isinstance(piece, Unit):
            yield piece
            for part in piece.parts:
                if isinstance(part, Tag):
                    yield from _walk(part.pieces)
