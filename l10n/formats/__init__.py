"""Source text → Document, one module a format. To add one: a file that fits `Format`, and a row here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol

from l10n.errors import UsageError
from l10n.model import Document, Settings, Unit
from l10n.registry import Registry


class Raw(str):
    """Source markup among the items of a translation: written as it is."""

    __slots__ = ()


class Format(Protocol):
    """What a format module offers.

    `parse`: blocks as units; never fails, and the joined pieces are the text. `fill`: a translated unit as it
    stands in the source: strings are prose to escape, `Raw` markup to keep. `finish`: the whole text of a block of
    which some unit was translated. `isolate`: source text left in a page of the other direction. `label`: the text
    with a line put in after the headline; `kind` names it where the format can (draft, note). `adapt`: the text with
    what depends on its language: its name, its direction, the anchors of `source`.
    """

    SUFFIXES: tuple[str, ...]
    MISSING: str  # the error handler for letters that an article's encoding lacks: strict, xmlcharrefreplace

    def parse(self, text: str, settings: Settings) -> Document: ...
    def fill(self, unit: Unit, items: Sequence[str | Raw]) -> str: ...
    def finish(self, unit: Unit, text: str) -> str: ...
    def isolate(self, unit: Unit, text: str, lang: str, direction: str) -> str: ...
    def label(self, text: str, line: str, kind: str = "draft") -> str: ...
    def adapt(self, text: str, source: str, lang: str, direction: str, settings: Settings) -> str: ...


FORMATS: Registry[Format] = Registry("l10n.formats", "text", "markdown", "mdx", "html")


def format_of(article: str, type_: str = "") -> str:
    """The name of the format of this path; `type_`, if given, decides. UsageError where nothing tells."""
    if type_:
        FORMATS[type_]
        return type_
    suffix = PurePosixPath(article).suffix.lower()
    for name in FORMATS:
        if suffix in FORMATS[name].SUFFIXES:
            return name
    raise UsageError(f"cannot tell the type of {article!r} from its suffix", hint=f"say --type {'|'.join(FORMATS)}")


def suffixes() -> tuple[str, ...]:
    """Every suffix that some format claims."""
    return tuple(suffix for module in FORMATS.all() for suffix in module.SUFFIXES)
