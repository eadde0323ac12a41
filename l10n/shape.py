"""The structure of a document, and whether a translation has kept it.

Both documents are cut at block level. Skeleton must be the same text; a block must have the same kind, context and
tags (their order is free, emphasis may go), and it must read as its translations say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n.model import STRICT_KINDS, Document, Piece, Tag, Text, Unit, walk


@dataclass(frozen=True, slots=True)
class Wording:
    """What translations say in a block: its own sentences in order, and those of each text inside its tags."""

    own: Sequence[str]
    nested: Sequence[Sequence[str]] = ()


def differences(source: Document, composed: Document, wording: Mapping[int, Wording]) -> list[int]:
    """The indices of the pieces of `source` that `composed` does not keep; the first alone where their number differs.

    `wording` is by the index of a block. Plain text has no structure but its lines, which no translation can change.
    """
    if source.format == "text":
        return []
    before, after = source.pieces, composed.pieces
    shared = range(min(len(before), len(after)))
    found = [i for i in shared if _comparable(before, i) != _comparable(after, i)]
    if len(before) != len(after):
        return found[:1] or [min(len(before), len(after)) - 1]
    return found or [i for i in wording if not _reads(composed.pieces[i], wording[i])]


def _comparable(pieces: Sequence[Piece], i: int) -> object:
    """What must be the same about a piece."""
    piece = pieces[i]
    if isinstance(piece, Unit):
        return signature(piece)
    if i > 0 and _is_meta(pieces[i - 1]):
        piece = piece.removeprefix('"').removeprefix("'")
    if i + 1 < len(pieces) and _is_meta(pieces[i + 1]):
        piece = piece.removesuffix('"').removesuffix("'")
    return piece


def _is_meta(piece: Piece) -> bool:
    """Whether quotes around a value are the format's to choose."""
    return isinstance(piece, Unit) and piece.kind == "meta"


def signature(unit: Unit) -> tuple[object, ...]:
    """What must not change about a unit: kind, msgctxt, and each tag that a translation must keep."""
    tags = [_tag(part) for part in unit.parts if isinstance(part, Tag) and part.kind in STRICT_KINDS]
    return unit.kind, unit.context, frozenset(Counter(tags).items()) if tags else None


def _tag(tag: Tag) -> tuple[object, ...]:
    if tag.fresh:
        return tag.kind, tag.form, tag.fresh
    return tag.kind, tag.form, *(piece if isinstance(piece, str) else signature(piece) for piece in tag.pieces)


# ---------------------------------------------------------------- wording


def _reads(piece: Piece, wording: Wording) -> bool:
    own, *inside = walk((piece,))
    return _says(own, wording.own) and all(any(_says(unit, texts) for unit in inside) for texts in wording.nested)


def _says(unit: Unit, texts: Sequence[str]) -> bool:
    """Whether these texts stand in the unit, in order; blanks do not count."""
    seen = _squashed(unit, "".join([part.text for part in unit.parts if isinstance(part, Text)]))
    at = 0
    for text in texts:
        wanted = _squashed(unit, text)
        found = seen.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _squashed(unit: Unit, text: str) -> str:
    text = "".join(text.split())
    return text.replace("’", "'") if unit.kind == "meta" else text  # where no apostrophe can be written, this one is
