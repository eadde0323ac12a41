"""A translated unit as Markdown: what it says stays text, whatever characters it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.formats import Raw

_BREAKS = re.compile(r"[ \t]*[\r\n\f\v\x85\u2028\u2029]+\s*")
_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ACTIVE = re.compile(
    rf"\\(?=[{_PUNCTUATION}]|$)"  # a backslash that would escape what follows
    r"|[`\[\]~]"
    r"|\*(?!(?<=\s\*)\s)"  # a star, unless blanks are on both sides
    r"|_(?!(?<=[^\W_]_)[^\W_])(?!(?<=\s_)\s)"  # an underscore, unless inside a word or between blanks
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#\d+;|#[xX][\da-fA-F]+;|\w+;)"
)
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-[-\s]*$|_[_\s]*$|:|!!!|\?\?\?|\|)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del", "~": "del"}


def fill(place: str, items: Sequence[str | Raw]) -> str:
    """The items as they stand at this place; emphasis that Markdown's signs cannot express becomes HTML."""
    kept = [item if isinstance(item, Raw) else _BREAKS.sub(" ", item) for item in items]
    kept = _blanks_out(_trimmed(kept))
    text = _written(place, kept)
    if any(isinstance(item, Raw) and item in _EMPHASIS for item in kept) and not _reads_as(text, kept):
        text = _written(place, _as_html(kept))
    return text


def _trimmed(items: list[str | Raw]) -> list[str | Raw]:
    if items and not isinstance(items[0], Raw):
        items[0] = items[0].lstrip(" \t")
    if items and not isinstance(items[-1], Raw):
        items[-1] = items[-1].rstrip(" \t")
    return items


def _blanks_out(items: list[str | Raw]) -> list[str | Raw]:
    """Blanks just inside an emphasis go outside, where its signs still work."""
    out = list(items)
    opened: list[str] = []
    for i, item in enumerate(items):
        if not (isinstance(item, Raw) and item in _EMPHASIS):
            continue
        opening = not (opened and opened[-1] == item)  # signs of a pair are equal
        if opening:
            opened.append(item)
            _move(out, i + 1, i - 1, lead=True)
        else:
            opened.pop()
            _move(out, i - 1, i + 1, lead=False)
    return out


def _move(items: list[str | Raw], source: int, target: int, *, lead: bool) -> None:
    if not (0 <= source < len(items) and 0 <= target < len(items)):
        return
    text, other = items[source], items[target]
    if isinstance(text, Raw) or isinstance(other, Raw):
        return
    core = text.lstrip() if lead else text.rstrip()
    if core and core != text:
        blanks = text[: -len(core)] if lead else text[len(core) :]
        items[source] = core
        items[target] = other + blanks if lead else blanks + other


def _written(place: str, items: Sequence[str | Raw]) -> str:
    out: list[str] = []
    for i, item in enumerate(items):
        if isinstance(item, Raw):
            out.append(item)
            continue
        text = _escaped(item)
        if not out or out[-1].endswith("\n") or "\n" in out[-1].rpartition("]")[2]:
            text = _line_start(text)
        after = items[i + 1] if i + 1 < len(items) else ""
        if isinstance(after, Raw) and after.startswith("[") and text.endswith("!"):
            text = text[:-1] + "\\!"
        out.append(text)
    return _placed(place, out, ended_raw=isinstance(items[-1], Raw) if items else False)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda found: "&amp;" if found[0] == "&" else "\\" + found[0], text)


def _line_start(text: str) -> str:
    if found := _ORDERED.match(text):
        return f"{found[1]}\\{text[len(found[1]) :]}"
    return "\\" + text if _LINE_START.match(text) else text


def _placed(place: str, out: list[str], *, ended_raw: bool) -> str:
    text = "".join(out)
    if place == "md-cell":
        return _escape_each("|", text)
    if place == "md-heading" and not ended_raw:
        text = re.sub(r"(?<!\\)#(?=#*\s*$)", r"\\#", text, count=1)
        return re.sub(r"(?<!\\)\{(?=[^{}]*\}\s*$)", "&#123;", text)  # parsers do not agree on an escaped one
    if place.startswith("md-title"):
        closing = place.removeprefix("md-title")
        return re.sub(r"\\\\$", "&#92;", _escape_each("()" if closing == ")" else closing, text))
    return text


def _escape_each(signs: str, text: str) -> str:
    """Backslashes before these signs, where an even number stands there already."""
    return re.sub(rf"(?<!\\)((?:\\\\)*)([{re.escape(signs)}])", r"\1\\\2", text)


# ---------------------------------------------------------------- emphasis


def _reads_as(text: str, items: Sequence[str | Raw]) -> bool:
    """Whether the parser sees as many emphases as there are pairs of signs."""
    import pyromark

    signs = sum(1 for item in items if isinstance(item, Raw) and item in _EMPHASIS)
    options = pyromark.Options.ENABLE_STRIKETHROUGH
    seen = 0
    for event in pyromark.events(text, options=options):
        if isinstance(event, dict) and event.get("Start") in ("Emphasis", "Strong", "Strikethrough"):
            seen += 2
    return seen == signs


def _as_html(items: Sequence[str | Raw]) -> list[str | Raw]:
    out: list[str | Raw] = []
    opened: list[str] = []
    for item in items:
        if not (isinstance(item, Raw) and item in _EMPHASIS):
            out.append(item)
        elif opened and opened[-1] == item:
            out.append(Raw(f"</{_EMPHASIS[opened.pop()]}>"))
        else:
            opened.append(item)
            out.append(Raw(f"<{_EMPHASIS[item]}>"))
    return out
