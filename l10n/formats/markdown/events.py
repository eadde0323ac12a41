"""The parser's events over a masked body, as plain tuples."""

from __future__ import annotations

from typing import Any, TypeAlias

from l10n.formats.markdown.masks import mask

Event: TypeAlias = "tuple[str, Any, int, int]"
"""Name, data, first byte, end: ("Text", "words", 0, 5), ("Start", ("Link", {…}), 0, 9)."""


def events(text: str) -> list[Event]:
    """The events of a body without front matter; offsets count UTF-8 bytes of the text as it was before masking."""
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
    found = pyromark.events_with_range(mask(text), options=chosen)
    return [_event(event, span["start"], span["end"]) for event, span in found]


def _event(event: object, start: int, end: int) -> Event:
    if isinstance(event, str):
        return event, None, start, end
    assert isinstance(event, dict)
    ((name, data),) = event.items()
    if name in ("Start", "End") and not isinstance(data, str):
        ((inner, detail),) = data.items()
        data = (inner, detail)
    elif name in ("Start", "End"):
        data = (data, None)
    return name, data, start, end
