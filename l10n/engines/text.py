"""An engine made of something that translates plain text, and of the ways tokens travel through it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from l10n.engines.base import Failure, Translator, same_pair
from l10n.engines.carry import Carried, Carrier, Plain, Wire, climb
from l10n.engines.spread import spread
from l10n.model import Pair, Refusal, Request, Suggestion

_ROUNDS = 3  # chunks for each worker


class TextEngine:
    """`translator` makes one worker's translator; there are at most `workers` of them, made when first needed.

    Requests go out in chunks of `least` to `chunk`, a few for each worker, so that all end together; each chunk climbs
    the ladder of carriers on its own. Workers are at most `ahead` chunks ahead of who takes the answers.
    """

    def __init__(
        self,
        name: str,
        version: str,
        pair: Pair,
        translator: Callable[[], Translator],
        ladder: Sequence[Carrier],
        *,
        wire: Wire | None = None,
        workers: int = 1,
        chunk: int = 16,
        least: int = 8,
        ahead: int = 0,
    ) -> None:
        self.name = name
        self.version = version
        self._pair = pair
        self._make = translator
        self._ladder = ladder
        self._wire = wire or Plain()
        self._workers = workers
        self._chunk = chunk
        self._least = least
        self._ahead = ahead
        self._idle: list[Translator] = []
        self._all: list[Translator] = []
        self._lock = threading.Lock()

    def resize(self, workers: int) -> None:
        """Use at most this many workers from now on."""
        self._workers = workers

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        same_pair(self._pair, pair)
        size = min(self._chunk, max(self._least, -(-len(requests) // (_ROUNDS * self._workers))))
        chunks = [requests[i : i + size] for i in range(0, len(requests), size)]
        for answers in spread(self._answer, chunks, self._workers, self._ahead):
            yield from answers

    def _answer(self, requests: Sequence[Request]) -> list[Suggestion | Refusal]:
        translator = self._take()
        try:
            texts = [request.text for request in requests]
            carried = climb(texts, translator.translate, self._ladder, self._wire)
        finally:
            with self._lock:
                self._idle.append(translator)
        return [self._reply(request, answer) for request, answer in zip(requests, carried, strict=True)]

    def _reply(self, request: Request, answer: Carried | Failure) -> Suggestion | Refusal:
        if isinstance(answer, Failure):
            return Refusal(request.id, answer.reason, self.name)
        return Suggestion(request.id, answer.text, "mt", f"{self.name}/{self.version}", answer.notes)

    def _take(self) -> Translator:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            translator = self._make()
            self._all.append(translator)
            return translator

    def close(self) -> None:
        with self._lock:
            for translator in self._all:
                translator.close()
            self._all.clear()
            self._idle.clear()
