"""Engines in a row, each translating what the one before it said: itself an engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from l10n.engines.base import Engine, fingerprint, same_pair
from l10n.model import Pair, Refusal, Request, Suggestion

_BATCH = 32


class Chain:
    """Legs with the pairs they serve. Marks are checked after each leg, so that a later one always gets them whole."""

    def __init__(self, legs: Sequence[tuple[Engine, Pair]]) -> None:
        self._legs = tuple(legs)
        self._pair = Pair(legs[0][1].source, legs[-1][1].target)
        self.name = "+".join(engine.name for engine, _ in legs)
        self.version = fingerprint(*(engine.version for engine, _ in legs))

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        same_pair(self._pair, pair)
        answers: Iterator[Suggestion | Refusal] = (Suggestion(r.id, r.text, "mt", "") for r in requests)
        asked = {request.id: request for request in requests}
        for engine, leg in self._legs:
            answers = _next(engine, leg, asked, answers)
        for answer in answers:
            if isinstance(answer, Suggestion):
                answer = replace(answer, name=f"{self.name}/{self.version}")
            yield answer

    def close(self) -> None:
        for engine, _ in self._legs:
            engine.close()


def _next(
    engine: Engine, pair: Pair, asked: dict[int, Request], answers: Iterator[Suggestion | Refusal]
) -> Iterator[Suggestion | Refusal]:
    """One leg: batches of what came so far, so that the leg before goes on meanwhile."""
    while batch := list(islice(answers, _BATCH)):
        notes = {answer.id: answer.notes for answer in batch if isinstance(answer, Suggestion)}
        texts = {answer.id: answer.text for answer in batch if isinstance(answer, Suggestion)}
        yield from (answer for answer in batch if isinstance(answer, Refusal))
        requests = [_request(asked[number], text) for number, text in texts.items()]
        for answer in engine.suggest(requests, pair):
            if isinstance(answer, Suggestion):
                both = dict.fromkeys([*notes[answer.id], *answer.notes])
                answer = replace(answer, notes=tuple(both))
            yield answer


def _request(request: Request, text: str) -> Request:
    """The same request in the language between; context and examples are in others and stay behind."""
    return Request(request.id, text, context=request.context)
