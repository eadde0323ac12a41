"""Matches out of what a store finds: levels, penalties, adapted targets; and the answers of a suggester."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from l10n.memory.adapt import adapt
from l10n.memory.base import LEAST, UNKNOWN, Level, Match, Store, Unit, neighbours
from l10n.memory.texts import flat, folded
from l10n.model import Pair, Refusal, Request, Status, Suggestion

# Per cent off the score of what a person wrote here, for this locale.
MACHINE, VARIANT, PROJECT = 1.0, 4.0, 2.0
APPROVE = ("never", "in-context", "exact")
"""Which matches may fill an entry as approved; exact ones include those in context."""
_PLACES = ("heading", "cell", "alt", "title", "meta:")


@dataclass(frozen=True, slots=True)
class Memory:
    """A store and how its units are offered: `project` is ours, `approve` one of APPROVE, `least` a similarity."""

    store: Store
    project: str = ""
    approve: str = "in-context"
    least: float = LEAST
    name: str = "memory"

    def close(self) -> None:
        self.store.close()

    # ------------------------------------------------------------ as a suggester

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        """Matches of the same text, also in other case; the note `in-context` or `exact` says that the entry may be
        filled as approved."""
        found = self.lookup(requests, pair, fuzzy=False, limit=3)
        for request in requests:
            best = next((match for match in found[request.id] if match.level is not Level.FUZZY), None)
            if best:
                notes = (str(best.level),) if self._approves(best) else ()
                yield Suggestion(request.id, best.target, "tm", best.unit.article or self.name, notes)
            else:
                yield Refusal(request.id, "not translated elsewhere", self.name)

    def _approves(self, match: Match) -> bool:
        approved = {"never": (), "in-context": (Level.IN_CONTEXT,), "exact": (Level.IN_CONTEXT, Level.EXACT)}
        return match.level in approved[self.approve]

    def informed(self, requests: Sequence[Request], pair: Pair, examples: int = 3) -> list[Request]:
        """The requests, each with its best matches as examples, for engines that learn from them."""
        found = self.lookup(requests, pair, limit=examples)
        return [
            replace(r, examples=(*r.examples, *((m.unit.source, m.unit.target) for m in found[r.id]))) for r in requests
        ]

    # ------------------------------------------------------------ lookups

    def lookup(
        self, requests: Sequence[Request], pair: Pair, *, fuzzy: bool = True, limit: int = 1
    ) -> dict[int, list[Match]]:
        """The `limit` best matches of each request, by its id; one call for any number of requests."""
        texts = [request.text for request in requests]
        found = self.store.find(texts, pair, self.least, fuzzy=fuzzy, limit=limit)
        return {r.id: self._best(r, units, pair, limit) for r, units in zip(requests, found, strict=True)}

    def _best(self, request: Request, units: list[tuple[float, Unit]], pair: Pair, limit: int) -> list[Match]:
        """The best matches, with different targets."""
        here = neighbours("".join(request.before[-1:]), "".join(request.after[:1]))
        matches = [self._match(request, likeness, unit, pair, here) for likeness, unit in units]
        matches.sort(key=_rank)
        different = {match.target: match for match in reversed(matches)}
        return sorted(different.values(), key=_rank)[:limit]

    def _match(self, request: Request, likeness: float, unit: Unit, pair: Pair, here: int) -> Match:
        level = self._level(request, unit, pair, here)
        target = adapt(unit.source, unit.target, request.text) if level in (Level.CASED, Level.FUZZY) else unit.target
        if level is Level.IN_CONTEXT:
            return Match(unit, target, level, likeness, 101)
        off = MACHINE * (unit.status is Status.APPROVED) + VARIANT * (unit.locale != pair.target)
        off += PROJECT * (unit.project != self.project)
        most = 100 if level is Level.EXACT else 99.9
        return Match(unit, target, level, likeness, max(0.0, min(most, 100 * likeness) - off), target != unit.target)

    def _level(self, request: Request, unit: Unit, pair: Pair, here: int) -> Level:
        if unit.locale != pair.target or not _fits(unit.context, request.context):
            return Level.FUZZY
        if unit.source != request.text:
            return Level.CASED if folded(flat(unit.source)) == folded(flat(request.text)) else Level.FUZZY
        same = unit.context == request.context and unit.project == self.project
        return Level.IN_CONTEXT if same and here and unit.neighbours == here else Level.EXACT


class _Suggester(Protocol):
    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]: ...


@dataclass(frozen=True, slots=True)
class Informed:
    """An engine that is shown the memory's best matches of what it is asked."""

    engine: _Suggester
    memory: Memory

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        return self.engine.suggest(self.memory.informed(requests, pair), pair)


_LEVELS = tuple(Level)


def _rank(match: Match) -> tuple[float, ...]:
    """For sorting: the best level first, then the best score, then the newest."""
    return min(_LEVELS.index(match.level), 2), -match.score, -match.unit.date


def _fits(context: str | None, wanted: str | None) -> bool:
    """Whether the same text means the same there: memories of other tools know no context, and ours are about places,
    but one that an author set tells two meanings apart."""
    return context == wanted or (context == UNKNOWN and (wanted is None or wanted.startswith(_PLACES)))
