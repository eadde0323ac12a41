"""The pass before polib: PO bytes in any dialect → chunks, one an entry, with everything but the strings read.

A chunk keeps its text in the file, so that an entry that did not change can be written back as it was. What is no PO
(conflict markers, a file that was cut off, bytes of another encoding) becomes an InputError with file and line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from l10n.errors import InputError

# Charsets that PO headers may name and in which ASCII bytes mean ASCII (as Python's codecs call them).
_CHARSETS = re.compile(
    r"ascii|utf-8|iso8859-\d+|koi8-[rtu]|cp(?:437|737|775|8[56]\d|866|874|932|949|950|1125|125\d)|big5(?:hkscs)?"
    r"|gb(?:k|2312|18030)|euc_(?:jp|kr)|shift_jis|kz1048|mac-roman|ptcp154|tis-620"
)
_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([\w.:-]+)', re.IGNORECASE)
_MARKERS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)", re.MULTILINE)
_QUOTED = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_STRINGS = re.compile(rf"{_QUOTED}(?:[ \t]*{_QUOTED})*+")
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)(?=[ \t\"]|$)[ \t]*(.*)", re.DOTALL)
# The keywords that may stand before each in an entry.
_BEFORE = {
    "msgctxt": frozenset[str](),
    "msgid": frozenset({"msgctxt"}),
    "msgid_plural": frozenset({"msgctxt", "msgid"}),
    "msgstr": frozenset({"msgctxt", "msgid", "msgid_plural"}),
    "msgstr[": frozenset({"msgctxt", "msgid", "msgid_plural", *(f"msgstr[{number}]" for number in range(10))}),
}
# An entry as most files have nearly all: read at once. Whatever differs is read line by line.
_LINES = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"\n(?:"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"\n)*+'
_USUAL = re.compile(
    rf"((?:#(?: |[.:,] )[^\n]*\n)*+)(?:msgctxt ({_LINES}))?msgid ({_LINES})msgstr ({_LINES})\n*+(?=[#m]|\Z)"
)
_REFERENCE = re.compile("\u2068([^\u2069\n]*)\u2069([^ \t]*)|([^ \t\u2068]+)")
_BLANKS = " \t\v\f\r\n"


@dataclass(slots=True)
class Chunk:
    """One entry as the file has it. `strings` and `previous` hold what stood between the quotes, escapes and all,
    by keyword (`msgid`, `msgstr[0]`)."""

    line: int = 1
    raw: str = ""
    obsolete: bool = False
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: dict[str, str] = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)

    @property
    def is_header(self) -> bool:
        return not self.obsolete and not self.strings.get("msgid", "-") and "msgctxt" not in self.strings

    @property
    def escaped(self) -> bool:
        """Whether a string is not simply what it reads."""
        return any("\\" in text for text in (*self.strings.values(), *self.previous.values()))

    @property
    def complete(self) -> bool:
        return "msgstr" in self.strings or "msgstr[0]" in self.strings


def decode(data: bytes, file: str = "") -> tuple[str, str]:
    """The text of a PO file and the charset it was in, by its header; without a byte-order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("the file is UTF-16", file=file, line=1, hint="save it as UTF-8")
    body = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in body:
        line = body.count(b"\n", 0, body.index(b"\0")) + 1
        hint = "a write was probably cut off: restore the file from version control or a backup"
        raise InputError("the file holds NUL bytes", file=file, line=line, hint=hint)
    declared = _CHARSET.search(body)
    named = declared[1].decode("ascii") if declared else "UTF-8"
    charset = _charset("UTF-8" if named == "CHARSET" else named, file)
    try:
        return body.decode(charset), charset
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        hint = "save it as UTF-8, or name its real charset in the Content-Type header"
        raise InputError(f"a byte is not {named}: {body[error.start]:#04x}", file=file, line=line, hint=hint) from None


def chunks(text: str, file: str = "") -> tuple[list[Chunk], str]:
    """The entries of the text, and what stands after the last one (comments that belong to none)."""
    _refuse_conflicts(text, file)
    reader = _Reader(file)
    at, number = 0, 1
    while at < len(text):
        usual = _USUAL.match(text, at) if reader.between else None
        end = usual.end() if usual else text.find("\n", at) + 1 or len(text)
        if usual:
            reader.feed_usual(number, usual)
        else:
            reader.feed(number, text[at:end])  # only a line feed ends a line
        number += text.count("\n", at, end)
        at = end
    return reader.finish()


def _charset(named: str, file: str) -> str:
    try:
        found = codecs.lookup(named).name
    except LookupError:
        found = ""
    if not _CHARSETS.fullmatch(found):
        hint = f"convert it: msgconv -t UTF-8 -o {file or 'FILE'} {file or 'FILE'}"
        raise InputError(f"the header names the charset {named!r}, which is not supported", file=file, hint=hint)
    return found


def _refuse_conflicts(text: str, file: str) -> None:
    if not any(marker in text for marker in _MARKERS):
        return
    found = [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)]
    if found:
        lines = ", ".join(map(str, found[:12])) + (", …" if len(found) > 12 else "")
        hint = f"markers on lines {lines}: run l10n fix-conflicts {file or 'FILE'}"
        raise InputError("the file holds unresolved merge conflicts", file=file, line=found[0], hint=hint)


