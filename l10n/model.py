"""The values that flow from article to catalog and back: frozen, slotted, picklable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

# ---------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class Text:
    """Prose inside a unit: `raw` as the article has it, `text` as it reads (entities, escapes and
    line breaks decoded)."""

    raw: str
    text: str

    @property
    def even(self) -> bool:
        """Whether the two run side by side, but for line ends, so that they can be cut at the same places."""
        return self.raw == self.text or self.raw.replace("\n", " ") == self.text


class Form(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Tag:
    """Inline markup inside a unit. `pieces` joined are its raw text; a unit among them is a text of its
    own in the tag (an image's alt). `label` tells the translator what it stands for; `fresh`, where set, replaces
    the raw text in a unit that was translated (`[label]` must become `[text][label]`)."""

    kind: str
    form: Form
    pieces: tuple[Piece, ...]
    label: str = ""
    fresh: str = ""

    @property
    def raw(self) -> str:
        return join(self.pieces)


# The kinds of marks. The first row must come back from a translation exactly once; the second may be dropped.
STRICT_KINDS = frozenset({"a", "img", "code", "fn", "tpl", "url", "x"})
LOOSE_KINDS = frozenset({"em", "strong", "br"})
MARK_KINDS = STRICT_KINDS | LOOSE_KINDS

Part: TypeAlias = "Text | Tag"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is translated at once: a block when a format yields it, a sentence after segmentation.

    `kind` is the block's (headline, lede, label, crosshead, heading, paragraph, item, cell, caption, alt, title,
    meta); `context` the msgctxt; `place` the format's own word for how a translation is escaped there;
    `block` numbers the block, so that its sentences know each other; `notes` are the author's, for translators.
    """

    parts: tuple[Part, ...]
    kind: str = "paragraph"
    context: str | None = None
    place: str = ""
    block: int = 0
    notes: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        return "".join(part.raw for part in self.parts)


Piece: TypeAlias = "str | Unit"


def join(pieces: tuple[Piece, ...]) -> str:
    """The source text that these pieces were cut from."""
    return "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces)


def walk(pieces: tuple[Piece, ...]) -> Iterator[Unit]:
    """Every unit in document order; those inside a unit's tags after it."""
    for piece in pieces:
        if isinstance(piece, Unit):
            yield piece
            for part in piece.parts:
                if isinstance(part, Tag):
                    yield from walk(part.pieces)


def starts(pieces: tuple[Piece, ...], at: int = 0) -> Iterator[int]:
    """Where each unit that `walk` yields begins in the source."""
    for piece in pieces:
        if isinstance(piece, Unit):
            yield at
            inside = at
            for part in piece.parts:
                if isinstance(part, Tag):
                    yield from starts(part.pieces, inside)
                inside += len(part.raw)
        at += len(piece if isinstance(piece, str) else piece.raw)


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into skeleton and units: `join(pieces)` is the source, always."""

    pieces: tuple[Piece, ...]
    format: str

    @property
    def source(self) -> str:
        return join(self.pieces)


# ---------------------------------------------------------------- catalogs

Key: TypeAlias = "tuple[str | None, str]"
"""What names an entry in its catalog: msgctxt and msgid."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One `# l10n:` line: who wrote a translation, or what became of its source.

    `kind` is mt, tm or edit; `name` what made it (`neural+por-cat/1`, an article, an edit class). `src`, `out` and
    `was` are the hashes of the conventions; `flags` the bare words.
    """

    kind: str
    name: str
    src: str = ""
    out: str = ""
    was: str = ""
    flags: tuple[str, ...] = ()


class Status(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    MACHINE = "machine"
    POST_EDITED = "post-edited"
    DRAFT = "draft"
    APPROVED = "approved as is"
    EDITED = "approved edited"
    HUMAN = "human"

    @property
    def published(self) -> bool:
        return self in (Status.APPROVED, Status.EDITED, Status.HUMAN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit with its translation, as a PO file has it.

    `comments` are the `#` lines without their marker (ours among them), `extracted` the `#.` lines, `flags` all
    but fuzzy. `raw` is the entry's text in the file and `line` where it starts (from 1; 0: not in a file); neither
    counts in comparisons. Change an entry with `catalog.changed`, which drops `raw` when something differs.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    msgid_plural: str | None = None
    plurals: tuple[str, ...] = ()
    previous_plural: str | None = None
    raw: str = field(default="", compare=False, repr=False)
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        return self.msgctxt, self.msgid


# ---------------------------------------------------------------- suggestions


@dataclass(frozen=True, slots=True)
class Pair:
    """Source and target locale, BCP 47."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question to a memory or an engine: `text` is a unit's msgid with marks, `id` comes back with the answer.

    `title`, `section`, `before` and `after` are the context, as msgids; `examples` are (source, target) pairs and
    `terms` (source, target) glossary terms that occur.
    """

    id: int
    text: str
    context: str | None = None
    title: str = ""
    section: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer: `text` with the request's marks. `kind` is mt or tm, `name` goes into the origin line
    (`neural+por-cat/1`); `notes` are bare words for it (`codes-repaired`)."""

    id: int
    text: str
    kind: str
    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, and why: one line for the user. `name` is who refused."""

    id: int
    reason: str
    name: str = ""


# ---------------------------------------------------------------- problems


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found. `entry` counts from 0 without header and obsolete entries (-1: the file as a whole);
    `start` and `end` are code points in msgstr (-1: no place)."""

    check: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    entry: int = -1
    msgctxt: str | None = None
    msgid: str = ""
    locale: str = ""
    start: int = -1
    end: int = -1


# ---------------------------------------------------------------- settings of a job


@dataclass(frozen=True, slots=True)
class Settings:
    """What a job must know of the project. Locales are BCP 47."""

    source: str = "en"
    segmentation: str = "sentence"
    encoding: str = "utf-8"
    chrome: tuple[str, ...] = ()
    front_matter: tuple[str, ...] = ("title", "description")
    contexts: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    team: str = ""
    heading_ids: str = "auto"
    threshold: int = 100
    corrections: str = "source"
    disclose: tuple[str, ...] = ()
    release: str = "approved"
    no_break: tuple[str, ...] = ()
    porefs: str = "file"
