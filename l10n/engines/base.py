"""What an engine is, and what an engine's module offers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion


class Engine(Protocol):
    """Answers each request of a call exactly once, in any order.

    `name` goes into origin lines (`neural+por-cat`); `version` is a short word that changes whenever the answers may.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can be used now; if not, why, and the one command that repairs it."""

    ok: bool
    reason: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an engine takes and costs: how marks travel, characters a text, texts a request, requests at once.

    `price` is for a million characters in US dollars (0: free, or not for us to know); `online`: texts leave this
    machine.
    """

    marks: str
    characters: int = 0
    texts: int = 1
    workers: int = 1
    price: float = 0.0
    online: bool = False


class EngineModule(Protocol):
    """One engine's module. A mode is the part of its spec after the colon (`eng-spa`, `en-pt`, `libre`)."""

    def known(self) -> tuple[str, ...]:
        """Modes there are, installed or not: for the nearest name when one is misspelt."""

    def plausible(self, mode: str, /) -> bool:
        """Whether a mode that is not known may still exist."""

    def ends(self, mode: str, /) -> tuple[str, str] | None:
        """The languages a mode goes from and to; None where it serves any."""

    def modes(self, pair: Pair, /) -> tuple[str, ...]:
        """The modes that serve a pair, best first."""

    def serves(self, mode: str, pair: Pair, /) -> bool:
        """Whether a mode translates this very pair."""

    def availability(self, mode: str, pair: Pair, /) -> Availability: ...
    def facts(self, mode: str, /) -> Facts: ...
    def open(self, mode: str, pair: Pair, /) -> Engine: ...


class Wrapper:
    """An engine around another, that goes by its name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def version(self) -> str:
        return self._engine.version

    @property
    def own_terms(self) -> bool:
        """Whether the engine follows the terms of a request itself."""
        return bool(getattr(self._engine, "own_terms", False))

    @property
    def trouble(self) -> str:
        """What the user should know of its cache file; empty where all is well."""
        return str(getattr(self._engine, "trouble", ""))

    @property
    def receipt(self) -> str:
        """What was used and what it cost; empty where the engine does not say."""
        return str(getattr(self._engine, "receipt", ""))

    def close(self) -> None:
        self._engine.close()


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that an engine could not translate, and why: one line for the user."""

    reason: str


class Translator(Protocol):
    """A batch of texts in, as many out, in order. Used by one thread at a time."""

    def translate(self, texts: Sequence[str]) -> list[str | Failure]: ...
    def close(self) -> None: ...


def fingerprint(*facts: object) -> str:
    """Four hex digits that change when one of the facts does."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:4]


def require(availability: Availability) -> None:
    """Raise EngineError with the reason and the fix where an engine is not available."""
    if not availability.ok:
        raise EngineError(availability.reason, hint=f"to repair: {availability.fix}" if availability.fix else "")


def same_pair(opened: Pair, asked: Pair) -> None:
    """Refuse a question about another pair than the engine was opened for."""
    if opened != asked:
        ours, theirs = (f"{pair.source} to {pair.target}" for pair in (opened, asked))
        raise EngineError(f"this engine was opened for {ours}, not for {theirs}")
