"""The structure of a document, and whether a translation has kept it.

Both documents are cut at block level. Skeleton must be the same text; a block must have the same kind, place and
tags (their order is free, emphasis may go) and must read as its translation says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from l10n.model import STRICT_KINDS, Document, Piece, Tag, Text, Unit

_LINES = re.compile(r"\r\n|\r|\n")
_GLUE = re.compile(r"\s+")


def difference(source: Document, composed: Document, wording: Mapping[int, Sequence[str]]) -> int | None:
    """The index of the first piece of `source` whose counterpart differs in structure; None where all is kept.

    `wording` gives, by the index of a block, the translations that must read as they are written, in order.
    """
    if source.format == "text":
        return _text_difference(source, composed)
    before, after = _comparable(source.pieces), _comparable(composed.pieces)
    for i, (one, two) in enumerate(zip(before, after, strict=False)):
        if one != two:
            return i
        piece = composed.pieces[i]
        if i in wording and isinstance(piece, Unit) and not _reads(piece, wording[i]):
            return i
    return None if len(before) == len(after) else min(len(before), len(after)) - 1


def _comparable(pieces: Sequence[Piece]) -> list[object]:
    out: list[object] = []
    for i, piece in enumerate(pieces):
        if isinstance(piece, Unit):
            out.append(signature(piece))
            continue
        text = piece
        if i > 0 and _is_meta(pieces[i - 1]):
            text = text.removeprefix('"').removeprefix("'")
        if i + 1 < len(pieces) and _is_meta(pieces[i + 1]):
            text = text.removesuffix('"').removesuffix("'")
        out.append(text)
    return out


def _is_meta(piece: Piece) -> bool:
    """Whether quotes around a value are the format's to choose."""
    return isinstance(piece, Unit) and piece.kind == "meta"


def signature(unit: Unit) -> tuple[object, ...]:
    """What must not change about a unit: kind, msgctxt, and each tag that a translation must keep."""
    tags = Counter(_tag(part) for part in unit.parts if isinstance(part, Tag) and part.kind in STRICT_KINDS)
    return unit.kind, unit.context, frozenset(tags.items())


def _tag(tag: Tag) -> tuple[object, ...]:
    if tag.fresh:
        return tag.kind, tag.form, tag.fresh
    return tag.kind, tag.form, *(piece if isinstance(piece, str) else signature(piece) for piece in tag.pieces)


def _reads(unit: Unit, wording: Sequence[str]) -> bool:
    seen = "".join(_GLUE.sub("", text) for text in _texts(unit))
    at = 0
    for text in wording:
        wanted = _GLUE.sub("", text)
        found = seen.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _texts(unit: Unit) -> list[str]:
    return [part.text for part in unit.parts if isinstance(part, Text)]


def _text_difference(source: Document, composed: Document) -> int | None:
    """Plain text: the same runs of lines between the same blank lines."""
    same = _runs(source.source) == _runs(composed.source)
    return None if same else len(source.pieces) - 1


def _runs(text: str) -> list[int]:
    """Minus the count of blank lines for each gap, 1 for each run of lines."""
    out: list[int] = []
    for line in _LINES.split(text):
        if line.strip(" \t\f\v\ufeff"):
            if not out or out[-1] < 0:
                out.append(1)
        elif out and out[-1] < 0:
            out[-1] -= 1
        else:
            out.append(-1)
    return out
