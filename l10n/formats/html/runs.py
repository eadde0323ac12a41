"""A run of inline parts → what of it is a unit, and what is skeleton."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from l10n import inline
from l10n.model import Form, Part, Piece, Tag, Text, Unit

BLANKS = " \t\r\n\f\v"
_STATEMENTS = ("{%", "{#", "<%")
_SILENT = ("<!", "<?", "<script", "<style", "<template")
_ANCHOR = re.compile(r"<a\s(?![^<]*\bhref\b)[^<]*>\s*</a\s*>", re.IGNORECASE)
# More parts than a catalog can number marks, or so many pairs in pairs, are no sentence.
_MAX_PARTS, _MAX_DEPTH = 9999, 200


def has_text(parts: Sequence[Part]) -> bool:
    """Whether there is anything to read; segmentation leaves out what has no letter, a translation may have none."""
    return any([isinstance(part, Text) and part.text.strip() for part in parts])  # noqa: C419  # quicker as a list


def has_units(parts: Sequence[Part]) -> bool:
    """Whether there is anything to translate, be it inside a tag."""
    return has_text(parts) or any(isinstance(piece, Unit) for piece in flat(parts))


def width(parts: Sequence[Part]) -> int:
    """How long the parts are in the page."""
    return sum([len(part.raw) for part in parts])


def flat(parts: Sequence[Part]) -> Iterator[Piece]:
    """Parts as pieces of the skeleton; the texts in their tags stay units."""
    for part in parts:
        if isinstance(part, Text):
            yield part.raw
        else:
            yield from part.pieces


def stretches(run: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The run cut where two or more `<br>` in a row end a paragraph."""
    if len([part for part in run if isinstance(part, Tag) and part.kind == "br"]) < 2 or not has_text(run):
        yield run
        return
    stretch: list[Part] = []
    breaks = 0
    for part in run:
        if isinstance(part, Tag) and part.kind == "br":
            breaks += 1
        elif not _is_blank(part):
            if breaks > 1:
                yield stretch
                stretch = []
            breaks = 0
        stretch.append(part)
    yield stretch


def unit_parts(run: Sequence[Part]) -> tuple[Sequence[Part], tuple[Part, ...], Sequence[Part]]:
    """Skeleton before, the parts of the unit (none where it is no sentence), skeleton after."""
    if len(run) == 1 and isinstance(only := run[0], Text) and only.text.strip():
        lead, core = _without_blanks(only, str.lstrip)
        trail, core = _without_blanks(core, str.rstrip)
        return lead, (core,), trail
    tags = [part for part in run if isinstance(part, Tag)]
    if not has_text(run) or len(run) > _MAX_PARTS or (len(tags) > _MAX_DEPTH and _depth(tags) > _MAX_DEPTH):
        return run, (), ()
    parts = _folded(inline.settle(run)) if tags else list(run)
    first, last = 0, len(parts)
    while _is_edge(parts[first]):
        first += 1
    while _is_edge(parts[last - 1]):
        last -= 1
    lead, parts[first] = _without_blanks(parts[first], str.lstrip)
    trail, parts[last - 1] = _without_blanks(parts[last - 1], str.rstrip)
    return [*parts[:first], *lead], tuple(parts[first:last]), [*trail, *parts[last:]]


def _without_blanks(part: Part, strip: Callable[[str, str], str]) -> tuple[list[Part], Part]:
    """The blanks at one end of a text, and the rest: a translation need not be cut into parts as the source was."""
    if isinstance(part, Tag) or part.raw != part.text:
        return [], part
    core = strip(part.raw, BLANKS)
    if core == part.raw:
        return [], part
    blanks = part.raw.replace(core, "", 1)
    return [Text(blanks, blanks)], Text(core, core)


def _is_blank(part: Part) -> bool:
    return isinstance(part, Text) and not part.text.strip(BLANKS)


def _is_edge(part: Part) -> bool:
    """What no translation moves into a sentence or out of it: blanks, comments, scripts, link targets, tags without
    a partner, statements of a template."""
    if isinstance(part, Text):
        return _is_blank(part)
    if part.kind == "tpl":
        return part.raw.startswith(_STATEMENTS) and not part.raw.startswith("<%=")
    if part.kind != "x" or part.form is not Form.ALONE:
        return False
    lone = part.raw.startswith("<") and part.raw.count("<") == 1
    return lone or part.raw.startswith(_SILENT) or bool(_ANCHOR.fullmatch(part.raw))


def _depth(tags: Sequence[Tag]) -> int:
    depth = deepest = 0
    for tag in tags:
        if tag.form is not Form.ALONE:
            depth = depth + 1 if tag.form is Form.OPEN else max(depth - 1, 0)
            deepest = max(deepest, depth)
    return deepest


def _folded(parts: Sequence[Part]) -> list[Part]:
    """Pairs of tags around nothing, such as anchors and icons, as one mark."""
    out: list[Part] = []
    opened: list[int] = []
    filled = -1  # the last part that is more than a blank or such a mark
    for part in parts:
        if isinstance(part, Text):
            if part.text.strip(BLANKS):
                filled = len(out)
        elif part.form is Form.OPEN:
            opened.append(len(out))
        elif part.form is Form.ALONE:
            if part.kind != "x":
                filled = len(out)
        elif filled < (start := opened.pop()):
            out[start:] = [_empty(out[start:], part)]
            continue
        out.append(part)
    return out


def _empty(inside: Sequence[Part], close: Tag) -> Tag:
    first = inside[0]
    assert isinstance(first, Tag)
    return Tag("x", Form.ALONE, tuple(flat([*inside, close])), first.label)
