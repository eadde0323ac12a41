"""What each new entry takes over from the old ones it comes from, and what becomes of those that come to nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from l10n.catalog import changed, machine_origin, origins, status, translated, with_origin, without_origin
from l10n.catalog.origin import all_origins, facts_told, source_hash, text_hash, with_facts
from l10n.inline import JOINED, Mark, marks, split, unsplit
from l10n.merge.align import Match, align, align_elsewhere
from l10n.merge.edits import COSMETIC, FACTUAL, REWRITTEN, edit_class, facts_changed, renumbered
from l10n.merge.joins import parted, settled
from l10n.merge.likeness import joined
from l10n.merge.recut import recut, same_words
from l10n.model import Entry, Origin

# Flags that say what a string is: the template knows. All others were set by people.
_SOURCE_FLAG = re.compile(r"(?:no-)?[\w+-]+-format|range:.*|(?:no-)?wrap")


def merge(
    old: Sequence[Entry], new: Sequence[Entry], locale: str = "en", target: str = "", elsewhere: Sequence[Entry] = ()
) -> list[Entry]:
    """`new` (a template's entries, in the document's order, in the source `locale`) with what `old` knows of them.

    Then the obsolete ones; those that stood among the others stay behind their neighbour. With a `target` locale,
    translations follow where units are only cut in other places. `elsewhere` are entries that other articles lost: a
    passage that moved from there brings its translations along.
    """
    new = [_as_read(entry) for entry in new]
    matches = align(old, new)
    if elsewhere and None in matches:
        matches = _found_elsewhere(matches, new, elsewhere, len(old))
    known = [*old, *(replace(entry, raw="", line=0) for entry in elsewhere)]
    result = [_carried(entry, match, known, locale) for entry, match in zip(new, matches, strict=True)]
    if target:
        _follow_cuts(result, matches, known, target)
    result = settled(result, matches, known)
    heirs = {match.olds[0]: at for at, match in enumerate(matches) if match and _inherits(match, known, new[at])}
    behind = _leftovers(parted(old), heirs, len(new))
    return behind.pop(-1, []) + _interleaved(result, behind)


def _found_elsewhere(
    matches: Sequence[Match | None], new: Sequence[Entry], elsewhere: Sequence[Entry], offset: int
) -> list[Match | None]:
    """The matches, with those among `elsewhere` (counted from `offset`) for entries that had none."""
    free = [at for at, match in enumerate(matches) if match is None]
    found = list(matches)
    for at, match in zip(free, align_elsewhere(elsewhere, [new[at] for at in free]), strict=True):
        found[at] = match and replace(match, olds=tuple(place + offset for place in match.olds))
    return found


def _as_read(entry: Entry) -> Entry:
    """With notes and references as a file gives them back, so that the same template changes nothing again."""
    notes = tuple(line.rstrip() for text in entry.extracted for line in text.split("\n"))
    references = tuple(name.replace("\n", " ") for name in entry.references)
    same = (notes, references) == (entry.extracted, entry.references)
    return entry if same else replace(entry, extracted=notes, references=references)


def _leftovers(old: Sequence[Entry], heirs: dict[int, int], end: int) -> defaultdict[int, list[Entry]]:
    """What is obsolete now, by the new entry that it goes behind (-1: before all, `end`: after all)."""
    behind: defaultdict[int, list[Entry]] = defaultdict(list)
    last = max((at for at, entry in enumerate(old) if not entry.obsolete), default=-1)
    place = -1
    for at, entry in enumerate(old):
        if not entry.obsolete:
            place = heirs.get(at, end)
        if at not in heirs and (kept := _obsolete(entry)):
            behind[place if entry.obsolete and at < last else end].append(kept)
    return behind


def _follow_cuts(result: list[Entry], matches: Sequence[Match | None], old: Sequence[Entry], target: str) -> None:
    """Puts the translation's own sentences where a unit was split without a word being changed."""
    split_up: defaultdict[int, list[int]] = defaultdict(list)
    for at, match in enumerate(matches):
        if match and match.split and len(match.olds) == 1:
            split_up[match.olds[0]].append(at)
    for place, news in split_up.items():
        source = old[place]
        if not (source.fuzzy and source.previous_msgid is not None):
            texts = recut(source.msgid, source.msgstr, [result[at].msgid for at in news], target)
            for at, text in zip(news, texts or (), strict=bool(texts)):
                result[at] = _cut_from(source, result[at], text)


def _cut_from(old: Entry, entry: Entry, text: str) -> Entry:
    """A part of a translation for a part of its source: as approved, or as much a machine's, as the whole was."""
    entry = without_origin(entry)
    entry = changed(entry, msgstr=text, fuzzy=old.fuzzy, previous_msgid=None, previous_msgctxt=None)
    line = next((origin for origin in origins(old) if origin.kind in {"mt", "tm"}), None)
    if line is None:
        return entry
    out = text_hash(entry) if line.out == text_hash(old) else line.out
    return with_origin(entry, replace(line, src=source_hash(entry), out=out))


