"""Other tools' lookups over the same units, by the same texts: how many times as long their median takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.common import Bounds, Figure

_SOME = 40  # texts; they take long


def compare(
    name: str, sources: Sequence[str], texts: Sequence[str], ours: float, bounds: Bounds
) -> Iterator[Figure | str]:
    """`ours` is the median of our lookups, milliseconds."""
    some = texts[:: max(1, len(texts) // _SOME)]
    for peer, run in (("translate-toolkit's matcher", _matcher), ("Weblate's query", _weblate)):
        try:
            median = run(sources, some)
        except (ImportError, OSError) as error:
            yield f"{peer}: {error}"
            continue
        yield bounds.figure(f"{name}: times {peer}", median / ours, "×", f"{median:.1f} ms")


def _median(look: Callable[[str], object], texts: Sequence[str], clock: Callable[[], float]) -> float:
    spent = []
    for text in texts:
        start = clock()
        look(text)
        spent.append(1000 * (clock() - start))
    return sorted(spent)[len(spent) // 2]


def _matcher(sources: Sequence[str], texts: Sequence[str]) -> float:
    """With a length at which it finds what there is: by default it leaves out what is longer than 70 characters."""
    from translate.search.match import matcher
    from translate.storage.po import pofile

    store = pofile()
    for source in sources:
        store.addsourceunit(source).target = source
    found = matcher(store, max_candidates=1, min_similarity=75, max_length=1000)
    return _median(found.matches, texts, time.process_time)


def _weblate(sources: Sequence[str], texts: Sequence[str]) -> float:
    """The trigram search of its translation memory: a GiST index, a threshold, the likest first."""
    from tests.memory import server

    if reason := server.missing():
        raise OSError(reason)
    import psycopg

    with server.running("shared_buffers=512MB") as address, psycopg.connect(address, autocommit=True) as db:
        db.execute("CREATE EXTENSION pg_trgm")
        db.execute("CREATE TABLE memory (source TEXT NOT NULL)")
        with db.cursor() as cursor, cursor.copy("COPY memory FROM STDIN") as copy:
            for source in sources:
                copy.write_row((source,))
        db.execute("CREATE INDEX ON memory USING gist (source gist_trgm_ops)")
        db.execute("ANALYZE memory")
        db.execute("SET pg_trgm.similarity_threshold = 0.5")
        query = "SELECT source, similarity(source, %s) AS s FROM memory WHERE source %% %s ORDER BY s DESC LIMIT 50"
        return _median(lambda text: db.execute(query, (text, text)).fetchall(), texts, time.perf_counter)
