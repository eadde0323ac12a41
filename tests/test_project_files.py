"""Atomic writes, locks and guards: with real processes, kills and full disks."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.errors import InputError, StoreError
from l10n.project import files
from l10n.project.files import lock, read, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_with_folders_and_only_when_bytes_differ(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.po"
    assert write(path, b"one")
    before = path.stat()
    assert not write(path, b"one")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["c.po"]


def test_mode_stays_and_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    old = os.umask(0o027)
    try:
        write(path, b"one")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        write(path, b"two")
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(old)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"one")
    os.chown(path, 4321, 4322)
    write(path, b"two")
    assert (path.stat().st_uid, path.stat().st_gid) == (4321, 4322)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "c.po").write_bytes(b"one")
    link = tmp_path / "c.po"
    link.symlink_to("real/c.po")
    assert write(link, b"two")
    assert link.is_symlink()
    assert (tmp_path / "real" / "c.po").read_bytes() == b"two"
    assert names(tmp_path) == ["c.po", "real"]


def test_the_longest_file_name(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 252 + ".po")
    assert write(path, b"one")
    assert write(path, b"two")


@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"what a person wrote")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*((Path, "replace") if call == "replace" else (os, call)), fail)
    with pytest.raises(StoreError, match=r"c\.po: cannot be written: No space left") as caught:
        write(path, b"new")
    monkeypatch.undo()
    assert caught.value.exit_code == 1
    assert (path.read_bytes(), names(tmp_path)) == (b"what a person wrote", ["c.po"])


def test_a_file_size_limit_of_the_system(tmp_path: Path) -> None:
    """A real failure in the middle of the data, in a process of its own."""
    path = tmp_path / "c.po"
    path.write_bytes(b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path; from l10n.project import write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "write(Path(sys.argv[1]), b'x' * 100_000)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "File too large" in done.stderr
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["c.po"])


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "c.po", b"new")
    assert names(tmp_path) == []


@pytest.fixture
def powerless() -> Iterator[Path]:
    """A folder of a user who is not root."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        if was_root := os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
        if was_root:
            os.seteuid(0)


def test_forbidden(powerless: Path) -> None:
    path = powerless / "c.po"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(StoreError, match=r"c\.po: is read-only"):
        write(path, b"new")
    path.chmod(0o000)
    with pytest.raises(InputError, match=r"c\.po: cannot be read: Permission denied"):
        read(path)
    powerless.chmod(0o555)
    with pytest.raises(StoreError, match=r"d\.po: cannot be written: Permission denied"):
        write(powerless / "d.po", b"new")
    powerless.chmod(0o755)
    assert names(powerless) == ["c.po"]


def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "c.po").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "c.po", tmp_path / "file" / "c.po"):
        with pytest.raises(StoreError, match=r"c\.po"):
            write(path, b"new")
    with pytest.raises(InputError, match=r"c\.po"):
        read(tmp_path / "c.po")
    assert names(tmp_path) == ["c.po", "file"]


# ---------------------------------------------------------------- killed processes

WRITER = """
import sys; from pathlib import Path; from l10n.project import write
path = Path(sys.argv[1]); print("ready", flush=True)
while True:
    for letter in b"abcdefgh":
        write(path, bytes([letter]) * 300_000)
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_killed_at_any_moment_the_file_is_whole_and_the_next_write_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    for attempt in range(8):
        process = start(WRITER, str(path))
        time.sleep(0.01 + attempt * 0.0137)
        stop(process)
        data = path.read_bytes() if path.exists() else b""
        assert len(data) in (0, 300_000)
        assert len(set(data)) <= 1
    scratch = files._scratch(path)
    scratch.write_bytes(b"torn")
    assert not write(path, path.read_bytes())
    assert names(tmp_path) == ["c.po"]
    scratch.write_bytes(b"torn" * 1000)
    assert write(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["c.po"])


def test_two_writers_of_one_file_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    processes = [start(WRITER, str(path)) for _ in range(2)]
    try:
        end, seen = time.monotonic() + 1.0, set()
        while time.monotonic() < end:
            data = path.read_bytes() if path.exists() else b""
            assert len(data) in (0, 300_000)
            assert len(set(data)) <= 1
            seen.add(data[:1])
        assert len(seen) > 2
    finally:
        for process in processes:
            assert process.poll() is None
            stop(process)


# ---------------------------------------------------------------- guards


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "c.po"
    for before, meanwhile in ((b"one", b"by hand"), (None, b"by hand"), (b"by hand", None)):
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        seen = read(path)
        if meanwhile is None:
            path.unlink()
        else:
            path.write_bytes(meanwhile)
        with pytest.raises(StoreError, match=r"c\.po: changed while"):
            write(path, b"ours", seen)
        assert read(path).data == meanwhile
    assert names(tmp_path) == []
    assert write(path, b"ours", read(path))


def test_also_when_it_changes_during_the_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.po"
    path.write_bytes(b"one")
    seen = read(path)
    monkeypatch.setattr(os, "fsync", lambda handle: path.write_bytes(b"by hand"))
    with pytest.raises(StoreError, match="changed while"):
        write(path, b"ours", seen)
    assert (path.read_bytes(), names(tmp_path)) == (b"by hand", ["c.po"])


# ---------------------------------------------------------------- locks

HOLDER = """
import sys, time; from pathlib import Path; from l10n.project.files import lock
with lock(Path(sys.argv[1]), "c.po", 1):
    print("ready", flush=True); time.sleep(60)
"""


def test_a_lock_names_its_holder_and_dies_with_it(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "c"
    process = start(HOLDER, str(path))
    try:
        message = rf"c\.po: is in use by another l10n process \(pid {process.pid}\)"
        with pytest.raises(StoreError, match=message), lock(path, "c.po", 0.1):
            pytest.fail("the lock was held")
    finally:
        stop(process)
    with lock(path, "c.po", 5):
        pass


def test_a_lock_waits_and_is_freed_by_an_error(tmp_path: Path) -> None:
    path, order = tmp_path / "c", []

    def second() -> None:
        with lock(path, "c.po", 5):
            order.append("second")

    thread = threading.Thread(target=second)

    def first() -> None:
        with lock(path, "c.po", 0):
            thread.start()
            time.sleep(0.1)
            order.append("first")
            raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        first()
    thread.join()
    assert order == ["first", "second"]
