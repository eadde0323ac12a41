"""A memory in the tables of an SQL database: units, and an index of our own that finds sources by their words.

Distinct sources are numbered in segments of at most 65,536, within each by length. For every word a segment keeps the
numbers of its sources, two bytes each; a lookup reads those of the text's rarest words, cut to the lengths that can be
similar enough. A commit makes a segment; small ones are merged. (Measured against FTS5: a third of the time a lookup.)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice, zip_longest
from typing import Any

from l10n.memory import bulk, finding
from l10n.memory.base import Count, Lesson, Unit, language
from l10n.memory.database import Database
from l10n.memory.finding import Finder
from l10n.memory.index import SEGMENT, Index
from l10n.memory.taking import merge, take
from l10n.model import Pair

_JOB = "INSERT INTO job VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET done = excluded.done"
_CATALOG = """INSERT INTO catalog VALUES (?, ?, ?, ?)
    ON CONFLICT (locale, project, article) DO UPDATE SET digest = excluded.digest"""
_MANY = 1000  # texts that are worth another process


class Tables(ABC):
    """The store but for the connection: `reading` is one state of the tables, `writing` all or nothing, alone."""

    place: str
    """What another process opens the same memory by; "" where it cannot."""

    def __init__(self) -> None:
        self._indexes: dict[int, Index] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    @abstractmethod
    def reading(self) -> AbstractContextManager[Database]: ...

    @abstractmethod
    def writing(self) -> AbstractContextManager[Database]: ...

    @abstractmethod
    def close(self) -> None: ...

    # ------------------------------------------------------------ learning

    def _pair(self, db: Database, pair: Pair) -> int:
        """The number of a pair of languages, made where there is none."""
        names = (language(pair.source), language(pair.target))
        db.execute("INSERT INTO pair (source, target) VALUES (?, ?) ON CONFLICT DO NOTHING", names)
        return int(db.execute("SELECT id FROM pair WHERE source = ? AND target = ?", names).fetchone()[0])

    def learn(self, units: Iterable[Unit], source: str, job: str = "", done: int = 0) -> Iterator[int]:
        rest = iter(units)
        while batch := list(islice(rest, SEGMENT)):
            done += len(batch)
            with bulk.steady(), self.writing() as db:
                for target, some in _by_language(batch).items():
                    number = self._pair(db, Pair(source, target))
                    take(db, number, some, learnt=False)
                    merge(db, number)
                if job:
                    db.execute(_JOB, (job, done))
            yield done

    def resume(self, job: str) -> int:
        with self.reading() as db:
            return sum(done for (done,) in db.execute("SELECT done FROM job WHERE name = ?", (job,)))

    def ended(self, job: str) -> None:
        with self.writing() as db:
            db.execute("DELETE FROM job WHERE name = ?", (job,))

    def relearn(self, lessons: Iterable[Lesson], pair: Pair, project: str) -> Iterator[int]:
        done = 0
        for some in _portions(lessons):
            with bulk.steady(), self.writing() as db:
                number = self._pair(db, pair)
                self._drop(db, number, [(pair.target, project, lesson.article) for lesson in some], "AND learnt = 1")
                take(db, number, [unit for lesson in some for unit in lesson.units], learnt=True)
                rows = ((pair.target, project, lesson.article, lesson.digest) for lesson in some)
                db.executemany(_CATALOG, rows)
                merge(db, number)
            done += len(some)
            yield done

    def _drop(self, db: Database, pair: int, names: Sequence[tuple[str, str, str]], which: str = "") -> int:
        """Units of these locales, projects and articles; how many there were."""
        query = f"SELECT id FROM origin WHERE pair = ? AND locale = ? AND project = ? AND article = ? {which}"  # noqa: S608
        gone = [number for name in names for (number,) in db.execute(query, (pair, *name))]
        these, values = db.among("origin", gone)
        return db.execute(f"DELETE FROM unit WHERE {these}", values).rowcount if gone else 0  # noqa: S608

    def digests(self, pair: Pair, project: str) -> dict[str, str]:
        query = "SELECT article, digest FROM catalog WHERE locale = ? AND project = ?"
        with self.reading() as db:
            return dict(db.execute(query, (pair.target, project)).fetchall())

    def forget(self, articles: Sequence[str], pair: Pair, project: str) -> int:
        with self.writing() as db:
            number = self._pair(db, pair)
            names = [(pair.target, project, article) for article in articles]
            db.executemany("DELETE FROM catalog WHERE locale = ? AND project = ? AND article = ?", names)
            return self._drop(db, number, names)

    def _compact(self, db: Database) -> None:
        for (number,) in db.execute("SELECT id FROM pair").fetchall():
            merge(db, number, most=0)
        db.execute("DELETE FROM origin WHERE id NOT IN (SELECT origin FROM unit)")

    # ------------------------------------------------------------ finding

    def find(
        self, texts: Sequence[str], pair: Pair, least: float, *, fuzzy: bool = True, limit: int = 1
    ) -> Iterator[list[tuple[float, Unit]]]:
        many = fuzzy and len(texts) > _MANY and bool(self.place)
        here, there = (texts[::2], texts[1::2]) if many else (texts, [])
        with bulk.meanwhile(many, _found, type(self), self.place, there, pair, least, limit) as rest:
            found = list(self._find(here, pair, least, fuzzy=fuzzy, limit=limit))
            if not many:
                yield from found
                return
            for one, other in zip_longest(found, rest()):
                yield one
                if other is not None:
                    yield other

    def _find(
        self, texts: Sequence[str], pair: Pair, least: float, *, fuzzy: bool, limit: int
    ) -> Iterator[list[tuple[float, Unit]]]:
        with self.reading() as db:
            number = self._number(db, pair)
            if number is None:
                yield from ([] for _ in texts)
                return
            finder = Finder(db, self._index(db, number), least)
            yield from finder.find(texts, fuzzy=fuzzy, limit=limit)

    def _number(self, db: Database, pair: Pair) -> int | None:
        """The number of a pair of languages; it never changes."""
        names = (language(pair.source), language(pair.target))
        if names not in self._numbers:
            found = db.execute("SELECT id FROM pair WHERE source = ? AND target = ?", names).fetchone()
            if found is None:
                return None
            self._numbers[names] = int(found[0])
        return self._numbers[names]

    def _index(self, db: Database, pair: int) -> Index:
        index = self._indexes.get(pair) or self._indexes.setdefault(pair, Index(pair))
        index.update(db)
        return index

    # ------------------------------------------------------------ reading

    def units(self, pair: Pair | None = None, *, imported: bool = False) -> Iterator[tuple[Pair, Unit]]:
        where, values = ["1 = 1"], list[Any]()
        if pair:
            where.append("pair.source = ? AND origin.locale = ?")
            values += (language(pair.source), pair.target)
        if imported:
            where.append("learnt = 0")
        with self.reading() as db:
            for source, unit in finding.units(db, " AND ".join(where), values):
                yield Pair(pair.source if pair else source, unit.locale), unit

    def count(self) -> list[Count]:
        with self.reading() as db:
            return finding.count(db)


def _found(
    kind: type[Tables], place: str, texts: Sequence[str], pair: Pair, least: float, limit: int
) -> list[list[tuple[float, Unit]]]:
    """`find` for another process, which must not touch the connection of this one."""
    store = kind(place)  # type: ignore[call-arg]
    found = list(store._find(texts, pair, least, fuzzy=True, limit=limit))
    store.close()
    return found


def _by_language(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(language(unit.locale), []).append(unit)
    return found


def _portions(lessons: Iterable[Lesson]) -> Iterator[list[Lesson]]:
    """Lessons of some thousand units together."""
    some: list[Lesson] = []
    for lesson in lessons:
        some.append(lesson)
        if sum(len(each.units) for each in some) >= SEGMENT // 2:
            yield some
            some = []
    if some:
        yield some
