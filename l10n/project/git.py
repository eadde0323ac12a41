"""The merge driver: git merges PO files entry by entry, with `l10n merge-po`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from l10n.project import files

ATTRIBUTES = ("*.po merge=l10n", "*.pot merge=l10n")
# Where l10n is missing or cannot read a version, git merges line by line, with markers for `l10n fix-conflicts`.
DRIVER = (
    ("merge.l10n.name", "PO files, entry by entry"),
    ("merge.l10n.driver", "l10n merge-po %O %A %B -o %A --path %P || git merge-file %A %O %B"),
)


def with_attributes(folder: Path) -> bool:
    """Write the lines that name the driver into the folder's .gitattributes; whether any was missing."""
    path = folder / ".gitattributes"
    before = files.read(path)
    text = (before.data or b"").decode("utf-8", "surrogateescape")
    known = {" ".join(line.split()) for line in text.splitlines()}
    missing = [line for line in ATTRIBUTES if line not in known]
    if not missing:
        return False
    gap = "\n" if text and not text.endswith("\n") else ""
    new = text + gap + "".join(f"{line}\n" for line in missing)
    return files.write(path, new.encode("utf-8", "surrogateescape"), before)


def configure(folder: Path) -> bool:
    """Tell git of the driver, in the configuration of the repository that the folder lies in; False where that cannot
    be done (no repository, no git)."""
    return all(_git(folder, "config", "--local", *pair) for pair in DRIVER)


def base(path: Path) -> bytes | None:
    """What both sides of an unfinished merge began with, by the index of git; None where it does not know."""
    return output(path.parent, "show", f":1:./{path.name}")


def commands() -> list[str]:
    """What `configure` does, for a shell: every clone of the repository needs it once."""
    return [f'git config {name} "{value}"' for name, value in DRIVER]


def _git(folder: Path, *words: str) -> bool:
    return output(folder, *words) is not None


def output(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it fails or is not there."""
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return None if done.returncode else done.stdout
