"""What kind of edit turned one source sentence into another: cosmetic, factual or rewritten.

Cosmetic keeps a translation approved, factual always retires it, all else is rewritten. In doubt, the stricter class.
"""

from __future__ import annotations

import re

from l10n.inline import Mark, marks, plain, split, unsplit
from l10n.merge.facts import differences
from l10n.model import Form

COSMETIC, FACTUAL, REWRITTEN = "cosmetic", "factual", "rewritten"

_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›", "\"\"\"\"\"\"''''''")
_DASH = re.compile(r"\s*[–—―]\s*|\s--?-?\s|(?<=\w)---?(?=\w)|(?<=\d)\s*[-‐‑]\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d)[,،，]|[,،，](?!\d)")
# Blanks at punctuation: French has them, guillemets have them, English has not.
_LOOSE = re.compile(r"(?<=[«‹(\[“‘])\s+|\s+(?=[»›)\]”:;!?%])")


def edit_class(old: str, new: str, locale: str) -> str:
    """`cosmetic`, `factual` or `rewritten`, for two msgids with marks in; `locale` is theirs."""
    before, after = _settled(plain(old)), _settled(plain(new))
    gone, come = differences(before, after, locale)
    if gone or come:
        return FACTUAL
    return COSMETIC if _skeleton(old) == _skeleton(new) else REWRITTEN


def _settled(text: str) -> str:
    """With one glyph for each kind of quote and dash, single blanks, and none at punctuation."""
    text = _LOOSE.sub("", " ".join(text.split())).translate(_QUOTES)
    return " ".join(_DASH.sub(" – ", text).split())


def _skeleton(text: str) -> str:
    """The text without what a cosmetic edit may change: also commas, the first capital, what marks are called."""
    order: dict[tuple[str, int], int] = {}
    shapes = {Form.OPEN: "\ue000{}\ue001", Form.CLOSE: "\ue002{}\ue001", Form.ALONE: "\ue003{}\ue001"}
    parts = [
        shapes[item.form].format(order.setdefault((item.kind, item.number), len(order)))
        if isinstance(item, Mark)
        else item
        for item in split(text)
    ]
    whole = " ".join(_COMMA.sub("", _settled("".join(parts))).split())
    first = re.search(r"[^\W\d_]", whole)
    return whole if first is None else whole[: first.start()] + first[0].lower() + whole[first.end() :]


def renumbered(text: str, old: str, new: str) -> str:
    """A translation of `old` with its marks named and numbered as in `new`, after a cosmetic edit."""
    before, after = marks(old), marks(new)
    if [mark.key for mark in before] == [mark.key for mark in after]:
        return text
    keys = {(mark.kind, mark.number): (to.kind, to.number) for mark, to in zip(before, after, strict=True)}
    items = [_moved(item, keys) if isinstance(item, Mark) else item for item in split(text)]
    return unsplit(items) if items else text


def _moved(mark: Mark, keys: dict[tuple[str, int], tuple[str, int]]) -> Mark:
    kind, number = keys.get((mark.kind, mark.number), (mark.kind, mark.number))
    return Mark(kind, number, mark.form)
