"""A source article: its text, its units, and the entries of its template."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from l10n import compose, inline
from l10n.catalog.references import references
from l10n.errors import InputError
from l10n.formats import FORMATS, prose
from l10n.model import Document, Entry, Key, Settings, Unit, starts
from l10n.segment.refine import refine

_CONTROLS = re.compile(f"[{prose.CONTROLS}]")  # in what marks stand for, and in what authors say


@dataclass(frozen=True)
class Article:
    """A source article: its name (the path below the articles folder), bytes, format, and settings."""

    name: str
    data: bytes
    format: str
    settings: Settings
    file: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        return Article, (self.name, self.data, self.format, self.settings, self.file)  # without what was computed

    @cached_property
    def text(self) -> str:
        """InputError where the bytes are not in the article's encoding."""
        encoding, file = self.settings.encoding, self.file or self.name
        text = decode(self.data, encoding, file, self.name)
        if text.encode(encoding) != self.data:
            hint = "name the byte order, as in utf-16-be, or save the file as UTF-8"
            raise InputError(f"would not be written back as it is in {encoding}", file=file, hint=hint)
        return text

    @cached_property
    def parsed(self) -> compose.Source:
        module = FORMATS[self.format]
        blocks = module.parse(self.text, self.settings)
        return compose.Source(blocks, self._cut(blocks), module, lambda text: module.parse(text, self.settings))

    def _cut(self, blocks: Document) -> Document:
        settings = self.settings
        contexts = dict(settings.contexts)
        units = refine(blocks, settings.source, settings.segmentation, settings.no_break)
        if not contexts:
            return units
        pieces = tuple(_in_context(piece, contexts) if isinstance(piece, Unit) else piece for piece in units.pieces)
        return replace(units, pieces=pieces)

    @cached_property
    def words(self) -> list[int]:
        """Source words of each place."""
        return [inline.words(text) for _, text in self.parsed.keys]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The template's entries: equal units are one, with the hints of all their places.

        Who wants more of a large article than these asks for `parsed` first; it is not kept for them.
        """
        kept = "parsed" in self.__dict__
        source = self.parsed
        told = references(self.name, self.text, starts(source.units.pieces), self.settings.porefs)
        first: dict[Key, tuple[Unit, str]] = {}
        further: dict[Key, list[tuple[Unit, str]]] = {}
        for key, unit, reference in zip(source.keys, source.places, told, strict=False):
            if first.setdefault(key, (unit, reference))[0] is not unit:
                further.setdefault(key, []).append((unit, reference))
        if not kept:
            del self.__dict__["parsed"], source
        return tuple(_entry(key, [place, *further.get(key, ())]) for key, place in first.items())


def _in_context(unit: Unit, contexts: Mapping[str, str]) -> Unit:
    chosen = contexts.get(inline.msgid(unit))
    return unit if chosen is None else replace(unit, context=chosen)


def _entry(key: Key, places: Sequence[tuple[Unit, str]]) -> Entry:
    hints = dict.fromkeys([_type(unit.kind) for unit, _ in places])
    legend = [line for unit, _ in places for line in inline.legend(unit)]
    notes = [f"note: {note}" for unit, _ in places for note in unit.notes]
    said = dict.fromkeys(_CONTROLS.sub("\ufffd", line) for line in (*notes, *legend))
    told = dict.fromkeys([reference for _, reference in places if reference])
    return Entry(key[1], msgctxt=key[0], extracted=(*hints, *said), references=tuple(told))


@cache
def _type(kind: str) -> str:
    return f"type: {kind}"


def decode(data: bytes, encoding: str, file: str, name: str) -> str:
    """The text of an article; a byte order mark stays. InputError names the line that is not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f'save it as {encoding.upper()}, or declare its encoding: [files.encodings] "{name}" = "cp1252"'
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            hint = hint.replace("cp1252", "utf-16")
        message = f"is not {encoding.upper()}: byte {data[error.start]:#04x}"
        raise InputError(message, file=file, line=line, hint=hint) from None
