"""What every online engine needs around its requests: batches within limits, patience, a circuit breaker, distrust."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Protocol
from urllib.parse import quote_plus

from l10n.engines.base import Facts, Failure
from l10n.engines.cutting import fit, joined
from l10n.engines.http import RejectedError
from l10n.engines.retry import Backoff, BusyError
from l10n.errors import EngineError

OFFLINE = "offline engines go on working: see `l10n engines`"


class Client(Protocol):
    """One thread's way to a service. `ask` is one request: as many answers as texts, of any type, in order; it raises
    BusyError, RejectedError or EngineError and nothing else."""

    def ask(self, texts: Sequence[str]) -> Sequence[object]: ...
    def close(self) -> None: ...


class Breaker:
    """Gives a service up after some failures in a row, of all threads together."""

    LIMIT = 3

    def __init__(self) -> None:
        self._row = 0

    def passed(self) -> None:
        self._row = 0

    def failed(self, busy: BusyError) -> None:
        """Raises EngineError where going on makes no sense."""
        self._row += 1
        if busy.unreachable or self._row >= self.LIMIT:
            raise EngineError(busy.reason, hint=OFFLINE) from None


class Learner(Client, Protocol):
    """A client that must learn the service's codes for its languages, with `learn`, before it is asked."""

    codes: Mapping[str, str]

    def learn(self, backoff: Backoff) -> Mapping[str, str]: ...


def translators(
    name: str, client: Callable[[], Learner], facts: Facts, backoff: Backoff | None
) -> Callable[[], Online]:
    """Makes one thread's translator; the first one learns the codes for all."""
    breaker, patience, lock = Breaker(), backoff or Backoff(), Lock()
    codes: dict[str, str] = {}

    def make() -> Online:
        made = client()
        with lock:
            codes.update(codes or _learnt(name, made, patience))
        made.codes = codes
        return Online(name, made, facts, patience, breaker)

    return make


def _learnt(name: str, client: Learner, backoff: Backoff) -> Mapping[str, str]:
    try:
        return client.learn(backoff)
    except BusyError as busy:
        raise EngineError(busy.reason, hint=OFFLINE) from None
    except (RejectedError, KeyError, TypeError):
        raise EngineError(f"the server does not answer as {name} does") from None


class Online:
    """One thread's translator. `address` bounds the bytes of a percent-encoded text (0: it is not in the address)."""

    def __init__(
        self, name: str, client: Client, facts: Facts, backoff: Backoff, breaker: Breaker, address: int = 0
    ) -> None:
        self._name = name
        self._client = client
        self._facts = facts
        self._backoff = backoff
        self._breaker = breaker
        self._address = address

    def translate(self, texts: Sequence[str]) -> list[str | Failure]:
        cut = [fit(text, self._fits) for text in texts]
        pieces = dict.fromkeys(piece.strip() for parts in cut for piece in parts)
        answers: dict[str, str | Failure] = {"": ""}
        for batch in self._batches([piece for piece in pieces if piece]):
            answers.update(zip(batch, self._batch(batch), strict=True))
        return [joined(parts, [answers[piece.strip()] for piece in parts]) for parts in cut]

    def _fits(self, text: str) -> bool:
        short = len(text) <= self._facts.characters
        return short and (not self._address or len(quote_plus(text)) <= self._address)

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Texts, one request at a time."""
        batch: list[str] = []
        for text in texts:
            if batch and (len(batch) >= self._facts.texts or sum(map(len, batch)) + len(text) > self._facts.characters):
                yield batch
                batch = []
            batch.append(text)
        if batch:
            yield batch

    def _batch(self, texts: list[str]) -> list[str | Failure]:
        try:
            answers = self._backoff.call(lambda: self._client.ask(texts))
        except BusyError as busy:
            self._breaker.failed(busy)
            return [Failure(busy.reason) for _ in texts]
        except RejectedError as error:
            if len(texts) == 1:
                return [Failure(str(error))]
            middle = len(texts) // 2  # one of them may be the reason
            return self._batch(texts[:middle]) + self._batch(texts[middle:])
        self._breaker.passed()
        if len(answers) != len(texts):
            return [Failure(f"{self._name} gave {len(answers)} answers for {len(texts)} texts") for _ in texts]
        return [self._judged(text, answer) for text, answer in zip(texts, answers, strict=True)]

    def _judged(self, text: str, answer: object) -> str | Failure:
        wrong = oddity(text, answer)
        return Failure(f"{self._name} {wrong}") if wrong else str(answer)

    def close(self) -> None:
        self._client.close()


_QUOTA = re.compile(r"MYMEMORY WARNING|YOU USED ALL AVAILABLE|QUERY LENGTH LIMIT", re.IGNORECASE)
_ERROR = re.compile(
    r"Error \d{3} \(|INVALID (?:SOURCE|TARGET) LANGUAGE|'\w+' IS AN INVALID|PLEASE SELECT TWO DISTINCT LANGUAGES"
    r"|NO QUERY SPECIFIED|INVALID EMAIL|<!doctype|</?html|That.s an error",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def oddity(source: str, answer: object) -> str:
    """What is wrong with an answer that no service should give as a translation; empty where it may be one.

    Raises EngineError for a used-up quota: every further text would cost a request and get the same.
    """
    if not isinstance(answer, str) or not answer.strip():
        return "gave no text"
    if _QUOTA.search(answer) and not _QUOTA.search(source):
        raise EngineError("the free quota of the service is used up for now", hint=OFFLINE)
    if _ERROR.search(answer) and not _ERROR.search(source):
        return "gave an error message for a translation"
    if _ADDRESS.search(answer) and not _ADDRESS.search(source):
        return "gave a web address for a translation"
    return ""
