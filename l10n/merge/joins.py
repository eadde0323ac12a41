"""Translations that stand in the unit before (`<joined/>`): what becomes of them when their units part or meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from l10n.catalog import changed, origins, status, with_origin, without_origin
from l10n.catalog.origin import source_hash, text_hash
from l10n.inline import JOINED
from l10n.merge.align import Match
from l10n.merge.likeness import joined
from l10n.model import Entry, Origin


def settled(result: Sequence[Entry], matches: Sequence[Match | None], old: Sequence[Entry]) -> list[Entry]:
    """The new entries with joined translations stale where their units do not follow each other as before: one would
    say too much, the others nothing. They are as they were once the units do again."""
    out = list(result)
    if not any(entry.msgstr == JOINED for entry in old):
        return out
    before = {at: run for run in _runs(old, _waits) for at in run}
    for run in _runs(result):
        whole = joined([result[at].msgid for at in run])
        waited = len(run) > 1 and any(result[at].previous_msgid == whole for at in run)
        sources = [place for at in run for place in _olds(matches[at])]
        for at in run:
            mine = _olds(matches[at])
            was = sorted({place for one in mine for place in before[one]})
            if waited:
                out[at] = _met(out[at]) if out[at].previous_msgid == whole else out[at]
            elif was != sources and (len(was) > len(mine) or out[at].msgstr == JOINED):
                out[at] = _parted(out[at], joined([old[place].msgid for place in was]))
    return out


def parted(old: Sequence[Entry]) -> Sequence[Entry]:
    """The old entries as they are to be kept when their source is gone: joined ones wait for each other."""
    if not any(entry.msgstr == JOINED for entry in old):
        return old
    out = list(old)
    for run in _runs(old, _waits):
        for at in run if len(run) > 1 else ():
            out[at] = _parted(out[at], joined([old[place].msgid for place in run]))
    return out


def _olds(match: Match | None) -> tuple[int, ...]:
    return match.olds if match else ()


def _runs(entries: Sequence[Entry], apart: Callable[[Entry], bool] = lambda _: False) -> Iterator[list[int]]:
    """The places of each entry and of those after it that are joined to it. Obsolete ones stand alone, for they are not
    in the article; so do those `apart`."""
    run: list[int] = []
    for at, entry in enumerate(entries):
        if entry.obsolete:
            yield [at]
            continue
        if run and (entry.msgstr != JOINED or apart(entry)):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _waits(entry: Entry) -> bool:
    """Whether it waits for the unit that it was joined to."""
    whole = entry.previous_msgid or ""
    return entry.msgid in whole and entry.msgid != whole


def _parted(entry: Entry, whole: str) -> Entry:
    if entry.fuzzy:
        return entry
    line = Origin("edit", "rewritten", src=source_hash(entry), was=text_hash(entry), flags=("approved",))
    approved = status(entry).published
    entry = changed(entry, fuzzy=True, previous_msgid=whole, previous_msgctxt=entry.msgctxt)
    return with_origin(entry, line) if approved else entry


def _met(entry: Entry) -> Entry:
    text = text_hash(entry)
    lines = [line for line in origins(entry) if line.kind == "edit" and line.was == text]
    approved = any("approved" in line.flags for line in lines)
    entry = changed(entry, fuzzy=entry.fuzzy and not approved, previous_msgid=None, previous_msgctxt=None)
    return without_origin(entry, "edit") if approved else entry
