"""Configuration, and where files lie: the only reader and writer of project files."""

from l10n.project.build import Build, building
from l10n.project.config import Config, keys
from l10n.project.files import Snapshot, again, read, shown, write
from l10n.project.start import init
from l10n.project.state import Settled
from l10n.project.tree import Project

__all__ = [
    "Build",
    "Config",
    "Project",
    "Settled",
    "Snapshot",
    "again",
    "building",
    "init",
    "keys",
    "read",
    "shown",
    "write",
]
