"""An entry, or a catalog, → the problems in it. One check a module, one row to register it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from l10n.checks.base import CatalogCheck, Check, Contents, Example, Finding, Place
from l10n.errors import InputError
from l10n.model import Entry, Pair, Problem
from l10n.registry import Registry

__all__ = [
    "CATALOG_CHECKS",
    "CHECKS",
    "CatalogCheck",
    "Check",
    "Contents",
    "Example",
    "Finding",
    "Place",
    "check_catalog",
    "check_entries",
    "check_entry",
    "counted",
    "unreadable",
]

CHECKS: Registry[Check] = Registry(
    "l10n.checks",
    "marks",
    "emphasis",
    "placeholders",
    "tags",
    "markdown",
    "entities",
    "injection",
    "urls",
    "numbers",
    "currencies",
    "dates",
    "units",
    "negation",
    "characters",
    "invisible",
    "mojibake",
    "edges",
    "script",
    "untranslated",
    "unfinished",
    "chatter",
    "loops",
    "language",
    "partly_untranslated",
    "punctuation",
    "brackets",
    "double_spaces",
    "spacing",
    "doubled_words",
    "mixed_script",
)

CATALOG_CHECKS: Registry[CatalogCheck] = Registry(
    "l10n.checks.files",
    "syntax",
    "header",
    "conflicts",
    "duplicates",
    "stale",
    "lengths",
    "quotes",
    "glossary",
    "names",
    "inconsistent",
    "reused",
    "swapped",
)


def check_entry(entry: Entry, pair: Pair, only: Collection[str] | None = None) -> Iterator[Problem]:
    """The problems of an entry, without file and number; `only` names checks. Obsolete and empty entries have none."""
    if entry.obsolete or not entry.msgid:
        return
    if entry.msgid_plural is not None:
        yield from _check_plurals(entry, pair, only)
    elif entry.msgstr:
        yield from _problems(entry, pair, only)


def check_entries(
    entries: Sequence[Entry], pair: Pair, file: str = "", only: Collection[str] | None = None
) -> Iterator[Problem]:
    """The problems of a catalog's entries, in order, with file and number."""
    for number, entry in enumerate(counted(entries)):
        for problem in check_entry(entry, pair, only):
            yield replace(problem, file=file, entry=number)


def check_catalog(contents: Contents, file: str = "", only: Collection[str] | None = None) -> Iterator[Problem]:
    """What is wrong with a catalog as a whole: syntax, header, conflicts, duplicates, a newer source."""
    numbers = {id(entry): number for number, entry in enumerate(counted(contents.entries))}
    for check in CATALOG_CHECKS.all():
        if only is not None and check.ID not in only:
            continue
        for place in check.find(contents):
            yield _placed(check, place, contents.pair, file, numbers)


def unreadable(error: InputError, pair: Pair, file: str = "") -> Problem:
    """The problem that a file which cannot be read is."""
    return next(check_catalog(Contents(pair, error=error), error.file or file))


def counted(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries that problems are numbered by: all but the header and the obsolete ones."""
    return (entry for entry in entries if entry.msgid and not entry.obsolete)


@lru_cache(maxsize=1)
def _entry_checks() -> tuple[Check, ...]:
    return tuple(CHECKS.all())


def _problems(entry: Entry, pair: Pair, only: Collection[str] | None) -> Iterator[Problem]:
    for check in _entry_checks() if only is None else [c for c in _entry_checks() if c.ID in only]:
        for found in check.find(entry, pair):
            yield Problem(
                check.ID,
                check.SEVERITY,
                found.line,
                line=entry.line,
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                locale=pair.target,
                start=found.start,
                end=found.end,
            )


def _check_plurals(entry: Entry, pair: Pair, only: Collection[str] | None) -> Iterator[Problem]:
    """Each form against singular and plural: what is wrong against both is wrong. A form may leave out what
    another has, as that for one or two leaves out the number; so what has no place must be missing in all."""
    forms = [(number, _of_form(entry, text, pair, only)) for number, text in enumerate(entry.plurals) if text]
    missing = [{problem.message for problem in found if problem.start < 0} for _, found in forms]
    everywhere = set.intersection(*missing) if missing else set()
    for number, found in forms:
        for problem in found:
            if problem.start >= 0 or problem.message in everywhere:
                yield replace(problem, msgid=entry.msgid, message=f"form {number}: {problem.message}")


def _of_form(entry: Entry, text: str, pair: Pair, only: Collection[str] | None) -> list[Problem]:
    singular = replace(entry, msgid_plural=None, plurals=(), msgstr=text)
    plural = replace(singular, msgid=entry.msgid_plural or "")
    wrong = {problem.check for problem in _problems(singular, pair, only)}
    return [problem for problem in _problems(plural, pair, only) if problem.check in wrong]


def _placed(check: CatalogCheck, place: Place, pair: Pair, file: str, numbers: dict[int, int]) -> Problem:
    entry = place.entry
    return Problem(
        check.ID,
        check.SEVERITY,
        place.message,
        file=file,
        line=place.line or (entry.line if entry else 0),
        entry=numbers.get(id(entry), -1),
        msgctxt=entry.msgctxt if entry else None,
        msgid=entry.msgid if entry else "",
        locale=pair.target,
        start=place.start,
        end=place.end,
    )