def _inherits(match: Match, old: Sequence[Entry], new: Entry) -> bool:
    """Whether the new entry takes the place of the old one, rather than a copy of its words."""
    return len(match.olds) == 1 and not match.split and _same_forms(old[match.olds[0]], new)


def _same_forms(old: Entry, new: Entry) -> bool:
    return (old.msgid_plural is None) is (new.msgid_plural is None)


def _interleaved(result: list[Entry], behind: dict[int, list[Entry]]) -> list[Entry]:
    out = []
    for at, entry in enumerate(result):
        out.append(entry)
        out += behind.get(at, [])
    return out + behind.get(len(result), [])


def _obsolete(entry: Entry) -> Entry | None:
    """The entry as one whose source is gone; None where nobody put anything into it."""
    if entry.obsolete:
        return entry
    if not translated(entry) and without_origin(entry).comments == ():
        return None
    return changed(entry, obsolete=True, extracted=(), references=())


def _carried(entry: Entry, match: Match | None, old: Sequence[Entry], locale: str) -> Entry:
    if match is None:
        return replace(entry, raw="", line=0)  # its text is another file's
    olds = [old[at] for at in match.olds]
    if len(olds) > 1:
        return _merged(entry, olds, locale)
    if olds[0].msgid_plural != entry.msgid_plural:
        return _with_other_forms(olds[0], entry)
    if match.exact and entry.msgctxt == olds[0].msgctxt:
        return _same(_with_template(olds[0], entry), olds[0])
    return _edited(_with_template(olds[0], entry), olds[0], locale, whole=not match.split)


def _same(entry: Entry, old: Entry) -> Entry:
    """An entry whose source did not change since it was written, by us or by msgmerge."""
    if entry.previous_msgid is None:
        return entry
    waiting = [line for line in all_origins(old) if line.kind == "edit" and line.was == text_hash(old)]
    if entry.fuzzy and (entry.previous_msgctxt, entry.previous_msgid) == entry.key and waiting:
        # msgmerge took back an edit: what was approved before is approved again.
        fuzzy = not any("approved" in line.flags for line in waiting)
        entry = changed(entry, fuzzy=fuzzy, previous_msgid=None, previous_msgctxt=None)
        return without_origin(_restamped(entry, old), "edit")
    # msgmerge leaves the maker's line of an edited sentence as it was: void, though it still holds.
    return _restamped(entry, old)


def _with_template(old: Entry, new: Entry) -> Entry:
    """The old entry with what the template says: source, context, where it is, what it is."""
    flags = new.flags
    if flags != old.flags:
        kept = (flag for flag in old.flags if flag not in flags and not _SOURCE_FLAG.fullmatch(flag))
        flags = (*flags, *kept)
    return changed(
        old,
        msgid=new.msgid,
        msgctxt=new.msgctxt,
        msgid_plural=new.msgid_plural,
        extracted=new.extracted,
        references=new.references,
        flags=old.flags if set(flags) == set(old.flags) else flags,
        obsolete=False,
    )


def _with_other_forms(old: Entry, new: Entry) -> Entry:
    """After the plural of the source came, went or changed: stale, with as many forms as the new one has."""
    entry = changed(_with_template(old, new), fuzzy=True, previous_msgid=old.msgid, previous_msgctxt=old.msgctxt)
    if not _same_forms(old, new):
        words = [text for text in (old.msgstr, *old.plurals) if text][-1:]
        plurals = tuple(words + list(new.plurals[len(words) :])) if new.msgid_plural is not None else ()
        entry = changed(entry, msgstr="" if plurals else "".join(words), plurals=plurals)
    return without_origin(entry) if not _same_forms(old, new) else entry


# ---------------------------------------------------------------- edited sentences


def _edited(entry: Entry, old: Entry, locale: str, *, whole: bool) -> Entry:
    """`entry` is `old` with a new source: stale, unless the edit is cosmetic or takes back an earlier one."""
    context, source = _belongs_to(old)
    waved = _waved_through(old)
    told = facts_told(old) if waved else ()
    approved = status(old).published or (not waved and _was_approved(old))
    kind = edit_class(source, entry.msgid, locale) if source != entry.msgid else COSMETIC
    if kind == COSMETIC and whole and context == entry.msgctxt:
        entry = changed(entry, msgstr=renumbered(old.msgstr, source, entry.msgid))
        if old.previous_msgid is not None:
            entry = changed(entry, fuzzy=old.fuzzy and not approved, previous_msgid=None, previous_msgctxt=None)
        entry = without_origin(_restamped(entry, old), "edit")
        return _with_edit(entry, FACTUAL, told=told) if waved else entry
    entry = changed(entry, fuzzy=True, previous_msgid=source, previous_msgctxt=context)
    kind = FACTUAL if waved or kind == FACTUAL else REWRITTEN
    flags = ("approved",) if approved else ()
    entry = _restamped(entry, old)
    if kind != FACTUAL:
        return _with_edit(entry, kind, flags) if approved else without_origin(entry, "edit")
    return with_facts(_with_edit(entry, kind, flags, told), facts_changed(source, entry.msgid, locale))


