"""What a check is: a module with an id, a severity, examples on both sides, and `find`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.errors import InputError
from l10n.glossary import Term
from l10n.model import Entry, Pair, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong; `start` and `end` are code points in msgstr (-1: no place)."""

    message: str
    start: int = -1
    end: int = -1

    @property
    def line(self) -> str:
        """The message in one line, whatever it quotes."""
        return " ".join(self.message.split())


@dataclass(frozen=True, slots=True)
class Example:
    """A translation that must be flagged, or must pass."""

    source: str
    target: str
    locale: str
    source_locale: str = "en"

    @property
    def entry(self) -> Entry:
        return Entry(self.source, self.target)

    @property
    def pair(self) -> Pair:
        return Pair(self.source_locale, self.locale)


_LINE = re.compile(r":\d+$")


class Check(Protocol):
    """A check of one entry. The module's docstring is its documentation page; `ENGINES` says that the check
    also judges what an engine returns."""

    __doc__: str | None
    ID: str
    SEVERITY: Severity
    ENGINES: bool
    FLAGGED: Sequence[Example]
    PASSED: Sequence[Example]

    def find(self, entry: Entry, pair: Pair, /) -> Iterator[Finding]: ...


@dataclass(frozen=True, slots=True)
class Contents:
    """A catalog as its checks see it: header fields in order, entries, and the template's where there is one.

    `terms` are the glossary's for the target locale. `error` is why the file cannot be read; then the rest is empty.
    """

    pair: Pair
    header: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    template: tuple[Entry, ...] | None = None
    error: InputError | None = None
    terms: tuple[Term, ...] = ()

    @property
    def live(self) -> Iterator[Entry]:
        """The entries with a translation to judge: no header, nothing obsolete, empty or with plural forms."""
        return (e for e in self.entries if e.msgid and e.msgstr and not e.obsolete and e.msgid_plural is None)

    def field(self, name: str) -> str | None:
        """A header field by its name, in any case of letters; None where it is missing."""
        return next((value for key, value in self.header if key.casefold() == name.casefold()), None)


def articles(entry: Entry) -> tuple[str, ...]:
    """The files that an entry's references name, without line numbers."""
    return tuple(_LINE.sub("", place) if ":" in place else place for place in entry.references)


@dataclass(frozen=True, slots=True)
class Place:
    """What is wrong with a catalog, and where: an entry of it, a line, or (neither) the file as a whole; `start`
    and `end` are code points in the entry's msgstr (-1: no place)."""

    message: str
    entry: Entry | None = None
    line: int = 0
    start: int = -1
    end: int = -1


class CatalogCheck(Protocol):
    """A check of a whole catalog."""

    __doc__: str | None
    ID: str
    SEVERITY: Severity
    FLAGGED: Sequence[Contents]
    PASSED: Sequence[Contents]

    def find(self, contents: Contents, /) -> Iterator[Place]: ...
