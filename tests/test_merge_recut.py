"""Other rules of segmentation, or blocks instead of sentences: translations are cut or joined in the same places."""

from __future__ import annotations

import pytest

from l10n import catalog
from l10n.merge import merge
from l10n.merge.recut import recut
from l10n.model import Entry, Origin, Status

BLOCK = "One <a1>here</a1>. <em2>Two there.</em2> Three <code3/> now."
LONG = "Word word word word word word word word."
PARTS = ["One <a1>here</a1>.", "Two there.", "Three <code1/> now."]


@pytest.mark.parametrize(
    ("source", "target", "parts", "expected"),
    [
        (
            BLOCK,
            "Un <a1>ici</a1>. <em2>Deux là.</em2> Trois <code3/>.",
            PARTS,
            ["Un <a1>ici</a1>.", "Deux là.", "Trois <code1/>."],
        ),
        ("It rains. We go.", "It rains. We go.", ["It rains.", "We go."], ["It rains.", "We go."]),
        ("It rains. We go.", "It rains and we go.", ["It rains.", "We go."], None),  # the translator joined them
        ("It rains. We go.", "It rains. We go.", ["It rains.", "We went."], None),  # a word changed
        (BLOCK, "Un <code3/>. Deux là. Trois <a1>ici</a1>.", PARTS, None),  # a mark moved into another sentence
        (f"It rains. {LONG}", f"{LONG} Ok.", ["It rains.", LONG], None),  # the lengths do not pair
    ],
)
def test_a_translation_is_cut_where_its_sentences_pair(
    source: str, target: str, parts: list[str], expected: list[str] | None
) -> None:
    assert recut(source, target, parts, "fr") == expected


def entry(msgid: str, msgstr: str = "", **fields: object) -> Entry:
    return catalog.changed(Entry(msgid, msgstr), **fields)


def made(found: Entry) -> Entry:
    src, out = catalog.hash8(found.msgctxt, found.msgid), catalog.hash8(found.msgctxt, found.msgstr)
    return catalog.with_origin(found, Origin("mt", "x/1", src, out))


@pytest.mark.parametrize(
    ("old", "status"),
    [
        (entry("One here. Two there.", "Un ici. Deux là."), Status.HUMAN),
        (made(entry("One here. Two there.", "Un ici. Deux là.")), Status.APPROVED),
        (made(entry("One here. Two there.", "Un ici. Deux là.", fuzzy=True)), Status.MACHINE),
    ],
)
def test_from_blocks_to_sentences_each_keeps_its_state(old: Entry, status: Status) -> None:
    head, tail = entry("A heading", "Un titre"), entry("The end of it.", "La fin.")
    new = [entry("A heading"), entry("One here."), entry("Two there."), entry("The end of it.")]
    found = [e for e in merge([head, old, tail], new, "en", "fr") if not e.obsolete]
    assert [e.msgstr for e in found] == ["Un titre", "Un ici.", "Deux là.", "La fin."]
    assert {catalog.status(e) for e in found[1:3]} == {status}


def test_where_sentences_do_not_pair_the_whole_is_offered_as_fuzzy_and_nothing_is_dropped() -> None:
    old = [entry("A heading", "Un titre"), entry("One here. Two there.", "Un ici et deux là.")]
    found = merge(old, [entry("A heading"), entry("One here."), entry("Two there.")], "en", "fr")
    assert {(e.msgstr, e.fuzzy) for e in found[1:3]} == {("Un ici et deux là.", True)}
    assert [e.msgid for e in found if e.obsolete] == ["One here. Two there."]


def test_from_sentences_to_blocks_approved_ones_are_joined_and_stay_approved() -> None:
    one, two = entry("One <a1>here</a1>.", "Un <a1>ici</a1>."), entry("Two there.", "Deux là.")
    old = [entry("A heading", "Un titre"), one, two]
    new = [entry("A heading"), entry("One <a1>here</a1>. Two there.")]
    joined = merge(old, new, "en", "fr")[1]
    assert (joined.msgstr, catalog.status(joined)) == ("Un <a1>ici</a1>. Deux là.", Status.HUMAN)
    half = [old[0], old[1], catalog.changed(old[2], fuzzy=True)]
    assert merge(half, new, "en", "fr")[1].fuzzy