def _belongs_to(old: Entry) -> tuple[str | None, str]:
    """Context and text that the translation was made for: those before, while an edit waits."""
    if old.fuzzy and old.previous_msgid is not None:
        return old.previous_msgctxt, old.previous_msgid
    return old.msgctxt, old.msgid


def _edit_line(old: Entry) -> Origin | None:
    """The edit whose translation is still untouched."""
    text = text_hash(old)
    return next((origin for origin in origins(old) if origin.kind == "edit" and origin.was == text), None)


def _was_approved(old: Entry) -> bool:
    line = _edit_line(old)
    return line is not None and old.fuzzy and old.previous_msgid is not None and "approved" in line.flags


def _waved_through(old: Entry) -> bool:
    """A factual edit of which only the fuzzy flag was cleared: nobody has put the fact right yet."""
    line = _edit_line(old)
    waiting = old.fuzzy and old.previous_msgid is not None
    return line is not None and line.name == FACTUAL and not waiting and "confirmed" not in line.flags


def _with_edit(entry: Entry, kind: str, flags: tuple[str, ...] = (), told: tuple[str, ...] = ()) -> Entry:
    """With the line of an edit, and the lines that `told` of facts before."""
    line = Origin("edit", kind, src=source_hash(entry), was=text_hash(entry), flags=flags)
    entry = with_origin(entry, line)
    return changed(entry, comments=(*entry.comments, *told)) if told else entry


def _restamped(entry: Entry, old: Entry) -> Entry:
    """With the maker's line made to name the new source, and the new text where it named the old one."""
    made = [origin for origin in origins(old) if origin.kind in {"mt", "tm"}]
    text, source = text_hash(old), source_hash(entry)
    line = next((origin for origin in made if origin.out == text), made[0] if made else machine_origin(old))
    if line is None or line.src == source:
        return entry
    edits, told = [origin for origin in origins(entry) if origin.kind == "edit"], facts_told(entry)
    entry = with_origin(entry, replace(line, src=source, out=text_hash(entry) if line.out == text else line.out))
    return changed(entry, comments=(*with_origin(entry, edits[0]).comments, *told)) if edits else entry


# ---------------------------------------------------------------- merged sentences


def _merged(entry: Entry, olds: Sequence[Entry], locale: str) -> Entry:
    """All the old translations as one, fuzzy; the marks of each numbered on from those before it."""
    sources = [_belongs_to(old)[1] for old in olds]
    texts = [old.msgstr for old in olds]
    source, text = joined(_numbered_on(sources, sources)), joined(_without_joins(_numbered_on(texts, sources)))
    flags = tuple(dict.fromkeys(flag for old in olds for flag in _with_template(old, entry).flags))
    comments = tuple(dict.fromkeys(line for old in olds for line in without_origin(old).comments))
    context = _belongs_to(olds[0])[0]
    whole = same_words(entry.msgid, sources) and not any(old.fuzzy for old in olds) and context == entry.msgctxt
    if whole and [mark.key for mark in marks(entry.msgid)] == [mark.key for mark in marks(source)]:
        return changed(entry, msgstr=text, flags=flags, comments=comments)  # only the cuts between them are gone
    entry = changed(
        entry, msgstr=text, fuzzy=True, flags=flags, comments=comments, previous_msgid=source, previous_msgctxt=context
    )
    lines = [machine_origin(old) for old in olds]
    if lines[0] and all(lines):
        entry = with_origin(entry, replace(lines[0], src=source_hash(entry), out=text_hash(entry)))
    if edit_class(source, entry.msgid, locale) != FACTUAL:
        return entry
    return with_facts(_with_edit(entry, FACTUAL), facts_changed(source, entry.msgid, locale))


def _without_joins(texts: Sequence[str]) -> Sequence[str]:
    """Without those that say that their words stand in the one before."""
    return [text for text in texts if text != JOINED] or texts


def _numbered_on(texts: Iterable[str], sources: Iterable[str]) -> list[str]:
    """The texts with marks numbered as in the one sentence that the sources make together."""
    out, count = [], 0
    for text, source in zip(texts, sources, strict=True):
        items = [
            replace(item, number=item.number + count) if isinstance(item, Mark) and item.number else item
            for item in split(text)
        ]
        out.append(unsplit(items) if count else text)
        count += max((mark.number for mark in marks(source)), default=0)
    return out
