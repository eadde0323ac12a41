r"""Tags in a unit ↔ the numbered marks that translators see: `<a1>the pier</a1>`, `<code2/>`.

Marks are numbered per unit, in order. Literal text that would read as a mark gets a backslash before its `<`;
backslashes that stand before a mark are doubled, so that each text has exactly one reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from l10n.model import LOOSE_KINDS, MARK_KINDS, STRICT_KINDS, Form, Part, Tag, Text, Unit

_KINDS = "|".join(sorted(MARK_KINDS, key=len, reverse=True))
_TOKEN = rf"</(?:{_KINDS})\d{{1,6}}>|<(?:{_KINDS})\d{{1,6}}/?>|<joined/>"

CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\uffe0-\uffef\U00020000-\U0003ffff]")
"""A character of Chinese or Japanese writing, which puts no blank between words or sentences."""

JOINED = "<joined/>"
"""The whole translation of a unit that the translator joined to the one before it."""

MARK = re.compile(rf"(?<!\\)(?:{_TOKEN})")
"""A mark in a msgid or msgstr, good enough to skip or count; `split` is exact where backslashes are."""

_ESCAPED = re.compile(rf"(\\*)({_TOKEN})")
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’.,-][^\W_]+)*")
_SHAPES = {Form.OPEN: "<{}{}>", Form.CLOSE: "</{}{}>", Form.ALONE: "<{}{}/>"}
_FIELDS = re.compile(r"<(/?)([a-z]+)(\d*)(/?)>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a text; `start` and `end` are code points. `<joined/>` is kind joined, number 0."""

    kind: str
    number: int
    form: Form
    start: int = -1
    end: int = -1

    @property
    def key(self) -> tuple[str, int, Form]:
        return self.kind, self.number, self.form

    def __str__(self) -> str:
        if self.kind == "joined":
            return JOINED
        return _SHAPES[self.form].format(self.kind, self.number)


@lru_cache(maxsize=1024)
def _fields(token: str) -> tuple[str, int, Form]:
    slash, kind, number, alone = _FIELDS.fullmatch(token).groups()  # type: ignore[union-attr]  # _TOKEN matched
    return kind, int(number or 0), Form.CLOSE if slash else Form.ALONE if alone else Form.OPEN


