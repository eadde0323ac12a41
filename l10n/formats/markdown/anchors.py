"""Anchors of headings: what the source's heading was called stays its name when the heading is translated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.formats.markdown.events import Event

_LINE_END = re.compile(rb"[ \t]*(?=\r|\n|\Z)")
_NO_LETTER = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its text without markup, its explicit id, and the byte where its text ends."""

    text: str
    id: str
    end: int


def headings(events: Sequence[Event]) -> Iterator[Heading]:
    """The headings of a body, in order; those without text are left out."""
    opened, texts, end = "", list[str](), -1
    inside = False
    for name, data, _, stop in events:
        if name == "Start" and data[0] == "Heading":
            inside, opened, texts, end = True, data[1]["id"] or "", [], -1
        elif name == "End" and data[0] == "Heading":
            inside = False
            if end >= 0:
                yield Heading("".join(texts), opened, end)
        elif inside:
            texts.append(data if name in ("Text", "Code") else " " if name == "SoftBreak" else "")
            end = max(end, stop)


def slugs(texts: Sequence[str]) -> Iterator[str]:
    """GitHub's names of headings: lower case, punctuation dropped, blanks as hyphens, repeated ones counted."""
    seen: Counter[str] = Counter()
    for text in texts:
        slug = _NO_LETTER.sub("", text.strip().lower()).replace(" ", "-")
        yield f"{slug}-{seen[slug]}" if seen[slug] else slug
        seen[slug] += 1


def pinned(text: str, source: Sequence[Heading], composed: Sequence[Heading]) -> str:
    """The body with an id at the end of each heading whose words changed and that has none."""
    if len(source) != len(composed):
        return text
    data = text.encode("utf-8", "surrogatepass")
    out, at = [], 0
    for before, after, slug in zip(source, composed, slugs([heading.text for heading in source]), strict=True):
        if after.id or before.text == after.text or not slug:
            continue
        line = _LINE_END.search(data, after.end)
        place = line.start() if line else len(data)
        out += [data[at:place], f" {{#{slug}}}".encode()]
        at = place
    return b"".join([*out, data[at:]]).decode("utf-8", "surrogatepass")
