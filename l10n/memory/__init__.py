"""What was translated before. A memory answers as an engine does, `suggest(requests, pair)`, and learns.

A store keeps approved translations and finds sources like a text (`sqlite`, `postgres`); `Memory` makes matches of what
a store finds. To add a store: a file that fits `StoreModule`, and a row here.
"""

from l10n.memory.base import LEAST, Match, Store, Unit, neighbours
from l10n.memory.core import Informed, Memory
from l10n.memory.stores import open_store

__all__ = ["LEAST", "Informed", "Match", "Memory", "Store", "Unit", "neighbours", "open_store"]
