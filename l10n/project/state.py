"""What the last extraction left as it should be: files that need no look while they and their article stay the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import __version__
from l10n.errors import StoreError
from l10n.project.files import shown
from l10n.project.tree import Project

if TYPE_CHECKING:
    import sqlite3

FILE = "state.sqlite"


class Settled:
    """The templates and catalogs that are what extracting their article would make of them.

    Kept in `.l10n/state.sqlite`, safe to delete. A file counts as the same while its size, times and inode are; a
    change of the configuration or of l10n itself unsettles all.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.root / ".l10n" / FILE
        self._home = len(str(project.catalogs_folder)) + 1
        self._rules = _rules(project)
        self._known = self._load()
        self._new: dict[str, str] = {}

    def stamp(self, article: str) -> str:
        """The article as it is now, before it is read: what `holds` and `note` compare."""
        return _stamp(f"{self._project.articles_folder}/{article}")

    def holds(self, path: Path, article: str) -> bool:
        """Whether this file was made from the article with this stamp, and has not changed since."""
        known = self._known.get(str(path)[self._home :])
        return known is not None and known == f"{article} {_stamp(str(path))}"

    def note(self, path: Path, article: str) -> None:
        """This file is now what the article with this stamp makes of it."""
        self._new[str(path)[self._home :]] = f"{article} {_stamp(str(path))}"

    def save(self) -> None:
        """Nothing is written where nothing is new."""
        if not self._new:
            return
        import sqlite3

        try:
            with _connected(self._project.cache_folder / FILE) as database:
                if database.execute("SELECT value FROM rules").fetchall() != [(self._rules,)]:
                    database.execute("DELETE FROM rules")
                    database.execute("DELETE FROM settled")
                    database.execute("INSERT INTO rules VALUES (?)", (self._rules,))
                database.executemany("INSERT OR REPLACE INTO settled VALUES (?, ?)", self._new.items())
            database.close()
        except sqlite3.Error as problem:
            raise StoreError(
                f"cannot be written: {problem}", file=shown(self._path), hint="it may be deleted at any time"
            ) from problem

    def _load(self) -> dict[str, str]:
        """What is known under the present rules; nothing where the file cannot be read."""
        if not self._path.exists():
            return {}
        import sqlite3

        try:
            with _connected(self._path) as database:
                fits = database.execute("SELECT value FROM rules").fetchall() == [(self._rules,)]
                rows = database.execute("SELECT file, stamps FROM settled").fetchall() if fits else []
            database.close()
        except sqlite3.OperationalError:  # in use, or in a folder that cannot be written
            return {}
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            return {}
        return dict(rows)


def _connected(path: Path) -> sqlite3.Connection:
    import sqlite3

    database = sqlite3.connect(path, timeout=10)
    database.execute("CREATE TABLE IF NOT EXISTS rules (value TEXT)")
    database.execute("CREATE TABLE IF NOT EXISTS settled (file TEXT PRIMARY KEY, stamps TEXT) WITHOUT ROWID")
    return database


def _stamp(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116  # a Path for each file would cost more than the call
    except OSError:
        return ""
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"


def _rules(project: Project) -> str:
    """All that an extraction depends on besides the files: the configuration, and l10n itself."""
    from hashlib import sha256

    home = Path(__file__).parent.parent
    newest = max(
        entry.stat().st_mtime_ns
        for folder, _, names in os.walk(home)
        if not folder.endswith("__pycache__")
        for entry in (Path(folder, name) for name in names)
    )
    return sha256(repr((__version__, newest, project.config)).encode("utf-8", "surrogatepass")).hexdigest()
