"""A memory that a team shares, on a PostgreSQL server; with the extra `postgres`.

All lies in the schema `l10n_memory` of the database that the address names. A store holds one connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from l10n.errors import StoreError
from l10n.memory.database import Cursor
from l10n.memory.tables import Tables

if TYPE_CHECKING:
    import psycopg

_LOCK = 0x6C31306E  # one writer at a time; "l10n"

MIGRATIONS = (
    """
    CREATE TABLE pair (id SERIAL PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, UNIQUE (source, target));
    CREATE TABLE segment (id BIGSERIAL PRIMARY KEY, pair INTEGER NOT NULL, lengths BYTEA NOT NULL);
    CREATE TABLE posting (segment BIGINT, token TEXT COLLATE "C", numbers BYTEA NOT NULL, pair INTEGER NOT NULL,
        count INTEGER GENERATED ALWAYS AS (length(numbers) / 2) STORED,
        PRIMARY KEY (pair, token, segment) INCLUDE (count));
    ALTER TABLE posting ALTER numbers SET STORAGE EXTERNAL;
    CREATE TABLE source (id BIGINT PRIMARY KEY, key BIGINT NOT NULL, text TEXT NOT NULL);
    CREATE INDEX source_key ON source (key);
    CREATE TABLE origin (id SERIAL PRIMARY KEY, pair INTEGER NOT NULL, locale TEXT NOT NULL, project TEXT NOT NULL,
        article TEXT NOT NULL, author TEXT NOT NULL, learnt INTEGER NOT NULL,
        UNIQUE (pair, locale, project, article, author, learnt));
    CREATE TABLE unit (source BIGINT NOT NULL, origin INTEGER NOT NULL, mark BIGINT NOT NULL, target TEXT NOT NULL,
        context TEXT, neighbours BIGINT NOT NULL, status SMALLINT NOT NULL, date BIGINT NOT NULL,
        PRIMARY KEY (source, origin, mark));
    CREATE INDEX unit_origin ON unit (origin);
    CREATE TABLE catalog (locale TEXT, project TEXT, article TEXT, digest TEXT NOT NULL,
        PRIMARY KEY (locale, project, article));
    CREATE TABLE job (name TEXT PRIMARY KEY, done BIGINT NOT NULL);
    """,
)
"""The schema, step by step; a step that was released never changes."""

_REFUSED = ("42501", "3D000", "3F000")  # no right, no such database, no such schema
_COLUMNS = {
    "source": {"id": "int8", "key": "int8", "text": "text"},
    "posting": {"segment": "int8", "token": "text", "numbers": "bytea", "pair": "int4"},
}


def open_store(place: str | Path) -> Postgres:
    """The memory at `postgresql://user@host/database`."""
    return Postgres(str(place))


class Connection:
    """psycopg's connection as a `Database`."""

    COUNT = "sum(count)"

    def __init__(self, db: psycopg.Connection[Any]) -> None:
        self._db = db

    def execute(self, query: str, values: Sequence[Any] = ()) -> Cursor:
        # psycopg wants literal queries; ours are made of our own names and numbers
        return cast("Cursor", self._db.execute(cast("Any", query.replace("?", "%s")), values or None, binary=True))

    def executemany(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._db.cursor() as cursor:
            cursor.executemany(cast("Any", query.replace("?", "%s")), rows)

    def postings(self, pair: int, segments: Iterable[int]) -> str:  # noqa: ARG002
        return f"pair = {pair}"

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        return f"{column} = ANY(?)", (list(values),)  # one text for any number of values: it is planned once

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        columns = _COLUMNS[table]
        query = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
        with self._db.cursor() as cursor, cursor.copy(cast("Any", query)) as copy:
            copy.set_types(list(columns.values()))
            for row in rows:
                copy.write_row(row)


class Postgres(Tables):
    """StoreError where the server cannot be reached or refuses; what was there is whole then."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self._name = _without_password(place)
        with self._told():
            self._db = self._connect()

    def _connect(self) -> psycopg.Connection[Any]:
        import psycopg

        db = psycopg.connect(self.place, autocommit=True, connect_timeout=10, application_name="l10n")
        try:
            db.execute("SET client_min_messages TO warning")
            self._migrate(db)
            db.execute("SET search_path TO l10n_memory")
        except BaseException:
            db.close()
            raise
        return db

    def _migrate(self, db: psycopg.Connection[Any]) -> None:
        """Brings the schema up to date; who may only read and write needs no right to, once that was done."""
        if self._version(db) == len(MIGRATIONS):
            return
        with db.transaction():
            db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            db.execute("CREATE SCHEMA IF NOT EXISTS l10n_memory")
            db.execute("CREATE TABLE IF NOT EXISTS l10n_memory.version (number INTEGER NOT NULL)")
            found = self._version(db)
            if found > len(MIGRATIONS):
                raise StoreError(f"is of a newer version of l10n (format {found})", file=self._name, hint="update l10n")
            db.execute("SET LOCAL search_path TO l10n_memory")
            for step in MIGRATIONS[found:]:
                db.execute(cast("Any", step))
            db.execute("DELETE FROM version")
            db.execute("INSERT INTO version VALUES (%s)", (len(MIGRATIONS),))

    def _version(self, db: psycopg.Connection[Any]) -> int:
        there = db.execute("SELECT to_regclass('l10n_memory.version')").fetchone()
        if not there or there[0] is None:
            return 0
        row = db.execute("SELECT max(number) FROM l10n_memory.version").fetchone()
        return int(row[0] or 0) if row else 0

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server or the client says, as our own error."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            if isinstance(error, psycopg.ProgrammingError) and error.sqlstate not in _REFUSED:
                raise  # a mistake of ours
            raise StoreError(f"cannot be used: {' '.join(str(error).split())}", file=self._name) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._told(), self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield Connection(self._db)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._told():
            self._db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield Connection(self._db)
            finally:
                if not self._db.broken:
                    self._db.execute("ROLLBACK")

    def compact(self) -> None:
        """The room is given back by the server's own vacuum."""
        with self.writing() as db:
            self._compact(db)

    def close(self) -> None:
        self._db.close()


def _without_password(place: str) -> str:
    """What messages call the server; StoreError where this is no address, or cannot be used here."""
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        hint = "pip install 'l10n[postgres]'"
        raise StoreError("a memory on a PostgreSQL server needs psycopg", hint=hint) from error
    try:
        facts = conninfo_to_dict(place)
    except psycopg.Error:
        hint = "as in postgresql://user:password@host/database"
        raise StoreError("the address of the memory cannot be read", hint=hint) from None
    return f"postgresql://{facts.get('host', '')}/{facts.get('dbname', '')}"
