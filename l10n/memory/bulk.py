"""What makes taking in many units fast: no garbage collection meanwhile, and a second core where there is one."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def steady() -> Iterator[None]:
    """The collector would walk millions of live texts again and again, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def meanwhile(worth: bool, function: Callable[P, T], *args: P.args, **facts: P.kwargs) -> Iterator[Callable[[], T]]:
    """What a function returns, for when it is needed: from another process where that is `worth` its start."""
    if not worth or not _may_fork():
        yield lambda: function(*args, **facts)
        return
    from multiprocessing import get_context

    with get_context("fork").Pool(1) as pool:
        yield pool.apply_async(function, args, facts).get


def _may_fork() -> bool:
    """A process with threads must not fork: their locks would stay locked."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
