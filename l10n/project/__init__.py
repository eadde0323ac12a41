"""Configuration, and where files lie: the only reader and writer of project files."""

from l10n.project.branch import Branch
from l10n.project.build import Build, building
from l10n.project.config import Config, home, keys
from l10n.project.files import Snapshot, again, read, shown, write
from l10n.project.start import init
from l10n.project.state import Settled
from l10n.project.tree import Project

__all__ = [
    "Branch",
    "Build",
    "Config",
    "Project",
    "Settled",
    "Snapshot",
    "again",
    "building",
    "home",
    "init",
    "keys",
    "read",
    "shown",
    "write",
]
