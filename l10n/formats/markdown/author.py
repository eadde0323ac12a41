"""What the author of an article has said about the blocks that follow: notes, contexts, what not to translate."""

from __future__ import annotations

import re
from collections import deque

from l10n.formats.directives import Action, Directive, directive

_MARKUP = re.compile(
    r"<!--.{0,2000}?-->|\{\s{0,9}/\*.{0,2000}?\*/\s{0,9}\}|<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*)[^<>]*>", re.DOTALL
)
WITHHELD = re.compile(
    r"\stranslate\s*=\s*(?:[\"']|\{\")?no\b|\sclass(?:Name)?\s*=\s*[\"'][^\"']*\bnotranslate\b", re.IGNORECASE
)
"""In a tag: its element is not for translators."""

_LIST = (
    r"\{(?::[ \t]*)?(?:[^{}\n]*[ \t])?(?:translate[ \t]*=[ \t]*[\"']?no\b|\.notranslate\b"
    r"|class[ \t]*=[ \t]*[\"'][^\"'\n]*\bnotranslate\b)[^{}\n]*\}"
)
_AT_EDGE = re.compile(rf"\A{_LIST}|\s{_LIST}\s*\Z")
_BELOW = re.compile(rf"[ \t]*(?:\r?\n[ \t>]*)?{_LIST}[ \t]*(?=\r?\n|\Z)".encode())


class Author:
    """`left` are the byte ranges of the body to be left alone, code among them."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.left: deque[tuple[int, int]] = deque()
        self.lists = b"translate" in source
        self.off = self.skip = self.offer = False
        self._since = 0
        self._name, self._depth = "", 0
        self._notes: list[str] = []
        self._context = ""

    # ------------------------------------------------------------ what is said

    def heed(self, markup: str, at: int, *, lasting: bool = False) -> None:
        """Reads comments and tags, `at` bytes into the body; only what lasts where another has read the rest."""
        if not ("<" in markup or "{" in markup):
            return
        for found in _MARKUP.finditer(markup):
            if found["name"]:
                self._tag(found, markup, at)
            elif (said := directive(found[0])) and (said.action in (Action.OFF, Action.ON) or not lasting):
                self.obey(said, at + _width(markup[: found.end()]))

    def obey(self, said: Directive, at: int) -> None:
        """Follows a directive that ends at this byte."""
        if said.action is Action.COMMENT:
            self._notes.append(said.value)
        elif said.action is Action.CONTEXT:
            self._context = said.value
        elif said.action is Action.SKIP:
            self.skip = True
        elif said.action is Action.OFFER:
            self.offer = True
        elif not self._name:
            self._turn(said.action is Action.OFF, at)

    def _tag(self, found: re.Match[str], markup: str, at: int) -> None:
        """Elements that are withheld may go on over many blocks; those of the same name in them are counted."""
        alone = found[0].endswith("/>")
        if self._name:
            if found["name"] == self._name and not alone:
                self._depth += -1 if found["close"] else 1
                if self._depth == 0:
                    self._name = ""
                    self._turn(False, at + _width(markup[: found.start()]))
        elif not (self.off or alone or found["close"]) and WITHHELD.search(found[0]):
            self._name, self._depth = found["name"], 1
            self._turn(True, at + _width(markup[: found.start()]))

    def _turn(self, off: bool, at: int) -> None:
        if off and not self.off:
            self._since = at
        elif self.off and not off:
            self.left.append((self._since, at))
        self.off = off

    def end(self) -> None:
        """The body is over: what is off stays so."""
        self._turn(False, len(self.source))

    # ------------------------------------------------------------ what follows

    def leave(self, start: int, end: int) -> None:
        """A block of code, which is never offered."""
        self.skip = self.offer = False
        if not self.off:
            self.left.append((start, end))

    def offers(self, raw: str, end: int) -> bool:
        """Whether a block is for translators; it ends at this byte, maybe with a list of attributes below."""
        wanted = self.offer or not (self.off or self.skip)
        self.skip = self.offer = False
        return wanted and not (self.lists and (_AT_EDGE.search(raw) or _BELOW.match(self.source, end)))

    def said(self) -> tuple[tuple[str, ...], str]:
        """Notes and context for this block; the next has none."""
        notes, context = tuple(self._notes), self._context
        self._notes, self._context = [], ""
        return notes, context


def _width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
