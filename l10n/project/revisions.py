"""The project's files as they were: at a git revision, or in a folder that was kept."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from l10n.errors import UsageError
from l10n.project import files
from l10n.project.files import shown
from l10n.project.tree import Project


class Former(Protocol):
    """An earlier state of a project. `read` answers for each file of the project: its bytes then, None without one."""

    name: str

    def read(self, paths: Sequence[Path]) -> list[bytes | None]: ...


class Folder:
    """A copy of the project, or of its articles folder alone. UsageError when there is no such folder."""

    def __init__(self, project: Project, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError("there is no such folder", file=shown(folder))
        self.name = shown(folder)
        self._root = project.root
        self._folder = folder
        whole = project.config.articles == "." or (folder / project.config.articles).is_dir()
        self._articles = None if whole else project.articles_folder

    def read(self, paths: Sequence[Path]) -> list[bytes | None]:
        return [files.read(self._place(path)).data for path in paths]

    def _place(self, path: Path) -> Path:
        if self._articles and path.is_relative_to(self._articles):
            return self._folder / path.relative_to(self._articles)
        return self._folder / path.relative_to(self._root)


class Revision:
    """A commit of the git repository that the project lies in. UsageError where there is none of that name."""

    def __init__(self, project: Project, name: str) -> None:
        self.name = name
        self._root = project.root
        hint = "compare with a folder instead: --base DIR"
        self._below = self._git("rev-parse", "--show-prefix", hint=hint).decode().strip("\n")
        hint = "name a commit, a tag or a branch of this repository"
        self._commit = self._git("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}", hint=hint)

    def read(self, paths: Sequence[Path]) -> list[bytes | None]:
        """All in one call of git."""
        commit = self._commit.decode().strip()
        wanted = [f"{commit}:{self._below}{path.relative_to(self._root).as_posix()}\n" for path in paths]
        answer = self._git("cat-file", "--batch", data="".join(wanted).encode())
        found: list[bytes | None] = []
        at = 0
        for _ in paths:
            end = answer.index(b"\n", at)
            head = answer[at:end].split(b" ")
            at = end + 1
            if head[-1] == b"missing" or head[-2:-1] != [b"blob"]:
                found.append(None)
                continue
            size = int(head[-1])
            found.append(answer[at : at + size])
            at += size + 1
        return found

    def _git(self, *words: str, data: bytes = b"", hint: str = "") -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  # no shell; the words are ours but for the revision's name
                ["git", "-C", str(self._root), *words],  # noqa: S607  # the git of the user
                input=data,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            message = f"--since {self.name} needs git, which is not installed"
            raise UsageError(message, hint="install git, or compare with a folder: --base DIR") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise UsageError(f"--since {self.name}: git says: {said}", file=shown(self._root), hint=hint)
        return done.stdout
