"""Which articles tell the same story: what their front matter or the configuration says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.errors import L10nError
from l10n.formats import front_matter
from l10n.project.globs import matches
from l10n.project.tree import Project

_LINE = re.compile(r"^story:[ \t]*(['\"]?)([^\r\n]*?)\1[ \t]*\r?$", re.MULTILINE)


def story(project: Project, article: str) -> str:
    """The story of an article; its own name where nothing says one."""
    found = _said(project, article)
    return found or next((name for pattern, name in project.config.story if matches(article, (pattern,))), article)


def stories(project: Project, articles: Sequence[str]) -> dict[str, list[str]]:
    """The articles by their story, both in order."""
    told: dict[str, list[str]] = {}
    for article in articles:
        told.setdefault(story(project, article), []).append(article)
    return told


def _said(project: Project, article: str) -> str:
    """What the article's front matter says; an article that cannot be read says nothing, others tell why."""
    try:
        text = project.read_article(article).decode(project.config.encoding_of(article), "replace")
    except L10nError:
        return ""
    found = _LINE.search(text[: front_matter.cut(text)])
    return found[2].strip() if found else ""
