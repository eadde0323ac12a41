"""Work spread over threads, with the results as they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def spread(work: Callable[[A], B], items: Sequence[A], threads: int) -> Iterator[B]:
    """`work` of each item, in order of completion; the first error is raised and ends it.

    The threads are daemons and stop taking items when the iterator is closed: Ctrl-C does not wait for a slow server.
    """
    if min(threads, len(items)) <= 1:
        yield from map(work, items)
        return
    todo: queue.SimpleQueue[A] = queue.SimpleQueue()
    done: queue.SimpleQueue[B | BaseException] = queue.SimpleQueue()
    stop = threading.Event()
    for item in items:
        todo.put(item)
    for _ in range(min(threads, len(items))):
        threading.Thread(target=_run, args=(work, todo, done, stop), daemon=True).start()
    try:
        for _ in items:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stop.set()


def _run(
    work: Callable[[A], B],
    todo: queue.SimpleQueue[A],
    done: queue.SimpleQueue[B | BaseException],
    stop: threading.Event,
) -> None:
    while not stop.is_set():
        try:
            item = todo.get_nowait()
        except queue.Empty:
            return
        try:
            result: B | BaseException = work(item)
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that reads the results
            result = error
        done.put(result)
