"""Plain text: a headline, a lede, labels, crossheads and paragraphs, one a line or hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from l10n.formats import Raw, prose
from l10n.inline import CJK
from l10n.model import Document, Part, Piece, Settings, Text, Unit

SUFFIXES = (".txt", ".text")
MISSING = "strict"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BULLET = re.compile(r"(?:[-*+•–—‣·]|\d{1,3}[.)]|\(?[a-z]\)|[IVXLC]{1,7}(?=[ \t]{2}))[ \t]+(?=\S)")
_ENDED = re.compile(r"[.!?…:;。！？؟۔।][\"'”’»)\]]*$")
_PREFIX = re.compile(r"[ \t\f\v]*+(?:>[ \t>]*+)?")  # indentation, and the signs of a quote in a mail
_UNDERLINE = re.compile(r"([=\-~^*_+#\"'`.:])\1{2,}")
_LEADER = re.compile(r"(?<=\S)(?:[ \t]{3,}|[ \t]*(?:\. ?|·|…|_){3,}[ \t]*)(?:\d{1,4}|[ivxlc]+)$")  # … the page it is on
_PAGE = frozenset("0123456789ivxlc")
_CODE = re.compile(r"[{};=(]$|\w\([^\s()]*\)[:;]?$|[=!<>]=|\w = |^(?:import|from|return|def|class|else|#|//)\b")
_CUT_OFF = re.compile(r"(?:--|—)[\"'”’»]*$")
_CAPTION = re.compile(
    r"\[?(?:Photo|Picture|Image|Illustration|Graphic|Video|Caption)(?: credit| caption)?:", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,3}\.")
_HYPHEN = re.compile(r"\w-$")
_COLUMNS = "   "
_MIN_WIDTH, _MAX_WIDTH = 40, 120


@dataclass(frozen=True, slots=True)
class _Line:
    indent: str
    body: str
    tail: str  # blanks and the line end, with the page number of a table of contents

    @property
    def quote(self) -> str:
        return "".join(self.indent.split()) if ">" in self.indent else ""

    @property
    def is_ended(self) -> bool:
        """Whether a sentence, or what stands for one, ends with the line."""
        return _is_ended(self.body)

    @property
    def is_code(self) -> bool:
        return bool(_CODE.search(self.body))

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
    titles = {i for i, (block, below) in enumerate(pairwise(blocks)) if _is_underlined(block, below.lines[0])}
    kinds = _kinds([block.text for block in blocks], titles, settings.chrome)
    pieces: list[Piece] = [bom] if bom else []
    for number, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        pieces += _pieces(block, kind, number)
    return Document(tuple(pieces), "text")


def _is_ended(text: str) -> bool:
    return bool(_ENDED.search(text, max(len(text) - 8, 0)))


def _line(raw: str) -> _Line:
    start = _PREFIX.match(raw).end()  # type: ignore[union-attr]  # it matches nothing, too
    body = raw[start:].strip(" \t\r\n\f\v")
    if not body:
        return _Line("", "", raw)
    if body[-1] in _PAGE and (leader := _LEADER.search(body, max(len(body) - _MAX_WIDTH, 0))):
        body = body[: leader.start()]
    return _Line(raw[:start], body, raw[start + len(body) :])


# ---------------------------------------------------------------- lines into blocks


def _blocks(lines: Sequence[_Line]) -> Iterator[_Block]:
    """Blocks in order, blank lines as blocks of their own."""
    runs = list(_runs(lines))
    hard_wrapped = _is_wrapped_file([run for run in runs if len(run) > 1])
    for run in runs:
        for group in _items(run):
            if len(group) == 1 or (hard_wrapped and (_is_wrapped(group) or _runs_on(group))):
                yield _Block(tuple(group))
            else:
                yield from map(_Block, _sentences(group))


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
        deeper = len(group) > 1 and len(line.indent) != len(group[-1].indent)
        if group and (_BULLET.match(line.body) or deeper or line.quote != group[-1].quote or group[-1].tail.strip()):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped_file(runs: Sequence[Sequence[_Line]]) -> bool:
    """Whether line ends are mostly in the middle of sentences, in full lines that are no longer than people wrap."""
    total = sum(len(run) - 1 for run in runs)
    inside = sum(full and not line.is_ended for run in runs for line, full in _fullness(run))
    return inside > total / 2


def _fullness(lines: Sequence[_Line]) -> Iterator[tuple[_Line, bool]]:
    """Each line but the last, and whether the next one's first word would not have fitted into it."""
    width = max(line.length for line in lines)
    for line, after in pairwise(lines):
        need = line.length + 1 + len(after.body.split(None, 1)[0])
        yield line, _MIN_WIDTH <= width <= _MAX_WIDTH and need > width - 3


def _is_wrapped(group: Sequence[_Line]) -> bool:
    """Whether each line is as full as the next one's first word let it be."""
    full = sum(full for _, full in _fullness(group))
    return not _has_columns(group) and full >= 0.75 * (len(group) - 1)


