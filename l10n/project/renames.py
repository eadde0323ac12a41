"""Articles that were renamed or moved: their catalogs and templates follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n import catalog
from l10n.catalog.people import by_people
from l10n.errors import InputError
from l10n.model import Entry
from l10n.project import files
from l10n.project.tree import Project

_NAME = "Project-Id-Version"
SHARE = 0.8
"""How much of a vanished article another one must hold to be the same."""


@dataclass(frozen=True, slots=True)
class Rename:
    """An article's former and present name, and its files: from where to where."""

    old: str
    new: str
    moves: tuple[tuple[Path, Path], ...]


def renames(
    project: Project, orphans: Mapping[str, Sequence[Path]], fresh: Mapping[str, Collection[str]]
) -> list[Rename]:
    """The renames behind new articles (name → msgids): each vanished article (name → its files) goes to the one that
    holds most of its units, if that is at least `SHARE` of them."""
    shares = [
        (sum(msgid in texts for msgid in msgids) / len(msgids), _alike(old, new), old, new)
        for old, paths in (orphans if fresh else {}).items()
        if (msgids := _msgids(paths))
        for new, texts in fresh.items()
    ]
    found: dict[str, str] = {}
    for share, _, old, new in sorted(shares, reverse=True):
        if share >= SHARE and old not in found and new not in found.values():
            found[old] = new
    return [Rename(old, new, tuple(_moves(project, old, new, orphans[old]))) for old, new in sorted(found.items())]


def _alike(old: str, new: str) -> float:
    """Of two articles that hold as much, the one whose name is more like the old one."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old, new).ratio()


def _msgids(paths: Iterable[Path]) -> set[str]:
    """The units of a vanished article: those of its template, else of the catalog that has the most."""
    template = [_live(path) for path in paths if path.suffix == ".pot"]
    return next(filter(None, template), None) or max(map(_live, paths), key=len, default=set())


def _entries(path: Path) -> tuple[Entry, ...]:
    return catalog.parse(files.read(path).data or b"", files.shown(path)).entries


def _live(path: Path) -> set[str]:
    try:
        return {entry.msgid for entry in _entries(path) if not entry.obsolete}
    except InputError:
        return set()


def _moves(project: Project, old: str, new: str, paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Each file with its new place, the template last: until it has moved, the new article counts as new. A file that
    is there already stays, unless nobody has written anything into it."""
    for path in sorted(paths, key=lambda path: path.suffix == ".pot"):
        target = project.renamed_path(path, old, new)
        if not target.exists() or _is_bare(target):
            yield path, target


def _is_bare(path: Path) -> bool:
    try:
        return not any(map(by_people, _entries(path)))
    except InputError:
        return False


def move(project: Project, found: Rename) -> None:
    """Moves the files of a renamed article; each is whole in one place or the other."""
    for old, new in found.moves:
        first, second = sorted((old, new))
        with project.lock(first), project.lock(second):
            project.move(old, new)
            if old.suffix == ".po":
                project.remove(old.with_suffix(".mo"))
                _unname(project, new, found.old)


def _unname(project: Project, path: Path, article: str) -> None:
    """Empties the header field that bears the article's old name; extracting gives it the new one."""
    before = files.read(path)
    try:
        found = catalog.parse(before.data or b"", files.shown(path))
    except InputError:  # told when it is extracted
        return
    if found.get(_NAME).removesuffix(" 1") == article:
        project.write(path, catalog.render(found.with_field(_NAME, "")), before)
