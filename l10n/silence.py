"""What a report leaves out: checks that a project ignores, entries whose comment says so, and a baseline of old
problems. What is left out for nothing is a problem of its own.

    # l10n: ignore=numbers because the source is wrong
    # l10n: ignore=numbers,dates because …
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from l10n import catalog, locales
from l10n.catalog.origin import text_hash
from l10n.checks import CATALOG_CHECKS, CHECKS, counted
from l10n.errors import InputError
from l10n.model import Entry, Problem, Severity

ID = "ignores"
SEVERITY = Severity.WARNING
ALWAYS = frozenset({"syntax", "structure"})
"""What nobody may ignore: without these nothing can be published."""


class Silence:
    """What to leave out, and what of it was of use. `ignore` has for each check (locale, reason) pairs, with no locale
    where it holds for all of them."""

    def __init__(
        self, ignore: Iterable[tuple[str, Sequence[tuple[str, str]]]] = (), baseline: Baseline | None = None
    ) -> None:
        self._ignored = {(check, locale): False for check, reasons in ignore for locale, _ in reasons}
        self._baseline = baseline

    def keep(self, problems: Iterable[Problem], entries: Sequence[Entry]) -> list[Problem]:
        """The problems of a catalog that are not left out, and the comments that ignore what is not there."""
        live = list(counted(entries))
        asked = {number: names for number, entry in enumerate(live) if (names := ignored(entry))}
        left = {(number, name) for number, names in asked.items() for name in names}
        kept, file, locale = [], "", ""
        for problem in problems:
            file, locale = problem.file, problem.locale
            if problem.check in ALWAYS:
                kept.append(problem)
            elif problem.check in asked.get(problem.entry, ()):
                left.discard((problem.entry, problem.check))
            elif not self._left_out(problem, live[problem.entry] if problem.entry >= 0 else None):
                kept.append(problem)
        return kept + [_needless(live[number], number, name, file, locale) for number, name in sorted(left)]

    def _left_out(self, problem: Problem, entry: Entry | None) -> bool:
        for tag in (*locales.fallbacks(problem.locale or "und"), ""):
            if (problem.check, tag) in self._ignored:
                self._ignored[problem.check, tag] = True
                return True
        return self._baseline is not None and self._baseline.covers(problem, entry)

    def unneeded(self) -> list[tuple[str, str]]:
        """The (check, locale) that the project ignores and nothing was found for so far."""
        return [key for key, used in self._ignored.items() if not used]


# ---------------------------------------------------------------- comments


def ignored(entry: Entry) -> dict[str, str]:
    """Check → why an entry's comment wants it left out; "" where it does not say why."""
    if not any("ignore=" in comment for comment in entry.comments) or not catalog.translated(entry):
        return {}
    asked = [origin for origin in catalog.origins(entry) if origin.kind == "ignore"]
    return {name: " ".join(origin.flags) for origin in asked for name in origin.name.split(",") if name}


def _needless(entry: Entry, number: int, name: str, file: str, locale: str) -> Problem:
    message = f"ignore={name} is not needed: the check finds nothing here"
    if name not in known():
        message = f"ignore={name}: there is no check of this name"
    if name in ALWAYS:
        message = f"ignore={name}: this cannot be ignored, for nothing could be published"
    return Problem(ID, SEVERITY, message, file, entry.line, number, entry.msgctxt, entry.msgid, locale)


def known() -> list[str]:
    """The ids of all checks, as they are registered."""
    return [name.replace("_", "-") for name in (*CHECKS, *CATALOG_CHECKS)]


# ---------------------------------------------------------------- baseline


class Row(NamedTuple):
    """A problem of a baseline: what names it whatever the line. `text` is the hash of the translation, or for the
    problem of a file that of the message: an edited translation is looked at anew."""

    file: str
    check: str
    source: str
    text: str


class Baseline:
    """Problems that were there when a project began to check, a line each with tabs between. `place` is its file, from
    whose folder the others are named; where it is `fresh`, it takes in whatever it is asked for."""

    def __init__(self, rows: Collection[Row], place: str, *, fresh: bool = False) -> None:
        self.place = place
        self._fresh = fresh
        self._rows = set(rows)
        self._used: set[Row] = set()
        self._files: set[str] = set()

    def seen(self, file: str) -> None:
        """The file is checked: what the baseline has for it and is not found is gone."""
        self._files.add(self._name(file))

    def covers(self, problem: Problem, entry: Entry | None) -> bool:
        source = catalog.hash8(problem.msgctxt, problem.msgid)
        text = text_hash(entry) if entry else catalog.hash8(None, problem.message)
        row = Row(self._name(problem.file), problem.check, source, text)
        if row in self._rows or self._fresh:
            self._used.add(row)
            return True
        return False

    def gone(self) -> int:
        """How many of its problems are no longer there, in the files that were checked."""
        return sum(row.file in self._files and row not in self._used for row in self._rows)

    def render(self) -> str:
        """What was found, and the rest of it for files that were not checked."""
        kept = {row for row in self._rows if row.file not in self._files}
        return "".join("\t".join(row) + "\n" for row in sorted(self._used | kept))

    def _name(self, file: str) -> str:
        return relpath(file, Path(self.place).parent)


def parse(data: bytes, place: str, *, fresh: bool = False) -> Baseline:
    """A baseline from its file; InputError names the line that is none."""
    rows = set()
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        row = line.split("\t")
        if len(row) != len(Row._fields):
            raise InputError("is no line of a baseline", file=place, line=number, hint="write it: --write-baseline")
        rows.add(Row(*row))
    return Baseline(rows, place, fresh=fresh)


# ---------------------------------------------------------------- what a branch touched


def since(problems: Iterable[Problem], entries: Sequence[Entry], before: Sequence[Entry]) -> Iterator[Problem]:
    """The problems of entries that are new or otherwise than `before`, and those of the file as a whole."""
    old = {entry.key: _state(entry) for entry in before}
    same = {number for number, entry in enumerate(counted(entries)) if old.get(entry.key) == _state(entry)}
    return (problem for problem in problems if problem.entry not in same)


def _state(entry: Entry) -> tuple[object, ...]:
    return entry.msgstr, entry.plurals, entry.msgid_plural, entry.fuzzy, entry.obsolete
