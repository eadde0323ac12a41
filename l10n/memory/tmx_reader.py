"""The entries of a TMX file, streamed; what could blow up memory or reach outside is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NoReturn

from l10n.errors import InputError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_CHUNK = 1 << 16
LARGEST = 2_000_000
"""Characters of a unit in all its languages; a larger one is no sentence."""
_DEEPEST = 32
SILENT = 1 << 22
"""Bytes of one tag, comment or attribute."""
END = "/hi"


@dataclass(frozen=True, slots=True)
class Code:
    """An inline element: its name (`/hi` where a `hi` ends) and attributes."""

    name: str
    facts: dict[str, str]


@dataclass(slots=True)
class Variant:
    """A `tuv`: its language, attributes, and segment as text and codes."""

    lang: str
    facts: dict[str, str]
    items: list[str | Code] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A `tu`: attributes, props by type, variants."""

    facts: dict[str, str]
    props: dict[str, str] = field(default_factory=dict)
    variants: list[Variant] = field(default_factory=list)


class Reader:
    """Expat's events as entries. No entity is defined or fetched; depth and sizes are bounded."""

    def __init__(self, file: str) -> None:
        from xml.parsers import expat

        self.file = file
        self.parser: XMLParserType = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.path: list[str] = []
        self.ready: list[Entry] = []
        self.entry: Entry | None = None
        self.prop = ""
        self.size = self.inside = 0
        self.in_segment = False
        self.fed = self.heard = 0

    def entries(self, stream: IO[bytes]) -> Iterator[Entry]:
        from xml.parsers import expat

        while True:
            chunk = stream.read(_CHUNK)
            self.fed += len(chunk)
            try:
                self.parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                self._refuse(f"is no well-formed XML: {expat.ErrorString(error.code)}")
            yield from self.ready
            self.ready = []
            if not chunk:
                return
            if self.fed - self.heard > SILENT:
                self._refuse("has a tag or comment of unbounded size")

    def _refuse(self, why: str) -> NoReturn:
        raise InputError(why, file=self.file, line=self.parser.CurrentLineNumber)

    def _entity(self, name: str, *_: object) -> None:
        self._refuse(f"defines the entity {name!r}, which is not safe to read")

    def _skipped(self, name: str, _: bool) -> None:
        self._refuse(f"uses the entity {name!r}, which nothing defines")

    # ------------------------------------------------------------ elements

    def _start(self, name: str, facts: dict[str, str]) -> None:
        self.heard = self.fed
        if not self.path and name != "tmx":
            self._refuse(f"is no TMX: its first element is {name!r}")
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            self._refuse("has elements nested without end")
        if self.in_segment:
            self._code(name, facts, +1)
        elif name == "tu":
            self.entry, self.size = Entry(facts), 0
        elif self.entry and name == "tuv":
            self._grown(100)
            self.entry.variants.append(Variant(facts.get("xml:lang") or facts.get("lang", ""), facts))
        elif self.entry and name == "prop":
            self.prop = facts.get("type", "")
        elif self.entry and self.entry.variants and name == "seg":
            self.in_segment, self.inside = True, 0

    def _end(self, name: str) -> None:
        self.heard = self.fed
        self.path.pop()
        if name == "seg":
            self.in_segment = False
        elif self.in_segment:
            self._code(name if name != "hi" else END, {}, -1)
        elif name == "tu" and self.entry:
            self.ready.append(self.entry)
            self.entry = None

    def _code(self, name: str, facts: dict[str, str], step: int) -> None:
        """An element in a segment begins (`step` 1) or ends; what lies in one is code, but for the text of a `hi`."""
        if name in ("hi", END):
            if not self.inside:
                self._put(Code(name, facts))
            return
        if step > 0 and not self.inside:
            self._put(Code(name, facts))
        self.inside += step

    def _text(self, text: str) -> None:
        self.heard = self.fed
        if self.in_segment:
            if not self.inside:
                self._put(text)
        elif self.entry and self.path and self.path[-1] == "prop":
            self._grown(len(text))
            self.entry.props[self.prop] = self.entry.props.get(self.prop, "") + text

    def _put(self, item: str | Code) -> None:
        assert self.entry
        self._grown(len(item) if isinstance(item, str) else 100)
        self.entry.variants[-1].items.append(item)

    def _grown(self, by: int) -> None:
        self.size += by
        if self.size > LARGEST:
            self._refuse(f"has a unit of more than {LARGEST} characters")
