"""A PO file of another tool, a paragraph an entry → our entries, a sentence each.

po4a, mdpo, translate-toolkit and Sphinx keep the markup in their texts. So each of their entries is read as a small
article and its translation, in the format of the article that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from l10n import catalog, merge
from l10n.adopt.marks import fitted
from l10n.adopt.pages import Adopted, from_page
from l10n.adopt.sides import pairs
from l10n.catalog import Catalog
from l10n.compose import Source
from l10n.model import Entry, Pair

_NEAR = 20  # sentences
# What translate-toolkit writes for an address in Markdown: [the pier]{1}
_PLACEHOLDER = re.compile(r"(?<=\])\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts a text as an article in the source's and in the target's language is cut."""

    source: Callable[[str], Source]
    target: Callable[[str], Source]


def sentences(found: Catalog, cutter: Cutter) -> list[Entry]:
    """The translated sentences of a catalog of another tool. A translation that was approved there stays so where its
    sentences pair off one to one; everything else is fuzzy."""
    return [entry for paragraph in found.entries for entry in _entries(paragraph, cutter)]


def from_sentences(old: Sequence[Entry], template: Sequence[Entry], pair: Pair) -> Adopted:
    """What they have for an article with this template: the same sentences, and those that are like them, fuzzy.
    Nothing where not one is the same."""
    contexts = {entry.msgid: entry.msgctxt for entry in template}
    if not any(entry.msgid in contexts for entry in old):
        return Adopted({}, tuple(entry.msgid for entry in old))
    near = _around([at for at, entry in enumerate(old) if entry.msgid in contexts], len(old))
    known = [replace(old[at], msgctxt=contexts.get(old[at].msgid)) for at in sorted(near)]
    merged = merge.merge(known, template, pair.source, pair.target)
    placed = {entry.key: entry for entry in merged if not entry.obsolete and catalog.translated(entry)}
    left = [entry.msgid for entry in merged if entry.obsolete]
    return Adopted(placed, (*left, *(entry.msgid for at, entry in enumerate(old) if at not in near)))


def _around(places: Sequence[int], end: int) -> set[int]:
    """These places and those near them: what a file says of other articles is not compared with this one."""
    return {at for place in places for at in range(max(0, place - _NEAR), min(end, place + _NEAR + 1))}


def _entries(paragraph: Entry, cutter: Cutter) -> Iterator[Entry]:
    """The sentences of a translated entry with their translations."""
    if paragraph.obsolete or not paragraph.msgid or not paragraph.msgstr or paragraph.msgid_plural is not None:
        return
    source, target = (
        cut(_PLACEHOLDER.sub(r"(#\1)", text))
        for cut, text in ((cutter.source, paragraph.msgid), (cutter.target, paragraph.msgstr))
    )
    exact = [fitted(one, [two]) for one, two in zip(source.places, target.places, strict=False)]
    found = list(pairs(source, target))
    even = len(source.places) == len(target.places) and all(item.sure and len(item.source) == 1 for item in found)
    if even and None not in exact:
        for key, text in zip(source.keys, exact, strict=True):
            yield Entry(key[1], text or "", fuzzy=paragraph.fuzzy)
    else:
        yield from from_page(source, target).entries.values()
