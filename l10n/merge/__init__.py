"""A newer source and the entries of a catalog → the entries of the newer catalog. Nothing translated is lost."""

from l10n.merge.carry import merge
from l10n.merge.edits import edit_class, facts_changed

__all__ = ["edit_class", "facts_changed", "merge"]
