"""The parts of a unit as they are found: touching texts become one, what is no prose is taken out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n import inline
from l10n.formats import prose
from l10n.model import Form, Part, Tag, Text

_CONTROLS = re.compile(f"[{prose.CONTROLS}]")


class Parts:
    """`held` is text that stands in the source as it reads, its line ends as blanks; `line_end` one that the next
    character decides about, for nothing stands for it between two of Chinese or Japanese."""

    def __init__(self) -> None:
        self.out: list[Part] = []
        self.held = ""
        self.line_end = ""

    def plain(self, raw: str) -> None:
        """Text that reads as it is written."""
        if self.line_end:
            self._close_line(raw)
        self.held += raw

    def text(self, raw: str, text: str) -> None:
        """Text that is written otherwise."""
        if self.line_end:
            self._close_line(text)
        self._flush()
        control = _CONTROLS.search(text)
        self.out.append(Tag("x", Form.ALONE, (raw,), raw) if control else Text(raw, text))

    def soft(self, raw: str) -> None:
        """A line end inside a paragraph."""
        if self.line_end:
            self._close_line("")
        self.line_end = raw

    def prefix(self, raw: str) -> None:
        """What stands before the text of a line: the signs of quotes, the blanks of lists."""
        last = self.out[-1] if self.out and not self.held else None
        if self.line_end:
            self.line_end += raw
        elif isinstance(last, Tag) and last.kind == "br":
            self.out[-1] = Tag("br", Form.ALONE, (last.raw + raw,))
        else:
            self._flush()
            self.out.append(Text(raw, ""))

    def tag(self, tag: Tag) -> None:
        if self.line_end:
            self._close_line("")
        self._flush()
        self.out.append(tag)

    def opening(self) -> int:
        """Room for a tag that is known only when it closes; its place."""
        self.tag(_LATER)
        return len(self.out) - 1

    def done(self) -> list[Part]:
        if self.line_end:
            self._close_line("")
        self._flush()
        return self.out

    def _close_line(self, after: str) -> None:
        """The line end as what it reads as before this text."""
        raw, self.line_end = self.line_end, ""
        tight = after[:1] > "\u2fff" and inline.CJK.match(after) and inline.CJK.match(self._last())
        if raw == "\n" and not tight:
            self.held += raw
            return
        self._flush()
        self.out.append(Text(raw, "" if tight else " "))

    def _last(self) -> str:
        """The character before; "" after a tag."""
        if self.held:
            return self.held[-1]
        last = self.out[-1] if self.out else None
        return last.text[-1:] if isinstance(last, Text) else ""

    def _flush(self) -> None:
        if self.held:
            self.out += spoken(self.held)
            self.held = ""


_LATER = Tag("x", Form.ALONE, ())


def spoken(text: str) -> Iterator[Part]:
    """The parts of plain text, in which line ends read as blanks."""
    for part in prose.parts(text):
        wrapped = isinstance(part, Text) and "\n" in part.raw
        yield Text(part.raw, part.raw.replace("\n", " ")) if wrapped else part
