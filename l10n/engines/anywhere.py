"""What engines that take any pair of languages and have one mode only all say."""

from __future__ import annotations

from l10n.model import Pair


def known() -> tuple[str, ...]:
    return ("",)


def plausible(_mode: str) -> bool:
    return False


def ends(_mode: str) -> None:
    """Any pair."""


def modes(_pair: Pair) -> tuple[str, ...]:
    return known()


def serves(_mode: str, _pair: Pair) -> bool:
    return True
