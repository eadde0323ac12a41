"""What a regional catalog has from the others of its chain: laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n import inline
from l10n.catalog import status, translated
from l10n.model import Entry
from l10n.overlays import Base, lean, needed, resolve

TEXTS = ("One", "Two", "Three", "Four")
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(TEXTS),
        st.sampled_from(["", "uno", "dos", inline.JOINED]),
        fuzzy=st.booleans(),
        obsolete=st.booleans(),
    ),
    unique_by=lambda entry: entry.msgid,
)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_the_nearest_approved_text_counts_then_the_nearest_of_any_kind(
    own: list[Entry], near: list[Entry], far: list[Entry]
) -> None:
    found = resolve(own, (Base("es-419", near), Base("es", far)))
    texts = {entry.key: entry for entry in found.entries if not entry.obsolete}
    chain = [[entry for entry in entries if not entry.obsolete] for entries in (own, near, far)]
    for layer in chain:
        for entry in layer:
            if status(entry).published and inline.JOINED not in {e.msgstr for part in chain for e in part}:
                assert status(texts[entry.key]).published
    for entry in (entry for entry in own if not entry.obsolete):
        if status(entry).published and inline.JOINED not in {e.msgstr for e in own}:
            assert texts[entry.key] == entry
        assert entry.key in texts
    assert all(texts[key] in base.entries for key, base in found.inherited.items())


@given(ENTRIES)
def test_without_a_base_nothing_changes(own: list[Entry]) -> None:
    assert resolve(own, ()).entries == tuple(own)
    assert needed(own, (), ()) == tuple(own)


@given(ENTRIES, ENTRIES)
def test_a_lean_catalog_stays_lean_and_no_other_does(own: list[Entry], merged: list[Entry]) -> None:
    live = [entry for entry in own if not entry.obsolete]
    new = lean(own, merged)
    if all(map(translated, live)):
        assert all(translated(entry) for entry in new if not entry.obsolete)
    else:
        assert new == tuple(merged)
    assert [entry for entry in merged if translated(entry)] == [entry for entry in new if translated(entry)]
