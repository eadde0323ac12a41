"""`l10n init`: a small configuration with comments, and the folders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from l10n import locales as tags
from l10n.errors import StoreError, UsageError
from l10n.project import config as configuration
from l10n.project.files import shown
from l10n.project.tree import Project

_TEMPLATE = """\
# Configuration of l10n. Every key is explained in docs/configuration.md of l10n.
version = 1

source = {source}
locales = {locales}

articles = {articles}  # text, Markdown and HTML files, in any subfolder
catalogs = {catalogs}  # PO files: <catalogs>/<locale>/LC_MESSAGES/<article>.po
build = {build}  # translated articles: <build>/<locale>/<article>
{contact}
[publish]
threshold = {threshold}  # per cent of an article's words that must be approved before it is published

[engines]  # what to try for empty entries, in order; "first > second" is a chain
default = ["auto"]
"""


def init(
    folder: Path,
    source: str,
    locales: Sequence[str],
    *,
    articles: str = "source_articles",
    catalogs: str = "locales",
    build: str = "build",
    threshold: int = 100,
    contact: str = "",
) -> Project:
    """Make `folder` a project. UsageError when it is one already or a value is refused; then nothing was written."""
    path = folder / configuration.FILE
    source, locales = tags.normalize(source), [tags.normalize(name) for name in locales]
    words = {"source": source, "locales": list(locales), "articles": articles, "catalogs": catalogs, "build": build}
    shown_words = {key: json.dumps(value, ensure_ascii=False) for key, value in words.items()}
    line = f"contact = {json.dumps(contact, ensure_ascii=False)}\n" if contact else ""
    text = _TEMPLATE.format(**shown_words, contact=line, threshold=threshold)
    if path.exists() or (folder.is_dir() and configuration.load(folder, shown(folder)) is not None):
        raise UsageError("is a project already", file=shown(folder), hint=f"edit its {configuration.FILE} instead")
    config = configuration.parse(text, shown(path))
    if config is None:  # only a missing table is none
        raise UsageError("has no configuration", file=shown(path))
    project = Project(folder, config)
    _create(path, text)
    for made in (project.articles_folder, project.catalogs_folder):
        made.mkdir(parents=True, exist_ok=True)
    return project


def _create(path: Path, text: str) -> None:
    """Write a new file, never over another."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as problem:
        raise StoreError(f"cannot be written: {problem.strerror}", file=shown(path)) from problem
