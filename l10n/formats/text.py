"""Plain text: a headline, a lede, labels, crossheads and paragraphs, one a line or hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.formats import Raw, prose
from l10n.inline import CJK
from l10n.model import Document, Part, Piece, Settings, Text, Unit

SUFFIXES = (".txt", ".text")
MISSING = "strict"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BULLET = re.compile(r"(?:[-*+•–—‣·]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_ENDED = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»)\]]*$")
_MIN_WIDTH, _MAX_WIDTH = 40, 120


@dataclass(frozen=True, slots=True)
class _Line:
    indent: str
    body: str
    tail: str  # blanks and the line end

    @property
    def length(self) -> int:
        return len(self.indent) + len(self.body)

    @property
    def raw(self) -> str:
        return self.indent + self.body + self.tail


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that make one block; more than one where prose is hard-wrapped."""

    lines: tuple[_Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.body for line in self.lines)


def parse(text: str, settings: Settings) -> Document:
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    lines = [_line(found[0]) for found in _LINE.finditer(text, len(bom))]
    blocks = list(_blocks(lines))
    kinds = _kinds([block.text for block in blocks], settings.chrome)
    pieces: list[Piece] = [bom] if bom else []
    for number, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        pieces += _pieces(block, kind, number)
    return Document(tuple(pieces), "text")


def _line(raw: str) -> _Line:
    body = raw.strip(" \t\r\n\f\v")
    if not body:
        return _Line("", "", raw)
    start = raw.index(body)
    return _Line(raw[:start], body, raw[start + len(body) :])


# ---------------------------------------------------------------- lines into blocks


def _blocks(lines: Sequence[_Line]) -> Iterator[_Block]:
    """Blocks in order, blank lines as blocks of their own."""
    runs = list(_runs(lines))
    hard_wrapped = _is_wrapped_file([run for run in runs if len(run) > 1])
    for run in runs:
        for group in _items(run):
            if hard_wrapped and len(group) > 1 and _is_wrapped(group):
                yield _Block(tuple(group))
            else:
                yield from (_Block((line,)) for line in group)


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines in runs without a blank line or one without a letter (a rule, an underline) among them."""
    run: list[_Line] = []
    for line in lines:
        if any(map(str.isalpha, line.body)):
            run.append(line)
            continue
        if run:
            yield run
        run = []
        yield [line]
    if run:
        yield run


def _items(run: Sequence[_Line]) -> Iterator[list[_Line]]:
    """A run cut where a list item begins, or where the text is indented anew."""
    group: list[_Line] = []
    for line in run:
        deeper = group and len(group) > 1 and len(line.indent) != len(group[-1].indent)
        if group and (_BULLET.match(line.body) or deeper):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped_file(runs: Sequence[Sequence[_Line]]) -> bool:
    """Whether line ends are mostly in the middle of sentences, in full lines that are no longer than people wrap."""
    total = sum(len(run) - 1 for run in runs)
    inside = sum(full and not _ENDED.search(line.body) for run in runs for line, full in _fullness(run))
    return inside > total / 2


def _fullness(lines: Sequence[_Line]) -> Iterator[tuple[_Line, bool]]:
    """Each line but the last, and whether the next one's first word would not have fitted into it."""
    width = max(line.length for line in lines)
    for line, after in pairwise(lines):
        need = line.length + 1 + len(after.body.split(None, 1)[0])
        yield line, _MIN_WIDTH <= width <= _MAX_WIDTH and need > width - 3


def _is_wrapped(group: Sequence[_Line]) -> bool:
    """Whether each line is as full as the next one's first word let it be."""
    columns = any("   " in line.body for line in group)
    full = sum(full for _, full in _fullness(group))
    return not columns and full >= 0.75 * (len(group) - 1)


# ---------------------------------------------------------------- what each block is


