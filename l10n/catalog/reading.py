"""PO bytes → Catalog. polib reads the strings, from a text that any dialect was brought to first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.catalog.lines import Chunk, chunks, decode
from l10n.errors import InputError
from l10n.model import Entry

if TYPE_CHECKING:
    from polib import POEntry

Header = tuple[tuple[str, str], ...]

# polib ends a line wherever str.splitlines does, and rewrites these characters in strings.
_BREAKS = "\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_SHIELD = "\ufdd0"  # a noncharacter: stands before a letter that stands for one of them
_SHIELDED = {ord(char): _SHIELD + chr(ord("a") + at) for at, char in enumerate(_BREAKS)} | {ord(_SHIELD): _SHIELD + "z"}
_BARE = dict(zip("abcdefghiz", _BREAKS + _SHIELD, strict=True))
_NEEDS_SHIELD = re.compile(f"[{_BREAKS}{_SHIELD}]")
_FILLED = "."
_PREVIOUS = ("msgctxt", "msgid", "msgid_plural")
# Escapes that polib reads, then those it does not: \a, and bytes by number.
_ESCAPE = re.compile(r'\\[ntrvbf\\"]|\\a|(?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{2})+')
_BYTE = re.compile(r"\\(?:x(..)|([0-7]{1,3}))")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a catalog lay in its file: what gives back the same bytes when nothing changed."""

    data: bytes = b""
    charset: str = "utf-8"
    header: Header = ()
    header_comments: tuple[str, ...] = ()
    header_raw: str = ""
    entries: tuple[Entry, ...] = ()
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: header fields in order, the comments above the header, the entries in the file's order.

    `layout` is for `render` alone.
    """

    header: Header = ()
    header_comments: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    file: str = field(default="", compare=False)
    layout: Layout = field(default=Layout(), compare=False, repr=False)

    def get(self, name: str) -> str:
        """The value of a header field, "" where there is none."""
        return next((value for known, value in self.header if known.lower() == name.lower()), "")

    def with_field(self, name: str, value: str) -> Catalog:
        """With one header field changed in its place, or added at the end."""
        if any(known.lower() == name.lower() for known, _ in self.header):
            fields = tuple((known, value if known.lower() == name.lower() else old) for known, old in self.header)
        else:
            fields = (*self.header, (name, value))
        return replace(self, header=fields)


def parse(data: bytes, file: str = "") -> Catalog:
    """A catalog from the bytes of a PO or POT file; `file` is for messages. InputError for whatever is no PO."""
    text, charset = decode(data, file)
    found, tail = chunks(text, file)
    entries = _entries(found, charset, file)
    headers = [at for at, chunk in enumerate(found) if chunk.is_header]
    if len(headers) > 1:
        hint = f"the first is on line {found[headers[0]].line}: remove one of them"
        raise InputError('a second header (msgid "")', file=file, line=found[headers[1]].line, hint=hint)
    fields: Header = ()
    comments: tuple[str, ...] = ()
    raw = ""
    if headers:
        head = entries.pop(headers[0])
        fields, comments, raw = header_fields(head.msgstr), head.comments, head.raw
    layout = Layout(data, charset, fields, comments, raw, tuple(entries), tail)
    return Catalog(fields, comments, tuple(entries), file, layout)


def header_fields(text: str) -> Header:
    """Name and value of each line; a line without a colon has the name ""."""
    fields = []
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if line.strip():
            fields.append((name.strip(), value.strip()) if colon else ("", line.strip()))
    return tuple(fields)


def _entries(found: list[Chunk], charset: str, file: str) -> list[Entry]:
    """polib unescapes; a string without a backslash is what it reads."""
    escaped = [chunk for chunk in found if chunk.escaped]
    for chunk, read in zip(escaped, _polib(escaped, charset, file), strict=True):
        chunk.strings, chunk.previous = _unescaped(chunk, read)
    return [_entry(chunk) for chunk in found]


def _polib(found: list[Chunk], charset: str, file: str) -> list[POEntry]:
    import polib

    text = "\n".join(_readable(chunk, charset) for chunk in found)
    try:
        return list(polib.pofile(text, encoding="utf-8"))
    except OSError as error:
        raise InputError(f"polib cannot read it: {error}", file=file) from None


def _readable(chunk: Chunk, charset: str) -> str:
    """The strings of an entry as polib reads them, one a line."""
    lines = [f'#| {key} "{_string(value, charset)}"\n' for key, value in chunk.previous.items() if key[:5] != "msgst"]
    for key, value in chunk.strings.items():
        # polib takes an entry without msgid for its metadata and drops it from the list, so none is empty there.
        lines.append(f'{key} "{_FILLED if key == "msgid" else ""}{_string(value, charset)}"\n')
    return "".join(lines)


def _string(text: str, charset: str) -> str:
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: _escape(found[0], charset), text)
    return shield(text)


def _escape(found: str, charset: str) -> str:
    if found == r"\a":
        return "\a"
    if found[1] in 'ntrvbf\\"':
        return found
    numbers = [int(digits, 16) if digits else int(octal, 8) & 255 for digits, octal in _BYTE.findall(found)]
    text = bytes(numbers).decode(charset, errors="replace").replace("\\", r"\\").replace('"', r"\"")
    return text.replace("\n", r"\n").replace("\0", "\ufffd")


def _unescaped(chunk: Chunk, read: POEntry) -> tuple[dict[str, str], dict[str, str]]:
    """The strings of a chunk and its previous ones, by keyword, from what polib read."""
    strings = {f"msgstr[{number}]": text for number, text in read.msgstr_plural.items()}
    strings |= {key: getattr(read, key) or "" for key in ("msgctxt", "msgid_plural", "msgstr") if key in chunk.strings}
    strings["msgid"] = read.msgid.removeprefix(_FILLED)
    previous = {key: getattr(read, f"previous_{key}") or "" for key in _PREVIOUS if key in chunk.previous}
    return {key: unshield(text) for key, text in strings.items()}, {
        key: unshield(text) for key, text in previous.items()
    }


def _entry(chunk: Chunk) -> Entry:
    strings, flags = chunk.strings, chunk.flags
    return Entry(
        msgid=strings["msgid"],
        msgstr=strings.get("msgstr", ""),
        msgctxt=strings.get("msgctxt"),
        fuzzy="fuzzy" in flags,
        obsolete=chunk.obsolete,
        comments=tuple(chunk.comments),
        extracted=tuple(chunk.extracted),
        references=tuple(chunk.references),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag != "fuzzy")) if flags else (),
        previous_msgid=chunk.previous.get("msgid"),
        previous_msgctxt=chunk.previous.get("msgctxt"),
        msgid_plural=strings.get("msgid_plural"),
        plurals=_plurals(strings) if "msgstr" not in strings else (),
        previous_plural=chunk.previous.get("msgid_plural"),
        raw=chunk.raw,
        line=chunk.line,
    )


def _plurals(strings: dict[str, str]) -> tuple[str, ...]:
    return tuple(text for key, text in sorted(strings.items()) if key.startswith("msgstr["))


def shield(text: str) -> str:
    """With the characters that polib would break lines at hidden behind noncharacters."""
    return text.translate(_SHIELDED) if _NEEDS_SHIELD.search(text) else text


def unshield(text: str) -> str:
    """What was shielded."""
    return re.sub(f"{_SHIELD}(.)", lambda found: _BARE[found[1]], text) if _SHIELD in text else text
