"""What memories keep, what they find, and what a store must offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from l10n.model import Pair, Status

LEAST = 0.7
"""The least similarity of a match, unless another is asked for."""

STATUSES = (Status.HUMAN, Status.EDITED, Status.APPROVED)
"""What may enter, best first; stores keep the number."""


UNKNOWN = ""
"""The context of a unit from a tool that knows none."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An approved translation. `locale` is its very target (pt-BR), `neighbours` names the sentences before and after
    (0: unknown), `date` is in seconds since 1970 (0: unknown)."""

    source: str
    target: str
    locale: str
    status: Status = Status.HUMAN
    context: str | None = None
    neighbours: int = 0
    article: str = ""
    author: str = ""
    date: int = 0
    project: str = ""


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """What a memory keeps apart: the language, with its script where the tag names one (zh-Hans)."""
    return "-".join(tag.split("-")[: 2 if re.match(r"[a-z]+-[A-Z][a-z]{3}\b", tag) else 1])


def neighbours(before: str, after: str) -> int:
    """A number for the sentences before and after, as msgids; "" at the ends of an article, 0 where there is none."""
    if not before and not after:
        return 0
    digest = blake2b(f"{before}\0{after}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) or 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a catalog teaches: its article, its approved units, and a digest of its bytes."""

    article: str
    digest: str
    units: tuple[Unit, ...]


class Level(StrEnum):
    """In context: the same text between the same sentences. Exact: the same text in the same kind of place for the
    same locale. Cased: the same but for case and blanks. Best first."""

    IN_CONTEXT = "in-context"
    EXACT = "exact"
    CASED = "cased"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Match:
    """A unit like a request. `similarity` is the texts' own, 0 to 1; `score`, per cent, is never above it, but for
    in-context matches, which have 101. `target` is the unit's with numbers and marks adapted (`adapted`)."""

    unit: Unit
    target: str
    level: Level
    similarity: float
    score: float
    adapted: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """What a memory holds for a pair of languages: units by status, distinct sources, articles."""

    pair: Pair
    units: dict[Status, int]
    sources: int
    articles: int


class Store(Protocol):
    """Keeps units by pair of languages; variants of a target language (pt-BR, pt-PT) lie together."""

    def find(
        self, texts: Sequence[str], pair: Pair, least: float, *, fuzzy: bool = True, limit: int = 1
    ) -> Iterator[list[tuple[float, Unit]]]:
        """For each text the units of the `limit` sources most like it and at least `least`, best first; without
        `fuzzy` only those of sources that are the same but for case and blanks."""
        ...

    def learn(self, units: Iterable[Unit], source: str, job: str = "", done: int = 0) -> Iterator[int]:
        """Takes in units from this source locale, batch by batch, each whole or not at all; yields how many are in.

        `job` names an import for `resume`, `done` is how many were taken before.
        """
        ...

    def resume(self, job: str) -> int:
        """How many units of a job that was stopped are in; 0 for one that ended or never began."""
        ...

    def ended(self, job: str) -> None: ...

    def relearn(self, lessons: Iterable[Lesson], pair: Pair, project: str) -> Iterator[int]:
        """Takes what catalogs hold now in the place of what they gave before; yields how many lessons are in so far."""
        ...

    def digests(self, pair: Pair, project: str) -> dict[str, str]:
        """Article → the digest of its catalog when it was learnt."""
        ...

    def forget(self, articles: Sequence[str], pair: Pair, project: str) -> int:
        """Drops what was learnt or imported under these names, for this very target; how many units."""
        ...

    def compact(self) -> None:
        """Gives back the room of what was dropped."""
        ...

    def units(self, pair: Pair | None = None, *, imported: bool = False) -> Iterator[tuple[Pair, Unit]]:
        """Every unit, with its pair of locales; with `imported` only those that no catalog gave."""
        ...

    def count(self) -> list[Count]: ...

    def close(self) -> None: ...


class StoreModule(Protocol):
    def open_store(self, place: str | Path) -> Store:
        """The store at a path or address, made where there is none; StoreError where it cannot be used."""
        ...