def _kinds(texts: Sequence[str], chrome: Sequence[str]) -> list[str]:
    """The kind of each block; "" where it is skeleton (blank, no letters, trailing site chrome)."""
    kinds = ["paragraph" if any(map(str.isalpha, text)) else "" for text in texts]
    _drop_chrome(texts, kinds, {line.casefold() for line in chrome})
    live = [i for i, kind in enumerate(kinds) if kind]
    for place, (i, after) in enumerate(zip(live, [*live[1:], -1], strict=False)):
        following = texts[after] if after >= 0 else ""
        kinds[i] = _kind(place, texts[i], following)
    if len(live) > 1 and kinds[live[1]] == "paragraph" and kinds[live[0]] == "headline":
        kinds[live[1]] = "lede"
    return kinds


def _drop_chrome(texts: Sequence[str], kinds: list[str], chrome: set[str]) -> None:
    for i in reversed(range(len(texts))):
        if kinds[i] and texts[i].strip(" \t:").casefold() not in chrome:
            return
        kinds[i] = ""


def _kind(place: int, text: str, following: str) -> str:
    short = len(text) <= 80 and not _ENDED.search(text) and not text.endswith((",", "،", "、"))
    if place == 0 and following and len(text) <= 250:
        return "headline"
    if _BULLET.match(text):
        return "item"
    if len(text) <= 60 and text.isupper() and not _ENDED.search(text.rstrip(":")):
        return "label"
    if short and text.lstrip('“"‘«„(¿¡')[:1].isupper() and _is_prose(following):
        return "crosshead"
    return "paragraph"


def _is_prose(text: str) -> bool:
    return bool(_ENDED.search(text)) and len(text) > 60


# ---------------------------------------------------------------- blocks into pieces


def _pieces(block: _Block, kind: str, number: int) -> list[Piece]:
    first, last = block.lines[0], block.lines[-1]
    raw = "".join(line.raw for line in block.lines)
    if not kind:
        return [raw]
    bullet = _BULLET.match(first.body) if kind == "item" else None
    head = first.indent + (bullet[0] if bullet else "")
    parts = tuple(_parts(block, len(head) - len(first.indent)))
    place = "" if len(block.lines) == 1 else _wrap_place(block, len(head))
    context = "heading" if kind in ("headline", "label", "crosshead") else None
    pieces: list[Piece] = [head, Unit(parts, kind, context, place, number), last.tail]
    return [piece for piece in pieces if piece]


def _parts(block: _Block, skip: int) -> Iterator[Part]:
    for i, line in enumerate(block.lines):
        body = line.body[skip:] if i == 0 else line.body
        yield from prose.parts(body)
        if i < len(block.lines) - 1:
            after = block.lines[i + 1]
            glue = "" if CJK.match(line.body[-1]) and CJK.match(after.body[0]) else " "
            yield Text(line.tail + after.indent, glue)


def _wrap_place(block: _Block, column: int) -> str:
    width = max(line.length for line in block.lines)
    end = block.lines[0].tail.lstrip(" \t")
    return "\x1f".join(("wrap", str(width), str(column), block.lines[1].indent, end))


# ---------------------------------------------------------------- back into text


def fill(unit: Unit, items: Sequence[str | Raw]) -> str:  # noqa: ARG001  # text is the same in every place
    return "".join(
        item if isinstance(item, Raw) else re.sub(r"\s*[\r\n\f\v\x85\u2028\u2029]+\s*", " ", item) for item in items
    )


def finish(unit: Unit, text: str) -> str:
    """A hard-wrapped paragraph is wrapped again to the width it had."""
    if not unit.place.startswith("wrap\x1f"):
        return text
    _, width, column, indent, end = unit.place.split("\x1f")
    lines, line, limit = [], "", int(width) - int(column)
    for word in re.split(r"[ \t\r\n]+", text):
        if line and len(line) + 1 + len(word) > limit:
            lines.append(line)
            line, limit = "", int(width) - len(indent)
        line = f"{line} {word}" if line else word
    return (end + indent).join([*lines, line])


def isolate(unit: Unit, text: str, lang: str, direction: str) -> str:  # noqa: ARG001  # plain text has no lang
    """First strong isolate … pop directional isolate."""
    return f"\u2068{text}\u2069"


def adapt(text: str, source: str, lang: str, direction: str, settings: Settings) -> str:  # noqa: ARG001  # says nothing
    return text


def label(text: str, line: str) -> str:
    """The line first, a blank line, then the text."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{bom}{line}{end}{end}{text[len(bom) :]}"
