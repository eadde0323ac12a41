"""The project's glossary: a table beside the configuration."""

from __future__ import annotations

from l10n import glossary
from l10n.errors import InputError, UsageError
from l10n.project import files
from l10n.project.config import GLOSSARY
from l10n.project.files import shown
from l10n.project.tree import Project


def table(project: Project) -> glossary.Glossary:
    """The glossary with the errors of its broken rows; an empty one where there is no file of the usual name."""
    path = project.root / project.config.glossary
    data = files.read(path).data
    if data is None:
        if project.config.glossary != GLOSSARY:
            raise UsageError("there is no such glossary", file=shown(path), hint="make it, or change `glossary`")
        return glossary.Glossary()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise InputError("is not UTF-8", file=shown(path), line=line, hint="save it as UTF-8") from problem
    return glossary.read(text, shown(path), project.config.source)


def load(project: Project) -> glossary.Glossary:
    """The glossary; InputError for its first broken row."""
    found = table(project)
    if found.errors:
        raise found.errors[0]
    return found
