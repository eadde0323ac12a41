"""Files that are whole at every moment: atomic writes, locks, and the guard against other writers."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from l10n.errors import InputError, StoreError

P = ParamSpec("P")
T = TypeVar("T")
_TRIES = 4


class ChangedError(StoreError):
    """The file is no longer what it was when it was read."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was read; `data` is None when there was none."""

    path: Path
    data: bytes | None

    def check(self) -> None:
        """ChangedError when the file is no longer what it was."""
        if read(self.path).data != self.data:
            raise ChangedError(
                "changed while l10n worked on it, and was left as it is now",
                file=shown(self.path),
                hint="run the command again",
            )


def shown(path: Path) -> str:
    """How messages name a file: from the current folder when it lies below."""
    with contextlib.suppress(ValueError, OSError):
        return str(path.absolute().relative_to(Path.cwd()))
    return str(path)


def read(path: Path) -> Snapshot:
    """InputError when there is a file that cannot be read."""
    try:
        return Snapshot(path, path.read_bytes())
    except FileNotFoundError:
        return Snapshot(path, None)
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror}", file=shown(path)) from problem


def write(path: Path, data: bytes, since: Snapshot | None = None) -> bool:
    """Replace a file in one step, with its folders; whether it had to be written.

    Its mode stays, and a symbolic link is written through. StoreError leaves the old file whole; it comes also
    when the file is no longer what `since` saw.
    """
    with _told(path):
        target = path.resolve()
        if since is not None:
            since.check()
        target.parent.mkdir(parents=True, exist_ok=True)
        if _same(target, data):
            _discard_stale(_scratch(target))
            return False
        if target.exists() and not os.access(target, os.W_OK, effective_ids=True):
            raise StoreError("is read-only", file=shown(path))
        _replace(target, data, since)
    return True


def again(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """Does work that reads a file, changes what it read and writes it; once more from the start, a few times, where
    someone else changed the file meanwhile."""
    for _ in range(_TRIES):
        with contextlib.suppress(ChangedError):
            return work(*args, **options)
    return work(*args, **options)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Failures of the system as errors that name the file."""
    try:
        yield
    except OSError as problem:
        message = f"cannot be written: {problem.strerror or problem}"
        raise StoreError(message, file=shown(path), hint="what was there before is whole") from problem


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


# ---------------------------------------------------------------- the scratch file
# One per target, in its folder, with a fixed name and held with flock while in use. What a killed process left
# is therefore found and used by the next writer, with no list of processes to consult.


def _scratch(target: Path) -> Path:
    import hashlib

    return target.with_name(f".l10n-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}.tmp")


def _replace(target: Path, data: bytes, since: Snapshot | None) -> None:
    scratch = _scratch(target)
    handle = _own(scratch)
    try:
        os.ftruncate(handle, 0)
        _like(handle, target)
        _fill(handle, data)
        if since is not None:
            since.check()
        scratch.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            scratch.unlink()
        raise
    finally:
        os.close(handle)
    _sync_folder(target.parent)


def _own(scratch: Path) -> int:
    """A scratch file that no other process holds; waits for one that does."""
    while True:
        handle = os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_at(handle, scratch):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # while we waited, its owner gave it the target's name


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _like(handle: int, target: Path) -> None:
    """Give the new file the mode and, where allowed, the owner of the old one."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return
    with contextlib.suppress(PermissionError):
        if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; some file systems cannot, and need not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _discard_stale(scratch: Path) -> None:
    """Remove what a killed process left, unless it is in use after all."""
    with contextlib.suppress(OSError):
        handle = os.open(scratch, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(handle, scratch):
                scratch.unlink()
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Delete a file that may be gone already."""
    with _told(path):
        path.unlink(missing_ok=True)


# ---------------------------------------------------------------- locks


@contextlib.contextmanager
def lock(path: Path, what: str, timeout: float) -> Iterator[None]:
    """Hold the lock file `path`, for at most one holder on this machine, threads included; the kernel frees it when
    a process dies. StoreError names `what` and the holder after `timeout` seconds."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _wait(handle, what, timeout)
        with contextlib.suppress(OSError):  # only a word for who has to wait: a full disk may forbid it
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)  # at once, even if a forked child still has the handle
        os.close(handle)


def _wait(handle: int, what: str, timeout: float) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                break
        time.sleep(min(0.05, max(0.0, end - time.monotonic())))
    holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    raise StoreError(
        f"is in use by another l10n process{f' (pid {holder})' if holder else ''}",
        file=what,
        hint=f"waited {timeout:g} s; run the command again when that one has ended",
    )
