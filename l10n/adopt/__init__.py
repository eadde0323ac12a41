"""Translations that exist already, in other catalogs or as translated articles → entries of our catalogs."""

from l10n.adopt.catalogs import Cutter, from_sentences, sentences
from l10n.adopt.pages import Adopted, from_page
from l10n.adopt.take import take

__all__ = ["Adopted", "Cutter", "from_page", "from_sentences", "sentences", "take"]
