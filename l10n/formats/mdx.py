"""MDX: Markdown with JSX in it. Tags, expressions and imports are left alone; prose between tags and in them is not."""

from __future__ import annotations

from l10n.formats import markdown
from l10n.formats.markdown import fill, finish, isolate, label
from l10n.model import Document, Settings

__all__ = ["MISSING", "SUFFIXES", "adapt", "fill", "finish", "isolate", "label", "parse"]

SUFFIXES = (".mdx",)
MISSING = "strict"


def parse(text: str, settings: Settings) -> Document:
    return markdown.cut(text, settings, mdx=True)


def adapt(text: str, source: str, lang: str, direction: str, settings: Settings) -> str:  # noqa: ARG001  # by the site
    """Anchors cannot be named in a way that every reader of MDX takes: they stay as they come."""
    return text
