"""Units into the tables of a SQLite memory, inside a transaction of the caller's."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

from l10n.memory.base import STATUSES, Unit
from l10n.memory.bulk import meanwhile
from l10n.memory.index import SEGMENT, postings
from l10n.memory.texts import flat, folded

if TYPE_CHECKING:
    from l10n.memory.database import Database

_UNIT = """INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, origin, mark)
    DO UPDATE SET status = excluded.status, date = excluded.date"""
_ORIGIN = "pair, locale, project, article, author, learnt"
_UNUSED = "NOT EXISTS (SELECT 1 FROM unit WHERE unit.source = source.id)"
_MANY = 500  # values in one statement
_MANY_TEXTS = 20_000  # that are worth a process
_NUMBERS = {status: number for number, status in enumerate(STATUSES)}
_SMALL = 8  # small segments before they are merged


def key(pair: int, text: str) -> int:
    """A number that sources of a pair share which differ in case and blanks only, and few others; `text` is flat."""
    return crc32(folded(text).encode("utf-8", "surrogatepass"), pair)


def take(db: Database, pair: int, units: Sequence[Unit], learnt: bool) -> None:
    """`learnt` tells catalogs from imports."""
    flats = {unit.source: flat(unit.source) for unit in units}
    keys = {source: key(pair, text) for source, text in flats.items()}
    begun = db.execute("SELECT 1 FROM segment WHERE pair = ?", (pair,)).fetchone()
    ids = _known(db, keys) if begun else {}
    new = [source for source in keys if source not in ids]
    with ExitStack() as stack:
        for at in range(0, len(new), SEGMENT):
            some = sorted(new[at : at + SEGMENT], key=lambda source: len(flats[source]))
            base = stack.enter_context(_segment(db, pair, [flats[source] for source in some]))
            ids.update(zip(some, range(base, base + SEGMENT), strict=False))
            db.insert("source", ((number, keys[source], source) for number, source in enumerate(some, base)))
        origins = _Origins(db, pair, learnt)
        rows = sorted((_row(unit, ids[unit.source], origins.id(unit)) for unit in units), key=itemgetter(0))
        db.executemany(_UNIT, rows)


def _row(unit: Unit, source: int, origin: int) -> tuple[int | str | None, ...]:
    mark = crc32(unit.target.encode("utf-8", "surrogatepass"), unit.neighbours & 0xFFFFFFFF)
    if unit.context:
        mark = crc32(unit.context.encode("utf-8", "surrogatepass"), mark)
    return source, origin, mark, unit.target, unit.context, unit.neighbours, _NUMBERS[unit.status], unit.date


def _known(db: Database, keys: Mapping[str, int]) -> dict[str, int]:
    """Source → its number, where it has one."""
    found: dict[str, int] = {}
    for some in chunks(sorted(keys.values()), _MANY):  # in the order of the index
        these, values = db.among("key", some)
        rows = db.execute(f"SELECT text, id FROM source WHERE {these}", values)  # noqa: S608
        found.update((text, number) for text, number in rows if text in keys)
    return found


def chunks(items: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


@contextmanager
def _segment(db: Database, pair: int, texts: Sequence[str]) -> Iterator[int]:
    """A new segment of flat texts, sorted by length; the number of the first. It is indexed meanwhile."""
    lengths = array("H", (min(len(text), 65535) for text in texts))
    query = "INSERT INTO segment (pair, lengths) VALUES (?, ?) RETURNING id"
    made = int(db.execute(query, (pair, lengths.tobytes())).fetchone()[0])
    with meanwhile(len(texts) > _MANY_TEXTS, postings, texts) as found:
        yield made * SEGMENT
        rows = sorted(found().items())
    db.insert("posting", ((made, word, numbers, pair) for word, numbers in rows))


class _Origins:
    """Numbers of origins, each asked for once."""

    def __init__(self, db: Database, pair: int, learnt: bool) -> None:
        self.db = db
        self.pair = pair
        self.learnt = int(learnt)
        self.ids: dict[tuple[str, str, str, str], int] = {}

    def id(self, unit: Unit) -> int:
        name = (unit.locale, unit.project, unit.article, unit.author)
        return self.ids.get(name) or self.ids.setdefault(name, self._stored(name))

    def _stored(self, name: tuple[str, str, str, str]) -> int:
        query = f"""INSERT INTO origin ({_ORIGIN}) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT ({_ORIGIN}) DO UPDATE SET learnt = excluded.learnt RETURNING id"""  # noqa: S608
        return int(self.db.execute(query, (self.pair, *name, self.learnt)).fetchone()[0])


# ---------------------------------------------------------------- merging


def merge(db: Database, pair: int, most: int = _SMALL) -> None:
    """Makes one segment of the small ones, without the sources of which no unit is left, when there are many."""
    rows = db.execute("SELECT id, length(lengths) / 2 FROM segment WHERE pair = ?", (pair,)).fetchall()
    small = sorted((size, segment) for segment, size in rows if size <= SEGMENT // 2)
    if len(small) <= most:
        return
    chosen, total = [], 0
    for size, segment in small:
        total += size
        if total > SEGMENT:
            break
        chosen.append(segment)
    _merge(db, pair, chosen)


def _merge(db: Database, pair: int, segments: Sequence[int]) -> None:
    texts = []
    for segment in segments:
        span = (segment * SEGMENT, (segment + 1) * SEGMENT - 1)
        db.execute(f"DELETE FROM source WHERE id BETWEEN ? AND ? AND {_UNUSED}", span)  # noqa: S608
        rows = db.execute("SELECT id, text FROM source WHERE id BETWEEN ? AND ?", span)
        texts += [(flat(text), number) for number, text in rows]
    names = ",".join(map(str, segments))
    db.execute(f"DELETE FROM posting WHERE segment IN ({names})")  # noqa: S608
    db.execute(f"DELETE FROM segment WHERE id IN ({names})")  # noqa: S608
    if not texts:
        return
    texts.sort(key=lambda both: len(both[0]))
    with _segment(db, pair, [text for text, _ in texts]) as base:
        moves = [(base + i, number) for i, (_, number) in enumerate(texts)]
        db.executemany("UPDATE source SET id = ? WHERE id = ?", moves)
        db.executemany("UPDATE unit SET source = ? WHERE source = ?", moves)
