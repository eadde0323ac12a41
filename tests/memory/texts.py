"""Units for the tests, of our own making."""

from __future__ import annotations

import random

from l10n.memory import Unit
from l10n.model import Pair, Request, Status

EN_FR = Pair("en", "fr")

_WORDS = (
    "ferry harbour light keeper boat storm island pier rope captain ledger winter signal market council vote bread "
    "letter engine road bridge school river mayor budget strike union nurse minister border weather train station "
    "museum library garden festival"
).split()


def sentences(count: int, seed: int = 1) -> list[str]:
    """So many different sentences of 4 to 24 words, some with numbers."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        some = [chance.choice(_WORDS) + chance.choice(("", "", "s")) for _ in range(chance.randint(4, 24))]
        if chance.random() < 0.3:
            some.insert(chance.randrange(len(some)), str(chance.randint(2, 4000)))
        made[" ".join(some).capitalize() + "."] = None
    return list(made)


def unit(source: str, target: str = "", **facts: object) -> Unit:
    chosen: dict[str, object] = {"locale": "fr", "status": Status.HUMAN, "article": "a.md"} | facts
    return Unit(source, target or source.upper(), **chosen)  # type: ignore[arg-type]


def edited(text: str, seed: int) -> str:
    """The text with one to three words put in, left out or replaced."""
    chance = random.Random(seed)
    some = text.split()
    for _ in range(chance.randint(1, max(1, len(some) // 8))):
        at = chance.randrange(len(some))
        some[at : at + chance.randint(0, 1)] = [chance.choice(_WORDS)] if chance.random() < 0.6 else []
    return " ".join(some) or text


def ask(text: str, number: int = 0, **facts: object) -> Request:
    return Request(number, text, **facts)  # type: ignore[arg-type]
