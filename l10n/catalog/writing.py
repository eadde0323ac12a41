"""Catalog → PO bytes. What did not change keeps its bytes and its place; polib renders the rest, without wrapping."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import chain, pairwise
from typing import Any

from l10n.catalog.reading import Catalog, Header, header_fields, shield, unshield
from l10n.model import Entry

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FIRST = re.compile(r"^(?:#~ )?msg", re.MULTILINE)  # of the message
_INSIDE = re.compile(r"^(?!(?:#~ )?(?:msg|\")|\s*$)", re.MULTILINE)  # a line that a message does not have
_PART = re.compile(
    r"^(?:#~ )?(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)[ \t]*\"[^\n]*\n?(?:(?:#~ )?\"[^\n]*\n?)*", re.MULTILINE
)
_BLANKS = " \t\v\f\r\n"
_ESCAPES = {"\v": r"\v", "\f": r"\f", "\r": r"\r"}


def changed(entry: Entry, **fields: Any) -> Entry:
    """The entry with these fields; the text it had in the file is forgotten when something differs."""
    if "previous_msgid" in fields and fields["previous_msgid"] is None:
        fields["previous_plural"] = None
    if all(getattr(entry, name) == value for name, value in fields.items()):
        return entry
    return replace(entry, raw="", **fields)


def render(catalog: Catalog) -> bytes:
    """The file: the original bytes when nothing changed, otherwise UTF-8 with only the changed entries rewritten."""
    layout = catalog.layout
    same_header = (catalog.header, catalog.header_comments) == (layout.header, layout.header_comments)
    if layout.data and same_header and catalog.entries == layout.entries:
        return layout.data
    end = line_end(catalog)
    before = {entry.line: entry for entry in layout.entries}
    head = [_header(catalog, end)] if catalog.header or layout.header_raw else []
    texts = (entry.raw or _spliced(entry, before.get(entry.line), end) for entry in catalog.entries)
    gaps = _gaps(catalog, end, with_header=bool(head))
    out = BytesIO()  # bytes as they come: a large catalog stands in memory once
    for part, gap in zip(chain(head, texts), gaps, strict=True):
        out.write((part.rstrip(_BLANKS) + gap).encode("utf-8"))
    out.write(layout.tail.encode("utf-8"))
    return out.getvalue()


def line_end(catalog: Catalog) -> str:
    """How its file ends lines."""
    return "\r\n" if b"\r\n" in catalog.layout.data[:4096] else "\n"


def _spliced(entry: Entry, before: Entry | None, end: str) -> str:
    """The entry in lines; the strings that did not change as they were wrapped."""
    found = _FIRST.search(before.raw) if before is not None and before.obsolete is entry.obsolete else None
    if before is None or found is None or _INSIDE.search(before.raw, found.start()):
        return _native(render_entry(entry), end)
    was, now = _strings(before), _strings(entry)
    if was == now and entry.previous_msgid is None:
        return _native(_comments(entry), end) + before.raw[found.start() :]
    parts = {part[1]: part[0] for part in _PART.finditer(before.raw, found.start())}
    kept = {key: part for key, part in parts.items() if was[key] == now.get(key)}
    rewrapped = {} if entry.obsolete else parts
    return _PART.sub(
        lambda part: kept.get(part[1]) or _rewrapped(rewrapped.get(part[1], ""), part[0], end),
        _native(render_entry(entry), end),
    )


def _rewrapped(old: str, new: str, end: str) -> str:
    """A string with the lines of its old form that it still has; only what is between those is written anew."""
    lines, text = _STRING.findall(old), "".join(_STRING.findall(new))
    first, last = 0, len(lines)
    start, stop = 0, len(text)
    while first < last and text.startswith(lines[first], start):
        start += len(lines[first])
        first += 1
    while last > first and text.endswith(lines[last - 1], start, stop):
        last -= 1
        stop -= len(lines[last])
    if not any(lines[:first] + lines[last:]) or r"\n" in text[start : stop - 2]:
        return new
    middle = [text[start:stop]] if stop > start else []
    strings = [*lines[:first], *middle, *lines[last:]]
    return f"{new.split(maxsplit=1)[0]} " + "".join(f'"{string}"{end}' for string in strings)


def _strings(entry: Entry) -> dict[str, str | None]:
    forms = {f"msgstr[{number}]": text for number, text in enumerate(entry.plurals)} or {"msgstr": entry.msgstr}
    return {"msgctxt": entry.msgctxt, "msgid": entry.msgid, "msgid_plural": entry.msgid_plural, **forms}


def _gaps(catalog: Catalog, end: str, *, with_header: bool) -> list[str]:
    """What stands between each part of the file and the next: as it was where they were neighbours before, else a
    blank line. The parts are the header and the entries."""
    layout = catalog.layout
    raws = [layout.header_raw, *(entry.raw for entry in layout.entries)]
    places = {entry.line: at for at, entry in enumerate(layout.entries, 1)}
    order = [0] if with_header else []
    order += [places.get(entry.line, -2) for entry in catalog.entries]
    gaps = []
    for at, after in pairwise([*order, len(raws)]):
        known = at >= 0 and after == at + 1 and raws[at]
        gaps.append(raws[at][len(raws[at].rstrip(_BLANKS)) :] if known else end + end)
    if gaps and order[-1] != len(raws) - 1 and not layout.tail:
        gaps[-1] = end
    return gaps


def render_entry(entry: Entry) -> str:
    """The entry as polib writes it, in lines; without the blank line after it."""
    return _comments(entry) + _message(entry)


def _comments(entry: Entry) -> str:
    """What stands above the message, but for the previous one."""
    lines = [_comment(line) for text in entry.comments for line in text.split("\n")]
    if not entry.obsolete:
        lines += [f"#. {line}".rstrip(" ") for text in entry.extracted for line in text.split("\n")]
        lines += [f"#: {' '.join(map(_reference, entry.references))}"] if entry.references else []
    flags = (["fuzzy"] if entry.fuzzy else []) + list(entry.flags)
    lines += [f"#, {', '.join(flags)}"] if flags else []
    # gettext takes a backslash at the end of a comment for its continuation on the next line
    return "".join(f"{line} \n" if line.endswith("\\") else f"{line}\n" for line in lines)


_PLAIN = re.compile(r"[^\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0]*+")


def _message(entry: Entry) -> str:
    """The strings as polib writes them. Most need only quotes escaped: ten times quicker here."""
    strings = {"msgctxt": entry.msgctxt, "msgid": entry.msgid, "msgstr": entry.msgstr}
    special = entry.obsolete or entry.msgid_plural or entry.previous_msgid is not None
    if special or entry.previous_msgctxt is not None or not all(map(_PLAIN.fullmatch, filter(None, strings.values()))):
        return _escaped(entry)
    quoted = ((name, text.replace('"', r"\"")) for name, text in strings.items() if text is not None)
    return "".join(f'{name} "{text}"\n' for name, text in quoted)


def _escaped(entry: Entry) -> str:
    import polib

    written = polib.POEntry(
        msgid=shield(entry.msgid),
        msgstr=shield(entry.msgstr),
        msgctxt=_shielded(entry.msgctxt),
        msgid_plural=shield(entry.msgid_plural or ""),
        msgstr_plural={number: shield(text) for number, text in enumerate(entry.plurals)},
        previous_msgid=_shielded(entry.previous_msgid),
        previous_msgctxt=_shielded(entry.previous_msgctxt),
        previous_msgid_plural=_shielded(entry.previous_plural),
        obsolete=entry.obsolete,
    )
    text = unshield(written.__unicode__(wrapwidth=0))
    return re.sub("[\v\f\r]", lambda found: _ESCAPES[found[0]], text)


def _shielded(text: str | None) -> str | None:
    return None if text is None else shield(text)


def _comment(text: str) -> str:
    """A translator comment with its marker; `#!` lines kept theirs when they were read."""
    if text.startswith("#"):
        return text if text.startswith("#!") else f"#{text}"
    return f"# {text}" if text else "#"


def _reference(name: str) -> str:
    """gettext puts a file name with a blank between isolates."""
    name = name.replace("\n", " ")
    if " " not in name:
        return name
    file, line = re.fullmatch(r"(.*?)((?::\d+)?)", name, re.DOTALL).groups()  # type: ignore[union-attr]  # matches all
    return f"\u2068{file}\u2069{line}"


def _native(text: str, end: str) -> str:
    return text if end == "\n" else text.replace("\n", end)


# ---------------------------------------------------------------- the header


def _header(catalog: Catalog, end: str) -> str:
    """The header with only the lines of changed fields rewritten."""
    layout = catalog.layout
    fields = _in_utf8(catalog.header) if layout.charset != "utf-8" else catalog.header
    lines = _field_lines(layout.header_raw)
    if not layout.header_raw or catalog.header_comments != layout.header_comments or lines is None:
        comments = "".join(f"{_comment(line)}\n" for text in catalog.header_comments for line in text.split("\n"))
        return _native(f'{comments}msgid ""\nmsgstr ""\n' + "".join(map(_field, fields)), end)
    before, known, after = lines
    written = [known.pop(pair) if pair in known else _native(_field(pair), end) for pair in fields]
    return before + "".join(written) + after


def _in_utf8(header: Header) -> Header:
    return tuple(
        (name, re.sub(r"charset=\S+", "charset=UTF-8", value) if name.lower() == "content-type" else value)
        for name, value in header
    )


def _field(pair: tuple[str, str]) -> str:
    name, value = (text.replace("\\", r"\\").replace('"', r"\"") for text in pair)
    return f'"{name}: {value}\\n"\n' if name else f'"{value}\\n"\n'


def _field_lines(raw: str) -> tuple[str, dict[tuple[str, str], str], str] | None:
    """What stands before the fields, the lines of each field, and what stands after them.

    None where the header is not laid out one field after the other, each beginning a line of its own.
    """
    lines = raw.splitlines(keepends=True) if raw.isascii() else re.findall(r"[^\n]*\n|[^\n]+$", raw)
    first = next((at for at, line in enumerate(lines) if line.startswith("msgstr")), len(lines)) + 1
    last = next((at for at in range(first, len(lines)) if not lines[at].lstrip().startswith('"')), len(lines))
    known: dict[tuple[str, str], str] = {}
    pending = ""
    for line in lines[first:last]:
        pending += line
        if line.rstrip().endswith('\\n"'):
            found = header_fields("".join(_STRING.findall(pending)).replace("\\n", "\n"))
            if len(found) != 1 or found[0] in known:
                return None
            known[found[0]], pending = pending, ""
    if pending or first > len(lines) or lines[first - 1].strip() != 'msgstr ""':
        return None
    return "".join(lines[:first]), known, "".join(lines[last:])
