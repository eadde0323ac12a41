"""Three versions of a PO file → one, entry by entry: what two people did to a catalog since it was the same.

Where only one side changed something, that holds. Where both changed a translation, a person's words beat post-edited
ones and these a machine's; two texts of the same weight are both kept, fuzzy, and both shown to the translator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from l10n.catalog import Catalog, changed, machine_origin, origins, status, translated, with_origin, without_origin
from l10n.catalog.header import Header, moment
from l10n.catalog.origin import translation
from l10n.catalog.writing import line_end
from l10n.merge.align import align
from l10n.merge.carry import merge
from l10n.merge.duplicates import unique, with_text
from l10n.merge.forms import completed, nplurals, with_forms
from l10n.model import Entry, Key, Status

T = TypeVar("T")
Entries = dict[Key, Entry]

# How much a translation weighs: a person's words beat post-edited ones, those beat a machine's.
_WEIGHTS = {
    Status.MISSING: 0,
    Status.MACHINE: 1,
    Status.APPROVED: 2,
    Status.STALE: 3,
    Status.DRAFT: 3,
    Status.POST_EDITED: 3,
    Status.EDITED: 4,
    Status.HUMAN: 5,
}
_PERSONAL = 3  # from here on a person had a hand in the words


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged catalog, and the entries for which both sides wrote something else: a person has to choose."""

    catalog: Catalog
    undecided: tuple[Key, ...] = ()


def threeway(base: Catalog, ours: Catalog, theirs: Catalog, source: str = "en") -> Merged:
    """What both sides did since `base`; `source` is the language of the msgids.

    A side comes back byte for byte where the other changed nothing.
    """
    if _same(theirs, base) or _same(ours, theirs):
        return Merged(ours)
    if _same(ours, base):
        return Merged(theirs)
    sides = _Sides(_by_key(base), _by_key(ours), _by_key(_in_lines_of(ours, theirs)))
    sides.follow_edits(source)
    merging = _Merging(sides, theirs_newer=_later(theirs, ours, "POT-Creation-Date"))
    header = _header(base, ours, theirs)
    comments = tuple(_lines(base.header_comments, ours.header_comments, theirs.header_comments))
    merged = replace(ours, header=header, header_comments=comments)
    count = nplurals(merged.get("Plural-Forms"))
    entries = tuple(with_forms(entry, count) for entry in merging.entries())
    return Merged(replace(merged, entries=entries), tuple(merging.undecided))


def _same(one: Catalog, other: Catalog) -> bool:
    return (one.header, one.header_comments, one.entries) == (other.header, other.header_comments, other.entries)


def _in_lines_of(ours: Catalog, theirs: Catalog) -> Catalog:
    """`theirs`, whose entries keep their text only where both files end lines the same way."""
    if line_end(ours) == line_end(theirs):
        return theirs
    return replace(theirs, entries=tuple(replace(entry, raw="") for entry in theirs.entries))


def _by_key(side: Catalog) -> Entries:
    return {entry.key: entry for entry in unique(side.entries)}


# ---------------------------------------------------------------- what both sides have