def _has_columns(lines: Sequence[_Line]) -> bool:
    return any(_COLUMNS in line.body for line in lines)


def _runs_on(lines: Sequence[_Line]) -> bool:
    """Whether the lines are cut where it suits the sentences, and most that end in the middle of one go on below."""
    if _has_columns(lines) or any(line.is_code for line in lines):
        return False
    inside = [after for line, after in pairwise(lines) if not line.is_ended]
    return 0 < len(inside) <= 2 * sum(line.body[0].islower() for line in inside)


def _sentences(lines: Sequence[_Line]) -> Iterator[tuple[_Line, ...]]:
    """Lines one by one, but for sentences and items of a list that go on below."""
    columns = _has_columns(lines)
    whole = lines[-1].is_ended or bool(_CUT_OFF.search(lines[-1].body))
    held: list[_Line] = []
    for line in lines:
        if held and (columns or not _goes_on(held[0], held[-1], line, whole)):
            yield tuple(held)
            held = []
        held.append(line)
    yield tuple(held)


def _goes_on(first: _Line, last: _Line, line: _Line, whole: bool) -> bool:
    """`whole` says that the paragraph ends with a sentence."""
    if last.is_ended or last.is_code or not line.body[0].islower():
        return False
    bullet = _BULLET.match(first.body)
    hanging = bullet is not None and len(line.indent) >= len(first.indent) + len(bullet[0])
    return hanging or (first.body[0].isupper() and len(first.indent) >= len(line.indent) and whole)


def _is_underlined(block: _Block, below: _Line) -> bool:
    """Whether the line below makes this one a heading."""
    line = block.lines[0]
    alike = len(block.lines) == 1 and abs(len(below.body) - len(line.body)) <= 3
    return alike and _COLUMNS not in line.body and bool(_UNDERLINE.fullmatch(below.body))


# ---------------------------------------------------------------- what each block is


def _kinds(texts: Sequence[str], titles: Container[int], chrome: Sequence[str]) -> list[str]:
    """The kind of each block; "" where it is skeleton (blank, no letters, trailing site chrome)."""
    kinds = ["paragraph" if any(map(str.isalpha, text)) else "" for text in texts]
    _drop_chrome(texts, kinds, {line.casefold() for line in chrome})
    live = [i for i, kind in enumerate(kinds) if kind]
    first = next((i for i in live if _COLUMNS not in texts[i]), -1)
    before = ""
    for i, after in zip(live, [*live[1:], -1], strict=False):
        following = texts[after] if after >= 0 else ""
        if i == first and following and len(texts[i]) <= 250 and not _BULLET.match(texts[i]):
            kinds[i] = "headline"
        else:
            kinds[i] = "crosshead" if i in titles else _kind(texts[i], following, before)
        before = kinds[i]
    lede = next((i for i in live if i > first), -1)
    if first >= 0 and kinds[first] == "headline" and kinds[lede] == "paragraph":
        kinds[lede] = "lede"
    return kinds


def _drop_chrome(texts: Sequence[str], kinds: list[str], chrome: set[str]) -> None:
    for i in reversed(range(len(texts))):
        if kinds[i] and texts[i].strip(" \t:").casefold() not in chrome:
            return
        kinds[i] = ""


def _kind(text: str, following: str, before: str) -> str:
    """`following` is the text of the next block, `before` the kind of the last."""
    bullet = _BULLET.match(text)
    title = text[bullet.end() :] if bullet and _NUMBER.match(text) and before != "item" else text
    if bullet and not (title != text and _is_crosshead(title, following)):
        return "item"
    if len(text) <= 60 and text.isupper() and _COLUMNS not in text and not _is_ended(text.rstrip(":")):
        return "label"
    if _CAPTION.match(text):
        return "caption"
    return "crosshead" if _is_crosshead(title, following) else "paragraph"


def _is_crosshead(text: str, following: str) -> bool:
    if (
        len(text) > 80
        or _is_ended(text)
        or _CUT_OFF.search(text)
        or text.endswith((",", "،", "、"))
        or _COLUMNS in text
    ):
        return False
    return text.lstrip('“"‘«„(¿¡')[:1].isupper() and _is_prose(following)


def _is_prose(text: str) -> bool:
    return len(text) > 60 and _is_ended(text)


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
            yield Text(line.tail + after.indent, _glue(line.body, after.body))


def _glue(line: str, after: str) -> str:
    """What a line end reads as."""
    cjk = CJK.match(line[-1]) and CJK.match(after[0])
    return "" if cjk or (_HYPHEN.search(line) and after[0].isalpha()) else " "


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


def label(text: str, line: str, kind: str = "draft") -> str:  # noqa: ARG001  # a text cannot name it
    """The line first, a blank line, then the text."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{bom}{line}{end}{end}{text[len(bom) :]}"
