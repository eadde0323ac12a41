"""Answers kept in SQLite, so that nothing is paid for or waited for twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.engines.base import Engine, Wrapper
from l10n.model import Pair, Refusal, Request, Suggestion

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, name TEXT NOT NULL, notes TEXT NOT NULL
) WITHOUT ROWID
"""
_COMMIT = 16


class Store:
    """The file. `trouble` says, for the user, what was wrong with it: it was damaged and is now set aside, or cannot be
    written, and then nothing is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        import sqlite3

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except (OSError, sqlite3.OperationalError) as error:
            self.trouble = f"{self._path}: translations are not kept ({error})"
        except sqlite3.DatabaseError:
            return self._rebuilt()
        return None

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        db = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(_SCHEMA)
            db.execute("SELECT key, text, name, notes FROM answers LIMIT 1").fetchall()
            db.commit()
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _rebuilt(self) -> sqlite3.Connection | None:
        """A new file in the place of a damaged one, which is kept beside it."""
        import sqlite3

        aside = self._path.with_suffix(self._path.suffix + ".damaged")
        try:
            self._path.replace(aside)
            for extra in ("-wal", "-shm"):
                self._path.with_name(self._path.name + extra).unlink(missing_ok=True)
            self.trouble = f"{self._path} was damaged; it is now {aside.name}, and a new one was begun"
            return self._connect()
        except (OSError, sqlite3.Error) as error:
            self.trouble = f"{self._path} is damaged and cannot be replaced ({error})"
            return None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, tuple[str, str, str]]:
        """Text, name and notes of those keys that are known."""
        import sqlite3

        found: dict[bytes, tuple[str, str, str]] = {}
        if self._db is None:
            return found
        try:
            for i in range(0, len(keys), 500):
                part = keys[i : i + 500]
                marks = ",".join("?" * len(part))
                rows = self._db.execute(f"SELECT key, text, name, notes FROM answers WHERE key IN ({marks})", part)  # noqa: S608
                found.update({key: (text, name, notes) for key, text, name, notes in rows})
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, rows: Sequence[tuple[bytes, str, str, str]]) -> None:
        """Keep answers, all or none."""
        import sqlite3

        if self._db is None or not rows:
            return
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self._path}: translations are no longer kept ({error})"
        self.close()

    def close(self) -> None:
        import sqlite3

        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None


Judge = Callable[[Request, str, Pair], "str | None"]
"""Why an answer may not be used; None where it may."""


class Cached(Wrapper):
    """An engine that asks another only what it was not asked before, and equal texts once. Refusals are never kept.

    With a `judge`, which services have, nor is what it has something against (an echo may be a translation the next
    time), and each answer is kept at once: it was paid for.
    """

    def __init__(self, engine: Engine, path: Path, judge: Judge | None = None) -> None:
        super().__init__(engine)
        self._judge = judge
        self._commit = 1 if judge else _COMMIT
        self._store = Store(path)
        self.hits = 0

    @property
    def trouble(self) -> str:
        """What the user should know of the cache file; empty where all is well."""
        return self._store.trouble

    def known(self, requests: Sequence[Request], pair: Pair) -> tuple[list[Request], int]:
        """The requests that would have to be asked for, each text once; and how many answers are here already."""
        keys = {self._key(request, pair): request for request in requests}
        found = self._store.get(list(keys))
        return [request for key, request in keys.items() if key not in found], len(found)

    def _key(self, request: Request, pair: Pair) -> bytes:
        """An engine that follows a glossary itself answers otherwise with other terms."""
        terms = request.terms if self.own_terms else ()
        return self.key("\0".join((request.text, *(word for term in terms for word in term))), pair)

    def key(self, text: str, pair: Pair) -> bytes:
        facts = (self.name, self.version, pair.source, pair.target, text)
        return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogatepass")).digest()

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        keys = {request.id: self._key(request, pair) for request in requests}
        known = self._store.get(list(dict.fromkeys(keys.values())))
        twins: dict[bytes, list[Request]] = {}
        for request in requests:
            key = keys[request.id]
            if key in known:
                self.hits += 1
                text, name, notes = known[key]
                yield Suggestion(request.id, text, "mt", name, tuple(notes.split()))
            else:
                twins.setdefault(key, []).append(request)
        yield from self._ask(twins, pair)

    def _ask(self, twins: dict[bytes, list[Request]], pair: Pair) -> Iterator[Suggestion | Refusal]:
        asked = {same[0].id: (key, same) for key, same in twins.items()}
        rows: list[tuple[bytes, str, str, str]] = []
        try:
            for answer in self._engine.suggest([same[0] for same in twins.values()], pair):
                key, same = asked[answer.id]
                if isinstance(answer, Suggestion) and not (self._judge and self._judge(same[0], answer.text, pair)):
                    rows.append((key, answer.text, answer.name, " ".join(answer.notes)))
                if len(rows) >= self._commit:
                    self._store.put(rows)
                    rows = []
                yield from (replace(answer, id=request.id) for request in same)
        finally:
            self._store.put(rows)

    def close(self) -> None:
        super().close()
        self._store.close()