@dataclass(slots=True)
class _Sides:
    """The entries of the three versions by key, in the order of each file."""

    base: Entries
    ours: Entries
    theirs: Entries

    def follow_edits(self, source: str) -> None:
        """A sentence that one side's article says in other words takes along what the other did to its translation."""
        self._follow(self.ours, self.theirs, source)
        self._follow(self.theirs, self.ours, source)

    def _follow(self, side: Entries, other: Entries, source: str) -> None:
        gone = {
            key: key in other
            for key, entry in self.base.items()
            if not _living(side.get(key)) and (key not in other or _words(other[key]) != _words(entry))
        }
        if not gone:
            return
        olds = [other.get(key, entry) for key, entry in self.base.items()]
        news = [entry for entry in side.values() if not entry.obsolete]
        became = {olds[m.olds[0]].key: new for m, new in zip(align(olds, news), news, strict=True) if m and _alone(m)}
        moves = {
            key: new
            for key, at_stake in gone.items()
            if (new := became.get(key))
            and new.key not in self.base
            and (new.key in other) is not at_stake
            and (not at_stake or translated(_carried(other[key], new, source)))
        }
        for entries in (self.base, other):
            _move(entries, moves, source)

    def order(self) -> list[Key]:
        """The order of ours, or of theirs where only they moved entries; what the other side adds stands before what
        follows it there."""
        shared = [key for key in self.base if key in self.ours and key in self.theirs]
        here = set(shared)
        moved = [[key for key in side if key in here] != shared for side in (self.ours, self.theirs)]
        first, second = (self.theirs, self.ours) if moved == [False, True] else (self.ours, self.theirs)
        before: dict[Key, list[Key]] = {}
        pending: list[Key] = []
        for key in second:
            if key in first:
                before[key], pending = pending, []
            else:
                pending.append(key)
        keys = [new for key in first for new in (*before.get(key, ()), key)]
        end = len(keys)
        while pending and end and keys[end - 1] in first and first[keys[end - 1]].obsolete:
            end -= 1
        return keys[:end] + pending + keys[end:]


def _move(entries: Entries, moves: dict[Key, Entry], source: str) -> None:
    """Entries become ones of a new sentence, in their places."""
    items = [(moves[k].key, _carried(e, moves[k], source)) if k in moves else (k, e) for k, e in entries.items()]
    entries.clear()
    entries.update(items)


def _living(entry: Entry | None) -> bool:
    return entry is not None and not entry.obsolete


def _alone(match: Any) -> bool:
    """One sentence that became one."""
    return len(match.olds) == 1 and not match.split


def _carried(entry: Entry, to: Entry, source: str) -> Entry:
    """The entry as an extraction of the newer source would have it."""
    blank = replace(
        to,
        msgstr="",
        plurals=("",) * len(to.plurals),
        fuzzy=False,
        comments=(),
        previous_msgid=None,
        previous_msgctxt=None,
    )
    return completed(merge([entry], [blank], source)[0], entry)


# ---------------------------------------------------------------- entries


# What goes with the translation, and what both files say of its source.
_WORDS = ("msgstr", "plurals", "fuzzy", "previous_msgid", "previous_msgctxt", "previous_plural")
_SOURCE = ("obsolete", "msgid_plural", "extracted", "references")


def _words(entry: Entry) -> tuple[object, ...]:
    """The translation and all that says how far it is to be trusted."""
    return *(getattr(entry, name) for name in _WORDS), origins(entry)


