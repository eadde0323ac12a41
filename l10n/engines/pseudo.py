"""Text that only looks translated: accented, a third longer, in brackets.

Shows what was not offered for translation, and where a layout is too tight. Right-to-left locales get the same
Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.engines.anywhere import ends as ends
from l10n.engines.anywhere import known as known
from l10n.engines.anywhere import modes as modes
from l10n.engines.anywhere import plausible as plausible
from l10n.engines.anywhere import serves as serves
from l10n.engines.base import Availability, Engine, Facts
from l10n.engines.marks import Item, parse, render
from l10n.model import Pair, Refusal, Request, Suggestion

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_LONGER = 0.3
_PAD = "one two three four five six seven eight nine ten"


def availability(_mode: str, _pair: Pair) -> Availability:
    return Availability(True)


def facts(_mode: str) -> Facts:
    return Facts("kept as they are")


def open(_mode: str, _pair: Pair) -> Engine:  # noqa: A001  # the module's word for it
    return Pseudo()


class Pseudo:
    name = "pseudo"
    version = "1"

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:  # noqa: ARG002
        for request in requests:
            yield Suggestion(request.id, pseudo(request.text), "mt", f"{self.name}/{self.version}")

    def close(self) -> None:
        """Nothing is open."""


def pseudo(text: str) -> str:
    """The text with its letters accented and padding at its end; marks, placeholders and addresses as they were."""
    items = parse(text)
    letters = sum(len(item) for item in items if isinstance(item, str))
    padding = " " + _padding(round(letters * _LONGER)) if letters else ""
    body: list[Item] = [item.translate(_TABLE) if isinstance(item, str) else item for item in items]
    return render(["⟦", *body, padding, "⟧"])


def _padding(length: int) -> str:
    words = _PAD.split()
    out = words[0]
    i = 1
    while len(out) < length - 1:
        out += " " + words[i % len(words)]
        i += 1
    return out
