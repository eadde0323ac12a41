"""Document + translations → text. A translation that would change the article's structure falls back to the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from l10n import inline, locales, shape
from l10n.formats import Format, Raw, prose
from l10n.model import STRICT_KINDS, Document, Key, Part, Piece, Tag, Text, Unit, walk

_CJK_LOCALES = ("zh", "yue", "ja")
_SOFT = re.compile(r"[ \t]*(?:\r?\n[ \t>]*)?")  # a blank, or a line end with the prefix of a quote
_HARD = re.compile(r" {2,}\r?\n")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ROUNDS = 50


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
        return list(walk(self.units.pieces))

    @cached_property
    def keys(self) -> list[Key]:
        """msgctxt and msgid of each place."""
        return [(unit.context, inline.msgid(unit)) for unit in self.places]

    @cached_property
    def spans(self) -> dict[int, list[int]]:
        """The places (units and those inside their tags) of each block, by the block's index among the pieces."""
        root = {}
        for i, piece in enumerate(self.blocks.pieces):
            if isinstance(piece, Unit):
                root.update({unit.block: i for unit in walk((piece,))})
        spans: dict[int, list[int]] = {}
        for place, unit in enumerate(self.places):
            spans.setdefault(root[unit.block], []).append(place)
        return spans

    @cached_property
    def index(self) -> dict[int, int]:
        """The place of each unit, by the unit's identity."""
        return {id(unit): i for i, unit in enumerate(self.places)}

    @cached_property
    def runs(self) -> list[str | list[Piece]]:
        """The skeleton, and each block from its first unit to its last."""
        return list(_runs(self.units.pieces))

    @cached_property
    def gaps(self) -> dict[int, str]:
        """What stands between a sentence and the one before it in its block, by the identity of the later unit."""
        gaps = {}
        before: Unit | None = None
        gap = ""
        for piece in self.units.pieces:
            if isinstance(piece, str):
                gap = piece
                continue
            if before is not None and before.block == piece.block:
                gaps[id(piece)] = gap
            before, gap = piece, ""
        return gaps


def compose(article: Source, targets: Mapping[Key, str], source: str, target: str) -> Composed:
    """The article with `targets` in place of its units; `source` and `target` are BCP 47.

    Where nothing differs from the source, the text is the source, byte for byte.
    """
    writer = _Writer(article, target)
    failures = writer.choose(targets)
    if writer.chosen:
        failures += _prove(article, writer)
    if not writer.chosen:
        return Composed(article.units.source, 0, tuple(failures))
    if locales.direction(source) != locales.direction(target):
        writer.isolate = (source, locales.direction(source))
        writer.meant = frozenset(key for key, text in targets.items() if text == key[1])
    return Composed(writer.text(), len(writer.chosen), tuple(failures))


def _prove(article: Source, writer: _Writer) -> list[Failure]:
    """Cuts the composed text again and takes back what changed its structure.

    A block falls back as a whole first; then its sentences are tried again one at a time, in all blocks at once.
    """
    suspects = _settle(article, writer, set(writer.chosen))
    lost = [[place for place in places if place in suspects] for places in article.spans.values()]
    tries = [places for places in lost if len(places) > 1]
    for turn in range(max(map(len, tries), default=0)):
        trial = {places[turn] for places in tries if turn < len(places)}
        writer.chosen |= {place: suspects[place] for place in trial}
        back = _settle(article, writer, trial)
        suspects = {place: items for place, items in suspects.items() if place in back or place not in trial}
    reason = "would change the structure of the article"
    keys = sorted({article.keys[place] for place in suspects} | writer.unjoin(), key=str)
    writer.drop(keys)
    return [Failure(key, reason) for key in keys]


def _settle(article: Source, writer: _Writer, candidates: set[int]) -> dict[int, list[str | Tag]]:
    """Takes candidates back until the structure is kept; those that were."""
    out: dict[int, list[str | Tag]] = {}
    for turn in range(len(candidates)):
        bad = shape.differences(article.blocks, article.parse(writer.text()), writer.wording())
        if not bad:
            break
        taken = writer.take_back(bad, candidates) if turn < _ROUNDS else {}
        out |= taken or writer.take(candidates)
    return out


