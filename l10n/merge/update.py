"""A PO file and a newer template → the newer PO file: what msgmerge does, for files written by anyone."""

from __future__ import annotations

from dataclasses import replace

from l10n import locales
from l10n.catalog import Catalog
from l10n.catalog.references import FILE, shortened
from l10n.merge.carry import merge
from l10n.merge.duplicates import unique
from l10n.merge.forms import completed, nplurals
from l10n.model import Entry

# What a template says of itself; all other fields are the translators'.
_OF_TEMPLATE = ("Report-Msgid-Bugs-To", "POT-Creation-Date")


def update(old: Catalog, template: Catalog, source: str = "en", target: str = "", porefs: str = FILE) -> Catalog:
    """`old` with the entries of the template, in its order, and what became obsolete; the same where nothing changed.

    `source` and `target` are BCP 47; the target may be unknown.
    """
    rule = old.get("Plural-Forms") or (locales.plural_forms(target) if target else "")
    count = nplurals(rule) or 2
    told = {entry.key: entry.references for entry in old.entries if not entry.obsolete} if porefs == FILE else {}
    wanted = [_blank(entry, count, porefs, told.get(entry.key, ())) for entry in template.entries if not entry.obsolete]
    merged = merge(old.entries, unique(wanted), source, target)
    before = {entry.line: entry for entry in old.entries}
    entries = tuple(unique([completed(entry, before.get(entry.line)) for entry in merged]))
    if entries == old.entries:
        return old
    return _with_fields(replace(old, entries=entries), template, rule)


def _blank(entry: Entry, count: int, porefs: str, told: tuple[str, ...]) -> Entry:
    """An entry of a template as an untranslated one of a catalog with `count` plural forms. Where only lines moved
    since the catalog `told` of its places, and lines do not count, it still tells the same."""
    references = shortened(entry.references, porefs)
    if told and shortened(told, porefs) == references:
        references = told
    return Entry(
        entry.msgid,
        msgctxt=entry.msgctxt,
        comments=entry.comments,
        extracted=entry.extracted,
        references=references,
        flags=entry.flags,
        msgid_plural=entry.msgid_plural,
        plurals=() if entry.msgid_plural is None else ("",) * count,
    )


def _with_fields(merged: Catalog, template: Catalog, rule: str) -> Catalog:
    """With what the template says of itself, and the rule that plural entries need."""
    for name in _OF_TEMPLATE:
        if value := template.get(name):
            merged = merged.with_field(name, value)
    if rule and any(entry.msgid_plural is not None for entry in merged.entries):
        merged = merged.with_field("Plural-Forms", rule)
    return merged
