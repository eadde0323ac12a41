"""Where a project's files lie: articles, templates, catalogs, pages."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n import formats, locales
from l10n.errors import InputError, StoreError, UsageError
from l10n.model import Settings
from l10n.project import config as configuration
from l10n.project import files, values
from l10n.project.config import Config
from l10n.project.files import Snapshot, shown
from l10n.project.globs import matches

_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")  # they break `#:` lines, or are no UTF-8


class Project:
    """A folder with a configuration. Articles are named by their path below the articles folder, with `/`."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root.absolute()
        self.config = config
        self._homes: dict[str, Path] = {}  # of each locale's catalogs
        for folder in (self.articles_folder, self.catalogs_folder, self.build_folder):
            self._inside(folder)

    @classmethod
    def open(cls, folder: Path) -> Project:
        """The project of this very folder; UsageError when it has none."""
        config = configuration.load(folder, shown(folder))
        if config is None:
            raise UsageError(f"{shown(folder)} is no l10n project", hint="run `l10n init` there to make it one")
        return cls(folder, config)

    @classmethod
    def find(cls, start: Path) -> Project:
        """The project that `start`, a folder or a file, lies in: the nearest configuration upwards."""
        start = start.absolute()
        for folder in (start, *start.parents):
            config = configuration.load(folder, shown(folder)) if folder.is_dir() else None
            if config is not None:
                return cls(folder, config)
        raise UsageError(
            f"no {configuration.FILE} here or in any folder above {shown(start)}",
            hint="run `l10n init` to start a project, or name its folder with --project",
        )

    # ------------------------------------------------------------ folders

    @property
    def articles_folder(self) -> Path:
        return self.root / self.config.articles

    @property
    def catalogs_folder(self) -> Path:
        return self.root / self.config.catalogs

    @property
    def build_folder(self) -> Path:
        return self.root / self.config.build

    @property
    def cache_folder(self) -> Path:
        """`.l10n/`, made when asked for, with a .gitignore of its own: nothing in it is for others."""
        folder = self.root / ".l10n"
        if not (folder / ".gitignore").exists():
            files.write(folder / ".gitignore", b"*\n")
        return folder

    def _inside(self, path: Path) -> None:
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise UsageError("leads out of the project folder through a symbolic link", file=shown(path))

    # ------------------------------------------------------------ articles

    def articles(self) -> list[str]:
        """All articles, sorted. InputError for a symbolic link that leads out of the articles folder."""
        if not self.articles_folder.is_dir():
            hint = f"make it, or set `articles` in {configuration.FILE}"
            raise UsageError("the folder of the articles does not exist", file=shown(self.articles_folder), hint=hint)
        return sorted(self._walk(self.articles_folder))

    def _walk(self, folder: Path) -> Iterator[str]:
        try:
            items = sorted(folder.iterdir())
        except OSError as problem:
            raise InputError(f"cannot be read: {problem.strerror}", file=shown(folder)) from problem
        for item in items:
            name = item.relative_to(self.articles_folder).as_posix()
            if item.name.startswith(".") or item in (self.catalogs_folder, self.build_folder):
                continue
            if not item.is_dir():
                yield from [self._checked(name)] if item.is_file() and self._is_article(name) else []
            elif not item.is_symlink():
                yield from self._walk(item)
            elif not matches(f"{name}/", self.config.files.exclude):
                self._checked(name)  # what it leads to has names of its own, or is refused

    @cached_property
    def _suffixes(self) -> frozenset[str]:
        return frozenset(formats.suffixes())

    def _is_article(self, name: str) -> bool:
        chosen = self.config.files
        known = PurePosixPath(name).suffix.lower() in self._suffixes
        return known and matches(name, chosen.include) and not matches(name, chosen.exclude)

    def _checked(self, article: str) -> str:
        path = self.articles_folder / article
        hint = "rename it, or leave it out with `exclude` under [files]"
        if _UNUSABLE.search(article):
            name = article.encode("utf-8", "backslashreplace").decode()
            raise InputError(f"this file name cannot be used: {name!r}", file=shown(path.parent), hint=hint)
        if not path.resolve().is_relative_to(self.articles_folder.resolve()):
            raise InputError("leads out of the articles folder through a symbolic link", file=shown(path), hint=hint)
        return article

    def article(self, path: Path) -> str:
        """The name of the article that a user means by a path (from the current folder) or by its name."""
        for candidate in (path.absolute(), self.articles_folder / path):
            normal = Path(os.path.normpath(candidate))
            if normal.is_file() and normal.is_relative_to(self.articles_folder):
                name = normal.relative_to(self.articles_folder).as_posix()
                if self._is_article(name):
                    return self._checked(name)
        hint = values.nearest(path.as_posix(), self.articles())
        raise UsageError(f"{path} is no article of this project", hint=hint)

    def read_article(self, article: str) -> bytes:
        data = files.read(self.articles_folder / self._checked(article)).data
        if data is None:
            raise InputError("is gone", file=shown(self.articles_folder / article))
        return data

    def settings(self, article: str) -> Settings:
        """What a job on this article must know."""
        config = self.config
        return Settings(
            source=config.source,
            segmentation=config.segmentation,
            encoding=config.encoding_of(article),
            chrome=config.text.chrome,
            front_matter=config.markdown.front_matter,
            heading_ids=config.markdown.heading_ids,
            contexts=config.context,
            contact=config.contact,
            team=config.team,
            threshold=config.publish.threshold,
            corrections=config.publish.corrections,
            disclose=config.publish.disclose,
            release=config.publish.release,
            no_break=config.no_break(config.source),
        )

    def targets(self, chosen: Sequence[str] = ()) -> tuple[str, ...]:
        """The chosen target locales, named either way, in the order of the configuration; without a choice, all."""
        tags = {locales.normalize(name): name for name in chosen}
        for tag, name in tags.items():
            if tag not in self.config.locales:
                hint = values.nearest(tag, self.config.locales)
                raise UsageError(f"{name!r} is none of the locales in {configuration.FILE}", hint=hint)
        return tuple(tag for tag in self.config.locales if tag in tags or not tags)

    # ------------------------------------------------------------ catalogs and pages

    def template_path(self, article: str) -> Path:
        return self.catalogs_folder / "templates" / f"{article}.pot"

    def catalog_path(self, article: str, locale: str) -> Path:
        home = self._homes.get(locale)
        if home is None:
            home = self._homes[locale] = self.catalogs_folder / locales.posix(locale) / "LC_MESSAGES"
        return home / f"{article}.po"

    def build_path(self, article: str, locale: str) -> Path:
        return self.build_folder / locale / article

    def renamed_path(self, path: Path, old: str, new: str) -> Path:
        """Where a template or catalog of the article `old` belongs when its name is `new`."""
        return path.parents[old.count("/")] / f"{new}{path.suffix}"

    def orphans(self, present: Collection[str] | None = None) -> dict[str, tuple[Path, ...]]:
        """Former article → its template and catalogs in every locale's folder, also one no longer configured."""
        found: dict[str, list[Path]] = {}
        articles, known = set(self.articles() if present is None else present), formats.suffixes()
        for home in (self.catalogs_folder / "templates", *sorted(self.catalogs_folder.glob("*/LC_MESSAGES"))):
            for file in _catalogs(str(home)):
                name = file.rpartition(".")[0]
                if name not in articles and name.lower().endswith(known):
                    found.setdefault(name, []).append(home / file)
        return {name: tuple(found[name]) for name in sorted(found)}

    # ------------------------------------------------------------ reading and writing

    def read(self, path: Path) -> Snapshot:
        return files.read(path)

    def write(self, path: Path, data: bytes, since: Snapshot | None = None) -> bool:
        """`files.write` for a file of this project: refused when it would lie outside."""
        self._inside(path)
        return files.write(path, data, since)

    def remove(self, path: Path) -> None:
        """Delete a file of this project and the folders that this leaves empty, up to the project's own."""
        self._inside(path.parent)
        files.remove(path)
        kept = (self.root, self.articles_folder, self.catalogs_folder, self.build_folder)
        with contextlib.suppress(OSError):  # not empty
            for folder in path.parents:
                if folder in kept:
                    break
                folder.rmdir()

    def move(self, old: Path, new: Path) -> None:
        """Rename a file of this project in one step, and delete the folders that this leaves empty."""
        self._inside(old.parent)
        self._inside(new)
        try:
            new.parent.mkdir(parents=True, exist_ok=True)
            old.replace(new)
        except OSError as problem:
            raise StoreError(f"cannot be moved to {shown(new)}: {problem.strerror}", file=shown(old)) from problem
        self.remove(old)

    def lock(self, path: Path, timeout: float = 10.0) -> contextlib.AbstractContextManager[None]:
        """Work on a catalog alone: StoreError after `timeout` seconds. The lock file lies in `.l10n/locks/`."""
        import hashlib

        name = path.absolute().relative_to(self.root).as_posix()
        held = self.cache_folder / "locks" / hashlib.sha256(name.encode()).hexdigest()[:16]
        return files.lock(held, shown(path), timeout)


def _catalogs(home: str) -> Iterator[str]:
    """The PO and POT files below a folder, by their path there, sorted."""
    for folder, folders, names in os.walk(home):
        folders.sort()
        below = os.path.relpath(folder, home).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        yield from (f"{prefix}{name}" for name in sorted(names) if name.endswith((".po", ".pot")))
