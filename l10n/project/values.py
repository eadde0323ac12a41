"""One value of the configuration: checked and read, or refused with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Generic, TypeAlias, TypeVar

from l10n import locales
from l10n.errors import UsageError

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. `root` is what comes before the configuration in its file (`tool`, `l10n`)."""

    file: str
    lines: Mapping[tuple[str | int, ...], int]
    root: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()

    def __truediv__(self, key: str | int) -> Place:
        return replace(self, path=(*self.path, key))

    @property
    def name(self) -> str:
        return ".".join(str(part) for part in self.path if isinstance(part, str))

    @property
    def line(self) -> int:
        """The line of the value, or of the nearest thing around it; 0 when nothing is known."""
        path = (*self.root, *self.path)
        tried = (path[:end] for end in range(len(path), -1, -1))
        return next((self.lines[part] for part in tried if part in self.lines), 0)

    def error(self, message: str, hint: str = "") -> UsageError:
        return UsageError(f"{self.name} {message}".strip(), file=self.file, line=self.line, hint=hint)


Reader: TypeAlias = "Callable[[object, Place], T]"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like this one, or all of them; empty when none is known."""
    import difflib

    names = list(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}" if names else ""


def _not(value: object) -> str:
    if isinstance(value, bool):
        return f"not {str(value).lower()}"
    if isinstance(value, dict | list):
        return f"not a {'table' if isinstance(value, dict) else 'list'}"
    return f"not {value!r}"


def line(value: object, place: Place) -> str:
    """A text of one line."""
    if not isinstance(value, str) or _CONTROL.search(value):
        raise place.error(f"must be a text of one line, in quotes, {_not(value)}")
    return value


def filled(value: object, place: Place) -> str:
    """A text of one line with something in it."""
    text = line(value, place).strip()
    if not text:
        raise place.error("is empty")
    return text


def whole(low: int, high: int) -> Reader[int]:
    def read(value: object, place: Place) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise place.error(f"must be a whole number from {low} to {high}, {_not(value)}")
        return value

    return read


def version(value: object, place: Place) -> int:
    if value != 1 or isinstance(value, bool):
        raise place.error(f"must be 1, {_not(value)}", hint="a later version needs a newer l10n")
    return 1


def one_of(*words: str) -> Reader[str]:
    def read(value: object, place: Place) -> str:
        if value not in words:
            hint = nearest(value, words) if isinstance(value, str) else ""
            raise place.error(f"must be {' or '.join(map(repr, words))}, {_not(value)}", hint)
        return str(value)

    return read


def locale(value: object, place: Place) -> str:
    """A locale by either naming, as its BCP 47 tag."""
    text = filled(value, place)
    try:
        return locales.normalize(text)
    except UsageError as problem:
        raise place.error(f"has no usable locale: {problem.message}", problem.hint) from problem


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    def read_all(value: object, place: Place) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise place.error(f"must be a list in square brackets, {_not(value)}")
        return tuple(read(item, place / at) for at, item in enumerate(value))

    return read_all


def targets(value: object, place: Place) -> tuple[str, ...]:
    """The target locales: at least one, and no two with the same folder."""
    tags = list_of(locale)(value, place)
    if not tags:
        raise place.error("is empty", hint='for example: locales = ["fr", "es"]')
    seen: dict[str, str] = {}
    for at, tag in enumerate(tags):
        folder = locales.posix(tag)
        if folder in seen:
            hint = f"{seen[folder]!r} has the same folder, {folder}" if seen[folder] != tag else ""
            raise (place / at).error(f"has {tag!r} twice", hint)
        seen[folder] = tag
    return tags


def folder(value: object, place: Place) -> str:
    """A path below the project's folder, in POSIX form."""
    text = filled(value, place)
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or re.match(r"[A-Za-z]:|~", text):
        raise place.error(f"must be a folder inside the project, {_not(value)}", hint="use a relative path with /")
    return path.as_posix()


def encoding(value: object, place: Place) -> str:
    name = filled(value, place)
    try:
        "a".encode(name)
    except (LookupError, UnicodeError):
        known = ("utf-8", "latin-1", "cp1252", "cp1251", "utf-16", "shift_jis", "gb18030", "big5", "euc-kr")
        raise place.error(f"names no text encoding: {name!r}", hint=nearest(name, known)) from None
    return name


def chain(value: object, place: Place) -> str:
    """An engine, or several joined by `>`."""
    links = [link.strip() for link in filled(value, place).split(">")]
    if not all(links):
        raise place.error(f"has an empty link: {value!r}", hint="write a chain as 'first > second'")
    return " > ".join(links)


def check(value: object, place: Place) -> str:
    """The name of a check."""
    from l10n.checks import CATALOG_CHECKS, CHECKS

    name, known = filled(value, place), [module.replace("_", "-") for module in (*CHECKS, *CATALOG_CHECKS)]
    if name not in known:
        raise place.error("is no check", nearest(name, known))
    return name


def reasons(value: object, place: Place) -> tuple[tuple[str, str], ...]:
    """A reason, or one for each locale: (locale, reason) pairs, with no locale where it holds for all."""
    if not isinstance(value, dict):
        return (("", filled(value, place)),)
    return Open("locale", locale, filled)(value, place)


@dataclass(frozen=True, slots=True)
class Open(Generic[T]):
    """A table whose keys the user chooses; `word` stands for one in the documentation, `always` names keys
    that are not of that kind. Reads to pairs, in the order of the file."""

    word: str
    key: Reader[str]
    value: Reader[T]
    always: tuple[str, ...] = ()

    def __call__(self, value: object, place: Place) -> tuple[tuple[str, T], ...]:
        if not isinstance(value, dict):
            raise place.error(f"must be a table, {_not(value)}")
        found: dict[str, T] = {}
        for key, item in value.items():
            name = key if key in self.always else self.key(key, place / key)
            if name in found:
                raise (place / key).error(f"is {name!r} again")
            found[name] = self.value(item, place / key)
        return tuple(found.items())
