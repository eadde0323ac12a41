"""Full disks and forbidden folders at every write: files stay whole, the message says which, the next run goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n.cli import cli
from l10n.errors import L10nError
from l10n.project import init
from tests.cli.command import Project, clean

FIXED = "1700000000"


def make(root: Path) -> Project:
    """A project with two articles for two locales, one sentence of each translated by a person."""
    desk = Project(init(root, "en", ["fr", "es"]).root)
    for name in ("pier.md", "coast/mole.txt"):
        desk.write(name, "The pier opens.\n\nIt rains on Monday.\n")
    desk.run("extract")
    for locale in ("fr", "es"):
        for name in ("pier.md", "coast/mole.txt"):
            desk.review(locale, name, {"The pier opens.": f"{locale} {name}"})
    return desk


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make(tmp_path_factory.mktemp("faults") / "model")


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Faults:
    """Counts the calls of the system that write, and lets one of them fail."""

    calls = ("open", "write", "fsync", "ftruncate", "fchmod", "pwrite", "mkdir", "replace", "rename")

    def __init__(self, patch: pytest.MonkeyPatch, below: Path, number: int, code: int) -> None:
        self.count, self.number, self.code, self.below = 0, number, code, str(below)
        for name in self.calls:
            patch.setattr(os, name, self.counted(name, getattr(os, name)))

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **options: Any) -> Any:
            if self.ours(name, args):
                self.count += 1
                if self.count == self.number:
                    raise OSError(self.code, os.strerror(self.code))
            return call(*args, **options)

        return counting

    def ours(self, name: str, args: tuple[Any, ...]) -> bool:
        """A call that writes below the project: by path, or through a handle of a file there."""
        if isinstance(args[0], int):
            return args[0] > 2 and os.readlink(f"/proc/self/fd/{args[0]}").startswith(self.below)  # noqa: PTH115
        writing = name != "open" or bool(args[1] & WRITING)
        return writing and os.path.abspath(args[0]).startswith(self.below)  # noqa: PTH100


def l10n(*words: str) -> int:
    try:
        return cli.main(words, prog_name="l10n", standalone_mode=False) or 0
    except L10nError as error:
        print(f"error: {error}", file=sys.stderr)  # as `main` does
        return error.exit_code


COMMANDS = [("extract",), ("translate", "--engine", "pseudo", "-l", "fr"), ("compile", "--draft", "-l", "fr")]


CODES = pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES], ids=["ENOSPC", "EACCES"])
WORDS = pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])


@CODES
@WORDS
def test_writes_may_fail(
    model: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    failing(model, tmp_path / "desk", capsys, words, code, range(1 + (code == errno.EACCES) * 2, 999, 5))


@pytest.mark.soak
@CODES
@WORDS
def test_every_write_may_fail(
    model: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    failing(model, tmp_path / "desk", capsys, words, code, range(1, 999))


def failing(
    model: Project,
    root: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    numbers: range,
) -> None:
    """The command with each of these calls failing, until there are no more: files are whole, the error is told, and
    the next run does the work."""
    told = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", FIXED)
        _fresh(model, root, patch)
        assert l10n(*words) == 0
        finished = Project(root).files()
        for number in numbers:
            desk = _fresh(model, root, patch)
            before = desk.files()
            capsys.readouterr()
            with pytest.MonkeyPatch.context() as inner:
                faults = Faults(inner, root, number, code)
                ended = l10n(*words)
            err = capsys.readouterr().err
            if faults.count < number:
                break
            assert ended in ({0, 1}), f"call {number}: {err}"
            if ended:
                told += 1
                assert os.strerror(code) in err, f"call {number}: {err}"
                assert "locales" in err or "build" in err or ".l10n" in err, f"call {number}: {err}"
            for name, data in desk.files("locales", "source_articles").items():
                assert data in (before.get(name), finished.get(name)), f"call {number}: {name} is neither old nor new"
            assert l10n(*words) == 0
            assert desk.files() == finished, f"call {number}: the next run does not finish the work"
    assert told * numbers.step > 12, "the faults are felt"


def _fresh(model: Project, root: Path, patch: pytest.MonkeyPatch) -> Project:
    shutil.rmtree(root, ignore_errors=True)
    desk = Project(shutil.copytree(model.root, root))
    patch.chdir(root)
    desk.edit("pier.md", "It rains on Monday.", "It rains on Tuesday.")
    return desk


# ---------------------------------------------------------------- the real thing


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system with room for 400 kB."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", name], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("no file system can be mounted here")
        yield Path(name)
        subprocess.run(["umount", name], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    desk = make(small_disk / "desk")
    before = desk.files("locales")
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    for words in (("extract",), ("translate", "--engine", "pseudo")):
        desk.root.joinpath("source_articles", "pier.md").touch()
        result = desk.run(*words, code=None)
        assert result.code in (0, 1), result
        assert "Traceback" not in result.err
        assert desk.files("locales") == before
    assert "No space left" in result.err, result
    filler.unlink()
    desk.run("translate", "--engine", "pseudo")
    assert all(desk.targets("fr", "pier.md").values())


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))
from l10n.cli import main
sys.argv[0] = "l10n"
main()
"""


@pytest.mark.parametrize("words", [("extract",), ("translate", "--engine", "pseudo")], ids=lambda words: words[0])
def test_a_limit_of_the_system(model: Project, tmp_path: Path, words: tuple[str, ...]) -> None:
    """No file may be longer than 400 bytes: every catalog fails in the middle."""
    desk = Project(shutil.copytree(model.root, tmp_path / "desk"))
    desk.edit("pier.md", "It rains on Monday.", "It rains on Tuesday.")
    before = desk.files()
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, *words],
        cwd=desk.root,
        env=clean(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "File too large" in done.stderr
    assert desk.files() == before


def test_a_folder_that_may_not_be_written(model: Project, tmp_path: Path) -> None:
    desk = Project(shutil.copytree(model.root, tmp_path / "desk"))
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere; the faults above stand for it")
    folder = desk.path("fr", "pier.md").parent
    folder.chmod(0o555)
    try:
        desk.edit("pier.md", "It rains on Monday.", "It rains on Tuesday.")
        result = desk.run("extract", code=1)
    finally:
        folder.chmod(0o755)
    assert "pier.md.po: cannot be written: Permission denied" in result.err
    assert "It rains on Tuesday." in desk.targets("es", "pier.md"), "the other locale was done"
