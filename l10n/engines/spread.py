"""Work spread over threads, with the results as they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


_GRACE = 5.0  # seconds that an error waits for answers on their way: they were asked for, and paid


def spread(work: Callable[[A], B], items: Sequence[A], threads: int, ahead: int = 0) -> Iterator[B]:
    """`work` of each item, in order of completion; the first error ends it, after what else was under way.

    At most `threads` items, and `ahead` more, are begun whose results were not yet taken and done with: what a killed
    process can lose. The threads are daemons and stop taking items when the iterator is closed: Ctrl-C does not wait
    for a slow server.
    """
    count = min(threads, len(items))
    if count <= 1:
        yield from map(work, items)
        return
    todo: queue.SimpleQueue[A] = queue.SimpleQueue()
    done: queue.SimpleQueue[B | BaseException | None] = queue.SimpleQueue()
    stop, slots = threading.Event(), threading.Semaphore(threads + ahead)
    for item in items:
        todo.put(item)
    for _ in range(count):
        threading.Thread(target=_run, args=(work, todo, done, stop, slots), daemon=True).start()
    error: BaseException | None = None
    try:
        while count:
            try:
                result = done.get(timeout=_GRACE if error else None)
            except queue.Empty:
                break
            if result is None:
                count -= 1
            elif isinstance(result, BaseException):
                error = error or result
                stop.set()
                slots.release(threads)
            else:
                yield result
                slots.release()
    finally:
        stop.set()
        slots.release(threads)
    if error:
        raise error


def _run(
    work: Callable[[A], B],
    todo: queue.SimpleQueue[A],
    done: queue.SimpleQueue[B | BaseException | None],
    stop: threading.Event,
    slots: threading.Semaphore,
) -> None:
    """Puts results or errors, and None at its end."""
    while slots.acquire() and not stop.is_set():
        try:
            item = todo.get_nowait()
        except queue.Empty:
            break
        try:
            result: B | BaseException = work(item)
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that reads the results
            result = error
        done.put(result)
    done.put(None)
