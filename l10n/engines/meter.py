"""What is sent to online engines, counted before it is sent; more than was allowed is not sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from l10n.engines.base import Engine, Facts, Wrapper
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion


@dataclass
class Meter:
    """Characters and US dollars of one run, over all its engines. None: no limit."""

    characters: int | None = None
    dollars: float | None = None
    sent: int = 0
    cost: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def take(self, characters: int, price: float) -> None:
        """Counts a text that is about to be sent; EngineError, and nothing counted, where it would be too much."""
        cost = characters * price / 1e6
        with self.lock:
            if self.characters is not None and self.sent + characters > self.characters:
                raise EngineError(
                    f"not sent: {self.sent + characters} characters would be more than --max-chars {self.characters}"
                )
            if self.dollars is not None and self.cost + cost > self.dollars:
                raise EngineError(
                    f"not sent: about ${self.cost + cost:.2f} would be more than --max-cost {self.dollars:g}"
                )
            self.sent += characters
            self.cost += cost


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job would be: texts to ask for, texts in the cache, characters to be sent, US dollars."""

    asked: int
    known: int
    characters: int
    dollars: float


class Metered(Wrapper):
    """An online engine on a meter."""

    def __init__(self, engine: Engine, facts: Facts, meter: Meter) -> None:
        super().__init__(engine)
        self._facts = facts
        self._meter = meter

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        """As much of the batch as fits is asked for; then the error."""
        fitting: list[Request] = []
        trouble: EngineError | None = None
        for request in requests:
            try:
                self._meter.take(len(request.text), self._facts.price)
            except EngineError as error:
                trouble = error
                break
            fitting.append(request)
        if fitting:
            yield from self._engine.suggest(fitting, pair)
        if trouble:
            raise trouble
