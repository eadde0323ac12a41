"""HTML and XHTML: cut by its tags, never written anew; broken markup stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.formats import Raw, front_matter
from l10n.formats.html import page, runs, values
from l10n.formats.html.blocks import Blocks
from l10n.formats.html.tokens import is_xml
from l10n.model import Document, Settings, Unit

SUFFIXES = (".html", ".htm", ".xhtml")
MISSING = "xmlcharrefreplace"


def parse(text: str, settings: Settings) -> Document:
    start = front_matter.cut(text)
    head = front_matter.pieces(text[:start], settings.front_matter)
    blocks = Blocks(text, xml=is_xml(text, start))
    blocks.number = len(head)
    numbered = (blocks.numbered(piece) for piece in head)
    return Document((*numbered, *blocks.pieces(start)), "html")


def fill(unit: Unit, items: Sequence[str | Raw]) -> str:
    """Blanks at the ends of a translation go: those around it are the page's."""
    if not unit.place.startswith("html"):
        return "".join(item if isinstance(item, Raw) else front_matter.fill(unit.place, item) for item in items)
    texts = [item if isinstance(item, Raw) else values.escaped(unit, item) for item in items]
    if not isinstance(items[0], Raw):
        texts[0] = texts[0].lstrip(runs.BLANKS)
    if not isinstance(items[-1], Raw):
        texts[-1] = texts[-1].rstrip(runs.BLANKS)
    return "".join(texts)


def finish(unit: Unit, text: str) -> str:
    """A value without quotes gets them."""
    if unit.place.startswith("html"):
        return f'"{text}"' if unit.place == "html-attr" else text
    return front_matter.finish(unit, text)


def isolate(unit: Unit, text: str, lang: str, direction: str) -> str:
    """A span where markup can stand, isolate characters elsewhere."""
    if unit.place == "html":
        return f'<span lang="{lang}" dir="{direction}">{text}</span>'
    return f"\u2068{text}\u2069"


def label(text: str, line: str, kind: str = "draft") -> str:
    """The line as a paragraph after the first `<h1>`, else where the text of the page begins."""
    return page.label(text, front_matter.cut(text), line, kind)


def adapt(text: str, source: str, lang: str, direction: str, settings: Settings) -> str:  # noqa: ARG001  # ids stay
    """The page with the language (BCP 47) and direction it now has; all else byte for byte."""
    return page.adapt(text, front_matter.cut(text), lang, direction)