def split(text: str) -> list[str | Mark]:
    """Literal text, unescaped, and marks, in order; no empty strings."""
    if "<" not in text:
        return [text] if text else []
    out: list[str | Mark] = []
    literal, at = "", 0
    for found in _ESCAPED.finditer(text):
        slashes, token = found.groups()
        literal += text[at : found.start()] + "\\" * (len(slashes) // 2)
        at = found.end()
        if len(slashes) % 2:
            literal += token
            continue
        if literal:
            out.append(literal)
        literal = ""
        out.append(Mark(*_fields(token), found.start(2), found.end(2)))
    literal += text[at:]
    return [*out, literal] if literal else out


def marks(text: str) -> list[Mark]:
    """The marks of a msgid or msgstr, in order."""
    return [item for item in split(text) if isinstance(item, Mark)]


def plain(text: str) -> str:
    """The text as it reads: without marks, unescaped."""
    return "".join(item for item in split(text) if isinstance(item, str)) if "<" in text else text


def words(text: str) -> int:
    """How many words a msgid has, marks left out; a Han, kana or Thai character counts as a word."""
    return len(_WORD.findall(plain(text)))


def balanced(text: str) -> bool:
    """Whether every pair of marks is closed once, in nesting order."""
    return _nested(marks(text))


def _nested(seen: Sequence[Mark]) -> bool:
    stack: list[tuple[str, int]] = []
    for mark in seen:
        if mark.form is Form.OPEN:
            stack.append((mark.kind, mark.number))
        elif mark.form is Form.CLOSE and (not stack or stack.pop() != (mark.kind, mark.number)):
            return False
    return not stack


def escape(literal: str, before_mark: bool = False) -> str:
    """Literal text as it stands in a msgid; `before_mark` where a real mark follows it directly."""
    if "<" in literal:
        literal = _ESCAPED.sub(lambda m: m[1] * 2 + "\\" + m[2], literal)
    if before_mark and literal.endswith("\\"):
        bare = literal.rstrip("\\")
        literal += "\\" * (len(literal) - len(bare))
    return literal


def unsplit(items: Sequence[str | Mark]) -> str:
    """The inverse of `split`."""
    out = []
    for item, after in zip(items, [*items, ""][1:], strict=True):
        out.append(escape(item, isinstance(after, Mark)) if isinstance(item, str) else str(item))
    return "".join(out)


def numbered(parts: Sequence[Part]) -> Iterator[tuple[Part, Mark | None]]:
    """Each part with its mark (None for text). Pairs share a number; parts must be settled."""
    for part, (kind, number) in zip(parts, _numbers(parts), strict=True):
        yield part, Mark(kind, number, part.form) if isinstance(part, Tag) else None


def _numbers(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """Kind and number of each part's mark; ("", 0) for text."""
    count, stack = 0, list[tuple[str, int]]()
    for part in parts:
        if isinstance(part, Text):
            yield _NONE
        elif part.form is Form.CLOSE:
            yield stack.pop()
        else:
            count += 1
            if part.form is Form.OPEN:
                stack.append((part.kind, count))
            yield part.kind, count


_NONE = ("", 0)


def settle(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The same parts with tags that have no partner, or cross another pair, made standalone."""
    lonely = _lonely(parts)
    if not lonely:
        return tuple(parts)
    return tuple(_alone(part) if i in lonely else part for i, part in enumerate(parts))


def _lonely(parts: Sequence[Part]) -> set[int]:
    """The indices of tags that have no partner, or that cross another pair."""
    lonely: set[int] = set()
    stack: list[tuple[int, str]] = []
    waiting: Counter[str] | None = None
    for i, part in enumerate(parts):
        if isinstance(part, Text) or part.form is Form.ALONE:
            continue
        waiting = Counter() if waiting is None else waiting
        if part.form is Form.OPEN:
            stack.append((i, part.kind))
            waiting[part.kind] += 1
        elif not waiting[part.kind]:
            lonely.add(i)
        else:
            while (opened := stack.pop())[1] != part.kind:
                lonely.add(opened[0])
                waiting[opened[1]] -= 1
            waiting[part.kind] -= 1
    lonely.update(i for i, _ in stack)
    return lonely


def _tag(part: Part) -> Tag:
    assert isinstance(part, Tag)
    return part


def _alone(part: Part) -> Tag:
    tag = _tag(part)
    return Tag("x", Form.ALONE, tag.pieces, tag.label or tag.raw)


def msgid(unit: Unit) -> str:
    """The unit as translators see it."""
    out: list[str] = []
    literal = ""
    for part, (kind, number) in zip(unit.parts, _numbers(unit.parts), strict=True):
        if isinstance(part, Text):
            literal += part.text
            continue
        out += (escape(literal, True), _SHAPES[part.form].format(kind, number))
        literal = ""
    return "".join([*out, escape(literal)]) if out else escape(literal)


def legend(unit: Unit) -> list[str]:
    """What each mark of the unit stands for: `<a1>: https://…`, a line each."""
    return [
        f"{_SHAPES[part.form].format(kind, number)}: {' '.join(part.label.split())}"
        for part, (kind, number) in zip(unit.parts, _numbers(unit.parts), strict=True)
        if isinstance(part, Tag) and part.label and part.form is not Form.CLOSE
    ]


def fit(unit: Unit, target: str) -> list[str | Tag] | str:
    """The target with the unit's tags in place of its marks, or one line that says why they do not fit."""
    if "<" not in target and all(isinstance(part, Text) for part in unit.parts):
        return [target]
    tags = {mark.key: part for part, mark in numbered(unit.parts) if mark and isinstance(part, Tag)}
    found = split(target)
    seen = [item for item in found if isinstance(item, Mark)]
    wrong = _misfit(tags, seen) or ("" if _nested(seen) else "its marks are not properly nested")
    if wrong:
        return wrong
    return [item if isinstance(item, str) else tags[item.key] for item in found]


def _misfit(tags: dict[tuple[str, int, Form], Tag], seen: Sequence[Mark]) -> str:
    keys = {mark.key for mark in seen}
    for mark in seen:
        if mark.key not in tags:
            return f"the mark {mark} is not in the source"
    if len(keys) < len(seen):
        twice = next(mark for i, mark in enumerate(seen) if mark.key in {other.key for other in seen[:i]})
        return f"the mark {twice} stands more than once"
    for kind, number, form in tags:
        if (kind, number, form) in keys:
            continue
        if kind in STRICT_KINDS:
            return f"the mark {Mark(kind, number, form)} is missing"
        if kind in LOOSE_KINDS and form is not Form.ALONE and _half(tags, keys, kind, number):
            return f"the mark {Mark(kind, number, form)} is missing its other half"
    return ""


def _half(
    tags: dict[tuple[str, int, Form], Tag], keys: Container[tuple[str, int, Form]], kind: str, number: int
) -> bool:
    return any((kind, number, form) in keys for form in (Form.OPEN, Form.CLOSE) if (kind, number, form) in tags)