# ---------------------------------------------------------------- writing


@dataclass
class _Writer:
    """The choice of translations, by place, and the text they make. `meant` are the keys that are to be the source."""

    article: Source
    target: str
    chosen: dict[int, list[str | Tag]] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)
    isolate: tuple[str, str] | None = None
    meant: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        self.places = self.article.places
        self.index = self.article.index
        self.keys = self.article.keys
        self.formed: tuple[object, str] = None, ""

    # ------------------------------------------------------------ choosing

    def choose(self, targets: Mapping[Key, str]) -> list[Failure]:
        failures = []
        for i, (unit, key) in enumerate(zip(self.places, self.keys, strict=True)):
            text = targets.get(key, "")
            if text == key[1] or not text.strip():
                continue
            reason = self._choice(i, unit, text)
            if reason:
                failures.append(Failure(key, reason))
        return failures

    def _choice(self, i: int, unit: Unit, text: str) -> str:
        """Chooses the text for a unit, or says why it cannot be."""
        if _unbalanced(text) and not _unbalanced(self.keys[i][1]):
            return "would turn the text around it"
        return self._join(i) if text == inline.JOINED else self._take(i, inline.fit(unit, text))

    def _take(self, i: int, items: list[str | Tag] | str) -> str:
        if isinstance(items, str):
            return items
        if _glued(items) and not _glued(self.places[i].parts):
            return "has letters that run into the address before them"
        self.chosen[i] = items
        return ""

    def _join(self, i: int) -> str:
        """A unit whose words stand in the translation of the one before it, with only a blank between the two."""
        unit = self.places[i]
        before = next((j for j in range(i - 1, -1, -1) if self.places[j].block == unit.block), -1)
        if before not in self.chosen:
            return "is joined to a sentence that has no translation here"
        if self.keys.count(self.keys[i]) > 1 or self.keys.count(self.keys[before]) > 1:
            return "is joined, but one of the two sentences stands in several places"
        if any(isinstance(part, Tag) and part.kind in STRICT_KINDS for part in unit.parts):
            return "is joined, but holds a mark that must come back"
        if not _SOFT.fullmatch(self.article.gaps[id(unit)]):
            return "is joined, but markup stands between the two sentences"
        self.chosen[i] = []
        self.joined[i] = before
        return ""

    # ------------------------------------------------------------ taking back

    def take_back(self, bad: Sequence[int], candidates: set[int]) -> dict[int, list[str | Tag]]:
        """Takes the candidates in the blocks at or nearest to these pieces of the source."""
        holding = {
            i: places
            for i, span in self.article.spans.items()
            if (places := [place for place in span if place in candidates and place in self.chosen])
        }
        taken: dict[int, list[str | Tag]] = {}
        for at in bad if holding else ():
            nearest = at if at in holding else min(holding, key=lambda i: (abs(i - at), i > at))
            taken |= self.take(holding[nearest])
        return taken

    def take(self, places: Iterable[int]) -> dict[int, list[str | Tag]]:
        return {place: self.chosen.pop(place) for place in list(places) if place in self.chosen}

    def unjoin(self) -> set[Key]:
        """Gives up joined sentences whose first one fell back, and first ones whose follower did; their keys."""
        gone: set[int] = set()
        for follower, first in sorted(self.joined.items()):
            if follower not in self.chosen or first not in self.chosen:
                gone |= {follower, first}
                self.take((follower, first))
        return {self.keys[place] for place in gone}

    def drop(self, keys: Iterable[Key]) -> None:
        """Takes back every place of these keys: an entry is used everywhere or nowhere."""
        unwanted = set(keys)
        self.take([place for place in self.chosen if self.keys[place] in unwanted])

    def wording(self) -> dict[int, shape.Wording]:
        """By block index, what its translations must read as."""
        out = {}
        for i, places in self.article.spans.items():
            by_unit: dict[int, list[str]] = {}
            for place in places:
                if place in self.chosen:
                    texts = [item for item in self.chosen[place] if isinstance(item, str)]
                    by_unit.setdefault(self.places[place].block, []).extend(texts)
            if by_unit:
                piece = self.article.blocks.pieces[i]
                own = by_unit.pop(piece.block, []) if isinstance(piece, Unit) else []
                out[i] = shape.Wording(own, list(by_unit.values()))
        return out

    # ------------------------------------------------------------ text

    def text(self) -> str:
        """What the choice comes to; not made anew where nothing changed since."""
        state = frozenset(self.chosen), self.isolate
        if self.formed[0] != state:
            self.formed = state, self._text(self.article.runs)
        return self.formed[1]

    def _text(self, runs: Iterable[str | list[Piece]]) -> str:
        return "".join(run if isinstance(run, str) else self._block(run) for run in runs)

    def _block(self, pieces: Sequence[Piece]) -> str:
        first = pieces[0]
        assert isinstance(first, Unit)
        text, changed = self._unit(first), self._is_chosen(first)
        if len(pieces) > 1:
            done, before, gap = [text], first, ""
            for piece in pieces[1:]:
                if isinstance(piece, str):
                    gap = piece
                    continue
                text = self._unit(piece)
                done += self._gap(gap, before, piece, done[-1], text), text
                before, gap = piece, ""
                changed = changed or self._is_chosen(piece)
            text = "".join(done)
        return self.article.format.finish(first, text) if changed else text

    def _is_chosen(self, unit: Unit) -> bool:
        return self.index[id(unit)] in self.chosen

    def _gap(self, gap: str, before: Unit, after: Unit, left: str, right: str) -> str:
        """The blank between two sentences, as the target's script has it; that of the source between two of its own."""
        if not _SOFT.fullmatch(gap) or not (self._is_chosen(before) or self._is_chosen(after)):
            return gap
        if self.index[id(after)] in self.joined and self._is_chosen(after):
            return ""
        cjk = bool(inline.CJK.match(left[-1:])), bool(inline.CJK.match(right[:1]))
        if all(cjk) and self.target.partition("-")[0] in _CJK_LOCALES and not _HARD.match(gap):
            return ""
        return " " if not gap and not any(cjk) and inline.CJK.match(before.raw[-1:]) else gap

    def _unit(self, unit: Unit) -> str:
        place = self.index[id(unit)]
        if place not in self.chosen:
            raw = "".join(part.raw if isinstance(part, Text) else self._tag(part) for part in unit.parts)
            if self.isolate and self.keys[place] not in self.meant:
                return self.article.format.isolate(unit, raw, *self.isolate)
            return raw
        items = self.chosen[place]
        filled = [item if isinstance(item, str) else Raw(item.fresh or self._tag(item)) for item in items]
        return self.article.format.fill(unit, filled) if filled else ""

    def _tag(self, tag: Tag) -> str:
        return self._text(_runs(tag.pieces))


