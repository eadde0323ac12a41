"""What can go wrong, told to the user: which file and line, and what to do about it.

Every error pickles, so that it can cross from a worker process to the command line.
"""

from __future__ import annotations


class L10nError(Exception):
    """The base of all errors the user may see. `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: str, *, file: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.file, self.line, self.hint))

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{where}{self.message}" + (f"\n{self.hint}" if self.hint else "")


def _rebuild(kind: type[L10nError], message: str, file: str, line: int, hint: str) -> L10nError:
    return kind(message, file=file, line=line, hint=hint)


class UsageError(L10nError):
    """The command or the configuration asks for something that does not exist."""

    exit_code = 2


class InputError(L10nError):
    """A file that cannot be read as what it should be: encoding, syntax, size."""


class StoreError(L10nError):
    """A file that cannot be written, is locked, or changed meanwhile. Nothing was lost."""


class EngineError(L10nError):
    """A translation engine that is missing, broken or out of reach."""

    exit_code = 8
