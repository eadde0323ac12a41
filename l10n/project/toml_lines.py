"""Which line of a TOML text holds which key: tomllib does not tell, and messages need it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"

_TOKEN = re.compile(
    r"""
      (?P<blank> \#[^\n]* | [\ \t\r]+ )
    | (?P<string> \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5} | " (?: \\. | [^"\\\n] )* " | ' [^'\n]* ' )
    | (?P<newline> \n )
    | (?P<mark> [\[\]{}=.,] )
    | (?P<word> [^\s\[\]{}=.,\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Tokens:
    """The tokens of a TOML text with their lines; blanks and comments left out."""

    def __init__(self, text: str) -> None:
        self._found = self._scan(text)
        self.kind, self.text, self.line = "", "", 1
        self.step()

    def _scan(self, text: str) -> Iterator[tuple[str, str, int]]:
        line = 1
        for match in _TOKEN.finditer(text):
            if match.lastgroup != "blank":
                yield match.lastgroup or "", match.group(), line
            line += match.group().count("\n")
        yield "end", "", line

    def step(self) -> str:
        """Go to the next token; the text of the one left behind."""
        left = self.text
        self.kind, self.text, self.line = next(self._found, ("end", "", self.line))
        return left


def lines(text: str) -> Mapping[Path, int]:
    """Key path → line, from 1, for a text that tomllib accepts. Items of a list written in brackets have a
    path too (`("locales", 2)`); keys inside `{…}` have none."""
    found: dict[Path, int] = {}
    tokens = _Tokens(text)
    table: Path = ()
    while tokens.kind != "end":
        if tokens.kind == "newline":
            tokens.step()
            continue
        line = tokens.line
        header = tokens.text == "["
        path = _key(tokens) if header else table + _key(tokens)
        found.setdefault(path, line)
        if header:
            table = path
        else:
            _value(tokens, path, found)
    return found


def _key(tokens: _Tokens) -> Path:
    """The parts of a dotted key, up to its `=` or the end of a `[header]`."""
    parts: list[str | int] = []
    while tokens.kind not in ("newline", "end") and tokens.text != "=":
        if tokens.kind in ("word", "string"):
            parts.append(_unquoted(tokens.text) if tokens.kind == "string" else tokens.text)
        tokens.step()
    return tuple(parts)


def _unquoted(text: str) -> str:
    import tomllib

    return str(tomllib.loads(f"key = {text}")["key"])


def _value(tokens: _Tokens, path: Path, found: dict[Path, int]) -> None:
    """Step over a value; note the line of every item of its outermost list."""
    tokens.step()
    depth, item, awaited = 0, 0, False
    while tokens.kind != "end" and not (tokens.kind == "newline" and depth == 0):
        line, kind, text = tokens.line, tokens.kind, tokens.step()
        if awaited and kind != "newline" and text != "]":
            found[(*path, item)], awaited = line, False
        if kind == "mark":
            depth += (text in "[{") - (text in "]}")
        if kind == "mark" and depth == 1 and text in "[,":
            item, awaited = item + (text == ","), True
