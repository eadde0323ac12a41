"""Translations whose sentences left their article: those that a passage brings along when it moves to another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from l10n import catalog
from l10n.errors import InputError
from l10n.model import Entry
from l10n.project import files
from l10n.project.tree import Project

_OBSOLETE = b"#~ msgid"


class Lost:
    """The obsolete entries of a project's catalogs, and all entries of catalogs without an article (`orphans`)."""

    def __init__(self, project: Project, articles: Iterable[str], orphans: Mapping[str, Sequence[Path]]) -> None:
        self._project = project
        self._articles = list(articles)
        self._orphans = {path for paths in orphans.values() for path in paths if path.suffix == ".po"}
        self._known: dict[str, list[tuple[Path, Entry]]] = {}

    def entries(self, locale: str, apart: Path) -> list[Entry]:
        """What was lost in a locale, but for the catalog `apart`. Each catalog is read once."""
        if locale not in self._known:
            self._known[locale] = self._read(locale)
        return [entry for path, entry in self._known[locale] if path != apart]

    def _read(self, locale: str) -> list[tuple[Path, Entry]]:
        paths = [self._project.catalog_path(name, locale) for name in self._articles]
        home = self._project.catalog_path("", locale).parent
        orphans = sorted(path for path in self._orphans if path.is_relative_to(home))
        return [(path, entry) for path in (*paths, *orphans) for entry in self._of(path)]

    def _of(self, path: Path) -> list[Entry]:
        data = files.read(path).data or b""
        gone = path in self._orphans
        if not gone and _OBSOLETE not in data:
            return []
        try:
            entries = catalog.parse(data, files.shown(path)).entries
        except InputError:  # told where the file is used
            return []
        return [entry for entry in entries if (gone or entry.obsolete) and catalog.translated(entry)]
