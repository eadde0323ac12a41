"""Translate articles through PO files: extract, pretranslate, review, check, compile."""

__version__ = "0.1.0"
