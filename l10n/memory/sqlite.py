"""A memory in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n.errors import StoreError
from l10n.memory.tables import Tables

if TYPE_CHECKING:
    import sqlite3

VERSION = 1
_REBUILD = "run `l10n memory rebuild`: it makes the memory anew from the catalogs"

_SCHEMA = """
CREATE TABLE pair (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, UNIQUE (source, target));
CREATE TABLE segment (id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, lengths BLOB NOT NULL);
CREATE TABLE posting (segment INTEGER, token TEXT, numbers BLOB NOT NULL, pair INTEGER NOT NULL,
    PRIMARY KEY (segment, token)) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX source_key ON source (key);
CREATE TABLE origin (id INTEGER PRIMARY KEY, pair INTEGER NOT NULL, locale TEXT NOT NULL, project TEXT NOT NULL,
    article TEXT NOT NULL, author TEXT NOT NULL, learnt INTEGER NOT NULL,
    UNIQUE (pair, locale, project, article, author, learnt));
CREATE TABLE unit (source INTEGER NOT NULL, origin INTEGER NOT NULL, mark INTEGER NOT NULL, target TEXT NOT NULL,
    context TEXT, neighbours INTEGER NOT NULL, status INTEGER NOT NULL, date INTEGER NOT NULL,
    PRIMARY KEY (source, origin, mark)) WITHOUT ROWID;
CREATE TABLE catalog (locale TEXT, project TEXT, article TEXT, digest TEXT NOT NULL,
    PRIMARY KEY (locale, project, article)) WITHOUT ROWID;
CREATE TABLE job (name TEXT PRIMARY KEY, done INTEGER NOT NULL) WITHOUT ROWID;
"""


def open_store(place: str | Path) -> Sqlite:
    """The memory in this file; ":memory:" is one that nobody keeps."""
    return Sqlite(str(place))


class Connection:
    """SQLite's connection as a `Database`."""

    COUNT = "sum(length(numbers)) / 2"

    def __init__(self, db: sqlite3.Connection) -> None:
        self.execute = db.execute
        self.executemany = db.executemany

    def postings(self, pair: int, segments: Iterable[int]) -> str:  # noqa: ARG002
        return f"segment IN ({','.join(map(str, segments))})"

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        return f"{column} IN ({','.join('?' * len(values))})", tuple(values)

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        rest = iter(rows)
        first = next(rest, None)
        if first is not None:
            query = f"INSERT INTO {table} VALUES ({','.join('?' * len(first))})"  # noqa: S608
            self.execute(query, first)
            self.executemany(query, rest)


class Sqlite(Tables):
    """StoreError where the file cannot be read or written; what was in it is whole then."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._file = place
        self.place = "" if place == ":memory:" else place
        with self._told():
            self._db = self._connect()

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        if self.place:
            Path(self.place).parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._file, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute("PRAGMA mmap_size=4294967296")
            db.execute("PRAGMA cache_size=-32768")  # KiB
            self._migrate(db)
        except BaseException:
            db.close()
            raise
        return db

    def _migrate(self, db: sqlite3.Connection) -> None:
        if db.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return
        db.execute("BEGIN IMMEDIATE")
        found = db.execute("PRAGMA user_version").fetchone()[0]  # another process may have been first
        if found not in (0, VERSION):
            message = f"was written by another version of l10n (format {found})"
            raise StoreError(message, file=self._file, hint=_REBUILD)
        if not found:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={VERSION}")
        db.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says, as our own error."""
        import sqlite3

        try:
            yield
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(f"cannot be used: {error}", file=self._file) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a mistake of ours
            raise StoreError(f"is damaged: {error}", file=self._file, hint=_REBUILD) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield Connection(self._db)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._told():
            self._db.execute("BEGIN")
            try:
                yield Connection(self._db)
            finally:
                self._db.execute("ROLLBACK")

    def compact(self) -> None:
        with self.writing() as db:
            self._compact(db)
        with self._told():
            self._db.execute("VACUUM")

    def close(self) -> None:
        self._db.close()
