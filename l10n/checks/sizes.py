"""How long translations are: the size of a text, and what a language makes of the size of its source."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from importlib.resources import files

from l10n.checks.text import language, prose

_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60]")


def size(text: str) -> float:
    """The letters and marks of the prose; one of a script with thousands of characters says as much as 2.5."""
    return _measured(text)[0]


@lru_cache(maxsize=2048)
def _measured(text: str) -> tuple[float, bool]:
    bare = "".join(prose(text).split())
    wide = 0 if bare.isascii() else len(_WIDE.findall(bare))
    return len(bare) + 1.5 * wide, wide > 0


@lru_cache(maxsize=64)
def growth(locale: str) -> float | None:
    """The size of a translation of English into the locale, as a share; None where it was not measured."""
    import tomllib

    table = tomllib.loads(files("l10n.checks").joinpath("ratios.toml").read_text("utf-8"))
    found = table.get(locale, table.get(language(locale)))
    return float(found) if found is not None else None


def is_wide(text: str) -> bool:
    """Whether characters that are words of their own are in it."""
    return _measured(text)[1]


def deviation(source: float, target: float, expected: float, *, wide: bool = False) -> float:
    """How far a size is from what is expected of the source's size, in standard deviations: long texts vary less,
    those in `wide` characters more."""
    spread = math.sqrt(0.01 + 1.2 / (source + 5))
    return math.log((target + 3) / (source * expected + 3)) / (spread * (1.3 if wide else 1.0))