@dataclass(slots=True)
class _Merging:
    """Entries that both sides have, one after the other."""

    sides: _Sides
    theirs_newer: bool  # who has the newer template
    undecided: list[Key] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        sides = self.sides
        found = (self._entry(sides.base.get(key), sides.ours.get(key), sides.theirs.get(key)) for key in sides.order())
        return [entry for entry in found if entry is not None]

    def _entry(self, base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry | None:
        if ours is None or theirs is None:
            return _left(base, ours or (theirs and replace(theirs, line=0)))
        if theirs in (base, ours):
            return ours
        if ours == base:
            return replace(theirs, line=ours.line)
        return self._both(base or Entry(ours.msgid, msgctxt=ours.msgctxt, obsolete=True), ours, theirs)

    def _both(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """An entry that both sides changed, or both added."""
        words = self._translation(base, ours, theirs)
        fields: dict[str, Any] = {name: getattr(words, name) for name in _WORDS}
        fields |= {name: self._pick(*(getattr(side, name) for side in (base, ours, theirs))) for name in _SOURCE}
        fields["flags"] = self._flags(base.flags, ours.flags, theirs.flags)
        fields["comments"] = _comments(words, base, ours, theirs)
        if fields["obsolete"]:
            fields |= {"extracted": (), "references": ()}
        return changed(ours, **fields)

    def _pick(self, base: T, ours: T, theirs: T) -> T:
        """What one side changed; where both did, what the newer template says."""
        if theirs == base or (ours != base and not self.theirs_newer):
            return ours
        return theirs

    def _flags(self, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
        """All that nobody took away; of `c-format` and `no-c-format`, or two ranges, the newer template's."""
        newer = theirs if self.theirs_newer else ours
        flags: dict[str, str] = {}
        for flag in _lines(base, ours, theirs):
            about = flag.removeprefix("no-").partition(":")[0]
            if about not in flags or flag in newer:
                flags[about] = flag
        return tuple(flags.values())

    def _translation(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """The side whose words hold; with the other's shown in the comments where a person wrote them."""
        before, here, there = _words(base), _words(ours), _words(theirs)
        if here == there or there == before:
            return ours
        if here == before:
            return theirs
        if translation(ours) == translation(theirs):
            return _vouched(ours, theirs)
        first, second = (_weight(side, translation(base)) for side in (ours, theirs))
        if first == second and first[0] >= _PERSONAL:
            self.undecided.append(ours.key)
            return with_text(with_text(changed(ours, fuzzy=True), "theirs", theirs), "ours", ours)
        winner, loser, label = (theirs, ours, "ours") if second > first else (ours, theirs, "theirs")
        personal, fresh = min(first, second)
        return with_text(winner, label, loser) if personal >= _PERSONAL and fresh else winner


def _left(base: Entry | None, entry: Entry | None) -> Entry | None:
    """An entry that one side alone has: new there, or deleted on the other. What was translated since stays."""
    if base is None or entry is None:
        return entry
    if not translated(entry) or _words(entry) == _words(base):
        return None
    return changed(entry, obsolete=True, extracted=(), references=())


def _vouched(ours: Entry, theirs: Entry) -> Entry:
    """The same text on both sides: approved if it is on one, and a machine's if one side knows that it is."""
    better, other = (theirs, ours) if status(theirs).published and not status(ours).published else (ours, theirs)
    known = machine_origin(other)
    return better if known is None or machine_origin(better) else with_origin(better, known)


def _weight(entry: Entry, before: str) -> tuple[int, bool]:
    """How much a translation weighs, and whether its text is another than before."""
    found = status(entry)
    machine = found is Status.STALE and machine_origin(entry) is not None
    return 1 if machine else _WEIGHTS[found], translation(entry) != before


# ---------------------------------------------------------------- lists and headers


def _comments(words: Entry, base: Entry, ours: Entry, theirs: Entry) -> tuple[str, ...]:
    """The translator's comments of both sides, with the origin of the words that hold and what was noted of others."""
    plain = _lines(*(without_origin(side).comments for side in (base, ours, theirs)))
    dropped = {*without_origin(ours).comments, *without_origin(theirs).comments} - set(plain)
    kept = [line for line in words.comments if line not in dropped]
    return *kept, *(line for line in plain if line not in kept)


def _lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """What neither side took away, and what each added."""
    kept = [line for line in ours if line in theirs or line not in base]
    return kept + [line for line in theirs if line not in ours and line not in base]


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> Header:
    """Field by field; where both sides changed one, the later date, or what the later reviser says."""
    tables = [{name or value: (name, value) for name, value in side.header} for side in (base, ours, theirs)]
    before, here, there = tables
    fields = []
    for name in _lines(*map(list, tables)):
        mine, other = here.get(name), there.get(name)
        if mine is None or other is None or other in (mine, before.get(name)):
            fields.append(mine or there[name])
        else:
            dated = name if name.endswith("-Date") else "PO-Revision-Date"
            fields.append(other if mine == before.get(name) or _later(theirs, ours, dated) else mine)
    return tuple(fields)


def _later(one: Catalog, other: Catalog, name: str) -> bool:
    return moment(one.get(name)) > moment(other.get(name))
