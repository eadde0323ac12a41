"""The cache: nothing is asked twice, refusals are not kept, and no state of the file stops a translation."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from l10n.engines import apertium, neural, open_engine
from l10n.engines.base import Availability
from l10n.engines.cache import Cached
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion

ES = Pair("en", "es")


class Counting:
    """Shouts; refuses the word no; breaks down on the word down."""

    name = "counting"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: Counter[str] = Counter()

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        for request in requests:
            self.asked[request.text] += 1
            if request.text == "down":
                raise EngineError("down")
            if request.text == "no":
                yield Refusal(request.id, "no", "counting")
            else:
                yield Suggestion(request.id, request.text.upper(), "mt", f"counting/{self.version}", ("loud",))

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "engines.sqlite"


def ask(cached: Cached, *texts: str, pair: Pair = ES) -> list[Suggestion | Refusal]:
    return sorted(cached.suggest([Request(i, text) for i, text in enumerate(texts)], pair), key=lambda a: a.id)


def test_the_second_run_asks_nothing(path: Path) -> None:
    texts = [f"text {i}" for i in range(700)]
    first, second = Counting(), Counting()
    one = ask(Cached(first, path), *texts)
    again = Cached(second, path)
    assert ask(again, *texts) == one
    assert not second.asked
    assert again.hits == 700
    assert again.trouble == ""


def test_equal_texts_are_asked_once_and_all_answered(path: Path) -> None:
    engine = Counting()
    answers = ask(Cached(engine, path), "a", "b", "a", "no", "no")
    assert [answer.text if isinstance(answer, Suggestion) else answer.reason for answer in answers] == [
        "A",
        "B",
        "A",
        "no",
        "no",
    ]
    assert max(engine.asked.values()) == 1


def test_refusals_are_not_kept(path: Path) -> None:
    engine = Counting()
    cached = Cached(engine, path)
    ask(cached, "no")
    ask(cached, "no")
    assert engine.asked["no"] == 2


def test_the_key_holds_version_and_languages(path: Path) -> None:
    ask(Cached(Counting(), path), "a")
    other = Counting("2")
    ask(Cached(other, path), "a")
    ask(Cached(other, path), "a", pair=Pair("en", "fr"))
    assert other.asked["a"] == 2


def test_a_breakdown_keeps_what_was_answered(path: Path) -> None:
    with pytest.raises(EngineError):
        ask(Cached(Counting(), path), *(f"t{i}" for i in range(5)), "down")
    engine = Counting()
    ask(Cached(engine, path), *(f"t{i}" for i in range(5)))
    assert not engine.asked


def test_an_iterator_left_alone_keeps_what_it_gave(path: Path) -> None:
    answers = Cached(Counting(), path).suggest([Request(i, f"t{i}") for i in range(50)], ES)
    for _ in range(20):
        next(answers)
    answers.close()  # type: ignore[attr-defined]  # a generator
    engine = Counting()
    ask(Cached(engine, path), *(f"t{i}" for i in range(20)))
    assert not engine.asked


@pytest.mark.parametrize("damage", [b"this is no database " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    cached = Cached(Counting(), path)
    assert "damaged" in cached.trouble
    assert path.with_name(path.name + ".damaged").read_bytes() == damage
    ask(cached, "a")
    engine = Counting()
    ask(Cached(engine, path), "a")
    assert not engine.asked


def test_a_table_of_another_program_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE answers (other TEXT)")
    db.close()
    cached = Cached(Counting(), path)
    assert cached.trouble
    assert [answer.id for answer in ask(cached, "a")] == [0]


def test_a_place_that_cannot_be_written_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cached = Cached(Counting(), tmp_path / "file" / "cache.sqlite")
    assert "not kept" in cached.trouble
    assert len(ask(cached, "a", "b")) == 2


def test_a_disk_that_fills_up_does_not_stop_the_run(path: Path) -> None:
    cached = Cached(Counting(), path)
    assert cached._store._db is not None
    cached._store._db.execute("PRAGMA max_page_count = 4")
    texts = [f"{i} " + "long text " * 400 for i in range(60)]
    assert len(ask(cached, *texts)) == 60
    assert "no longer kept" in cached.trouble


RUN = """
import sys
from pathlib import Path
from l10n.engines.cache import Cached
from l10n.model import Pair, Request
sys.path.insert(0, sys.argv[2])
from test_engines_cache import Counting
import time
class Slow(Counting):
    def suggest(self, requests, pair):
        for answer in super().suggest(requests, pair):
            time.sleep(0.002)
            yield answer
requests = [Request(i, f"t{i}") for i in range(5000)]
for i, answer in enumerate(Cached(Slow(), Path(sys.argv[1])).suggest(requests, Pair("en", "es"))):
    if i == 100: print("ready", flush=True)
"""


def test_a_kill_loses_at_most_a_batch(path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        run.kill()
    engine = Counting()
    cached = Cached(engine, path)
    ask(cached, *(f"t{i}" for i in range(100)))
    assert cached.trouble == ""
    assert sum(engine.asked.values()) <= 16


def test_two_processes_may_write_at_once(path: Path) -> None:
    one, two = Cached(Counting(), path), Cached(Counting(), path)
    ask(one, *(f"t{i}" for i in range(100)))
    ask(two, *(f"t{i}" for i in range(50, 150)))
    assert not one.trouble
    assert not two.trouble


def test_chains_that_begin_alike_share_that_leg(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Counting] = []

    def start(_mode: str, _pair: Pair) -> Counting:
        opened.append(Counting())
        return opened[-1]

    monkeypatch.setattr(neural, "availability", lambda _mode, _pair: Availability(True))
    monkeypatch.setattr(apertium, "availability", lambda _mode, _pair: Availability(True))
    monkeypatch.setattr(neural, "open", start)
    monkeypatch.setattr(apertium, "open", start)
    for spec, target in (("neural:en-pt > apertium:pt-es", "es"), ("neural:en-pt > apertium:por-cat", "ca")):
        pair = Pair("en", target)
        engine = open_engine(spec, pair, path)
        assert [answer.id for answer in engine.suggest([Request(0, "a"), Request(1, "b")], pair)] == [0, 1]
        engine.close()
    first, _, again, _ = (sum(engine.asked.values()) for engine in opened)
    assert (first, again) == (2, 0)


def test_a_cached_run_is_quick(path: Path) -> None:
    texts = [f"text {i}" for i in range(20000)]
    ask(Cached(Counting(), path), *texts)
    start = time.perf_counter()
    ask(Cached(Counting(), path), *texts)
    assert len(texts) / (time.perf_counter() - start) > 5000  # tens of thousands where the machine is quiet
