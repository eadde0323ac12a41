"""A unit that is now several, or several that are now one, though no word of the source changed: other rules of
segmentation, or blocks instead of sentences. The translation is cut or joined in the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.inline import Mark, plain, split, unsplit
from l10n.model import Form

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark that opens or stands alone, and the letters before and within it, blanks not counted."""

    mark: Mark
    start: int
    end: int


def same_words(whole: str, parts: Sequence[str]) -> bool:
    """Whether the parts together are the whole, but for blanks and marks."""
    return _letters(whole) == "".join(map(_letters, parts))


def recut(source: str, target: str, parts: Sequence[str], locale: str) -> list[str] | None:
    """The target of `source` cut for each of its `parts` (msgids); None where sentences do not pair one to one."""
    if not same_words(source, parts):
        return None
    from l10n.segment import segment

    cuts = [target[start:end].strip() for start, end in segment(target, locale)]
    if len(cuts) != len(parts) or not _plausible(parts, cuts):
        return None
    numbers = list(_numbers(source, parts))
    out = [_renumbered(text, mapping) for text, mapping in zip(cuts, numbers, strict=True)]
    return None if None in out else [text for text in out if text is not None]


def _letters(text: str) -> str:
    return _BLANKS.sub("", plain(text))


def _plausible(parts: Sequence[str], cuts: Sequence[str]) -> bool:
    """Whether each sentence is about as much longer or shorter as the whole is."""
    sizes = [(len(_letters(part)), len(_letters(cut))) for part, cut in zip(parts, cuts, strict=True)]
    whole = sum(after for _, after in sizes) / max(1, sum(before for before, _ in sizes))
    return all(abs(after - whole * before) <= max(12, 0.6 * whole * before) for before, after in sizes)


def _placed(text: str) -> list[_Placed]:
    """The marks of a text, in order, with their places."""
    at, open_, out = 0, list[tuple[Mark, int]](), list[_Placed]()
    for item in split(text):
        if isinstance(item, str):
            at += len(_BLANKS.sub("", item))
        elif item.form is Form.CLOSE and open_:
            mark, start = open_.pop()
            out.append(_Placed(mark, start, at))
        elif item.form is Form.OPEN:
            open_.append((item, at))
        else:
            out.append(_Placed(item, at, at))
    return sorted(out, key=lambda placed: placed.mark.number)


def _numbers(source: str, parts: Sequence[str]) -> Iterator[dict[tuple[str, int], int]]:
    """For each part, the whole's marks that it has, with their numbers there; those round all of it are gone."""
    begin = 0
    whole = _placed(source)
    for part in parts:
        end = begin + len(_letters(part))
        mine = [placed for placed in whole if begin <= placed.start and placed.end <= end]
        new = [placed.mark for placed in _placed(part)]
        if len(mine) > len(new):
            mine = [placed for placed in mine if (placed.start, placed.end) != (begin, end)]
        kinds = [placed.mark.kind for placed in mine] == [mark.kind for mark in new]
        yield (
            {(old.mark.kind, old.mark.number): mark.number for old, mark in zip(mine, new, strict=True)}
            if kinds
            else {}
        )
        begin = end


def _renumbered(text: str, numbers: dict[tuple[str, int], int]) -> str | None:
    """The text with its marks as the part numbers them; None where it has one that the part does not have."""
    items = split(text)
    marks = [item for item in items if isinstance(item, Mark)]
    inside = [mark for mark in marks if (mark.kind, mark.number) in numbers]
    around = items and isinstance(items[0], Mark) and isinstance(items[-1], Mark)
    if len(inside) != len(marks) and not (around and len(marks) - len(inside) == 2):
        return None
    kept = [item for item in items if isinstance(item, str) or (item.kind, item.number) in numbers]
    new = [i if isinstance(i, str) else replace(i, number=numbers[i.kind, i.number]) for i in kept]
    return unsplit(new).strip()
