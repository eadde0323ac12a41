"""The real command in a process of its own, and a project for it to work on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
import pytest

FIXED = {"SOURCE_DATE_EPOCH": "1700000000"}  # 2023-11-14 22:13:20 UTC
TIMEOUT = 60  # seconds; far more than any command takes


def clean(**variables: str) -> dict[str, str]:
    """An environment that nothing of the user's own leaks into."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_PROXY": "*", **variables}


@dataclass(frozen=True)
class Result:
    """How a command ended; `str` of it is what a failed assertion shows."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit code {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


def run(
    *words: str,
    cwd: Path,
    code: int | None = 0,
    variables: Mapping[str, str] | None = None,
    python: str = sys.executable,
) -> Result:
    """`l10n WORDS` in the folder `cwd`; fails unless it ends with `code` (None: any), or with a traceback."""
    done = subprocess.run(
        [python, "-m", "l10n", *words],
        cwd=cwd,
        env=clean(**(variables or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    result = Result(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in result.err, result
    assert code is None or result.code == code, f"l10n {' '.join(words)}: not {code} but {result}"
    return result


@dataclass
class Project:
    """A project in a folder, worked on as a person does: with the command, an editor, and a PO editor (polib)."""

    root: Path

    def run(
        self,
        *words: str,
        code: int | None = 0,
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Result:
        return run(*words, cwd=cwd or self.root, code=code, variables=variables)

    def start(self, *words: str, variables: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """`l10n WORDS` in a process group of its own, still running."""
        return subprocess.Popen(
            [sys.executable, "-m", "l10n", *words],
            cwd=self.root,
            env=clean(**(variables or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    # ------------------------------------------------------------ articles

    def write(self, article: str, text: str | bytes) -> Path:
        path = self.root / "source_articles" / article
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def edit(self, article: str, old: str, new: str) -> None:
        path = self.root / "source_articles" / article
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def configure(self, old: str, new: str) -> None:
        """Replace a part of l10n.toml."""
        path = self.root / "l10n.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    # ------------------------------------------------------------ catalogs

    def path(self, locale: str, article: str) -> Path:
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{article}.po"

    def catalog(self, locale: str, article: str) -> polib.POFile:
        return polib.pofile(str(self.path(locale, article)), wrapwidth=0)

    def entry(self, locale: str, article: str, msgid: str) -> polib.POEntry:
        """The entry of that text, also an obsolete one."""
        found = [entry for entry in self.catalog(locale, article) if entry.msgid == msgid]
        assert len(found) == 1, f"{len(found)} entries for {msgid!r}"
        return found[0]

    def targets(self, locale: str, article: str) -> dict[str, str]:
        """msgid → msgstr of what is not obsolete."""
        return {entry.msgid: entry.msgstr for entry in self.catalog(locale, article) if not entry.obsolete}

    def review(self, locale: str, article: str, texts: Mapping[str, str], *, fuzzy: bool = False) -> None:
        """A person's translations, as a PO editor saves them: approved, or with `fuzzy` still to be looked at."""
        catalog = self.catalog(locale, article)
        by_text = {entry.msgid: entry for entry in catalog if not entry.obsolete}
        for msgid, msgstr in texts.items():
            entry = by_text[msgid]
            entry.msgstr = msgstr
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"] + (["fuzzy"] if fuzzy else [])
            entry.previous_msgid = entry.previous_msgctxt = None
        catalog.save()

    def approve(self, locale: str, article: str, change: Callable[[str], str] | None = None) -> None:
        """Every entry approved: as it is, or with what `change` makes of its source."""
        texts = self.targets(locale, article)
        self.review(locale, article, {m: change(m) if change else t for m, t in texts.items()})

    def page(self, locale: str, article: str) -> Path:
        return self.root / "build" / locale / article

    # ------------------------------------------------------------ everything

    def files(self, *folders: str) -> dict[str, bytes]:
        """Every file below these folders (all but `.l10n/` without any), by its path."""
        roots = [self.root / folder for folder in folders] or [self.root]
        found = [path for root in roots for path in root.rglob("*") if path.is_file()]
        names = {path: path.relative_to(self.root).as_posix() for path in found}
        return {name: path.read_bytes() for path, name in sorted(names.items()) if not name.startswith(".l10n/")}


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def origin(entry: polib.POEntry) -> str:
    """The maker in the origin line of an entry: `mt=pseudo/1`; "" without one."""
    lines = [line.split() for line in entry.tcomment.split("\n") if line.startswith("l10n: ")]
    return next((word for line in lines for word in line if word.startswith(("mt=", "tm="))), "")


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def valid(path: Path) -> dict[str, str]:
    """What stands in a PO file, msgid → msgstr, which is whole and right in the eyes of two other readers."""
    data = path.read_bytes()
    try:
        return dict(_judged(data))
    except (AssertionError, OSError, ValueError) as error:
        raise AssertionError(f"{path} is no valid PO file: {error}") from error


@cache
def _judged(data: bytes) -> tuple[tuple[str, str], ...]:
    entries = polib.pofile(data.decode("utf-8"))
    if shutil.which("msgfmt"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", os.devnull, "-"], input=data, capture_output=True, env=clean(), check=False
        )
        assert (done.returncode, done.stderr.decode()) == (0, "")
    return tuple((entry.msgid, entry.msgstr) for entry in entries)
