"""JSX in Markdown (MDX): imports and exports, tags, expressions and comments, found and blotted out for the parser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.formats import Raw, prose
from l10n.model import Piece, Text, Unit

PLACE = "jsx-attr"
"""The value of an attribute; the quote that encloses it follows."""

_SCAN = re.compile(
    r"(?P<fence>^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|(?P<code>`+)"
    r"|\\[`<{\\]|\]\([^\s()]*"  # an escape; where a link leads is taken as it is
    r"|(?P<esm>^(?:import|export)(?=[\s{*'\"]))"
    r"|(?P<tag></?(?:[A-Za-z_$][\w$.:-]*|(?=>)))"
    r"|(?P<brace>\{(?!\#[\w-]+\}[ \t]*$))",  # `{#id}` after a heading is its name
    re.MULTILINE,
)
_HINT = re.compile(r"[<{]|^(?:import|export)\b", re.MULTILINE)
_IN_TAG = re.compile(
    r"\s*(?:(?P<end>/?\s*>)|(?=(?P<brace>\{))"
    r"|(?P<name>[A-Za-z_$][\w$:.-]*)(?:\s*=\s*(?:\"(?P<double>[^\"]{0,5000})\"|'(?P<single>[^']{0,5000})'|(?P<value>(?=\{))))?)"
)
_JS = re.compile(
    r"[{}]|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*+`?|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|(?<!:)//[^\n]*"
    r"|(?P<gap>\n[ \t]*(?=\n))",
    re.DOTALL,
)
_FARTHEST = 100_000  # an expression longer than this is text
_FAILURES = 50  # after so many that nothing closes, the rest is text
_PREFIX = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_TO_LINE_END = re.compile(r"[ \t\r]*(?:\n|\Z)")
_NAME = re.compile(r"</?[\w$.:-]*")
_TEXTS = {
    "alt": "alt",
    **dict.fromkeys("title label description caption summary placeholder heading aria-label".split(), "title"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of JSX: `kind` is tag, brace (an expression or comment) or esm."""

    kind: str
    start: int
    end: int


class _Scanner:
    """Finds JSX outside code; `failures` counts what nothing closed, so that the whole stays linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.failures = 0

    def tokens(self) -> Iterator[Token]:
        at = 0
        while found := _SCAN.search(self.text, at):
            kind, start = found.lastgroup or "", found.start()
            end = self._end(kind, found)
            if kind in ("tag", "brace", "esm") and end > start:
                yield Token(kind, start, end)
            at = max(end, found.end())

    def _end(self, kind: str, found: re.Match[str]) -> int:
        if kind == "fence":
            return self._fence(found)
        if kind == "code":
            return self._code(found)
        if kind == "esm":
            return self._statement(found.start())
        if kind == "tag":
            return self._tag(found)
        return self.expression(found.start()) if kind == "brace" else found.end()

    def _fence(self, found: re.Match[str]) -> int:
        marks = found[0][len(found[0].rstrip(found[0][-1])) :]
        closing = re.compile(rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t\r]*$", re.MULTILINE)
        end = closing.search(self.text, found.end())
        return end.end() if end else len(self.text)

    def _code(self, found: re.Match[str]) -> int:
        """Where a code span ends; at its first signs where nothing closes it in its paragraph."""
        stop = self.text.find("\n\n", found.end())
        for ticks in re.compile("`+").finditer(self.text, found.end(), stop if stop >= 0 else len(self.text)):
            if len(ticks[0]) == len(found[0]):
                return ticks.end()
        return found.end()

    def _statement(self, start: int) -> int:
        """Where an import or export ends: at the blank line after it. -1 where it continues a paragraph."""
        if self.text[self.text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip():
            return -1
        depth = 0
        for found in _JS.finditer(self.text, start):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if found["gap"] and depth <= 0:
                return found.start()
        return len(self.text)

    def expression(self, start: int) -> int:
        depth = 0
        if self.failures < _FAILURES:
            for found in _JS.finditer(self.text, start, start + _FARTHEST):
                depth += {"{": 1, "}": -1}.get(found[0], 0)
                if depth == 0:
                    return found.end()
            self.failures += 1
        return -1

    def _tag(self, found: re.Match[str]) -> int:
        """Where a tag ends; -1 where it is none."""
        at = found.end()
        while inside := _IN_TAG.match(self.text, at):
            at = inside.end()
            if inside["end"] is not None:
                return at
            if inside["brace"] or inside["value"] is not None:
                at = self.expression(at)
                if at < 0:
                    return -1
        return -1


# ---------------------------------------------------------------- for the parser


def mask(text: str) -> str:
    """The text with its JSX blotted out, as many UTF-8 bytes: blanks where a line holds nothing else, so that prose
    between tags is paragraphs of its own; tags of HTML inside a line."""
    if not _HINT.search(text):
        return text
    tokens = list(_Scanner(text).tokens())
    out, at = [], 0
    for first, last in _groups(text, tokens):
        group = tokens[first:last]
        alone = _is_alone(text, group[0].start, group[-1].end)
        for token in group:
            raw = text[token.start : token.end]
            out += [text[at : token.start], _blank(raw) if alone or token.kind == "esm" else _as_html(raw)]
            at = token.end
    return "".join([*out, text[at:]])


def _groups(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Runs of tokens with nothing but blanks between them, on one line."""
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or text[tokens[i - 1].end : tokens[i].start].strip(" \t"):
            yield first, i
            first = i


