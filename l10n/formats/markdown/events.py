"""The parser's events over a masked body, as plain tuples."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from l10n.formats.markdown import jsx
from l10n.formats.markdown.masks import mask

Event: TypeAlias = "tuple[str, Any, int, int]"
"""Name, data, first byte, end: ("Text", "words", 0, 5), ("Start", ("Link", {…}), 0, 9)."""

_ROUNDS = 20  # how often four columns are taken from what stands too far right


def events(text: str, *, mdx: bool = False) -> list[Event]:
    """The events of a body without front matter; offsets count UTF-8 bytes of the text as it was before masking."""
    return _unindented(mask(jsx.mask(text))) if mdx else _parsed(mask(text))


def stream(text: str) -> Iterator[Event]:
    """The same one after the other, for who needs only the first."""
    return _each(mask(text))


def blocks(text: str, *, mdx: bool = False) -> Iterator[list[Event]]:
    """The same, the events of each outermost block together: those of a long article would be ten times its size."""
    run: list[Event] = []
    depth = 0
    for event in events(text, mdx=True) if mdx else stream(text):
        run.append(event)
        depth += {"Start": 1, "End": -1}.get(event[0], 0)
        if depth == 0:
            yield run
            run = []


def _parsed(text: str) -> list[Event]:
    return list(_each(text))


def _each(text: str) -> Iterator[Event]:
    import pyromark

    options = pyromark.Options
    chosen = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_HEADING_ATTRIBUTES
        | options.ENABLE_GFM
        | options.ENABLE_DEFINITION_LIST
    )
    event: Any
    for event, span in pyromark.events_with_range(text, options=chosen):
        start, end = span["start"], span["end"]
        if isinstance(event, str):
            yield event, None, start, end
            continue
        ((name, data),) = event.items()
        if name in _ENCLOSING:  # {"Start": "Paragraph"} or {"Start": {"Heading": {…}}}
            data = (data, None) if isinstance(data, str) else next(iter(data.items()))
        yield name, data, start, end


_ENCLOSING = frozenset({"Start", "End"})


# ---------------------------------------------------------------- MDX has no indented code


def _unindented(text: str) -> list[Event]:
    """The events where indentation never makes code: what the parser takes for it is moved left, and read again."""
    found, gone = _parsed(text), list[tuple[int, int]]()
    for _ in range(_ROUNDS):
        spans = _indents(found, text.encode("utf-8", "surrogatepass"))
        if not spans:
            break
        text = _without(text, spans)
        gone = _merged(gone, spans)
        found = _parsed(text)
    return _moved(found, gone) if gone else found


def _indents(events: Sequence[Event], data: bytes) -> list[tuple[int, int]]:
    """The indentation, up to four columns, of each line of indented code, as byte ranges."""
    spans, inside = list[tuple[int, int]](), False
    for name, detail, start, _ in events:
        if name in ("Start", "End") and detail[0] == "CodeBlock":
            inside = name == "Start" and detail[1] == "Indented"
        elif inside and name == "Text":
            first = start
            while first > max(0, start - 4) and data[first - 1 : first] == b" ":
                first -= 1
            first -= first == start and data[first - 1 : first] == b"\t"
            if first < start and not (spans and spans[-1][1] > first):  # a tab makes two texts of one line
                spans.append((first, start))
    return spans


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    data, out, at = text.encode("utf-8", "surrogatepass"), [], 0
    for start, end in spans:
        out.append(data[at:start])
        at = end
    return b"".join([*out, data[at:]]).decode("utf-8", "surrogatepass")


def _merged(gone: list[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What was taken out, as (place in the text that is left, bytes), with further ranges taken out of that text."""
    marks = sorted([*((at, False, width) for at, width in gone), *((start, True, end - start) for start, end in spans)])
    out, taken, least = list[tuple[int, int]](), 0, 0
    for at, new, width in marks:
        least = max(at - taken, least)
        out.append((least, width))
        taken += width if new else 0
    return out


def _moved(events: Sequence[Event], gone: Sequence[tuple[int, int]]) -> list[Event]:
    """The same events by the bytes of the text before anything was taken out."""
    places = [at for at, _ in gone]
    sums = [0]
    for _, width in gone:
        sums.append(sums[-1] + width)
    return [
        (name, data, start + sums[bisect_right(places, start)], end + sums[bisect_left(places, end)])
        for name, data, start, end in events
    ]
