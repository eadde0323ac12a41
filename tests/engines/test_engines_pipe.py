"""The pipe and the threads: order, poison, hangs, children that do not outlive us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.engines.base import Failure
from l10n.engines.pipe import BrokenError, Pipe, Piped
from l10n.engines.spread import spread
from l10n.errors import EngineError

CHILD = """
import sys, time
data = b""
while part := sys.stdin.buffer.read1():
    *whole, data = (data + part).split(b"\\0")
    for text in whole:
        if b"poison" in text: sys.exit("cannot digest this")
        if b"sleep" in text: time.sleep(60)
        if b"babble" in text: sys.stdout.buffer.write(b"x\\0")
        sys.stdout.buffer.write(text.upper() + b"\\0")
    sys.stdout.buffer.flush()
"""
SHOUT = [sys.executable, "-c", CHILD]


@pytest.fixture
def piped() -> Iterator[Piped]:
    piped = Piped("shout", lambda: Pipe([SHOUT, ["cat"]], patience=0.25, echo=b"0"))
    yield piped
    piped.close()


def test_a_big_batch_comes_back_in_order(piped: Piped) -> None:
    texts = [f"text {i} " + "word " * (i % 400) for i in range(1000)]  # more than the pipes hold at once
    assert piped.translate(texts) == [text.upper() for text in texts]
    assert piped.translate([]) == []


@pytest.mark.parametrize("trouble", ["poison", "sleep", "babble"])
def test_one_bad_text_fails_alone(piped: Piped, trouble: str) -> None:
    texts = [f"text {i}" for i in range(8)]
    texts[5] = trouble
    answers = piped.translate(texts)
    assert [i for i, answer in enumerate(answers) if isinstance(answer, Failure)] == [5]
    assert answers[4] == "TEXT 4"
    if trouble == "poison":
        assert "cannot digest this" in str(answers[5])
    assert piped.translate(["again"]) == ["AGAIN"]


def test_a_program_that_never_runs_is_an_error() -> None:
    with pytest.raises(EngineError, match="bad model"):
        Piped("it", lambda: Pipe([[sys.executable, "-c", "import sys; sys.exit('bad model')"]])).translate(["a"])
    with pytest.raises(EngineError, match="no-such-program"):
        Piped("it", lambda: Pipe([["no-such-program"]])).translate(["a"])


def test_a_killed_child_is_started_again(piped: Piped) -> None:
    piped.translate(["a"])
    assert piped._pipe is not None
    os.kill(piped._pipe.pids[0], signal.SIGKILL)
    assert piped.translate(["b"]) == ["B"]


def test_nul_in_a_text_does_not_shift_the_answers(piped: Piped) -> None:
    assert piped.translate(["a\0b", "c"]) == ["AB", "C"]


def test_a_hang_is_noticed_in_time() -> None:
    pipe = Pipe([SHOUT], patience=0.5)
    start = time.monotonic()
    with pytest.raises(BrokenError, match="no answer"):
        pipe.exchange([b"sleep"])
    assert time.monotonic() - start < 5
    pipe.close()


PARENT = """
import sys
from l10n.engines.pipe import Pipe
pipe = Pipe([[sys.executable, "-c", sys.argv[1]], ["cat"]])
pipe.exchange([b"a"])
print(*pipe.pids, flush=True)
sys.stdin.read()
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state != "Z"  # a zombie has ended, whoever has yet to collect it


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_children_do_not_outlive_their_parent(how: signal.Signals) -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(how)
        parent.wait()
    deadline = time.monotonic() + 10
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, pids))


# ---------------------------------------------------------------- threads


def test_spread_gives_every_result_and_uses_its_threads() -> None:
    together = threading.Barrier(3)

    def work(item: int) -> int:
        if item < 3:
            together.wait(5)  # passes only with three threads at once
        return item * item

    assert sorted(spread(work, range(50), 3)) == [i * i for i in range(50)]
    assert list(spread(work, [7], 4)) == [49]
    assert list(spread(work, [], 4)) == []


def test_an_error_in_a_thread_reaches_the_reader() -> None:
    def work(item: int) -> int:
        if item == 2:
            raise EngineError("gone")
        return item

    with pytest.raises(EngineError, match="gone"):
        list(spread(work, range(5), 2))


def test_closing_the_iterator_stops_the_work() -> None:
    done: list[int] = []

    def work(item: int) -> int:
        time.sleep(0.01)
        done.append(item)
        return item

    results = spread(work, range(1000), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    time.sleep(0.1)
    assert len(done) < 20


def test_closing_breaks_off_what_is_under_way_and_starts_nothing_new() -> None:
    piped = Piped("shout", lambda: Pipe([SHOUT], patience=30))
    caught: list[EngineError] = []

    def work() -> None:
        try:
            piped.translate(["a", "sleep"])
        except EngineError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while piped._pipe is None:
        time.sleep(0.01)
    piped.close()
    thread.join(10)
    assert not thread.is_alive()
    assert "was closed" in str(caught[0])
    assert piped._pipe is None