def _is_alone(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return bool(_PREFIX.fullmatch(text, line, start) and _TO_LINE_END.match(text, end))


def _wide(raw: str, sign: str) -> str:
    """This sign for every byte but blanks and line ends."""
    if raw.isascii():
        return re.sub(r"[^ \t\r\n]", sign, raw)
    return re.sub(r"[^ \t\r\n]", lambda found: sign * len(found[0].encode("utf-8", "surrogatepass")), raw)


def _blank(raw: str) -> str:
    return _wide(raw, " ")


def _as_html(raw: str) -> str:
    """A tag or expression as a tag that every Markdown parser knows; `<>`, `</>` and `{}` are too short for one."""
    if len(raw) < 3 or raw == "</>":
        return raw
    head = "</" if raw.startswith("</") else "<"
    tail = "/>" if raw.startswith("<") and raw.endswith("/>") else ">"
    body = _wide(raw[len(head) : -len(tail)], "x")
    return head + ("x" + body[1:] if body[:1].isspace() else body) + tail


# ---------------------------------------------------------------- texts in tags


def pieces(text: str) -> Iterator[Piece]:
    """Skeleton or a tag with its texts cut out: titles, labels, descriptions."""
    at = 0
    for token in _Scanner(text).tokens() if "=" in text and "<" in text else ():
        if token.kind != "tag":
            continue
        for unit, start, end in _values(text, token):
            yield text[at:start]
            yield unit
            at = end
    if at < len(text):
        yield text[at:]


def _values(text: str, token: Token) -> Iterator[tuple[Unit, int, int]]:
    scanner, at = _Scanner(text), token.start + len(_NAME.match(text, token.start)[0])  # type: ignore[index]  # a tag
    while at >= 0 and (found := _IN_TAG.match(text, at)) and found["end"] is None:
        at = found.end()
        if found["brace"] or found["value"] is not None:
            at = scanner.expression(at)
            continue
        group = "single" if found["double"] is None else "double"
        kind, (start, end) = _TEXTS.get(found["name"], ""), found.span(group)
        if kind and (found[group] or "").strip():
            yield _unit(found[group], kind, text[end]), start, end


def _unit(raw: str, kind: str, quote: str) -> Unit:
    seen = html.unescape(raw)
    parts = tuple(prose.parts(raw)) if seen == raw else (Text(raw, seen),)
    return Unit(parts, kind, kind, PLACE + quote)


def fill(place: str, items: Sequence[str | Raw]) -> str:
    """A value between its quotes, where nothing but references is read."""
    quote = place.removeprefix(PLACE)
    text = "".join(
        item if isinstance(item, Raw) else item.replace("&", "&amp;").replace(quote, html.escape(quote))
        for item in items
    )
    return re.sub(r"\s*[\r\n\f\v\x85\u2028\u2029]+\s*", " ", text).strip(" \t")
