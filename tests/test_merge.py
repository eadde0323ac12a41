"""A newer source and the entries of a catalog: what is kept, what is stale, and that nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import (
    Catalog,
    approve,
    hash8,
    machine_origin,
    new_header,
    origins,
    parse,
    render,
    status,
    with_origin,
)
from l10n.merge import merge
from l10n.model import Entry, Origin, Status
from tests.strategies import entries, sentences, some_texts


@st.composite
def with_history(draw: st.DrawFn) -> Entry:
    """An entry that machines and earlier edits left their lines in."""
    entry = draw(entries(sentences() | some_texts, sentences() | st.just("")))
    source, text = hash8(entry.msgctxt, entry.msgid), hash8(entry.msgctxt, entry.msgstr)
    hashes = st.sampled_from([text, text, "00000000"])
    if draw(st.booleans()):
        entry = with_origin(entry, Origin("mt", "neural/1", source, draw(hashes)))
    if draw(st.booleans()):
        kind, flags = draw(st.sampled_from(["factual", "rewritten"])), draw(st.sampled_from([(), ("approved",)]))
        entry = with_origin(entry, Origin("edit", kind, source, was=draw(hashes), flags=flags))
    return entry


texts = sentences() | st.just("") | st.just("<joined/>")
documents = st.lists(entries(sentences() | some_texts, texts) | with_history(), max_size=8)
templates = st.lists(
    st.builds(Entry, msgid=sentences(), msgctxt=st.none() | st.just("heading"), references=st.just(("a.txt",))),
    max_size=8,
    unique_by=lambda entry: (entry.msgctxt, entry.msgid),
)


def template_of(old: Sequence[Entry]) -> list[Entry]:
    """What a source that did not change gives again."""
    return [
        replace(
            entry, msgstr="", plurals=("",) * len(entry.plurals), fuzzy=False, comments=(), raw="", line=0,
            previous_msgid=None, previous_msgctxt=None,
        )
        for entry in old
        if not entry.obsolete
    ]  # fmt: skip


# ---------------------------------------------------------------- laws


@given(documents)
def test_an_unchanged_source_changes_nothing(old: list[Entry]) -> None:
    assert merge(old, template_of(old)) == old


@given(documents, templates)
def test_every_new_entry_appears_once_and_in_order(old: list[Entry], new: list[Entry]) -> None:
    result = [entry for entry in merge(old, new) if not entry.obsolete]
    assert [(entry.msgctxt, entry.msgid, entry.references) for entry in result] == [
        (entry.msgctxt, entry.msgid, entry.references) for entry in new
    ]


@given(documents, templates)
def test_no_translation_is_lost(old: list[Entry], new: list[Entry]) -> None:
    result = merge(old, new)
    for entry in old:
        for text in entry.plurals or (entry.msgstr,):
            assert not text or any(text in (after.msgstr, *after.plurals) for after in result)


@given(documents, templates)
def test_merging_again_changes_nothing(old: list[Entry], new: list[Entry]) -> None:
    once = merge(old, new)
    assert merge(once, new) == once


@given(documents, templates)
def test_nothing_is_published_that_was_not(old: list[Entry], new: list[Entry]) -> None:
    """What is published after a merge was published before, with the same words."""
    before = {entry.msgstr for entry in old if status(entry).published or entry.obsolete}
    before |= {form for entry in old for form in entry.plurals}
    waiting = {entry.msgstr for entry in old if any(line.kind == "edit" for line in origins(entry))}
    for entry in merge(old, new):
        if status(entry).published and not entry.plurals:
            assert entry.msgstr in before | waiting


@given(st.lists(sentences(), min_size=1, max_size=6, unique=True), st.data())
def test_an_edit_that_is_taken_back_gives_the_approved_translation_back(texts: list[str], data: st.DataObject) -> None:
    old = [Entry(text, f"⟦{at}⟧ {text}", references=("a.txt",)) for at, text in enumerate(texts)]
    at = data.draw(st.integers(0, len(texts) - 1))
    edited = data.draw(sentences().filter(lambda text: text not in texts))
    new = template_of(old)
    changed = [replace(entry, msgid=edited) if place == at else entry for place, entry in enumerate(new)]
    assert merge(merge(old, changed), new)[: len(old)] == old


@given(templates, st.data())
def test_what_is_deleted_and_restored_comes_back_as_it_was(new: list[Entry], data: st.DataObject) -> None:
    old = [replace(entry, msgstr=f"⟦{at}⟧", comments=("seen",)) for at, entry in enumerate(new)]
    old[1:] = [replace(entry, msgstr="<joined/>") if data.draw(st.booleans()) else entry for entry in old[1:]]
    kept = [entry for entry in new if data.draw(st.booleans())]
    assert merge(merge(old, kept), new) == old


# ---------------------------------------------------------------- what becomes of each


STORY = [
    "The port council voted to close the old pier on Monday.",
    "Repairs would cost three million euros, the mayor said.",
    "Fishermen have used it for a century.",
    "A decision on the lighthouse is expected next spring.",
]


def story(*texts: str) -> list[Entry]:
    return [Entry(text, references=("pier.txt",)) for text in texts or STORY]


def translated(*texts: str) -> list[Entry]:
    return [replace(entry, msgstr=f"fr: {entry.msgid}") for entry in story(*texts)]


def test_a_template_is_followed_and_people_are_kept() -> None:
    old = [
        Entry("a", "b", comments=("seen",), extracted=("old",), references=("x",), flags=("c-format", "needs-check"))
    ]
    new = [Entry("a", extracted=("type: cell",), references=("y", "z"), flags=("no-wrap",))]
    assert merge(old, new) == [
        Entry(
            "a",
            "b",
            comments=("seen",),
            extracted=("type: cell",),
            references=("y", "z"),
            flags=("no-wrap", "needs-check"),
        )
    ]


def test_an_edited_sentence_is_stale_with_what_it_was() -> None:
    old = translated()
    old[1] = replace(old[1], comments=("checked with the desk",))
    text = "Repairs would cost three million euros, the mayor told reporters."
    edited = merge(old, story(STORY[0], text, *STORY[2:]))[1]
    line = Origin("edit", "rewritten", hash8(None, text), was=hash8(None, old[1].msgstr), flags=("approved",))
    assert edited == replace(
        with_origin(old[1], line), msgid=text, fuzzy=True, previous_msgid=STORY[1], references=("pier.txt",)
    )
    assert status(edited) is Status.STALE


def test_a_changed_fact_stays_stale_until_the_text_changes() -> None:
    text = STORY[1].replace("three", "four").replace("would", "will")
    number = STORY[1].replace("three", "3")
    for edit in (text, STORY[2].replace("have", "have not"), number.replace("3", "4")):
        old = translated(edit if "3" not in edit and "4" not in edit else number)
        if edit == text:
            continue
        (entry,) = merge(translated(STORY[2] if "not" in edit else number), story(edit))
        assert origins(entry)[0].name == "factual", old
        waved = replace(entry, fuzzy=False, previous_msgid=None)
        assert status(waved) is Status.STALE
        assert status(approve(replace(waved, msgstr="mended"))) is Status.HUMAN


def test_a_fact_that_was_waved_through_is_not_approved_by_the_next_edit() -> None:
    (entry,) = merge(translated("It cost 3 euros in all."), story("It cost 4 euros in all."))
    waved = replace(entry, fuzzy=False, previous_msgid=None)
    (comma,) = merge([waved], story("It cost 4 euros, in all."))
    assert status(comma) is Status.STALE
    (again,) = merge([waved], story("It cost 4 euros in total."))
    assert (status(again), origins(again)[0].name, origins(again)[0].flags) == (Status.STALE, "factual", ())
    (back,) = merge([again], story("It cost 4 euros in all."))
    assert not status(back).published


def test_a_second_edit_keeps_the_first_source() -> None:
    texts = [STORY[0], STORY[0].replace("council", "assembly"), STORY[0].replace("council", "board")]
    (first,) = merge(translated(texts[0]), story(texts[1]))
    (second,) = merge([first], story(texts[2]))
    assert (second.previous_msgid, second.msgid) == (texts[0], texts[2])
    assert merge([second], story(texts[0])) == translated(texts[0])


def test_a_cosmetic_edit_keeps_approval() -> None:
    old = translated("The <em1>old</em1> pier, built in 1902 - 'a jewel' - closed.")
    (entry,) = merge(old, story("The <em1>old</em1> pier built in 1902 — ‘a jewel’ — closed."))
    assert status(entry) is Status.HUMAN
    assert entry.previous_msgid is None


def test_renumbered_marks_are_followed() -> None:
    old = [Entry("See <a1>the <em2>map</em2></a1>.", "Voir <a1>la <em2>carte</em2></a1>.")]
    (entry,) = merge(old, [Entry("See <a2>the <em3>map</em3></a2>.")])
    assert entry.msgstr == "Voir <a2>la <em3>carte</em3></a2>."
    assert status(entry) is Status.HUMAN


def test_machine_text_keeps_its_line_whatever_happens_to_the_source() -> None:
    made = Origin("mt", "neural/1", hash8(None, STORY[2]), hash8(None, "fr"))
    machine = with_origin(Entry(STORY[2], "fr", fuzzy=True), made)
    (cosmetic,) = merge([machine], story(STORY[2].replace("it for", "it, for")))
    assert status(cosmetic) is Status.MACHINE
    (edited,) = merge([machine], story(STORY[2].replace("century", "lifetime")))
    assert status(edited) is Status.STALE
    assert machine_origin(edited) == replace(made, src=hash8(None, edited.msgid))
    assert merge([edited], story(STORY[2])) == [replace(machine, references=("pier.txt",))]
    (approved,) = merge([approve(machine)], story(STORY[2].replace("century", "lifetime")))
    (back,) = merge([approved], story(STORY[2]))
    assert status(back) is Status.APPROVED


def test_a_split_sentence_leaves_its_translation_with_both_and_waits_to_be_whole_again() -> None:
    whole = "The port council voted to close the old pier, and repairs would cost three million euros."
    parts = ("The port council voted to close the old pier.", "Repairs would cost three million euros.")
    result = merge(translated(STORY[2], whole, STORY[3]), story(STORY[2], *parts, STORY[3]))
    assert [(entry.msgstr, entry.previous_msgid, entry.fuzzy) for entry in result[1:3]] == [
        (f"fr: {whole}", whole, True)
    ] * 2
    assert merge(result, story(STORY[2], whole, STORY[3]))[1] == translated(whole)[0]


def test_merged_sentences_keep_both_translations() -> None:
    parts = ("The council voted to close the <a1>pier</a1>.", "Repairs would cost <em1>three</em1> million euros.")
    whole = "The council voted to close the <a1>pier</a1>: repairs would cost <em2>three</em2> million euros."
    result = merge(translated(STORY[2], *parts, STORY[3]), story(STORY[2], whole, STORY[3]))
    assert result[1].msgstr == f"fr: {parts[0]} fr: {parts[1].replace('em1', 'em2')}"
    assert result[1].previous_msgid == f"{parts[0]} {parts[1].replace('em1', 'em2')}"
    assert status(result[1]) is Status.STALE
    assert merge(result, story(STORY[2], *parts, STORY[3]))[:4] == translated(STORY[2], *parts, STORY[3])


def test_the_same_text_in_another_place_of_the_page_is_offered_not_approved() -> None:
    old = [Entry("Home", "Accueil", msgctxt="heading")]
    (entry,) = merge(old, [Entry("Home", msgctxt="cell")])
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid, entry.previous_msgctxt) == (
        "Accueil",
        True,
        "Home",
        "heading",
    )
    assert merge([entry], [Entry("Home", msgctxt="heading")]) == old


def test_a_moved_and_edited_sentence_is_found() -> None:
    moved = STORY[0].replace("Monday", "Friday")
    result = merge(translated(), story(*STORY[1:], moved))
    assert result[3].previous_msgid == STORY[0]


def test_a_new_sentence_gets_no_guess() -> None:
    result = merge(translated(), story(*STORY[:2], "Ticket prices rise in June.", *STORY[2:]))
    assert result[2] == story("Ticket prices rise in June.")[0]


def test_untranslated_entries_are_never_offered_and_vanish_unless_someone_wrote_in_them() -> None:
    old = [Entry("The old pier is closed today."), Entry("Nothing else.", comments=("ask Anna",))]
    result = merge(old, [Entry("The old pier is closed tomorrow.")])
    assert result == [Entry("The old pier is closed tomorrow."), replace(old[1], obsolete=True)]


def test_obsolete_entries_stay_where_they_are() -> None:
    gone = [replace(entry, obsolete=True, references=()) for entry in translated("One is gone.", "Two is gone.")]
    old = [*translated(*STORY[:2]), gone[0], *translated(*STORY[2:]), gone[1]]
    assert merge(old, story()) == old
    shorter = merge(old, story(*STORY[:3]))
    assert shorter == [*old[:4], replace(old[4], obsolete=True, references=()), gone[1]]


def test_an_edit_touches_few_lines_of_the_file() -> None:
    header = new_header("fr", project="desk 2", created=datetime(2024, 5, 3, tzinfo=UTC))
    before = render(Catalog(header, entries=tuple(translated())))
    read = parse(before)
    assert render(replace(read, entries=tuple(merge(read.entries, story())))) == before
    rows = tuple(merge(read.entries, story(STORY[0], STORY[1].replace("said", "added"), *STORY[2:])))
    after = render(replace(read, entries=rows).with_field("POT-Creation-Date", "2025-01-01 00:00+0000"))
    diff = list(unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm=""))
    assert sum(line[:1] in "+-" for line in diff[2:]) == 7


def test_notes_of_several_lines_change_nothing_the_second_time() -> None:
    new = [Entry("a", extracted=("one \ntwo",), references=("odd\nname",))]
    old = parse(render(Catalog(entries=tuple(merge([], new))))).entries
    assert merge(old, new) == list(old)


def test_of_duplicates_the_one_with_words_is_used() -> None:
    old = [Entry("a"), Entry("a", "b")]
    assert merge(old, [Entry("a")]) == [Entry("a", "b")]
    assert merge(old, [Entry("a"), Entry("a")]) == old


@pytest.mark.parametrize("singular", [True, False])
def test_a_text_that_gains_or_loses_plural_forms_is_stale(singular: bool) -> None:
    one, many = (
        Entry("%d boats", "%d bateaux"),
        Entry("%d boats", msgid_plural="%d boats", plurals=("un", "%d bateaux")),
    )
    old, new = (many, replace(one, msgstr="")) if singular else (one, replace(many, plurals=("", "")))
    result = merge([old], [new])
    assert result[0].fuzzy
    assert "%d bateaux" in {text for entry in result for text in (entry.msgstr, *entry.plurals)}
    assert (result[0].msgid_plural, len(result[0].plurals)) == (new.msgid_plural, len(new.plurals))


def test_chinese_sentences_are_aligned() -> None:
    old = [Entry("会议在星期一结束。", "a"), Entry("没有达成协议，代表团离开了首都。", "b")]
    result = merge(old, [Entry("会议在星期一晚上结束。"), Entry("没有达成协议。"), Entry("代表团离开了首都。")])
    assert Counter(entry.msgstr for entry in result if not entry.obsolete) == Counter("abb")
