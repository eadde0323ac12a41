"""Articles cut and put together in tests, in a line each."""

from __future__ import annotations

from collections.abc import Mapping

from l10n import compose, inline
from l10n.formats import FORMATS
from l10n.model import Settings, Unit
from l10n.segment.refine import refine


def source(text: str, format_: str = "markdown") -> compose.Source:
    """The article as compose takes it; its pieces joined are the text, or the test fails."""
    module = FORMATS[format_]
    blocks = module.parse(text, Settings())
    units = refine(blocks, "en")
    assert blocks.source == units.source == text
    return compose.Source(blocks, units, module, lambda again: module.parse(again, Settings()))


def places(text: str, format_: str = "markdown") -> list[Unit]:
    return source(text, format_).places


def msgids(text: str, format_: str = "markdown") -> list[str]:
    """What translators see, in order."""
    return [inline.msgid(unit) for unit in places(text, format_)]


def composed(text: str, texts: Mapping[str, str], format_: str = "markdown", target: str = "fr") -> str:
    """The article with these translations, by msgid; none may fall back."""
    article = source(text, format_)
    page = compose.compose(article, {key: texts.get(key[1], "") for key in article.keys}, "en", target)
    assert page.failures == ()
    return page.text


def refused(text: str, texts: Mapping[str, str], format_: str = "markdown") -> bool:
    """Whether the article stays as it is, and says so."""
    article = source(text, format_)
    page = compose.compose(article, {key: texts.get(key[1], "") for key in article.keys}, "en", "fr")
    return page.text == text and bool(page.failures)
