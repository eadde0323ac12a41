"""How much a machine's answer needs a person: two engines that agree are seldom both wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from l10n import inline
from l10n.engines.base import Engine, Wrapper
from l10n.engines.likeness import chrf
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion

PREFIX = "risk-"
"""The note of an answer: `risk-07` to `risk-99`; 50 is the average."""

_WORD = re.compile(r"[^\W_]+")
# What tells of good sentences, fitted to the sentence chrF of six chains on news, in points of chrF: likeness to a
# second engine's answer, letters a word, the logarithm of the length and of the ratio of lengths, the share of words
# kept as they were (names).
_WEIGHTS = (38.0, 1.1, 4.1, 8.6, 17.0)
_AVERAGE = 49.6
_NUMBER_LOST = 15.0


def risk(source: str, target: str, other: str) -> int:
    """From 0 to 99, of plain texts; `other` is a second engine's translation."""
    words = _WORD.findall(target.casefold())
    known = set(_WORD.findall(source.casefold()))
    facts = (
        chrf(target, other),
        len("".join(source.split())) / max(1, len(source.split())),
        log(max(1, len(source))),
        abs(log(max(1, len(target)) / max(1, len(source)))),
        sum(word in known for word in words) / max(1, len(words)),
    )
    quality = sum(weight * fact for weight, fact in zip(_WEIGHTS, facts, strict=True)) - _AVERAGE
    lost = 0.0 if _digits(source) == _digits(target) else _NUMBER_LOST
    return min(99, max(0, round(50 - 2 * (quality - lost))))


def _digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d", text))


def _until_broken(
    answers: Iterator[Suggestion | Refusal],
) -> tuple[list[Suggestion | Refusal], EngineError | None]:
    """What an engine answered, and what ended it: answers that were paid for are not lost by a later error."""
    got: list[Suggestion | Refusal] = []
    try:
        got.extend(answers)  # keeps what came before an error
    except EngineError as error:
        return got, error
    return got, None


class Rated(Wrapper):
    """An engine whose answers say their risk, by the answers of a second one; a second one that fails is not missed."""

    def __init__(self, engine: Engine, second: Engine) -> None:
        super().__init__(engine)
        self._second: Engine | None = second

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        asked = {request.id: request for request in requests}
        answers, trouble = _until_broken(self._engine.suggest(requests, pair))
        others = self._others([asked[a.id] for a in answers if isinstance(a, Suggestion)], pair)
        for answer in answers:
            if isinstance(answer, Suggestion) and answer.id in others:
                texts = (asked[answer.id].text, answer.text, others[answer.id])
                note = f"{PREFIX}{risk(*map(inline.plain, texts)):02}"
                answer = replace(answer, notes=(*answer.notes, note))
            yield answer
        if trouble:
            raise trouble

    def _others(self, requests: Sequence[Request], pair: Pair) -> dict[int, str]:
        if self._second is None:
            return {}
        bare = [Request(request.id, inline.plain(request.text), request.context) for request in requests]
        try:
            found = list(self._second.suggest(bare, pair))
        except EngineError:
            self._second = None
            return {}
        return {answer.id: answer.text for answer in found if isinstance(answer, Suggestion)}

    def close(self) -> None:
        super().close()
        if self._second is not None:
            self._second.close()
