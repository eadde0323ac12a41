"""A request's text as words and tokens: marks, placeholders, addresses and literal look-alikes of marks.

What an engine gives back must hold each token once, well nested and not grown into a word; `fault` is the judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from l10n import inline
from l10n.model import MARK_KINDS, Form

_KINDS = "|".join(sorted(MARK_KINDS))
OPAQUE = re.compile(
    r"""\{\{.*?\}\}|\{%.*?%\}|\{\#.*?\#\}|\$\{[^{}]*\}        # template tags, shell and JavaScript variables
    |\{[\w.:!,\-\[\]]*\}                                     # str.format
    |(?<![\w%])%(?:\(\w[\w.]*\))(?:[-+\#0]*\d*(?:\.\d+)?)[sdiufFeEgGxXocrp]   # %(name)s
    |(?<![\w%])%(?:\d+\$)?[-+\#0]*\d*(?:\.\d+)?(?:hh|h|ll|l|L|z|j|t|q)?[sdiufFeEgGxXocrp@](?!\w)
    |\b(?:(?:https?|ftp)://|www\.)[^\s<>"«»⟦⟧\u2010-\u206f\u3000-\u9fff\uff00-\uffef]*
     [^\s<>"«»⟦⟧\u2010-\u206f\u3000-\u9fff\uff00-\uffef().,;:!?'\]]
    |\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w&/])[@\#](?=[^\W\d])\w+    # addresses, people, hashtags
    |</?[A-Za-z][\w-]*(?:\s[^<>\n]*)?/?>|`[^`\n]+`                     # tags and code in plain text"""
    rf"|</?(?:{_KINDS})\d{{1,4}}/?>|<joined/>",
    re.VERBOSE,
)
"""What no engine may translate in literal text."""

WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # written without spaces
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:[-'’·][^\W_]+)*"
)
_LETTER = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Token:
    """One thing to keep. The two ends of a pair share a number; `mark` is None for literal text such as `{name}`."""

    number: int
    form: Form
    text: str
    mark: inline.Mark | None = None

    @property
    def anchored(self) -> bool:
        """Whether it stands after a word rather than for one: a note's reference, a line break."""
        return self.form is Form.ALONE and self.mark is not None and self.mark.kind in {"fn", "br"}

    @property
    def breaks(self) -> bool:
        return self.anchored and self.mark is not None and self.mark.kind == "br"


Item: TypeAlias = "str | Token"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of marks and the pairs inside it; `start` and `end` are the indices of its ends among the items."""

    number: int
    start: int
    end: int
    inner: tuple[Pair, ...]


Keep: TypeAlias = "Callable[[str], Iterable[tuple[int, int]]]"


def parse(text: str, keep: Keep | None = None) -> tuple[Item, ...]:
    """The items of a msgid. Marks without a partner become standalone, so that nesting always holds.

    `keep` finds more to keep in literal text: the offsets of what one engine would spoil.
    """
    flat: list[str | _Literal | inline.Mark] = []
    for piece in inline.split(text):
        flat.extend(_literal(piece, keep) if isinstance(piece, str) else [piece])
    partners = _partners(flat)
    items: list[Item] = []
    for i, part in enumerate(flat):
        if isinstance(part, inline.Mark):
            form = part.form if i in partners else Form.ALONE
            items.append(Token(min(i, partners.get(i, i)), form, str(part), part))
        elif isinstance(part, _Literal):
            items.append(Token(i, Form.ALONE, part.text))
        else:
            items.append(part)
    return tuple(items)


@dataclass(frozen=True, slots=True)
class _Literal:
    """Literal text to keep."""

    text: str


def _literal(text: str, keep: Keep | None) -> Iterator[str | _Literal]:
    for piece, kept in _marked_off(text, (found.span() for found in OPAQUE.finditer(text))):
        if kept or keep is None:
            yield _Literal(piece) if kept else piece
        else:
            yield from (_Literal(part) if own else part for part, own in _marked_off(piece, keep(piece)))


def _marked_off(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the spans."""
    at = 0
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _partners(flat: Sequence[str | _Literal | inline.Mark]) -> dict[int, int]:
    partners: dict[int, int] = {}
    stack: list[int] = []
    for i, part in enumerate(flat):
        if not isinstance(part, inline.Mark):
            continue
        if part.form is Form.OPEN:
            stack.append(i)
        elif part.form is Form.CLOSE:
            match = next((j for j in reversed(stack) if _same(flat[j], part)), None)
            if match is not None:
                del stack[stack.index(match) :]
                partners |= {i: match, match: i}
    return partners


def _same(opened: str | _Literal | inline.Mark, closed: inline.Mark) -> bool:
    return isinstance(opened, inline.Mark) and (opened.kind, opened.number) == (closed.kind, closed.number)


def tokens(items: Iterable[Item]) -> list[Token]:
    return [item for item in items if isinstance(item, Token)]


def render(items: Iterable[Item]) -> str:
    """The items as a msgstr, literal look-alikes of marks escaped."""
    parts: list[str | inline.Mark] = []
    for item in items:
        part = item if isinstance(item, str) else item.mark or item.text
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return inline.unsplit(parts) if parts else ""


def pairs(items: Sequence[Item]) -> tuple[Pair, ...]:
    """The tree of pairs."""
    root: list[Pair] = []
    stack: list[tuple[int, list[Pair]]] = [(-1, root)]
    for i, item in enumerate(items):
        if isinstance(item, str) or item.form is Form.ALONE:
            continue
        if item.form is Form.OPEN:
            stack.append((i, []))
        else:
            start, inner = stack.pop()
            stack[-1][1].append(Pair(item.number, start, i, tuple(inner)))
    return tuple(root)


def fault(source: Sequence[Item], answer: Sequence[Item]) -> str:
    """Why an answer's tokens are not the source's, in words for the user; empty where they are."""
    if _count(source) != _count(answer):
        return "marks or placeholders were lost or doubled"
    stack: list[int] = []
    for token in tokens(answer):
        if token.form is Form.OPEN:
            stack.append(token.number)
        elif token.form is Form.CLOSE and (not stack or stack.pop() != token.number):
            return "marks came back crossed"
    if _empty(answer) - _empty(source):
        return "a pair of marks came back around nothing"
    if _glued(answer) - _glued(source):
        return "a mark or placeholder came back inside a word"
    return ""


def _count(items: Iterable[Item]) -> Counter[tuple[str, Form]]:
    return Counter((token.text, token.form) for token in tokens(items))


def _empty(items: Sequence[Item]) -> Counter[str]:
    """The pairs that hold no visible text and no standalone token, by their opening."""
    found: Counter[str] = Counter()
    stack: list[tuple[str, bool]] = []
    for item in items:
        if isinstance(item, str) or item.form is Form.ALONE:
            full = not isinstance(item, str) or bool(item.strip())
            stack = [(opened, was or full) for opened, was in stack]
        elif item.form is Form.OPEN:
            stack.append((item.text, False))
        elif stack:
            opened, full = stack.pop()
            found[opened] += not full
    return found


def _glued(items: Sequence[Item]) -> Counter[tuple[str, str]]:
    """The tokens with a letter directly before or after, per side; a pair's ends only where both sides have one."""
    found: Counter[tuple[str, str]] = Counter()
    for i, item in enumerate(items):
        if isinstance(item, str):
            continue
        before, after = _near(items, i, -1), _near(items, i, 1)
        if item.form is Form.ALONE:
            found[item.text, "before"] += before and not item.anchored
            found[item.text, "after"] += after
        else:
            found[item.text, "both"] += before and after
    return found


def _near(items: Sequence[Item], i: int, step: int) -> bool:
    """Whether the nearest text on that side, looking through the ends of pairs, begins with a letter or digit."""
    i += step
    while 0 <= i < len(items):
        item = items[i]
        if isinstance(item, str):
            return bool(item) and bool(_LETTER.match(item[0] if step > 0 else item[-1]))
        if item.form is Form.ALONE:
            return False
        i += step
    return False