def _glued(items: Sequence[str | Part]) -> bool:
    """Whether a bare address would take in the text that follows it."""
    for i, tag in enumerate(items):
        if isinstance(tag, Tag) and tag.kind == "url" and tag.raw[:1].isalnum():
            after = takewhile(lambda item: not isinstance(item, Tag), items[i + 1 :])
            text = "".join(item.text if isinstance(item, Text) else str(item) for item in after)
            first = next(prose.parts(tag.raw + text))
            if not isinstance(first, Tag) or first.raw != tag.raw:
                return True
    return False


def _unbalanced(text: str) -> bool:
    """Whether a text overrides the direction of letters, or opens isolates and embeddings that it does not close."""
    if not _BIDI.search(text):
        return False
    opened = sum(text.count(sign) for sign in "\u2066\u2067\u2068") - text.count("\u2069")
    embedded = sum(text.count(sign) for sign in "\u202a\u202b") - text.count("\u202c")
    return "\u202d" in text or "\u202e" in text or bool(opened or embedded)


def _runs(pieces: Sequence[Piece]) -> Iterator[str | list[Piece]]:
    """Skeleton as it is, and the pieces of each block, from its first unit to its last, together."""
    run: list[Piece] = []
    gap: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            gap.append(piece)
            continue
        if run and run[0].block == piece.block:  # type: ignore[union-attr]  # a run begins with a unit
            run += [*gap, piece]
        else:
            if run:
                yield run
            yield from gap
            run = [piece]
        gap = []
    if run:
        yield run
    yield from gap
