"""How well, how fast and how small the memories are, beside other tools.

The data is a folder with distinct sources, one a line (`tm100k.txt.gz`, `tm1m.txt.xz`; the first lines are the smaller
memories), and queries as JSON lines: `q`, and `best`, the highest similarity of any source by size, found by looking at
all; those with 0.75 or more count for recall. `cjk/` has the same in Chinese, Japanese and Thai. Targets are made up,
as long as their sources. Times are processor time of one thread, but for the server's: those are what its clients wait.
"""

from __future__ import annotations

import gzip
import json
import lzma
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rapidfuzz.distance.Levenshtein import normalized_similarity

from benchmarks import memory_peers
from benchmarks.common import Bounds, Figure, options, report
from l10n.memory import Store, Unit, neighbours, open_store
from l10n.model import Pair

SIZES = {10_000: "10k", 100_000: "100k", 1_000_000: "1M"}
PAIR = Pair("en", "fr")
_LEAST = 0.75
_ARTICLE = 40  # units
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")


# ---------------------------------------------------------------- data


@dataclass(frozen=True, slots=True)
class Query:
    """A text to look up, and the similarity of the best source there is."""

    text: str
    best: float


def sources(data: Path, size: int) -> list[str]:
    small = size <= 100_000
    path = data / ("tm100k.txt.gz" if small else "tm1m.txt.xz")
    with (gzip.open if small else lzma.open)(path, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in islice(lines, size)]


def queries(path: Path, size: int) -> list[Query]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Query(row["q"], row["best"][str(size)]) for row in rows if str(size) in row["best"]]


def units(texts: Sequence[str], locale: str = "fr", first: int = 0) -> Iterator[Unit]:
    for i, text in enumerate(texts):
        around = neighbours(texts[i - 1] if i else "", texts[i + 1] if i + 1 < len(texts) else "")
        article, date = f"news/{(first + i) // _ARTICLE}.md", 1_700_000_000 + first + i
        target = text.translate(_LETTERS)
        yield Unit(text, target, locale, neighbours=around, article=article, author="Desk", date=date)


# ---------------------------------------------------------------- measures


def recall(asked: Sequence[Query], found: Sequence[list[tuple[float, Unit]]]) -> tuple[float, int]:
    """The share of texts, per cent, for which the best source came first; and how many matches claim too much."""
    counted = [(query, units) for query, units in zip(asked, found, strict=True) if query.best >= _LEAST]
    hits = sum(1 for query, units in counted if units and likeness(query, units[0][1]) >= query.best - 0.001)
    claimed = (
        value - likeness(query, unit) for query, units in zip(asked, found, strict=True) for value, unit in units
    )
    return 100 * hits / len(counted), sum(1 for excess in claimed if excess > 1e-9)


def likeness(query: Query, unit: Unit) -> float:
    return normalized_similarity(query.text, unit.source)


