"""Units out of the tables of a SQLite memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.memory.base import STATUSES, Count, Unit
from l10n.memory.index import SEGMENT, Index
from l10n.memory.taking import chunks, key
from l10n.memory.texts import flat, folded
from l10n.model import Pair

if TYPE_CHECKING:
    from l10n.memory.database import Database

_MANY = 500  # values in one statement
_UNITS = 500  # of one source; the newest

COLUMNS = "unit.target, locale, status, context, neighbours, article, author, date, project"


def unit(source: str, row: Sequence[Any]) -> Unit:
    """A unit of a source and its COLUMNS."""
    target, locale, status, *rest = row
    return Unit(source, target, locale, STATUSES[status], *rest)


class Found(NamedTuple):
    """A source like a text: the similarity of both, its number, and its text as it was learnt."""

    similarity: float
    number: int
    source: str


class Finder:
    """Answers for one pair of languages."""

    def __init__(self, db: Database, index: Index, least: float) -> None:
        self.db = db
        self.index = index
        self.least = least

    def find(self, texts: Sequence[str], *, fuzzy: bool, limit: int) -> Iterator[list[tuple[float, Unit]]]:
        flats = [flat(text) for text in texts]
        keys = [key(self.index.pair, text) for text in flats]
        twins = self._twins(keys)
        for text, plain, name in zip(texts, flats, keys, strict=True):
            same = [twin for twin in twins.get(name, ()) if folded(flat(twin[1])) == folded(plain)]
            found = {number: self._twin(plain, number, source) for number, source in same}
            if fuzzy and not (limit == 1 and any(twin.source == text for twin in found.values())):
                like = self.index.like(self.db, plain, self.least, limit)
                found = {number: Found(likeness, number, source) for likeness, number, source in like} | found
            best = sorted(found.values(), reverse=True)[: max(limit, len(same))]
            yield [each for source in best for each in self._units(source)]

    def _twins(self, keys: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        """Key → the numbers and texts of the sources that have it."""
        found: dict[int, list[tuple[int, str]]] = {}
        for some in chunks(dict.fromkeys(keys), _MANY):
            these, values = self.db.among("key", some)
            for name, number, text in self.db.execute(f"SELECT key, id, text FROM source WHERE {these}", values):  # noqa: S608
                if number // SEGMENT in self.index.lengths:
                    found.setdefault(name, []).append((number, text))
        return found

    def _twin(self, plain: str, number: int, source: str) -> Found:
        from rapidfuzz.distance.Levenshtein import normalized_similarity

        return Found(normalized_similarity(plain, flat(source)), number, source)

    def _units(self, found: Found) -> Iterator[tuple[float, Unit]]:
        query = f"""SELECT {COLUMNS} FROM unit JOIN origin ON origin.id = unit.origin WHERE source = ?
            ORDER BY date DESC LIMIT {_UNITS}"""  # noqa: S608
        for row in self.db.execute(query, (found.number,)):
            yield found.similarity, unit(found.source, row)


def units(db: Database, where: str, values: Sequence[Any]) -> Iterator[tuple[str, Unit]]:
    """Units that fit an SQL condition, each with the source language of its pair, in the order they were learnt."""
    query = f"""SELECT pair.source, source.text, {COLUMNS} FROM unit
        JOIN source ON source.id = unit.source JOIN origin ON origin.id = unit.origin
        JOIN pair ON pair.id = origin.pair WHERE {where} ORDER BY origin.id, unit.source"""  # noqa: S608
    for start, source, *row in db.execute(query, values):
        yield start, unit(source, row)


def count(db: Database) -> list[Count]:
    group = "FROM unit JOIN origin ON origin.id = unit.origin JOIN pair ON pair.id = origin.pair GROUP BY 1, 2"
    name = "pair.source, origin.locale"
    statuses = db.execute(f"SELECT {name}, status, count(*) {group}, 3").fetchall()
    distinct = "count(DISTINCT unit.source), count(DISTINCT origin.project || '/' || origin.article)"
    return [
        Count(
            Pair(source, target),
            {STATUSES[status]: n for a, b, status, n in statuses if (a, b) == (source, target)},
            sources,
            articles,
        )
        for source, target, sources, articles in db.execute(f"SELECT {name}, {distinct} {group}")
    ]
