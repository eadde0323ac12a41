"""How much of where a text stands the `#:` lines tell: file and line, the file alone, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import repeat

FULL, FILE, NEVER = "full", "file", "never"
POREFS = (FULL, FILE, NEVER)
_LINE = re.compile(r"(?<=.):\d+$", re.DOTALL)


def shortened(references: Iterable[str], how: str) -> tuple[str, ...]:
    """References, each `file` or `file:line`, as `how` (one of POREFS) wants them; each once."""
    if how == NEVER:
        return ()
    if how == FULL:
        return tuple(references)
    return tuple(dict.fromkeys(_LINE.sub("", name) for name in references))


def references(file: str, text: str, begins: Iterable[int], how: str) -> Iterable[str]:
    """The reference of each place of `file`, whose text is `text`, that begins there; without end where all are the
    same ("" where there is to be none)."""
    if how != FULL:
        return repeat("" if how == NEVER else file)
    ends = [match.start() for match in re.finditer("\n", text)]
    return (f"{file}:{bisect_left(ends, begin) + 1}" for begin in begins)
