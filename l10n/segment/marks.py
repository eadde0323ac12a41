"""Inline marks set aside while sentences are found, and the cuts put back between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from l10n import inline
from l10n.model import Form, Part, Text

# What a mark that stands for something reads as: a word without case.
OBJECT = "\ufffc"
_STAND_INS = {"fn": "", "br": "\n"}


@dataclass(frozen=True, slots=True)
class Bare:
    """`text` without marks, of a source of that `length`. `starts[i]` is where piece i lies in `text`, `shifts[i]` what
    to add to get back to the source, `opens[i]` whether the mark before piece i opens something."""

    text: str
    length: int
    starts: list[int]
    shifts: list[int]
    opens: list[bool]

    def restore(self, cuts: list[int]) -> list[int]:
        """Cuts of `text` as cuts of the source, each once, none at its ends."""
        moved = (self._place(cut) for cut in cuts)
        return [cut for cut in dict.fromkeys(moved) if 0 < cut < self.length]

    def _place(self, cut: int) -> int:
        """Closing marks stay with what they follow, opening ones go with what follows them."""
        piece = bisect_left(self.starts, cut) - 1
        closing = piece + 1
        while closing < len(self.starts) and self.starts[closing] == cut and not self.opens[closing]:
            piece = closing
            closing += 1
        blanks = self._blanks_before(cut)
        # An opening mark amid the blanks before the cut takes those after it along.
        place = cut + self.shifts[piece]
        while piece > 0 and self.opens[piece] and self.starts[piece] >= blanks:
            piece -= 1
            place = self.starts[piece + 1] + self.shifts[piece]
        return place

    def _blanks_before(self, cut: int) -> int:
        while cut > 0 and self.text[cut - 1].isspace():
            cut -= 1
        return cut


def strip(text: str) -> Bare:
    """`text` without its marks: those that stand for something become an OBJECT, a line break a blank."""
    bare = _Stripping()
    done = 0
    for mark in inline.marks(text):
        bare.text(text[done : mark.start])
        bare.mark(mark.kind, mark.form, mark.end - mark.start)
        done = mark.end
    bare.text(text[done:])
    return bare.done()


def without_tags(parts: Sequence[Part]) -> Bare:
    """The same for the parts of a unit, each tag of which counts as one character of the source."""
    bare = _Stripping()
    for part in parts:
        if isinstance(part, Text):
            bare.text(part.text)
        else:
            bare.mark(part.kind, part.form, 1)
    return bare.done()


class _Stripping:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts, self.shifts, self.opens = [0], [0], [False]
        self.length = self.shift = 0

    def text(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, kind: str, form: Form, width: int) -> None:
        instead = _STAND_INS.get(kind, OBJECT) if form is Form.ALONE else ""
        self.pieces.append(instead)
        self.length += len(instead)
        self.shift += width - len(instead)
        self.starts.append(self.length)
        self.shifts.append(self.shift)
        self.opens.append(form is Form.OPEN)

    def done(self) -> Bare:
        return Bare("".join(self.pieces), self.length + self.shift, self.starts, self.shifts, self.opens)
