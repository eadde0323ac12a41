"""Facts that a newer source corrected: which translations still state the old ones, and what a page does until the new
ones are approved.

A catalog says it above its header, in lines that outlive edits of the entry and every tool:

    # l10n: correction=2026-11-24 src=1f0c9a3e note
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from l10n import catalog, inline
from l10n.catalog import Catalog
from l10n.catalog.origin import all_origins, format_origin
from l10n.merge import edit_class, facts_changed
from l10n.merge.align import align
from l10n.merge.edits import FACTUAL
from l10n.merge.likeness import joined
from l10n.model import Entry, Key, Origin, Status

KIND = "correction"
_NOTE = "note"


@dataclass(frozen=True, slots=True)
class Correction:
    """An edit that changed facts: the sentences before (msgids) and now (keys), and the facts as words before and now,
    "" where nothing stands against one."""

    was: tuple[str, ...]
    now: tuple[Key, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction, and the text in which a page still has the old facts; "" where its wording is not known."""

    correction: Correction
    text: str


# ---------------------------------------------------------------- two versions of a source


def corrections(before: Sequence[Entry], now: Sequence[Entry], locale: str) -> list[Correction]:
    """The factual edits between two versions of an article, in the order of the newer one; `locale` is theirs."""
    old = [replace(entry, msgstr=entry.msgid) for entry in before]  # alignment looks only at what has a translation
    groups: defaultdict[tuple[int, ...], list[Key]] = defaultdict(list)
    for entry, match in zip(now, align(old, now), strict=True):
        if match and not match.exact:
            groups[match.olds].append(entry.key)
    return list(_factual(old, groups, locale))


def _factual(old: Sequence[Entry], groups: dict[tuple[int, ...], list[Key]], locale: str) -> Iterator[Correction]:
    for olds, keys in groups.items():
        was = tuple(old[at].msgid for at in olds)
        before, now = joined(was), joined([text for _, text in keys])
        if edit_class(before, now, locale) == FACTUAL:
            yield Correction(was, tuple(keys), facts_changed(before, now, locale))


# ---------------------------------------------------------------- one page


def standing(
    found: Iterable[Correction], page: Collection[str] | None, entries: Sequence[Entry], former: Sequence[Entry]
) -> list[Standing]:
    """The corrections that a published page has not seen yet. `page` are the texts of its blocks; None where it is not
    at hand: then what was approved is taken for published.

    `entries` are the locale's as they are now, `former` those of the time when the page was made, as far as known.
    """
    current = {entry.key: entry for entry in entries if not entry.obsolete}
    out = []
    for item in found:
        now = [current[key] for key in item.now if key in current]
        if page is None:
            done = len(now) == len(item.now) and all(catalog.status(entry).published for entry in now)
            text: str | None = None if done else _approved_before(item, entries, former)
        else:
            text = None if _is_current(item, now, page) else _old_text(item, (*entries, *former), page)
        if text is not None:
            out.append(Standing(item, text))
    return out


def mended(found: Iterable[Correction], former: Sequence[Entry]) -> list[Standing]:
    """The corrections of what a page is known to have said: those whose old sentences were approved in `former`."""
    texts = ((item, _approved_before(item, (), former)) for item in found)
    return [Standing(item, text) for item, text in texts if text is not None]


def _is_current(item: Correction, now: Sequence[Entry], page: Collection[str]) -> bool:
    """Whether each new sentence stands in the page, translated or not."""
    texts = {entry.key: entry.msgstr for entry in now if entry.msgstr and catalog.status(entry) is not Status.STALE}
    return all(_stands(texts.get(key, ""), page) or _stands(key[1], page) for key in item.now)


def _old_text(item: Correction, entries: Iterable[Entry], page: Collection[str]) -> str:
    """What the page says in place of the old sentences: a translation or themselves; "" where nobody knows any more."""
    texts = [entry.msgstr for entry in entries if entry.msgstr and {entry.msgid, entry.previous_msgid} & {*item.was}]
    return next((text for text in (*texts, *item.was) if _stands(text, page)), "")


def _approved_before(item: Correction, entries: Sequence[Entry], former: Sequence[Entry]) -> str | None:
    """An approved translation of the old sentences, from before or from after the new source was extracted."""
    for entry in (*former, *entries):
        if entry.msgid in item.was and catalog.status(entry).published:
            return entry.msgstr
        if entry.previous_msgid in item.was and any("approved" in origin.flags for origin in catalog.origins(entry)):
            return entry.msgstr
    return None


def _stands(text: str, page: Iterable[str]) -> bool:
    words = plain(text)
    return bool(words) and any(words in block for block in page)


def plain(text: str) -> str:
    """A msgid or msgstr as a page reads: without marks, blanks as one."""
    return " ".join(inline.plain(text).split())


# ---------------------------------------------------------------- what a catalog remembers


def remember(found: Catalog, items: Iterable[Standing], day: date, *, note: bool) -> Catalog:
    """The catalog with a line for each sentence that was corrected; one with a note stays as it is."""
    known = {line.src: line for line in remembered(found)}
    flags = (_NOTE,) if note else ()
    for context, text in (key for item in items for key in item.correction.now):
        src = catalog.hash8(context, text)
        if src not in known or (note and _NOTE not in known[src].flags):
            known[src] = Origin(KIND, day.isoformat(), src, flags=flags)
    return _with_lines(found, known.values())


def forget(found: Catalog) -> Catalog:
    return _with_lines(found, ())


def _with_lines(found: Catalog, lines: Iterable[Origin]) -> Catalog:
    kept = catalog.without_origin(_header(found), KIND).comments
    comments = (*kept, *(text for line in lines for text in format_origin(line)))
    return found if comments == found.header_comments else replace(found, header_comments=comments)


def remembered(found: Catalog) -> list[Origin]:
    return [line for line in all_origins(_header(found)) if line.kind == KIND]


def _header(found: Catalog) -> Entry:
    return Entry("", comments=found.header_comments)


def waiting(found: Catalog, keys: Iterable[Key], good: Collection[Key]) -> set[Key]:
    """Of these keys, the corrected ones that have no approved translation (`good` have) yet."""
    marked = {line.src for line in remembered(found)}
    return {key for key in keys if key not in good and catalog.hash8(*key) in marked} if marked else set()


def notes(found: Catalog) -> list[date]:
    """The days for which the page is to carry a note, the latest first."""
    days = {line.name for line in remembered(found) if _NOTE in line.flags}
    return [day for text in sorted(days, reverse=True) if (day := _day(text))]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
