"""What a branch of git touched, in commits and in the working tree."""

from __future__ import annotations

from pathlib import Path

from l10n.errors import UsageError
from l10n.project.files import shown
from l10n.project.git import output


class Branch:
    """The changes since the branch in this folder left `ref`. UsageError where git knows no such commit."""

    def __init__(self, folder: Path, ref: str) -> None:
        self._option = f"--changed-from {ref}"
        self._root = folder
        self._root = Path(self._git("rev-parse", "--show-toplevel", why="the folder is in no git repository"))
        why = "git knows no such commit here"
        commit = self._git("rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}", why=why)
        why = "this branch has nothing in common with it; a shallow clone needs `git fetch --unshallow`"
        self._base = self._git("merge-base", commit, "HEAD", why=why)
        names = self._git("diff", "--name-only", "--no-relative", "--no-renames", "-z", self._base, "--").split("\0")
        names += self._git("ls-files", "--others", "--exclude-standard", "-z").split("\0")
        self._touched = {self._root / name for name in names if name}

    def touched(self, path: Path) -> bool:
        """Whether a file is new, or otherwise than where the branch began."""
        return path.resolve() in self._touched

    def before(self, path: Path) -> bytes | None:
        """The file as it was where the branch began; None without one."""
        return output(self._root, "show", f"{self._base}:{path.resolve().relative_to(self._root).as_posix()}")

    def _git(self, *words: str, why: str = "git cannot tell") -> str:
        found = output(self._root, *words)
        if found is None:
            raise UsageError(f"{self._option}: {why}", file=shown(self._root), hint="is git installed?")
        return found.decode("utf-8", "surrogateescape").rstrip("\n")
