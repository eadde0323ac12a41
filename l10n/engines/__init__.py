"""Machine translation. `open_engine(spec, pair)` gives an engine; `auto(pair)` says which one it would be and why."""

from l10n.engines.base import Availability, Engine
from l10n.engines.specs import (
    ENGINES,
    Choice,
    auto,
    availability,
    candidates,
    estimate,
    open_engine,
    open_suggester,
)

__all__ = [
    "ENGINES",
    "Availability",
    "Choice",
    "Engine",
    "auto",
    "availability",
    "candidates",
    "estimate",
    "open_engine",
    "open_suggester",
]
