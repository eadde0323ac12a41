"""How much of a text a memory knows: the bands in which translators count and are paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n import inline
from l10n.memory.base import Match
from l10n.model import Key, Request

BANDS = ("101", "100", "95–99", "85–94", "75–84", "50–74", "repetitions", "new")
LEAST = 0.5
_FLOORS = ((101, "101"), (100, "100"), (95, "95–99"), (85, "85–94"), (75, "75–84"), (50, "50–74"))


@dataclass(frozen=True, slots=True)
class Amount:
    """Units, source words and source characters (marks left out)."""

    units: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.units + other.units, self.words + other.words, self.characters + other.characters)


def band(matches: Sequence[Match]) -> str:
    """Where a text belongs by its best match, by whole per cents."""
    score = max((match.score for match in matches), default=0.0)
    return next((name for floor, name in _FLOORS if score >= floor), "new")


def leverage(
    places: Sequence[Key], requests: Sequence[Request], found: Mapping[int, Sequence[Match]], seen: set[Key]
) -> dict[str, Amount]:
    """The bands of an article's units, one a place. `seen` are the texts of the articles before, and grows: what is not
    known exactly counts once, then as a repetition."""
    bands = {(request.context, request.text): band(found[request.id]) for request in requests}
    amounts = dict.fromkeys(BANDS, Amount())
    for key in places:
        name = bands[key]
        if name not in ("101", "100"):
            name = "repetitions" if key in seen else name
            seen.add(key)
        amounts[name] += Amount(1, inline.words(key[1]), len(inline.plain(key[1])))
    return amounts
