"""Inline marks set aside while sentences are found, and the cuts put back between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from l10n import inline
from l10n.model import Form

# What a mark that stands for something reads as: a word without case.
OBJECT = "\ufffc"
_STAND_INS = {"fn": "", "br": "\n"}


@dataclass(frozen=True, slots=True)
class Bare:
    """`text` without marks. `starts[i]` is where piece i lies in `text`, `shifts[i]` what to add to get
    back to the source, `opens[i]` whether the mark before piece i opens something."""

    text: str
    source: str
    starts: list[int]
    shifts: list[int]
    opens: list[bool]

    def restore(self, cuts: list[int]) -> list[int]:
        """Cuts of `text` as cuts of the source, each once, none at its ends."""
        moved = (self._place(cut) for cut in cuts)
        return [cut for cut in dict.fromkeys(moved) if 0 < cut < len(self.source)]

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
    pieces: list[str] = []
    starts, shifts, opens = [0], [0], [False]
    done = length = 0
    for mark in inline.marks(text):
        instead = _STAND_INS.get(mark.kind, OBJECT) if mark.form is Form.ALONE else ""
        pieces += (text[done : mark.start], instead)
        length += mark.start - done + len(instead)
        done = mark.end
        starts.append(length)
        shifts.append(done - length)
        opens.append(mark.form is Form.OPEN)
    pieces.append(text[done:])
    return Bare("".join(pieces), text, starts, shifts, opens)