def timed(work: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of processor time that one text takes: the median and the 95th percentile."""
    spent = []
    for text in texts:
        start = time.process_time()
        work(text)
        spent.append(1000 * (time.process_time() - start))
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.95)]


def processors() -> float:
    """Seconds that the busier of this process and its helpers has worked."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return max(time.process_time(), children.ru_utime + children.ru_stime)


class _Made:
    """Units made as they are taken; `spent` is what that took, in seconds, and `size` their text in bytes."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts, self.spent, self.size = texts, 0.0, 0

    def __iter__(self) -> Iterator[Unit]:
        for at in range(0, len(self.texts), 10_000):
            start = time.process_time()
            some = list(units(self.texts[at : at + 10_000], first=at))
            self.size += sum(len(unit.source.encode()) + len(unit.target.encode()) for unit in some)
            self.spent += time.process_time() - start
            yield from some


# ---------------------------------------------------------------- SQLite


def sqlite(data: Path, size: int, bounds: Bounds, folder: Path, peers: bool) -> Iterator[Figure | str]:
    name = SIZES[size]
    texts = sources(data, size)
    path = folder / f"{name}.sqlite"
    store = open_store(path)
    made = _Made(texts)
    start = processors()
    for _ in store.learn(made, "en"):
        pass
    yield bounds.figure(f"{name}: build", size / (processors() - start - made.spent), "units/s")
    store.close()
    yield bounds.figure(f"{name}: on disk", path.stat().st_size / made.size, "× text")

    start = time.process_time()
    store = open_store(path)
    list(store.find([texts[0] + " more"], PAIR, _LEAST))
    yield bounds.figure(f"{name}: cold open", 1000 * (time.process_time() - start), "ms")

    asked = queries(data / f"queries{'100k' if size <= 100_000 else '1m'}.jsonl", size)
    fast = timed(lambda text: list(store.find([text], PAIR, _LEAST)), [query.text for query in asked])
    yield from quality(store, name, asked, bounds)
    yield bounds.figure(f"{name}: p50", fast[0], "ms")
    yield bounds.figure(f"{name}: p95", fast[1], "ms")
    yield batched(store, name, asked, bounds)
    if peers:
        yield from memory_peers.compare(name, texts, [query.text for query in asked], fast[0], bounds)
    store.close()


def quality(store: Store, name: str, asked: Sequence[Query], bounds: Bounds, pair: Pair = PAIR) -> Iterator[Figure]:
    found = list(store.find([query.text for query in asked], pair, 0.7))
    share, claimed = recall(asked, found)
    yield bounds.figure(f"{name}: recall@1", share, "%", f"{len(asked)} queries")
    yield bounds.figure(f"{name}: matches above their similarity", claimed)


def batched(store: Store, name: str, asked: Sequence[Query], bounds: Bounds) -> Figure:
    """Thousands of lookups at once, by the time of the busier of two processes."""
    texts = [query.text for query in asked] * (2000 // len(asked) + 1)
    start = processors()
    list(store.find(texts, PAIR, _LEAST))
    return bounds.figure(f"{name}: batched", len(texts) / (processors() - start), "/s")


def cjk(data: Path, bounds: Bounds, folder: Path) -> Iterator[Figure | str]:
    texts = (data / "cjk" / "tm.txt").read_text(encoding="utf-8").splitlines()
    store = open_store(folder / "cjk.sqlite")
    list(store.learn(units(texts, "en"), "zh"))
    asked = queries(data / "cjk" / "queries.jsonl", len(texts))
    yield from quality(store, "zh, ja, th", asked, bounds, Pair("zh", "en"))
    store.close()


# ---------------------------------------------------------------- PostgreSQL


def postgres(data: Path, size: int, bounds: Bounds) -> Iterator[Figure | str]:
    """A real server with its default durability, and four clients at once."""
    from tests.memory import server

    if reason := server.missing():
        yield f"PostgreSQL: {reason}"
        return
    name = f"PostgreSQL {SIZES[size]}"
    asked = queries(data / f"queries{'100k' if size <= 100_000 else '1m'}.jsonl", size)
    with server.running("shared_buffers=512MB") as address:
        store = open_store(address)
        start = time.perf_counter()
        for _ in store.learn(units(sources(data, size)), "en"):
            pass
        yield Figure(f"{name}: build", size / (time.perf_counter() - start), "units/s", note="as waited for")
        whole = _settled(address)
        yield Figure(f"{name}: on disk", whole / 1e6, "MB")
        yield from quality(store, name, asked, bounds)
        for count in (1, 4):
            waited = sorted(_clients(address, [query.text for query in asked], count))
            yield bounds.figure(f"{name}: p50, {count} clients", waited[len(waited) // 2], "ms")
            yield bounds.figure(f"{name}: p95, {count} clients", waited[int(len(waited) * 0.95)], "ms")
        store.close()


def _settled(address: str) -> int:
    """The size of the database in bytes, after what a server does by itself in the minutes after an import."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        db.execute("VACUUM ANALYZE")
        row = db.execute("SELECT pg_database_size(current_database())").fetchone()
        assert row
        return int(row[0])


def _clients(address: str, texts: Sequence[str], count: int) -> list[float]:
    """What each lookup waited, milliseconds, of so many clients that ask at the same time."""
    from multiprocessing import get_context

    with get_context("spawn").Pool(count) as pool:
        return [ms for part in pool.starmap(_client, [(address, texts)] * count) for ms in part]


def _client(address: str, texts: Sequence[str]) -> list[float]:
    store = open_store(address)
    list(store.find(list(texts[:20]), PAIR, _LEAST))
    waited = []
    for text in texts:
        start = time.perf_counter()
        list(store.find([text], PAIR, _LEAST))
        waited.append(1000 * (time.perf_counter() - start))
    store.close()
    return waited


# ---------------------------------------------------------------- all


def main() -> int:
    parser = options(__doc__ or "", "memory")
    parser.add_argument("--size", type=int, action="append", choices=tuple(SIZES), help="only these memories")
    parser.add_argument("--postgres", action="store_true", help="the server too, at the largest of the sizes")
    arguments = parser.parse_args()
    if arguments.data is None:
        print("no data: name its folder with --data", file=sys.stderr)
        return 2
    sizes = arguments.size or [size for size in SIZES if size <= 100_000 or (arguments.data / "tm1m.txt.xz").exists()]
    bounds = Bounds("memory")
    figures, skipped = list[Figure](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        parts = [sqlite(arguments.data, size, bounds, Path(folder), arguments.peers) for size in sizes]
        parts += [cjk(arguments.data, bounds, Path(folder))] if (arguments.data / "cjk").is_dir() else []
        parts += [postgres(arguments.data, max(sizes), bounds)] if arguments.postgres else []
        for found in (each for part in parts for each in part):
            print(found if isinstance(found, str) else f"{found.name}: {found.value:.2f} {found.unit}", file=sys.stderr)
            if isinstance(found, Figure):
                figures.append(found)
            else:
                skipped.append(found)
    return report(figures, arguments.json, skipped)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
