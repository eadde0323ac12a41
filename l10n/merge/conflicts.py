"""A PO file with git's conflict markers → the versions that it was merged from, and these → one file again.

The styles merge, diff3 and zdiff3 are read. Where the file does not tell the base, what both sides have alike is it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from l10n.catalog import Catalog, parse
from l10n.catalog.lines import decode
from l10n.errors import InputError
from l10n.merge.threeway import Merged, threeway

_MARKER = re.compile(r"([<|=>])\1{6}(?=[ \r]|$)")
# The part of a conflict that begins with each marker, and the marker that may come before it.
_PARTS = {"<": "ours", "|": "base", "=": "theirs", ">": ""}
_AFTER = {"<": ("",), "|": ("ours",), "=": ("ours", "base"), ">": ("theirs",)}


@dataclass(slots=True)
class _Version:
    """The lines of one side, each with its number in the file."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        self.lines.append(line)
        self.numbers.append(number)

    def parse(self, charset: str, file: str) -> Catalog:
        """InputError with the line in the file that holds the markers."""
        try:
            return parse("".join(self.lines).encode(charset), file)
        except InputError as error:
            line = self.numbers[error.line - 1] if 0 < error.line <= len(self.numbers) else 0
            raise InputError(error.message, file=file, line=line, hint=error.hint) from None


def resolve(data: bytes, source: str = "en", file: str = "", known: bytes | None = None) -> Merged | None:
    """The catalog without its conflicts; None where there are none. `source` is the language of the msgids, `known` the
    base if somebody knows it."""
    text, charset = decode(data, file)
    versions = {"base": _Version(), "ours": _Version(), "theirs": _Version()}
    found = _split(text, versions, file)
    if not found[">"]:
        return None
    ours, theirs = (versions[side].parse(charset, file) for side in ("ours", "theirs"))
    told = "".join(versions["base"].lines).encode(charset) if found["|"] == found[">"] else None
    base = next(filter(None, map(_base, (known, told))), None) or _alike(ours, theirs)
    return threeway(base, ours, theirs, source)


def _split(text: str, versions: dict[str, _Version], file: str) -> Counter[str]:
    """Deals the lines out to the versions; how many markers of each kind there are. InputError for one out of place."""
    at, opened = "", 0
    found: Counter[str] = Counter()
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        marker = _MARKER.match(line)
        if marker is None:
            for side in [at] if at else versions:
                versions[side].add(number, f"{line}\n")
            continue
        kind = marker[1]
        if at not in _AFTER[kind]:
            hint = "mend this conflict by hand, then run the command again"
            raise InputError(f"{marker[0]} is out of place", file=file, line=number, hint=hint)
        at, opened = _PARTS[kind], number if kind == "<" else opened
        found[kind] += 1
    if at:
        raise InputError("a conflict that does not end", file=file, line=opened, hint="its >>>>>>> line is missing")
    return found


def _base(data: bytes | None) -> Catalog | None:
    """What both sides began with; None where that is no file (zdiff3 leaves out what both added alike)."""
    try:
        return None if data is None else parse(data)
    except InputError:
        return None


def _alike(ours: Catalog, theirs: Catalog) -> Catalog:
    """What the two sides have in common."""
    entries = {entry.key: entry for entry in theirs.entries}
    fields = tuple(pair for pair in ours.header if pair in theirs.header)
    comments = tuple(line for line in ours.header_comments if line in theirs.header_comments)
    alike = tuple(entry for entry in ours.entries if entries.get(entry.key) == entry)
    return replace(ours, header=fields, header_comments=comments, entries=alike)
