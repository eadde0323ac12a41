"""Terms that a project always translates the same way: a table of them, and where they occur in texts."""

from __future__ import annotations

from l10n.glossary.finding import Finder, Found
from l10n.glossary.table import CASES, Glossary, Row, Term, read

__all__ = ["CASES", "Finder", "Found", "Glossary", "Row", "Term", "read"]
