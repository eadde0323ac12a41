"""What could translate into a locale: each engine with whether it can be used now, and what `auto` takes of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.engines import pairs, specs
from l10n.engines.base import Availability, Facts
from l10n.engines.services import SERVICES
from l10n.errors import EngineError
from l10n.model import Pair, Request, Suggestion

ONLINE = ("deepl", "libre", "llm", *(f"deep:{name}" for name in SERVICES if name != "libre"))
_SENTENCE = "The old house near the harbour has three windows."


@dataclass(frozen=True, slots=True)
class Row:
    """An engine for a pair. `taken`: it is what `auto` would use. `probe` is its translation of a sentence, or what
    went wrong, and `seconds` how long that took; "" where it was not asked."""

    spec: str
    note: str
    found: Availability
    facts: tuple[Facts, ...]
    taken: bool = False
    configured: bool = False
    probe: str = ""
    seconds: float = 0.0

    @property
    def online(self) -> bool:
        return any(facts.online for facts in self.facts)


def survey(pair: Pair, configured: Sequence[str] = ()) -> list[Row]:
    """What the project asks for, then what works offline, best first, then the services."""
    notes = {route.spec: route.note for route in specs.candidates(pair)}
    named = [spec for spec in configured if spec.strip() != specs.AUTO]
    taken = specs.auto(pair).spec
    return [
        Row(
            spec,
            notes.get(spec, _note(spec)),
            specs.availability(spec, pair),
            tuple(leg.facts for leg in specs.parse(spec, pair)),
            taken=spec == taken,
            configured=spec in named,
        )
        for spec in dict.fromkeys([*named, *notes, *ONLINE])
    ]


def _note(spec: str) -> str:
    if spec.split(":")[0] == "pseudo":
        return "only looks translated"
    return pairs.ONLINE if ">" not in spec else "a chain of your own"


def probe(rows: Sequence[Row], pair: Pair) -> Iterator[Row]:
    """The rows, those that are ready with their translation of a sentence; nothing is kept in a cache."""
    for row in rows:
        yield _probed(row, pair) if row.found.ok else row


def _probed(row: Row, pair: Pair) -> Row:
    began = time.monotonic()
    try:
        engine = specs.open_engine(row.spec, pair)
        try:
            (answer,) = engine.suggest([Request(0, _SENTENCE)], pair)
        finally:
            engine.close()
    except EngineError as error:
        return replace(row, found=Availability(False, error.message, error.hint), seconds=time.monotonic() - began)
    took = time.monotonic() - began
    if isinstance(answer, Suggestion):
        return replace(row, probe=answer.text, seconds=took)
    return replace(row, found=Availability(False, answer.reason), seconds=took)
