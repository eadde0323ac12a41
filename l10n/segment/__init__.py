"""Cut a block of prose (a headline, a paragraph, a list item) into sentences.

`data/<language>.toml` holds the rules and lists of a language; `data/generic.toml` says what each key means.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from l10n.model import Part, Text
from l10n.segment import boundaries, marks, rules

Span = tuple[int, int]


def segment(text: str, locale: str, no_break: tuple[str, ...] = ()) -> list[Span]:
    """Spans (start, end) that tile `text`, one a sentence; blanks after a sentence belong to it.

    `text` may hold inline marks (`<a1>`, `</a1>`, `<code2/>`): no span cuts one, and none hides a sentence's end.
    `no_break` are a project's own abbreviations, which never end a sentence ("Cllr", "approx."). Linear in `text`.
    """
    known = rules.load(locale, no_break)
    if "<" not in text:
        return _spans(boundaries.find(text, known), len(text))
    bare = marks.strip(text)
    return _spans(bare.restore(boundaries.find(bare.text, known)), len(text))


def ends(parts: Sequence[Part], locale: str, no_break: tuple[str, ...] = ()) -> list[int]:
    """Where sentences end inside the parts of a block, as offsets among their texts; a tag counts as one character."""
    known = rules.load(locale, no_break)
    texts = [part.text for part in parts if isinstance(part, Text)]
    if len(texts) == len(parts):
        return boundaries.find("".join(texts), known)
    bare = marks.without_tags(parts)
    return bare.restore(boundaries.find(bare.text, known))


def _spans(cuts: list[int], length: int) -> list[Span]:
    if not length:
        return []
    edges = [0, *cuts, length]
    return list(pairwise(edges))