def _unquoted(lines: str) -> str:
    return lines[1:-2] if lines.count('"') == 2 else "".join(_STRING.findall(lines))


def _references(line: str) -> list[str]:
    simple = "\u2068" not in line and " " not in line and "\t" not in line
    return [line] if simple and line else ["".join(parts) for parts in _REFERENCE.findall(line)]


class _Reader:
    """Reads line by line; a comment or a keyword after a complete entry begins the next one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.done: list[Chunk] = []
        self.at = Chunk()
        self.raw: list[str] = []
        self.open: dict[str, str] | None = None  # what a line of its own in quotes goes on with
        self.key = ""
        self.number = 0

    def feed(self, number: int, line: str) -> None:
        self.number = number
        content = line.strip(_BLANKS)
        if content:
            self._content(content)
        self.raw.append(line)

    @property
    def between(self) -> bool:
        """Whether an entry may begin here."""
        return self.at.complete or not self.raw

    def feed_usual(self, number: int, found: re.Match[str]) -> None:
        """A whole entry; ends the one before it."""
        self.number = number
        if self.raw:
            self._next()
        self.at.line = number
        for line in found[1].split("\n")[:-1]:
            self._comment(line.strip(_BLANKS))
        texts = zip(("msgctxt", "msgid", "msgstr"), found.groups()[1:], strict=True)
        self.at.strings = {key: _unquoted(text) for key, text in texts if text is not None}
        self.raw.append(found[0])

    def finish(self) -> tuple[list[Chunk], str]:
        if self.at.complete:
            self._next()
        elif self.at.strings:
            raise self._error("the last entry has no msgstr", "the file was probably cut off: restore it")
        return self.done, "".join(self.raw)

    def _next(self) -> None:
        self.at.raw = "".join(self.raw)
        self.done.append(self.at)
        self.at, self.raw, self.open = Chunk(self.number), [], None

    def _content(self, content: str) -> None:
        if not content.startswith("#"):
            self._message(content)
        elif content.startswith("#~|"):
            self._previous(content[3:])
        elif content.startswith("#~"):
            rest = content[2:].strip(_BLANKS)
            if rest.startswith("#"):
                self._comment(rest)
            elif rest:
                self._message(rest, obsolete=True)
        else:
            self._comment(content)

    def _comment(self, content: str) -> None:
        if self.at.complete:
            self._next()
        self._first_line()
        marker, rest = content[:2], content[2:].removeprefix(" ")
        if marker == "#|":
            self._previous(rest)
        elif marker == "#.":
            self.at.extracted.append(rest)
        elif marker == "#:":
            self.at.references += _references(rest)
        elif marker in {"#,", "#="}:  # gettext 1.0 keeps format flags apart, after #=
            self.at.flags += [flag for word in rest.split(",") if (flag := word.strip(_BLANKS))]
        elif marker == "#!":
            self.at.comments.append(content)
        else:
            self.at.comments.append(content[2:] if marker == "# " else content[1:])

    def _first_line(self) -> None:
        at = self.at
        if not (at.comments or at.extracted or at.references or at.flags or at.previous or at.strings):
            at.line = self.number

    def _previous(self, rest: str) -> None:
        if self.at.complete:
            self._next()
        self._first_line()
        self._string(rest.strip(_BLANKS), self.at.previous)

    def _message(self, content: str, *, obsolete: bool = False) -> None:
        """A line of the message itself: before a keyword, perhaps a new entry."""
        if not content.startswith('"'):
            word = content.partition('"')[0].partition("]")[0].strip(_BLANKS)
            if self.at.complete and word in {"msgctxt", "msgid"}:
                self._next()
            self._first_line()
            self._refuse_disorder(word, obsolete=obsolete)
        self._string(content, self.at.strings)

    def _string(self, content: str, into: dict[str, str]) -> None:
        if content.startswith('"'):
            if self.open is not into:
                raise self._error("a string without msgid or msgstr before it")
            into[self.key] += self._text(content)
            return
        found = _KEYWORD.fullmatch(content)
        if found is None:
            raise self._error(f"neither a comment nor a message: {content[:40]!r}")
        self.key, rest = found.groups()
        if self.key in into:
            raise self._error(f"{self.key} twice in one entry", "a line before this one was probably lost")
        into[self.key], self.open = self._text(rest), into

    def _refuse_disorder(self, word: str, *, obsolete: bool) -> None:
        strings, before = self.at.strings, _BEFORE.get(word.rstrip("0123456789"))
        if before is not None and (not strings.keys() <= before or ("msgid" in before and "msgid" not in strings)):
            raise self._error(f"{word} is out of order", "an entry is msgctxt, msgid, msgid_plural, msgstr")
        if word == "msgid":
            self.at.obsolete = obsolete
        elif "msgid" in strings and self.at.obsolete is not obsolete:
            raise self._error("an entry is partly obsolete", "put #~ before each of its lines, or before none")

    def _text(self, rest: str) -> str:
        if rest and _STRINGS.fullmatch(rest) is None:
            raise self._error("a string that does not end, or with an unescaped quote", 'write \\" for a quote')
        return rest[1:-1] if rest.count('"') == 2 else "".join(_STRING.findall(rest))

    def _error(self, message: str, hint: str = "") -> InputError:
        return InputError(message, file=self.file, line=self.number, hint=hint)
