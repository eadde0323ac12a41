"""A translated unit as Markdown: what it says stays text, whatever characters it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.formats import Raw, prose
from l10n.formats.markdown import masks
from l10n.model import Tag, Text, Unit

_BREAKS = re.compile(r"[ \t]*[\r\n\f\v\x85\u2028\u2029]+\s*")
_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ACTIVE = re.compile(
    rf"\\(?=[{_PUNCTUATION}]|$)"  # a backslash that would escape what follows
    r"|[`\[\]~]"
    r"|\*(?!(?<=\s\*)\s)"  # a star, unless blanks are on both sides
    r"|_(?!(?<=[^\W_]_)[^\W_])(?!(?<=\s_)\s)"  # an underscore, unless inside a word or between blanks
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#\d{1,7};|#[xX][\da-fA-F]{1,6};|\w+;)"
)
_SIGN = re.compile(r"[\\`\[\]~*_<&{$]")  # one of these is in whatever is active
_ESM = re.compile(r"(?=(?:import|export)\b)")
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-[-\s]*$|_[_\s]*$|:|!!!|\?\?\?|\|)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BARE = re.compile(r"https?://|www\.")
_LIVE = re.compile(r"@|://|www\.|\{|<%|\$\$")
# After a bare address, readers that link it take a backslash for a part of it, but no reference before its end.
_REFERENCES = {"*": "&ast;", "_": "&lowbar;", "`": "&grave;", "[": "&lsqb;", "]": "&rsqb;", "\\": "&bsol;"}
_LAST_SIGN = re.compile(r"\\([*_`\[\]\\])(?=[.,;:!?)'\"]*(?:\s|$))")
_EMPHASIS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del", "~": "del"}


def fill(unit: Unit, items: Sequence[str | Raw]) -> str:
    """The items as they stand in the place of the unit; emphasis that Markdown's signs cannot express becomes HTML."""
    kept = [item if isinstance(item, Raw) or item.isprintable() else _BREAKS.sub(" ", item) for item in items]
    kept = _blanks_out(_trimmed(kept))
    if any(not isinstance(item, Raw) and _LIVE.search(item) for item in kept):
        kept = _kept_text(unit, kept)
    if any(isinstance(item, Raw) and item.startswith("][") for item in kept):
        kept = _own_labels(unit, kept)
    text = _written(unit.place, kept)
    if any(isinstance(item, Raw) and item in _EMPHASIS for item in kept) and not _reads_as(text, kept):
        text = _written(unit.place, _as_html(kept))
    return text


def _kept_text(unit: Unit, items: list[str | Raw]) -> list[str | Raw]:
    """What looks like an address or a template tag, but was kept from being one in the source, is escaped here too."""
    seen = "".join(part.text for part in unit.parts if isinstance(part, Text))
    out: list[str | Raw] = []
    for item in items:
        if isinstance(item, Raw):
            out.append(item)
            continue
        for part in prose.parts(item):
            live = isinstance(part, Tag) and (part.raw if part.kind == "url" else part.raw[:2]) in seen
            at = _sign(part.raw) if live else 0
            out += [part.raw[:at], Raw("\\" + part.raw[at]), part.raw[at + 1 :]] if live else [part.raw]
    return out


def _sign(raw: str) -> int:
    """Where an address (`a@b`, `http://a`, `www.a.b`) or template tag stops being one, if that sign is escaped."""
    if not raw[0].isalnum():
        return 1
    return raw.index("://") if "://" in raw else raw.index("@") if "@" in raw else raw.index(".")


def _own_labels(unit: Unit, items: list[str | Raw]) -> list[str | Raw]:
    """Links that are named by their own text go without a label where the text is the same still."""
    closes = {part.fresh: part.raw for part in unit.parts if isinstance(part, Tag) and part.fresh}
    out = list(items)
    for i in range(2, len(items)):
        before, text, close, after = (*items[i - 2 : i + 1], items[i + 1] if i + 1 < len(items) else "")
        named = before == "[" and close in closes and close == f"][{_escaped(text)}]"
        if named and not re.match(r"[(:]|\[(?!\^)", after):
            out[i] = Raw(closes[close])
    return out


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
    dialect, _, place = place.partition("-")
    for i, item in enumerate(items):
        if isinstance(item, Raw):
            out.append(item)
            continue
        text = _escaped(item)
        if dialect == "mdx":
            text = _without_jsx(text, first=i == 0)
        if not out or out[-1].endswith("\n") or "\n" in out[-1].rpartition("]")[2]:
            text = _line_start(text)
        if text.startswith("\\") and i and _is_bare(items[i - 1]):
            text = _after_address(text, items[i + 1 :])
        after = items[i + 1] if i + 1 < len(items) else ""
        if isinstance(after, Raw) and after.startswith("[") and text.endswith("!"):
            text = text[:-1] + "\\!"
        out.append(text)
    return _placed(place, out, ended_raw=isinstance(items[-1], Raw) if items else False)


def _is_bare(item: str | Raw) -> bool:
    return isinstance(item, Raw) and bool(_BARE.match(item))


def _after_address(text: str, rest: Sequence[str | Raw]) -> str:
    """A text that begins with an escape, which here is no escape but a part of the address before it."""
    if text.startswith("\\<") and not any(">" in item for item in (text, *rest)):
        return text[1:]
    found = _LAST_SIGN.match(text)
    return _REFERENCES[found[1]] + text[found.end() :] if found else text


def _escaped(text: str) -> str:
    if not _SIGN.search(text):
        return text
    text = _ACTIVE.sub(lambda found: "&amp;" if found[0] == "&" else "\\" + found[0], text)
    return masks.escaped(text) if "$" in text else text


def _without_jsx(text: str, *, first: bool) -> str:
    """A text in which MDX finds no tag, no expression and no import."""
    text = re.sub(r"(?<!\\)((?:\\\\)*)([<{])", r"\1\\\2", text)
    return f"&#{ord(text[0])};{text[1:]}" if first and _ESM.match(text) else text


def _line_start(text: str) -> str:
    if found := _ORDERED.match(text):
        return f"{found[1]}\\{text[len(found[1]) :]}"
    return "\\" + text if _LINE_START.match(text) else text


def _placed(place: str, out: list[str], *, ended_raw: bool) -> str:
    text = "".join(out)
    if place == "cell":
        return _escape_each("|", text)
    if place == "heading" and not ended_raw:
        text = re.sub(r"(?<!\\)#(?=#*\s*$)", r"\\#", text, count=1)
        return re.sub(r"(?<!\\)\\?\{(?=[^{}]*\}\s*$)", "&#123;", text)  # parsers do not agree on an escaped one
    if place.startswith("title"):
        closing = place.removeprefix("title")
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
