"""Patterns over article names: `*` and `?` inside a folder, `**` across folders; brackets mean themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_PART = re.compile(r"\*\*/|\*\*|\*|\?|.", re.DOTALL)
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns fits. A pattern without `/` is held against the last part of the name;
    one that ends in `/` takes the whole folder."""
    return any(_compiled(pattern).fullmatch(name) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern and pattern != "**":
        pattern = f"**/{pattern}"
    parts = _PART.findall(pattern.removeprefix("/"))
    return re.compile("".join(_MEANING.get(part) or re.escape(part) for part in parts), re.DOTALL)
