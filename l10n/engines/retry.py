"""Trying again what may pass: exponential backoff with full jitter, and the server's own word where it gives one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


class BusyError(Exception):
    """A trouble that may pass. `after` is how many seconds the server asks to wait (0: it does not say), `unreachable`
    whether no server answered at all."""

    def __init__(self, reason: str, after: float = 0.0, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class Backoff:
    """How often and how long to wait, in seconds. A server that asks for more than `patience` is given up; one that
    does not answer at all, after `unreached` attempts."""

    attempts: int = 5
    unreached: int = 2
    base: float = 0.5
    cap: float = 20.0
    patience: float = 120.0
    sleep: Callable[[float], None] = time.sleep

    def call(self, work: Callable[[], T]) -> T:
        """The result of `work`, tried again while it raises BusyError; the last BusyError is raised."""
        for attempt in range(1, self.attempts + 1):
            try:
                return work()
            except BusyError as busy:
                last = self.unreached if busy.unreachable else self.attempts
                if attempt >= last or busy.after > self.patience:
                    raise
                self.sleep(max(busy.after, random.uniform(0, min(self.cap, self.base * 2**attempt))))  # noqa: S311
        raise AssertionError("at least one attempt")
