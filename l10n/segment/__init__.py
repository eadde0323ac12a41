"""Cut a block of prose (a headline, a paragraph, a list item) into sentences.

`data/<language>.toml` holds the rules and lists of a language; `data/generic.toml` says what each key means.
"""

from __future__ import annotations

from itertools import pairwise

from l10n.segment import boundaries, rules

Span = tuple[int, int]


def segment(text: str, locale: str, no_break: tuple[str, ...] = ()) -> list[Span]:
    """Spans (start, end) that tile `text`, one a sentence; blanks after a sentence belong to it.

    `text` may hold inline marks (`<a1>`, `</a1>`, `<code2/>`): no span cuts one, and none hides a sentence's end.
    `no_break` are a project's own abbreviations, which never end a sentence ("Cllr", "approx."). Linear in `text`.
    """
    known = rules.load(locale, no_break)
    if "<" not in text:
        cuts = boundaries.find(text, known)
    else:
        from l10n.segment import marks

        bare = marks.strip(text)
        cuts = bare.restore(boundaries.find(bare.text, known))
    return _spans(cuts, len(text))


def _spans(cuts: list[int], length: int) -> list[Span]:
    if not length:
        return []
    edges = [0, *cuts, length]
    return list(pairwise(edges))
