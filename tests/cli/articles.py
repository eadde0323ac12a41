"""Articles of any length, made up."""

from __future__ import annotations

import random

_THINGS = (
    "ferry harbour light keeper boat storm island pier rope captain ledger winter signal market council vote bread "
    "letter engine road"
).split()


def sentences(count: int, seed: int) -> list[str]:
    """So many different sentences."""
    chance = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        one, two, three, four = (chance.choice(_THINGS) for _ in range(4))
        made[f"The {one} near the {two} has no {three} for the {four}."] = None
    return list(made)


def article(count: int, seed: int) -> str:
    """A Markdown article of `count` units: a title, and paragraphs of five sentences."""
    body = sentences(count - 1, seed)
    paragraphs = [" ".join(body[i : i + 5]) for i in range(0, len(body), 5)]
    return "\n\n".join([f"# Notes of the harbour, part {seed}", *paragraphs]) + "\n"
